// Comparing: 2–4 cases side by side, equal rows beside each other. The choice stands in the address.

import { idsOf, keptAt, picks } from "./brief-desk.js";
import { keptFrom, prospect } from "./prospect.js";

const MOST = 4;
const say = /** @type {HTMLElement} */ (document.querySelector("[data-cb-status]"));
const place = /** @type {HTMLElement} */ (document.querySelector("[data-cb-versus]"));
const root = new URL(say.dataset.cases ?? "", location.href);
let chosen = idsOf(new URLSearchParams(location.search).get("ids")).slice(0, MOST);

/** @typedef {{ id: string, title: string, sample: string, rows: Map<string, HTMLElement> }} Column */

/** @param {string} id @returns {Promise<Column | null>} */
async function column(id) {
  const kept = await keptAt(new URL(`${id}/`, root).href, "compare");
  if (!kept) return null;
  const rows = /** @type {HTMLElement[]} */ ([...kept.querySelectorAll("section[data-key]")]);
  return {
    id,
    title: kept.dataset.title ?? id,
    sample: kept.dataset.sample ?? "",
    rows: new Map(rows.map((row) => [row.dataset.key ?? "", row])),
  };
}

/**
 * Every key with its label: facts before and after the figures, figures that more of the cases have first.
 * @param {Column[]} columns
 */
function keysOf(columns) {
  /** @type {Map<string, { label: string, at: number, n: number }>} */
  const keys = new Map();
  for (const { rows } of columns) {
    [...rows].forEach(([key, row], at) => {
      const known = keys.get(key) ?? { label: row.dataset.label ?? "", at, n: 0 };
      keys.set(key, { ...known, n: known.n + 1 });
    });
  }
  const figures = [...keys].filter(([key]) => key.startsWith("kpi-")).sort(([, a], [, b]) => b.n - a.n || a.at - b.at);
  const facts = [...keys].filter(([key]) => !key.startsWith("kpi-"));
  const split = facts.findIndex(([key]) => key === "first" || key === "effort" || key === "conditions");
  const at = split < 0 ? facts.length : split;
  return [...facts.slice(0, at), ...figures, ...facts.slice(at)];
}

/** @param {string} tag @param {string} className */
const made = (tag, className = "") => Object.assign(document.createElement(tag), { className });

/** @param {Column[]} columns */
function table(columns) {
  const head = made("tr");
  for (const { id, title, sample } of columns) {
    const cell = Object.assign(made("th", "cb-versus__case"), { scope: "col" });
    cell.append(Object.assign(document.createElement("a"), { href: new URL(`${id}/`, root).href, textContent: title }));
    if (sample) cell.append(Object.assign(made("span", "cb-label cb-label--sample"), { textContent: sample }));
    head.append(cell);
  }
  const body = made("tbody");
  for (const [key, { label }] of keysOf(columns)) {
    const texts = columns.map(({ rows }) => rows.get(key)?.textContent?.trim() ?? "");
    const name = Object.assign(made("th"), { colSpan: columns.length, scope: "colgroup", textContent: label });
    const heading = made("tr", "cb-versus__label");
    heading.append(name);
    const row = made("tr", new Set(texts).size === 1 ? "cb-versus__same" : "");
    for (const { rows } of columns) {
      const cell = made("td");
      const found = rows.get(key);
      if (found) cell.append(...found.childNodes);
      else cell.textContent = say.dataset.none ?? "";
      row.append(cell);
    }
    body.append(heading, row);
  }
  const whole = made("table", `cb-versus__table cb-versus__table--${columns.length}`);
  const top = made("thead");
  top.append(head);
  whole.append(top, body);
  return whole;
}

let turn = 0;
async function show() {
  const mine = ++turn;
  tick(chosen, chosen.length >= MOST);
  const kept = await keptFrom(prospect());
  const found = await Promise.all(chosen.filter((id) => kept && !kept.has(id)).map(column));
  if (mine !== turn) return;
  const columns = /** @type {Column[]} */ (found.filter(Boolean));
  place.hidden = columns.length < 2;
  place.replaceChildren(...(columns.length < 2 ? [] : [table(columns)]));
  const pattern = columns.length < 2 ? say.dataset.few : say.dataset.some;
  const n = columns.length < 2 ? 2 - columns.length : columns.length;
  say.textContent = (pattern ?? "").replace("{n}", String(n)) + (columns.length < found.length ? say.dataset.lost : "");
}

/** @param {string} id @param {boolean} on */
function choose(id, on) {
  chosen = on ? [...chosen, id].slice(0, MOST) : chosen.filter((other) => other !== id);
  history.replaceState(null, "", chosen.length ? `?ids=${chosen.join(",")}` : location.pathname);
  show();
}

const tick = picks(choose);
show();
