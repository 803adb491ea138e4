// Runs before the first paint, so that a chosen light or dark view does not flash.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be closed to this page; then the visitor's system decides.
}
