// Runs before the first paint, as a file because the page's policy allows no inline script.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("sitewright.theme");
  } catch {
    // Storage is blocked: the system's choice stands.
  }
  const dark =
    choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
