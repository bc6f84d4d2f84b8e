/** Waits; no longer than until the signal aborts. */
export const pause = (ms: number, until: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      until.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    until.addEventListener("abort", finish, { once: true });
    if (until.aborted) finish();
  });
