// Runs before the first paint, so that a chosen theme does not flash in after the system's. A classic file
// of its own, because the pages' Content Security Policy allows no inline script. The extension mirrors its
// settings to localStorage for this; see scripts/theme-script.ts for how it gets into both builds.
try {
  const { theme } = JSON.parse(localStorage.getItem("tfx.settings") ?? "{}");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked or spoiled: the system's theme applies.
}
