// 商談シート: chosen cases as sheets. The choice of cases and of the sheet stands in the address; the prospect stays in this browser.

import { idsOf, picks } from "./brief-desk.js";
import { suggest } from "./brief-match.js";
import { Sheets } from "./brief-sheets.js";
import { KEY as key, keptFrom } from "./prospect.js";
import { fit } from "./sheet-fit.js";
import "./brief-print.js";

const MOST = 12;
const say = /** @type {HTMLElement} */ (document.querySelector("[data-cb-status]"));
const sheets = /** @type {HTMLElement} */ (document.querySelector("[data-cb-sheets]"));
const tools = /** @type {HTMLElement} */ (document.querySelector("[data-cb-tools]"));
const prospect = /** @type {HTMLFormElement} */ (document.querySelector("[data-cb-prospect]"));
const word = (/** @type {string} */ name) => say.dataset[name] ?? "";
const maker = new Sheets(new URL(sheets.dataset.cases ?? "", location.href), word);
const switches = /** @type {NodeListOf<HTMLInputElement>} */ (tools.querySelectorAll("[name=sheet]"));
const title = document.title;
/** @type {import("./brief-sheets.js").Kind} */
let kind = "own";

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
  kind = query.get("sheet") === "out" ? "out" : "own";
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
  const chosen = desk.cases.length ? `?cases=${desk.cases.join(",")}${kind === "out" ? "&sheet=out" : ""}` : location.pathname;
  history.replaceState(null, "", chosen);
}

let turn = 0;
async function show() {
  const mine = ++turn;
  delete sheets.dataset.state;
  const kept = await keptFrom(desk);
  const blocks = await Promise.all(desk.cases.map((id) => maker.of(id, kind, desk, kept)));
  if (mine !== turn) return;
  sheets.replaceChildren(...blocks);
  fit(sheets.querySelectorAll(".cb-sheet"));
  sheets.dataset.state = "done";
  // The name of the file that a browser offers: nothing of the inside, not even 商談, on what is handed over.
  document.title = blocks.length ? word(kind) : title;
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
for (const input of switches) {
  input.checked = input.value === kind;
  input.addEventListener("change", () => {
    kind = input.value === "out" ? "out" : "own";
    keep();
    show();
  });
}
tools.querySelector("[data-cb-clear]")?.addEventListener("click", () => {
  desk.cases = [];
  keep();
  show();
});
show();
