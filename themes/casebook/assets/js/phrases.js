// The phrases: words, facets and whom they are for, all of it in the address; what is said to somebody else is one tap away, in its place.

import { Asked } from "./finder-asked.js";
import { Offers, pressed } from "./finder-offers.js";
import { Table } from "./finder-table.js";
import { composing, element, openOnce, say, write } from "./search-parts.js";

/** @typedef {Awaited<ReturnType<import("./search-parts.js").Index["within"]>>} Within */

const RESTS = 600; // milliseconds until what was typed goes into the address
const MARKED = "cb-found";

const root = /** @type {HTMLElement} */ (document.querySelector("[data-cb-phrases]"));
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-cb-${name}]`));
const all = (/** @type {string} */ name) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(`[data-cb-${name}]`)]);
const form = /** @type {HTMLFormElement} */ (root.querySelector("form.cb-filters"));
const search = /** @type {HTMLFormElement} */ (part("words")), register = /** @type {HTMLFormElement} */ (part("register"));
const input = /** @type {HTMLInputElement} */ (search.elements.namedItem("q"));
const everyone = /** @type {HTMLInputElement} */ (register.querySelector("input[value='']"));
const rows = all("row"), entries = all("entry"), groups = all("group");
const asked = new Asked(root, input);
const names = new Map(asked.boxes.map((box) => [`${box.name}=${box.value}`, asked.labelOf(box)]));
const places = { said: part("count"), chosen: part("chosen"), help: part("help"), loosen: part("loosen") };
const offers = new Offers(asked, places, root.dataset, () => changed("pushState"), () => {});
const table = tableOf(rows);
const texts = rows.map((row) => {
  const title = row.closest("[data-cb-entry]")?.querySelector("h3")?.textContent ?? "";
  const said = [...row.querySelectorAll("[data-cb-said]")].map((each) => each.textContent);
  return [title, ...said, ...["recipient", "kind"].map((name) => names.get(`${name}=${row.dataset[name]}`) ?? "")].join("\n");
});
/** Whom an entry speaks to, where that is not whom the page does. @type {Map<HTMLElement, string>} */
const turned = new Map();
let turn = 0, later = 0;

/** The rows as the finder's table has them. @param {HTMLElement[]} rows */
function tableOf(rows) {
  /** @type {Record<string, import("./finder-table.js").Facet>} */
  const facets = {};
  for (const { name, value } of asked.boxes) (facets[name] ??= { values: [], rows: [] }).values.push(value);
  for (const [name, facet] of Object.entries(facets)) {
    facet.rows = rows.map((row) => [facet.values.indexOf(row.dataset[name] ?? "")].filter((at) => at >= 0));
  }
  return new Table({ places: rows.map((_, at) => at), facets, months: [], effects: {} });
}

async function show() {
  const mine = ++turn;
  try {
    const found = asked.words ? await (await openOnce()).within(asked.words, texts) : null;
    if (mine === turn) paint(found);
  } catch {
    if (mine === turn) write(places.said, root.dataset.failed ?? "");
  }
}

/** @param {Within | null} found */
function paint(found) {
  everyone.checked = !asked.wanted.recipient;
  root.toggleAttribute("data-cb-to", !everyone.checked);
  const among = found && new Set(found.fitting);
  const { rows: fitting, counts } = table.fitting(asked.wanted, among);
  const anybody = table.fitting({ ...asked.wanted, recipient: [] }, among).rows;
  for (const entry of entries) arrange(entry, new Set(fitting.map((at) => rows[at])), anybody.map((at) => rows[at]));
  for (const group of groups) group.hidden = entries.every((entry) => entry.hidden || !group.contains(entry));
  offers.recount(counts);
  offers.tell(fitting.length);
  offers.conditions();
  offers.loosen(fitting.length ? null : offers.ways(table, found && found.fitting));
  mark(found);
}

/** Marks what was asked for where it stands; the texts themselves stay as they are, to be copied. @param {Within | null} found */
function mark(found) {
  if (!("highlights" in CSS)) return;
  const shown = found ? all("said").filter((each) => each.checkVisibility()) : [];
  CSS.highlights.set(MARKED, new Highlight(...shown.flatMap((each) => textsIn(each).flatMap((node) => rangesIn(node, found)))));
}

/** @param {Node} holder @returns {Node[]} */
const textsIn = (holder) => [...holder.childNodes].flatMap((node) => (node instanceof Text ? [node] : textsIn(node)));

/** @param {Node} node @param {Within} found */
function rangesIn(node, { marks }) {
  return marks(node.textContent ?? "").map(([start, end]) => {
    const range = new Range();
    range.setStart(node, start);
    range.setEnd(node, end);
    return range;
  });
}

/** An entry with what is said to the one it speaks to, and buttons for whom else. @param {HTMLElement} entry @param {Set<HTMLElement>} fitting @param {HTMLElement[]} anybody rows for any recipient */
function arrange(entry, fitting, anybody) {
  const chosen = asked.wanted.recipient?.[0], mine = anybody.filter((row) => entry.contains(row));
  const to = chosen && (turned.get(entry) ?? chosen);
  entry.hidden = !mine.some((row) => fitting.has(row));
  for (const row of entry.querySelectorAll("[data-cb-row]")) {
    /** @type {HTMLElement} */ (row).hidden = !mine.includes(row) || (to && row.dataset.recipient !== to);
  }
  const others = [...new Set(mine.map((row) => row.dataset.recipient ?? ""))].filter((each) => chosen && each && each !== to);
  entry.querySelector(".cb-wording__others")?.remove();
  if (others.length) entry.append(element("p", "cb-wording__others", ...others.map((each) => toward(entry, each, mine))));
}

/** @param {HTMLElement} entry @param {string} to @param {HTMLElement[]} mine */
function toward(entry, to, mine) {
  const n = mine.filter((row) => row.dataset.recipient === to).length;
  return pressed("cb-chip", say(root.dataset.other, { chosen: names.get(`recipient=${to}`) ?? "", n }), async () => {
    turned.set(entry, to);
    await show();
    /** @type {HTMLElement | null} */ (entry.querySelector(".cb-wording__others button"))?.focus();
  });
}

/** @param {"pushState" | "replaceState"} how */
function changed(how) {
  clearTimeout(later);
  turned.clear();
  asked.remember(how);
  return show();
}

function restore() {
  asked.restore();
  turned.clear();
  return show();
}

for (const each of [form, search, register, part("open")]) each.hidden = false;
for (const each of [form, search, register]) each.addEventListener("submit", (event) => event.preventDefault());
for (const each of [form, register]) each.addEventListener("change", () => changed("pushState"));
input.addEventListener("input", () => {
  clearTimeout(later);
  later = setTimeout(() => asked.remember("replaceState"), RESTS);
  show();
});
input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !composing(event)) changed("pushState");
});
addEventListener("popstate", restore);
if (location.search) restore();
