// The case finder: words and filters together, counts beside each value, an order, and all of it in the address.

import { Asked } from "./finder-asked.js";
import { Cards } from "./finder-cards.js";
import { Offers } from "./finder-offers.js";
import { Table } from "./finder-table.js";
import { composing, element, openOnce, painted, say, write } from "./search-parts.js";

/** @typedef {import("./finder-table.js").Counts} Counts */

/** Cards shown at first and with each 「さらに表示」; those painted before the others; milliseconds until what was typed goes into the address. */
const PAGE = 24, FIRST = matchMedia("(max-width: 36em)").matches ? 2 : 6, RESTS = 600;

const finder = /** @type {HTMLElement} */ (document.querySelector("[data-cb-finder]"));
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (finder.querySelector(`[data-cb-${name}]`));
const form = /** @type {HTMLFormElement} */ (finder.querySelector("form.cb-filters"));
const search = /** @type {HTMLFormElement} */ (part("words"));
const input = /** @type {HTMLInputElement} */ (search.elements.namedItem("q"));
const list = /** @type {HTMLElement} */ (finder.querySelector(".cb-cards"));
const pager = /** @type {HTMLElement | null} */ (finder.querySelector(".cb-pager"));
const sentence = part("count"), more = part("more"), words = finder.dataset;
const asked = new Asked(form, input, /** @type {HTMLSelectElement} */ (part("order")));
const places = { said: sentence, chosen: part("chosen"), help: part("help"), loosen: part("loosen"), saved: part("saved"), sets: part("sets") };
const offers = new Offers(asked, places, words, () => changed("pushState"), (address) => (history.pushState(null, "", address), restore()));
const cards = new Cards(new URL(location.pathname.replace(/page\/\d+\/$/, ""), location.href), Number(words.perPage), list);
let limit = PAGE, turn = 0, later = 0;

/** @type {Promise<Table> | undefined} */
let table;

/** The table is fetched once, when somebody begins to filter. */
function tableOnce() {
  table ??= fetch(words.table ?? "").then(async (answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return new Table(await answer.json());
  });
  table.catch(() => (table = undefined));
  return table;
}

async function show() {
  const mine = ++turn;
  asked.offerOrders();
  if (!asked.address && !table) return;
  try {
    const rows = await tableOnce();
    const ranked = asked.words ? (await (await openOnce()).order(asked.words, "case")).map((place) => rows.rowAt[place]) : null;
    if (mine !== turn) return;
    const { rows: fitting, counts } = rows.fitting(asked.wanted, ranked && new Set(ranked));
    const sorted = inOrder(rows, fitting, ranked);
    const found = await cards.of(sorted.slice(0, limit));
    if (mine !== turn) return;
    paint(rows, sorted, found, counts);
    await painted();
    if (mine !== turn) return;
    list.append(...found.slice(list.childElementCount));
    offers.conditions();
    offers.loosen(sorted.length ? null : offers.ways(rows, ranked));
  } catch {
    if (mine === turn) write(sentence, words.failed ?? "");
  }
}

/** @param {Table} rows @param {number[]} fitting @param {number[] | null} ranked */
function inOrder(rows, fitting, ranked) {
  if (asked.how === "figures") return rows.byMonth(fitting);
  if (asked.how === "effect") return rows.byEffect(fitting, asked.kpi?.key ?? "");
  if (asked.how !== "relevance" || !ranked) return fitting;
  const fits = new Set(fitting);
  return ranked.filter((row) => fits.has(row));
}

/** @param {Table} rows @param {number[]} sorted @param {HTMLElement[]} found @param {Counts} counts */
function paint(rows, sorted, found, counts) {
  const kpi = asked.how === "effect" ? asked.kpi?.key ?? "" : "";
  effects(found, kpi ? sorted.slice(0, limit).map((row) => rows.effectOf(row, kpi) || (words.uncompared ?? "")) : []);
  const goesOn = [...list.children].every((card, at) => card === found[at]); // more of the same: nothing may jump
  if (!goesOn || !found.length) list.replaceChildren(...found.slice(0, FIRST));
  offers.recount(counts);
  if (pager) pager.hidden = true;
  write(more, sorted.length > limit ? say(words.more, { n: Math.min(PAGE, sorted.length - limit) }) : "");
  offers.tell(sorted.length);
}

/** On cards in the order of one KPI's effect: that effect, unless it is the number that they show; and that there is none. @param {HTMLElement[]} found @param {string[]} texts */
function effects(found, texts) {
  const label = asked.kpi?.label ?? "";
  found.forEach((card, at) => {
    const line = card.querySelector(".cb-card__effect");
    const told = card.querySelector(".cb-figure__label")?.textContent === label && texts[at] !== words.uncompared;
    if (!texts[at] || told) line?.remove();
    else if (line) line.textContent = `${label}：${texts[at]}`;
    else card.querySelector(".cb-card__title")?.after(element("p", "cb-card__effect", `${label}：${texts[at]}`));
  });
}

/** The list first, then the address: writing it takes the browser longer than filtering. @param {"pushState" | "replaceState"} how */
async function changed(how) {
  clearTimeout(later);
  limit = PAGE;
  show();
  await painted();
  asked.remember(how);
}

function restore() {
  asked.restore();
  limit = PAGE;
  return show();
}

for (const hidden of [form, search, part("open"), part("orders")]) hidden.hidden = false;
for (const each of [form, search]) each.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", () => changed("pushState"));
asked.order.addEventListener("change", () => changed("pushState"));
input.addEventListener("input", () => {
  limit = PAGE;
  clearTimeout(later);
  later = setTimeout(() => asked.remember("replaceState"), RESTS);
  show();
});
input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !composing(event)) changed("pushState");
});
more.addEventListener("click", async () => {
  const before = list.childElementCount;
  limit += PAGE;
  await show();
  /** @type {HTMLElement | null} */ (list.children[before]?.querySelector("a"))?.focus();
});
for (const begins of ["pointerenter", "focusin"]) finder.addEventListener(begins, () => tableOnce().catch(() => {}), { once: true });
addEventListener("popstate", restore);
offers.kept();
if (location.search) restore();
else asked.offerOrders();
