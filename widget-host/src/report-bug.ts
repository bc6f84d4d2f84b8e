/** Shows a bug where bugs are looked for (the console, the page's error event) without stopping whoever met it. */
export const reportBug = (error: unknown): void => {
  queueMicrotask(() => {
    throw error;
  });
};
