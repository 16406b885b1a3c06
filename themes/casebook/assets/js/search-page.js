// The search page: results while typing, also while the IME composes; filters as chips; everything in the address.
import { Filters, chosen, narrowed } from "./search-filters.js";
import { HitList } from "./search-hits.js";
import { Offers } from "./search-offers.js";
import { composing, keepInSight, kindsOf, openOnce, painted, say, write } from "./search-parts.js";

/** @typedef {import("./search-parts.js").Result} Result */
/** @typedef {import("./search-filters.js").Chosen} Chosen */

/** Hits of a page; those painted first; milliseconds until it says that it searches, until stale rows go, until it speaks. */
const PAGE = 20, FIRST = matchMedia("(max-width: 36em)").matches ? 3 : 4, PATIENCE = 300, STALE = 150, QUIET = 700;
/** The address is written at most once in this time while somebody types: each time the browser reads the icon anew. */
const WRITTEN = 1000;

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (byId("search-form"));
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const list = byId("search-results"), count = byId("search-count"), status = byId("search-status"), frame = byId("search-filters");
const words = form.dataset;
const hits = new HitList(list, kindsOf(words.kinds));
const parts = { frame, row: byId("search-kinds"), more: byId("search-more"), panel: byId("search-facets") };
const filters = new Filters(parts, words, (wanted) => go(input.value, wanted));
const offers = new Offers(byId("search-suggestions"), byId("search-wish"), words, (text) => go(text, {}));
/** @type {"push" | "replace"} how the next query stands in the history: after Enter as a step of its own */
let step = "replace";
let turn = 0, limit = PAGE, quiet = 0, later = 0, written = -WRITTEN, held = false;

/** What is asked goes into the address. @param {"push" | "replace"} how @param {Chosen} wanted */
function remember(how, wanted) {
  clearTimeout(later);
  const query = new URLSearchParams();
  if (input.value) query.set("q", input.value);
  for (const [name, values] of Object.entries(wanted)) for (const value of values) query.append(name, value);
  const address = query.size ? `?${query}` : location.pathname;
  if (address === (location.search || location.pathname)) return;
  history[how === "push" ? "pushState" : "replaceState"](null, "", address);
  step = "replace";
  written = performance.now();
}

/** What is typed goes into the address, now or when the typing rests, and before the page is left. */
function follow() {
  clearTimeout(later);
  if (performance.now() - written > WRITTEN) remember(step, chosen());
  else later = setTimeout(() => remember(step, chosen()), WRITTEN / 2);
}

/** Another query or other filters, as a step that the back button undoes. @param {string} query @param {Chosen} wanted */
function go(query, wanted) {
  if (query !== input.value) input.focus();
  input.value = query;
  limit = PAGE;
  remember("push", wanted);
  return run();
}

/** Search, paint the first hits, then the rest of the page and the counts. */
async function run() {
  const query = input.value, mine = ++turn, wanted = chosen();
  if (!query.trim()) return rest();
  list.dataset.state = "loading";
  const waiting = setTimeout(() => write(count, words.loading ?? ""), PATIENCE);
  const stale = setTimeout(() => list.dataset.state === "part" && hits.veil(FIRST), STALE);
  try {
    const index = await openOnce();
    if (limit === PAGE) {
      const first = await index.search(query, { limit: FIRST, filters: wanted, facets: false });
      if (mine !== turn) return;
      clearTimeout(waiting);
      show(query, first, wanted, "part");
      await painted();
      if (mine !== turn) return;
    }
    const result = await index.search(query, { limit, filters: wanted });
    if (mine !== turn) return;
    finish(query, result, wanted, { ...index.labels, kind: Object.fromEntries(hits.kinds) });
  } catch {
    if (mine === turn) fail();
  } finally {
    clearTimeout(waiting);
    clearTimeout(stale);
  }
}

/** @param {string} query @param {Result} result @param {Chosen} wanted @param {"part" | "done"} state */
function show(query, result, wanted, state) {
  const none = !result.total;
  hits.show(result.hits, state === "part" ? Math.min(result.total, PAGE) - result.hits.length : 0);
  write(count, sentence(query, result.total, wanted));
  offers.show(result.suggestions, none);
  frame.hidden = none && !narrowed(wanted);
  list.dataset.query = query;
  list.dataset.state = state;
}

/** @param {string} query @param {Result} result @param {Chosen} wanted @param {Record<string, Record<string, string>>} labels */
function finish(query, result, wanted, labels) {
  follow();
  filters.show(result, wanted, labels);
  const missed = !result.total && !narrowed(wanted);
  offers.ask(missed ? query : "");
  byId("search-next").hidden = result.total <= limit;
  show(query, result, wanted, "done");
  speak(count.textContent + offers.read(result.suggestions, !result.total));
  tell(query, missed);
}

/** Nothing is asked. */
function rest() {
  remember("replace", chosen());
  hits.show([]);
  offers.show([], false);
  offers.ask("");
  for (const part of [frame, parts.panel, byId("search-next")]) part.hidden = true;
  write(count, words.idle ?? "");
  speak("");
  list.dataset.query = "";
  list.dataset.state = "idle";
  tell("", false);
}

/** The index, or a part of it, did not come. */
function fail() {
  hits.show([]);
  list.dataset.state = "error";
  write(count, words.failed ?? "");
  speak(words.failed ?? "");
}

/** @param {string} query @param {number} total @param {Chosen} wanted */
function sentence(query, total, wanted) {
  if (total) return say(words.count, { n: total });
  return narrowed(wanted) ? words.noneFiltered ?? "" : say(words.none, { q: query.trim() });
}

/** To other modules. @param {string} query @param {boolean} missed whether the site has nothing for it */
const tell = (query, missed) => document.dispatchEvent(new CustomEvent("cb-searched", { detail: { query, missed } }));

/** To those who listen, once the typing rests. @param {string} text */
function speak(text) {
  clearTimeout(quiet);
  quiet = setTimeout(() => (status.textContent = text), QUIET);
}

function restore() {
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  limit = PAGE;
  void run();
}

/** Arrows walk from the field through the hits and back; Esc returns to the field, then empties it. @param {KeyboardEvent} event */
function walk(event) {
  if (composing(event) || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
  const links = hits.links(), within = document.activeElement === input;
  const at = within ? -1 : links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (at < 0 && !within) return;
  if (event.key === "Escape") {
    event.preventDefault();
    if (at >= 0) input.focus();
    else if (input.value) void go("", chosen());
    return;
  }
  const to = at + (event.key === "ArrowDown" ? 1 : -1);
  if (to >= links.length || to < -1) return;
  event.preventDefault();
  (to < 0 ? input : links[to]).focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (held) return;
  remember(step, chosen());
  step = "push";
  void run();
  if (matchMedia("(pointer: coarse)").matches) input.blur(); // the keyboard leaves, the hits have the screen
});
input.addEventListener("compositionstart", () => (held = true));
input.addEventListener("compositionend", () => (held = false));
input.addEventListener("input", () => {
  limit = PAGE;
  void run();
});
byId("search-next").addEventListener("click", async () => {
  const seen = list.children.length;
  limit += PAGE;
  await run();
  hits.links()[seen]?.focus();
});
keepInSight(form, input);
list.addEventListener("click", () => remember(step, chosen()), { capture: true });
addEventListener("pagehide", () => remember(step, chosen()));
addEventListener("keydown", walk);
addEventListener("popstate", restore);
restore();
