// Runs before the first paint, as a file because the page's policy allows no inline script.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("sitewright.theme");
  } catch (error) {
    choice = null;
  }
  var dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
