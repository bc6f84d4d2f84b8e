// Loaded before a server: SIGUSR2 collects garbage, so that what is measured is what is held.

const collect = globalThis.gc as ((options?: { type: string; flavor: string }) => void) | undefined;

process.on("SIGUSR2", () => {
  // Like V8 itself when memory is short: it also gives back the pages that the young generation had grown to.
  for (let count = 0; count < 3; count += 1) collect?.({ type: "major", flavor: "last-resort" });
});
