// Runs before the first paint, so that a chosen theme does not flash in after the system's.
// A classic file of its own: the page's Content Security Policy allows no inline script.
try {
  const theme = localStorage.getItem("tfx.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme applies.
}
