// Search fields outside the search page: the best hits below the field while typing (a combobox), also while the IME composes.
import { addressOf, element, kindsOf, marked, openOnce, say } from "./search-parts.js";

const SHOWN = 6;

/** @param {HTMLFormElement} form */
function start(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
  const list = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const kinds = kindsOf(form.dataset.kinds);
  let turn = 0, active = -1;

  const options = () => /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll("[role=option]")]);

  function close() {
    turn++;
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} to */
  function point(to) {
    const all = options();
    active = (to + 1 + all.length + 1) % (all.length + 1) - 1;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", all[active].id);
  }

  async function show() {
    const query = input.value, mine = ++turn;
    if (!query.trim()) return close();
    const result = await openOnce().then((index) => index.search(query, { limit: SHOWN }), () => undefined);
    if (mine !== turn || !result) return;
    const everything = new URL(form.action);
    everything.searchParams.set("q", query);
    const rows = result.hits.map((hit) => option(addressOf(hit.url), element("span", "cb-search__kind", kinds.get(hit.kind) ?? hit.kind),
      element("span", "cb-search__title", ...marked(hit.title, hit.titleMarks))));
    const all = option(everything.href, result.total ? say(form.dataset.all, { n: result.total }) : form.dataset.none ?? "");
    all.classList.add("cb-search__all");
    list.replaceChildren(...rows, all);
    options().forEach((each, at) => (each.id = `${list.id}-${at}`));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    point(-1);
    status.textContent = result.total ? say(form.dataset.found, { n: result.total }) : form.dataset.none ?? "";
  }

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.addEventListener("focus", () => void openOnce().catch(() => undefined));
  input.addEventListener("input", () => void show());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && input.value.trim()) {
      event.preventDefault();
      if (list.hidden) void show();
      else point(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      options()[active].click();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
}

/** @param {string} href @param {...(Node | string)} children */
function option(href, ...children) {
  const made = element("a", "cb-search__option", ...children);
  made.setAttribute("href", href);
  made.setAttribute("role", "option");
  made.setAttribute("tabindex", "-1");
  made.setAttribute("aria-selected", "false");
  return made;
}

/** "/" goes to the field in sight, or to the search page where there is none. @param {KeyboardEvent} event */
function slash(event) {
  const at = /** @type {HTMLElement} */ (event.target);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || at.closest("input, textarea, select, [contenteditable]")) return;
  const forms = ["#search-form", ".cb-hero__search form", "[data-cb-search]"].flatMap((each) => [...document.querySelectorAll(each)]);
  const fields = forms.map((form) => /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]")));
  const field = fields.find((each) => each.checkVisibility({ visibilityProperty: true }));
  event.preventDefault();
  if (field) field.select();
  else location.assign(/** @type {HTMLFormElement} */ (document.querySelector("[data-cb-search]")).action);
}

for (const form of document.querySelectorAll("[data-cb-search]")) start(/** @type {HTMLFormElement} */ (form));
addEventListener("keydown", slash);
