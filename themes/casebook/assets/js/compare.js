// Comparing: 2–4 cases side by side, equal rows beside each other. The choice stands in the address.

import { idsOf, keptAt, picks } from "./brief-desk.js";
import { table } from "./compare-table.js";
import { keptFrom, prospect } from "./prospect.js";

const MOST = 4;
const say = /** @type {HTMLElement} */ (document.querySelector("[data-cb-status]"));
const place = /** @type {HTMLElement} */ (document.querySelector("[data-cb-versus]"));
const tools = /** @type {HTMLElement} */ (document.querySelector("[data-cb-tools]"));
const root = new URL(say.dataset.cases ?? "", location.href);
let chosen = idsOf(new URLSearchParams(location.search).get("ids")).slice(0, MOST);

/** @typedef {import("./compare-table.js").Column} Column */

/** @param {string} id @returns {Promise<Column | null>} */
async function column(id) {
  const address = new URL(`${id}/`, root).href;
  const kept = await keptAt(address, "compare");
  if (!kept) return null;
  const { title = id, sample = "", client = "" } = kept.dataset;
  return { address, title, sample, client, rows: /** @type {HTMLElement[]} */ ([...kept.querySelectorAll("section[data-key]")]) };
}

let turn = 0;
async function show() {
  const mine = ++turn;
  tick(chosen, chosen.length >= MOST);
  const kept = await keptFrom(prospect());
  const found = await Promise.all(chosen.filter((id) => kept && !kept.has(id)).map(column));
  if (mine !== turn) return;
  const columns = /** @type {Column[]} */ (found.filter(Boolean));
  place.hidden = tools.hidden = columns.length < 2;
  place.replaceChildren(...(columns.length < 2 ? [] : [table(columns, say.dataset)]));
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

tools.querySelector("input")?.addEventListener("change", (event) => {
  place.classList.toggle("cb-versus--apart", /** @type {HTMLInputElement} */ (event.target).checked);
});
const tick = picks(choose);
show();
