// 商談シート: chosen cases as sheets. The choice stands in the address; the prospect stays in this browser.

import { adopt, idsOf, keptAt, pageAt, picks } from "./brief-desk.js";
import { suggest } from "./brief-match.js";
import { KEY as key, keptFrom } from "./prospect.js";
import "./brief-print.js";

const MOST = 12;
const say = /** @type {HTMLElement} */ (document.querySelector("[data-cb-status]"));
const sheets = /** @type {HTMLElement} */ (document.querySelector("[data-cb-sheets]"));
const tools = /** @type {HTMLElement} */ (document.querySelector("[data-cb-tools]"));
const prospect = /** @type {HTMLFormElement} */ (document.querySelector("[data-cb-prospect]"));
const root = new URL(sheets.dataset.cases ?? "", location.href);
const word = (/** @type {string} */ name) => say.dataset[name] ?? "";

/** @typedef {{ cases: string[], company: string, segment: string, size: string, purposes: string[], challenge: string, notes: string }} Saved */
/** @type {Saved} */
const desk = { cases: [], company: "", segment: "", size: "", purposes: [], challenge: "", notes: "" };

function recall() {
  try {
    Object.assign(desk, JSON.parse(localStorage.getItem(key) ?? "{}"));
  } catch {
    // Nothing kept, or storage is forbidden: an empty desk.
  }
  const query = new URLSearchParams(location.search);
  const kept = idsOf(Array.isArray(desk.cases) ? desk.cases.join(",") : "");
  const asked = query.has("cases") ? idsOf(query.get("cases")) : kept;
  if (!Array.isArray(desk.purposes)) desk.purposes = [];
  desk.cases = [...new Set([...asked, ...idsOf(query.get("add"))])].slice(-MOST);
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify(desk));
  } catch {
    // The address still holds the choice.
  }
  history.replaceState(null, "", desk.cases.length ? `?cases=${desk.cases.join(",")}` : location.pathname);
}

/** @param {string} tag @param {string} className @param {string} text */
function made(tag, className, text) {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

/** @param {string} id @param {Set<string> | null} kept */
async function sheetsOf(id, kept) {
  const address = new URL(`${id}/`, root).href;
  const own = await keptAt(address, "own");
  const block = made("div", "cb-desk__case", "");
  block.dataset.id = id;
  if (!own) {
    block.append(made("p", "cb-desk__gap", `${id}：${word("lost")}`));
  } else if (kept === null || kept.has(id)) {
    block.append(made("p", "cb-desk__gap", `${own.querySelector("h2")?.textContent}：${word(kept ? "kept" : "unsure")}`));
  } else {
    const source = own.dataset.handout ? new URL(own.dataset.handout, address).href : "";
    const page = source ? await pageAt(source) : null;
    const sheet = page?.querySelector(".cb-sheet--out");
    block.append(forOwnEyes(own), sheet ? forTheClient(adopt(sheet, source)) : noHandout(own));
  }
  const remove = made("button", "cb-copy cb-screen-only", word("remove"));
  remove.addEventListener("click", () => choose(id, false));
  block.append(remove);
  return block;
}

/** @param {HTMLElement} sheet */
function forOwnEyes(sheet) {
  const warning = /** @type {HTMLElement | null} */ (sheet.querySelector("[data-cb-warning]"));
  if (warning && desk.segment && sheet.dataset.segment === desk.segment) {
    warning.textContent = word("ask");
    warning.hidden = false;
  }
  const head = sheet.querySelector(".cb-sheet__head");
  if (desk.company) head?.prepend(made("p", "cb-sheet__for", word("for").replace("{company}", desk.company)));
  if (desk.notes) {
    const notes = made("div", "cb-sheet__notes", "");
    notes.append(made("p", "cb-sheet__part", word("notes")), made("p", "", desk.notes));
    head?.after(notes);
  }
  return sheet;
}

/** @param {HTMLElement} sheet */
function forTheClient(sheet) {
  if (desk.company) sheet.prepend(made("p", "cb-sheet__for", word("for").replace("{company}", desk.company)));
  return sheet;
}

/** @param {HTMLElement} own */
function noHandout(own) {
  return made("p", "cb-desk__gap cb-desk__gap--out", `${own.querySelector("h2")?.textContent}：${word("closed")}`);
}

let turn = 0;
async function show() {
  const mine = ++turn;
  const kept = await keptFrom(desk);
  const blocks = await Promise.all(desk.cases.map((id) => sheetsOf(id, kept)));
  if (mine !== turn) return;
  sheets.replaceChildren(...blocks);
  tools.hidden = blocks.length === 0;
  say.textContent = blocks.length ? word("some").replace("{n}", String(blocks.length)) : word("none");
  tick(desk.cases, desk.cases.length >= MOST);
  suggest(desk, desk.cases, choose).catch(() => {});
}

/** @param {string} id @param {boolean} on */
function choose(id, on) {
  desk.cases = on ? [...desk.cases, id] : desk.cases.filter((other) => other !== id);
  keep();
  show();
}

const tick = picks(choose);
recall();
keep();
for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (prospect.querySelectorAll("[name=purpose]"))) {
  box.checked = desk.purposes.includes(box.value);
  box.addEventListener("change", () => {
    desk.purposes = box.checked ? [...desk.purposes, box.value] : desk.purposes.filter((other) => other !== box.value);
    keep();
    show();
  });
}
for (const name of /** @type {const} */ (["company", "segment", "size", "challenge", "notes"])) {
  const field = /** @type {HTMLInputElement} */ (prospect.elements.namedItem(name));
  field.value = desk[name];
  field.addEventListener("change", () => {
    desk[name] = field.value.trim();
    keep();
    document.dispatchEvent(new CustomEvent("cb-prospect"));
    show();
  });
}
prospect.hidden = false;
prospect.addEventListener("submit", (event) => event.preventDefault());
tools.addEventListener("change", (event) => {
  if (event.target instanceof HTMLInputElement) sheets.dataset.show = event.target.value;
});
tools.querySelector("[data-cb-clear]")?.addEventListener("click", () => {
  desk.cases = [];
  keep();
  show();
});
sheets.dataset.show = tools.querySelector("input:checked")?.getAttribute("value") ?? "own";
show();
