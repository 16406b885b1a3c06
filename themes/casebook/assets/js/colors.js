// The colour scheme: as the device has it, light, or dark; remembered, and kept the same in all open tabs.

const KEY = "casebook-scheme";
const NEXT = { auto: "light", light: "dark", dark: "auto" };
const SCHEME = { light: "default", dark: "slate" };

/** @returns {"auto" | "light" | "dark"} what the reader chose before */
function remembered() {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "auto";
  } catch {
    return "auto";
  }
}

/** @param {"auto" | "light" | "dark"} choice */
function remember(choice) {
  try {
    if (choice === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Storage may be forbidden; then the choice holds for this page.
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {"auto" | "light" | "dark"} choice
 */
function apply(button, choice) {
  const { dataset } = document.documentElement;
  if (choice === "auto") delete dataset.mdColorScheme;
  else dataset.mdColorScheme = SCHEME[choice];
  button.dataset.now = choice;
  button.setAttribute("aria-label", button.dataset[choice] ?? "");
  button.title = button.dataset[choice] ?? "";
}

const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-cb-scheme]"));
if (button) {
  let choice = remembered();
  apply(button, choice);
  button.hidden = false;
  button.addEventListener("click", () => {
    choice = NEXT[choice];
    remember(choice);
    apply(button, choice);
  });
  addEventListener("storage", (event) => {
    if (event.key === KEY) apply(button, (choice = remembered()));
  });
}
