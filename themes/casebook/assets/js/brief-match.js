// Cases that suit the prospect of the brief, each with its reason and a box that puts it on the sheet.

import { Cards } from "./finder-cards.js";
import { Table } from "./finder-table.js";
import { likeness, matches } from "./prospect-match.js";
import { keptFrom } from "./prospect.js";
import { element, openOnce, say } from "./search-parts.js";

/** @typedef {import("./prospect-match.js").Match} Match */
/** @typedef {import("./prospect-match.js").Wish & import("./prospect.js").Prospect} Wish */

const MOST = 6;
const section = /** @type {HTMLElement} */ (document.querySelector("[data-cb-near]"));
const list = /** @type {HTMLElement} */ (section.querySelector("ol"));
const none = /** @type {HTMLElement} */ (section.querySelector("[data-cb-near-none]"));
const words = section.dataset;
const sizes = /** @type {HTMLOptionElement[]} */ ([...document.querySelectorAll("[data-cb-prospect] [name=size] option")]).map(({ value }) => value);
const cards = new Cards(new URL(words.cases ?? "", location.href), Number(words.perPage));
/** @type {Promise<Table> | undefined} */
let table;
let turn = 0;

/**
 * Show what suits the prospect; nothing while nothing is known of them.
 * @param {Wish} wish @param {string[]} chosen ids on the sheet @param {(id: string, on: boolean) => void} choose
 */
export async function suggest(wish, chosen, choose) {
  const mine = ++turn;
  section.hidden = !wish.segment && !wish.purposes.length && !wish.challenge;
  if (section.hidden) return;
  table ??= fetch(words.table ?? "").then(async (answer) => new Table(await answer.json()));
  table.catch(() => (table = undefined));
  const rows = await table;
  const ranked = wish.challenge ? (await (await openOnce()).order(wish.challenge, "case")).map((place) => rows.rowAt[place]) : null;
  const kept = await keptFrom(wish);
  const found = matches(rows, wish, sizes.filter(Boolean), ranked);
  /** @type {HTMLElement[]} */
  const items = [];
  for (const match of kept === null ? [] : found) {
    if (items.length === MOST) break;
    const [card] = await cards.of([match.row]);
    const id = /cases\/(case-\d{4,})\//.exec(card?.querySelector("a")?.href ?? "")?.[1];
    if (!id || kept?.has(id) || card.querySelector(".cb-label--state")) continue;
    items.push(itemOf(id, card, match, wish, chosen.includes(id), choose));
  }
  if (mine !== turn) return;
  none.hidden = items.length > 0;
  list.replaceChildren(...items);
}

/** @param {string} id @param {HTMLElement} card @param {Match} match @param {Wish} wish @param {boolean} on @param {(id: string, on: boolean) => void} choose */
function itemOf(id, card, match, wish, on, choose) {
  const link = /** @type {HTMLAnchorElement} */ (card.querySelector(".cb-card__title a"));
  const box = Object.assign(document.createElement("input"), { type: "checkbox", value: id, checked: on });
  box.addEventListener("change", () => choose(id, box.checked));
  const title = element("a", "cb-choice__title", ...[...link.childNodes].map((node) => node.cloneNode(true)));
  title.setAttribute("href", link.href);
  const body = element("div", "cb-choice__body", title, element("p", "cb-choice__line cb-choice__why", reasonFor(match, wish)));
  if (match.same.includes("segment")) body.append(element("p", "cb-choice__ask", words.ask ?? ""));
  const figure = card.querySelector(".cb-figure");
  if (figure) body.append(figure.cloneNode(true));
  const labels = card.querySelector(".cb-card__labels");
  if (labels) body.append(labels.cloneNode(true));
  const pick = element("label", "cb-choice__pick", box, element("span", "cb-sr", `${link.textContent}${words.pick}`));
  return element("li", "cb-choice", pick, body);
}

/**
 * Why the case of a sheet is comparable, by the facets that the sheet tells; "" where nothing is.
 * @param {DOMStringMap} told @param {import("./prospect-match.js").Wish} wish
 */
export function reasonOf({ segment = "", size = "", purposes = "" }, wish) {
  const one = { segments: [segment], sizes: [size], purposes: purposes.split(" ") };
  const { same, near } = likeness(one, wish, sizes.filter(Boolean));
  return reasonFor({ same, near, words: false }, wish);
}

/** @param {Pick<Match, "same" | "near" | "words">} match @param {import("./prospect-match.js").Wish} wish */
function reasonFor({ same, near, words: answers }, wish) {
  const names = same.map((facet) => words[facet]).join(words.and ?? "");
  const parts = [
    ...(names ? [say(words.same, { names })] : []),
    ...(near ? [words.nearSize ?? ""] : []),
    ...(answers ? [say(words.answers, { words: wish.challenge })] : []),
  ];
  return parts.join("・");
}
