// Loaded before a server: SIGUSR2 collects garbage, so that what is measured is what is held.

process.on("SIGUSR2", () => {
  for (let count = 0; count < 4; count += 1) globalThis.gc?.();
});
