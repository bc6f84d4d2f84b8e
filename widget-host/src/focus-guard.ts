/** How often a frame may take the keyboard before it is taken out, and within which time. */
const patience = { times: 3, withinMs: 10_000 } as const;
/** A click in a frame cannot be seen from outside: so long after the last key it is believed of a pointer that rests there. */
const restsMs = 2_000;
/** The key that leads from one part of a page to the next. */
const wayInKey = { key: "Tab", withinMs: 1_000 } as const;

const lookEveryMs = 50;

const isWritten = (element: Element | null): element is HTMLElement =>
  element instanceof HTMLElement && (element.isContentEditable || element.matches("input, textarea, select"));

/** What the person did last, as far as the page around a frame can see it. */
interface Doings {
  readonly key: string;
  readonly keyAtMs: number;
  /** When the pointer came over the frame; undefined while it is elsewhere. */
  readonly overSinceMs: number | undefined;
  readonly nowMs: number;
}

/** Whether a person can have meant that the keyboard goes from what they write in to a frame. */
export const isMeant = ({ key, keyAtMs, overSinceMs, nowMs }: Doings): boolean => {
  if (key === wayInKey.key && nowMs - keyAtMs < wayInKey.withinMs) return true;
  return overSinceMs !== undefined && (overSinceMs > keyAtMs || nowMs - keyAtMs > restsMs);
};

/**
 * Gives the keyboard back to what the person writes in when a frame takes it: browsers let any frame do so, and
 * it would read along from there. A frame that goes on is given up. Chromium lets a frame below a modal dialog
 * take it too, and then the page around it is not told: that is not seen here. Ends with the signal.
 */
export const guardFocus = (frame: HTMLIFrameElement, { giveUp, signal }: { giveUp: () => void; signal: AbortSignal }): void => {
  const page = frame.ownerDocument;
  const view = page.defaultView;
  let doings: Omit<Doings, "nowMs"> = { key: "", keyAtMs: -Infinity, overSinceMs: undefined };
  let written: HTMLElement | undefined;
  let taken: readonly number[] = [];
  const check = (): void => {
    const nowMs = performance.now();
    if (page.activeElement !== frame || written?.isConnected !== true || isMeant({ ...doings, nowMs })) return;
    written.focus({ preventScroll: true });
    taken = [...taken.filter((at) => nowMs - at < patience.withinMs), nowMs];
    if (taken.length >= patience.times) giveUp();
  };
  const listen = (target: EventTarget | null, type: string, take: (event: Event) => void): void =>
    target?.addEventListener(type, take, { signal, capture: true });
  listen(
    view,
    "keydown",
    (event) => event instanceof KeyboardEvent && (doings = { ...doings, key: event.key, keyAtMs: performance.now() }),
  );
  listen(frame, "pointerenter", () => (doings = { ...doings, overSinceMs: performance.now() }));
  const leave = (): void => void (doings = { ...doings, overSinceMs: undefined });
  listen(frame, "pointerleave", leave);
  // Below a dialog that is opened over it a frame is not told that the pointer has left.
  listen(view, "pointermove", ({ target }) => target !== frame && leave());
  listen(page, "focusin", ({ target }) => {
    if (target !== frame) written = target instanceof Element && isWritten(target) ? target : undefined;
  });
  listen(view, "blur", check);
  listen(page, "focusout", check);
  // Not every way in which the keyboard goes is told to the page that it leaves, nor at once.
  const timer = setInterval(check, lookEveryMs);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  if (isWritten(page.activeElement)) written = page.activeElement;
};
