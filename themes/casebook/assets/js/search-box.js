// Search fields outside the search page: the best hits below the field while typing (a combobox), also while the IME composes.
import { addressOf, composing, element, keepInSight, kindsOf, openOnce, say, write } from "./search-parts.js";

/** @typedef {import("./search-parts.js").Result} Result */
/** @typedef {{href: string, kind: string, title: string, marks?: [number, number][]}} Line */

const SHOWN = 5, WORDS = 3, FEW = 3, QUIET = 700;

/** @param {HTMLFormElement} form */
function start(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
  const list = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const words = form.dataset, kinds = kindsOf(words.kinds);
  /** @type {HTMLElement[]} made once, filled anew */
  const rows = [];
  let turn = 0, active = -1, used = 0, quiet = 0, held = false;

  /** @param {boolean} open */
  function unfold(open) {
    if (list.hidden !== open) return;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
  }

  function close() {
    turn++;
    clearTimeout(quiet);
    point(-1);
    unfold(false);
  }

  /** @param {number} to */
  function point(to) {
    rows[active]?.setAttribute("aria-selected", "false");
    active = ((to + 1 + used + 1) % (used + 1)) - 1;
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    rows[active].setAttribute("aria-selected", "true");
    rows[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", rows[active].id);
  }

  /** @param {Line[]} lines */
  function fill(lines) {
    if (active >= 0) point(-1);
    lines.forEach((line, at) => {
      rows[at] ??= list.appendChild(option(`${list.id}-${at}`));
      const [kind, title] = /** @type {HTMLElement[]} */ ([...rows[at].children]);
      if (rows[at].getAttribute("href") !== line.href) rows[at].setAttribute("href", line.href);
      write(kind, line.kind);
      write(title, line.title, line.marks);
      rows[at].classList.toggle("cb-search__all", !line.kind);
      rows[at].hidden = false;
    });
    for (const row of rows.slice(lines.length)) row.hidden = true;
    used = lines.length;
  }

  async function show() {
    const query = input.value, mine = ++turn;
    if (!query.trim()) return close();
    const kept = await keptHere(), limit = SHOWN + (kept?.size ?? 0);
    const result = await openOnce().then((index) => index.search(query, { limit, facets: false }), () => undefined);
    if (mine !== turn || !result) return;
    const found = result.total ? say(words.found, { n: result.total }) : words.none ?? "";
    const offered = offers(result);
    const hits = result.hits.filter(({ url }) => !isKept(url, kept)).slice(0, SHOWN).map((hit) => ({ href: addressOf(hit.url), kind: kinds.get(hit.kind) ?? hit.kind, title: hit.title, marks: hit.titleMarks }));
    const all = { href: page(query), kind: "", title: result.total ? say(words.all, { n: result.total }) : say(words.nothing, { q: query.trim() }) };
    fill([...(result.total ? [] : [all]), ...hits, ...offered, ...(result.total ? [all] : [])]);
    unfold(true);
    clearTimeout(quiet);
    quiet = setTimeout(() => (status.textContent = found + offered.map(({ kind, title }) => `${kind}：${title}`).join("")), QUIET);
  }

  /** Words to try, where hits are few. @param {Result} result @returns {Line[]} */
  function offers({ suggestions, total }) {
    const wanted = suggestions.filter(({ kind }) => (kind === "completion" ? total <= FEW : true)).slice(0, total ? 1 : WORDS);
    return wanted.map(({ kind, text }) => ({ href: page(text), kind: words[kind] ?? "", title: text }));
  }

  /** The search page with a query. @param {string} query */
  function page(query) {
    return `${form.action}?${new URLSearchParams({ q: query })}`;
  }

  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) {
    input.setAttribute(name, value);
  }
  input.addEventListener("focus", () => void openOnce().catch(() => undefined));
  input.addEventListener("input", () => void show());
  input.addEventListener("compositionstart", () => (held = true));
  input.addEventListener("compositionend", () => (held = false));
  input.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && input.value.trim()) {
      event.preventDefault();
      if (list.hidden) void show();
      else point(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      rows[active].click();
    }
  });
  form.addEventListener("submit", (event) => held && event.preventDefault());
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  keepInSight(form, input);
}

/** Cases that the prospect of the brief must not see: none on a site without one, null for all where that cannot be told. */
async function keptHere() {
  if (!document.querySelector("[data-cb-kept]")) return new Set();
  const { keptFrom, prospect } = await import("./prospect.js");
  return keptFrom(prospect());
}

/** @param {string} url of a hit @param {Set<string> | null} kept */
function isKept(url, kept) {
  const id = /^cases\/(case-\d{4,})\//.exec(url)?.[1];
  return id !== undefined && (kept === null || kept.has(id));
}

/** @param {string} id */
function option(id) {
  const made = element("a", "cb-search__option", element("span", "cb-search__kind"), element("span", "cb-search__title"));
  for (const [name, value] of Object.entries({ id, role: "option", tabindex: "-1", "aria-selected": "false" })) made.setAttribute(name, value);
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
