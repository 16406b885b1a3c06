// The search page: results while typing, filters as chips, everything in the URL.
import { addressOf, element, kindsOf, marked, openOnce, say } from "./search-parts.js";

const PAGE = 20, PATIENCE = 300, QUIET = 700;
const FILTERS = ["kind", "segment", "purpose", "year"];

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (byId("search-form"));
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const list = byId("search-results"), count = byId("search-count"), status = byId("search-status");
const words = form.dataset, kinds = kindsOf(words.kinds);
let turn = 0, limit = PAGE, quiet = 0;

/** @returns {Record<string, string[]>} */
function chosen() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(FILTERS.map((name) => [name, query.getAll(name)]));
}

/** @param {"push" | "replace"} how @param {Record<string, string[]>} filters */
function remember(how, filters) {
  const query = new URLSearchParams();
  if (input.value) query.set("q", input.value);
  for (const [name, values] of Object.entries(filters)) for (const value of values) query.append(name, value);
  history[how === "push" ? "pushState" : "replaceState"](null, "", query.size ? `?${query}` : location.pathname);
}

async function run() {
  const query = input.value, mine = ++turn, filters = chosen();
  if (!query.trim()) return show(query, null, filters);
  list.dataset.state = "loading";
  const waiting = setTimeout(() => (count.textContent = words.loading ?? ""), PATIENCE);
  try {
    const index = await openOnce();
    const result = await index.search(query, { limit, filters });
    if (mine === turn) show(query, result, filters, index.labels);
  } catch {
    if (mine !== turn) return;
    list.replaceChildren();
    list.dataset.state = "error";
    count.textContent = words.failed ?? "";
  } finally {
    clearTimeout(waiting);
  }
}

/**
 * @param {string} query
 * @param {import("../search/engine.js").Result | null} result
 * @param {Record<string, string[]>} filters
 * @param {Record<string, Record<string, string>>} [labels]
 */
function show(query, result, filters, labels = {}) {
  const narrowed = Object.values(filters).some((values) => values.length);
  list.replaceChildren(...(result?.hits ?? []).map(row));
  showFilters(result, filters, labels);
  showSuggestions(result);
  byId("search-next").hidden = !result || result.total <= limit;
  count.textContent = sentence(query, result, narrowed);
  clearTimeout(quiet);
  quiet = setTimeout(() => (status.textContent = result ? count.textContent : ""), QUIET);
  list.dataset.query = query;
  list.dataset.state = result ? "done" : "idle";
}

/** @param {string} query @param {import("../search/engine.js").Result | null} result @param {boolean} narrowed */
function sentence(query, result, narrowed) {
  if (!result) return words.idle ?? "";
  if (result.total) return say(words.count, { n: result.total });
  return narrowed ? words.noneFiltered ?? "" : say(words.none, { q: query });
}

/** @param {import("../search/engine.js").Hit} hit */
function row(hit) {
  const link = element("a", "cb-hit__link", ...marked(hit.title, hit.titleMarks));
  link.setAttribute("href", addressOf(hit.url));
  const labels = element("p", "cb-card__labels", element("span", "cb-label cb-label--kind", kinds.get(hit.kind) ?? hit.kind));
  const made = element("li", "cb-hit", labels, element("h2", "cb-hit__title", link));
  if (hit.section) made.append(element("p", "cb-hit__section", hit.section));
  if (hit.excerpt) made.append(element("p", "cb-hit__text", ...marked(hit.excerpt, hit.marks)));
  return made;
}

/**
 * @param {import("../search/engine.js").Result | null} result
 * @param {Record<string, string[]>} filters
 * @param {Record<string, Record<string, string>>} labels
 */
function showFilters(result, filters, labels) {
  const named = { ...labels, kind: Object.fromEntries(kinds) };
  const chips = (/** @type {string} */ name) => {
    const counts = result?.facets[name] ?? {}, known = Object.keys(named[name] ?? {});
    const values = known.filter((value) => counts[value] || filters[name].includes(value));
    return values.map((value) => chip(name, value, named[name][value], counts[value] ?? 0, filters[name].includes(value)));
  };
  byId("search-kinds").replaceChildren(...chips("kind"));
  const rows = FILTERS.slice(1).map((name) => [name, chips(name)]).filter(([, found]) => found.length);
  byId("search-facets").replaceChildren(...rows.map(([name, found]) => {
    const group = element("ul", "cb-chips", ...found);
    group.setAttribute("aria-label", words[name] ?? name);
    return element("div", "cb-find__facet", element("p", "cb-find__name", words[name] ?? name), group);
  }));
  byId("search-more").hidden = !rows.length;
  byId("search-filters").hidden = !result;
}

/** @param {string} name @param {string} value @param {string} label @param {number} n @param {boolean} on */
function chip(name, value, label, n, on) {
  const button = element("button", on ? "cb-chip cb-chip--chosen" : "cb-chip", label, " ", element("span", "cb-find__n", String(n)));
  button.setAttribute("type", "button");
  button.setAttribute("aria-pressed", String(on));
  button.dataset.filter = `${name}=${value}`;
  button.addEventListener("click", async () => {
    const filters = chosen();
    filters[name] = on ? filters[name].filter((each) => each !== value) : [...filters[name], value];
    limit = PAGE;
    remember("push", filters);
    await run();
    /** @type {HTMLElement | null} */ (document.querySelector(`[data-filter="${CSS.escape(`${name}=${value}`)}"]`))?.focus();
  });
  return element("li", "", button);
}

/** @param {import("../search/engine.js").Result | null} result */
function showSuggestions(result) {
  const box = byId("search-suggestions");
  const groups = ["typo", "near", "completion"].map((kind) => [kind, (result?.suggestions ?? []).filter((each) => each.kind === kind)]);
  box.replaceChildren(...groups.filter(([, found]) => found.length).map(([kind, found]) => {
    const links = found.map(({ text }) => {
      const link = element("a", "cb-chip", text);
      link.setAttribute("href", `?${new URLSearchParams({ q: text })}`);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        input.value = text;
        remember("push", {});
        void run();
        input.focus();
      });
      return element("li", "", link);
    });
    return element("div", "cb-find__facet", element("p", "cb-find__name", words[kind] ?? ""), element("ul", "cb-chips", ...links));
  }));
  box.hidden = !box.children.length;
}

function restore() {
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  limit = PAGE;
  void run();
}

/** Arrows walk from the field through the hits and back; Esc returns to the field, then empties it. @param {KeyboardEvent} event */
function walk(event) {
  if (event.isComposing) return;
  const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("a")]);
  const at = document.activeElement === input ? -1 : links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (at < 0 && document.activeElement !== input) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const to = at + (event.key === "ArrowDown" ? 1 : -1);
    if (to >= links.length || to < -1) return;
    event.preventDefault();
    (to < 0 ? input : links[to]).focus();
  } else if (event.key === "Escape" && at >= 0) input.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember("push", chosen());
  void run();
});
input.addEventListener("input", () => {
  limit = PAGE;
  remember("replace", chosen());
  void run();
});
byId("search-next").addEventListener("click", async () => {
  const seen = list.children.length;
  limit += PAGE;
  await run();
  list.children[seen]?.querySelector("a")?.focus();
});
addEventListener("keydown", walk);
addEventListener("popstate", restore);
restore();
