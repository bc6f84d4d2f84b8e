/**
 * Lets a context run as soon as the browser allows it: one that was made before the person touched the page waits
 * for that (autoplay policy).
 */
export const keepAwake = (context: AudioContext, until: AbortSignal): void => {
  const wake = (): void => {
    // It stays asleep where the browser refuses; the next touch asks again.
    if (context.state === "suspended") context.resume().catch(() => undefined);
  };
  wake();
  for (const type of ["pointerdown", "keydown"] as const) globalThis.addEventListener(type, wake, { signal: until, passive: true });
};
