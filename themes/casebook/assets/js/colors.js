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

const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-cb-scheme]"));

/** @param {"auto" | "light" | "dark"} choice */
function apply(choice) {
  const { dataset } = document.documentElement;
  if (choice === "auto") delete dataset.mdColorScheme;
  else dataset.mdColorScheme = SCHEME[choice];
  for (const button of buttons) {
    button.hidden = false;
    button.dataset.now = choice;
    button.title = button.dataset[choice] ?? "";
    button.setAttribute("aria-label", button.title);
  }
}

let choice = remembered();
apply(choice);
for (const button of buttons) {
  button.addEventListener("click", () => {
    choice = NEXT[choice];
    remember(choice);
    apply(choice);
  });
}
addEventListener("storage", (event) => {
  if (event.key === KEY) apply((choice = remembered()));
});
