// Runs before the first paint (a classic script in the head): the reader's colour scheme, and where the site's root is.
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  root.dataset.base = new URL("../../", document.currentScript.src).href;
  try {
    const chosen = localStorage.getItem("casebook-scheme");
    if (chosen === "dark") root.dataset.mdColorScheme = "slate";
    if (chosen === "light") root.dataset.mdColorScheme = "default";
  } catch {
    // Storage may be forbidden; the device's own scheme holds.
  }
})();
