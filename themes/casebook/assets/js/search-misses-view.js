// The record of words that found nothing, as the reader sees it: all of it, line by line, before any of it is exported.
import { harmless, keep, read, today } from "./search-misses.js";
import { element, say, write } from "./search-parts.js";

/** @typedef {import("./search-misses.js").Miss} Miss */

const box = /** @type {HTMLDetailsElement} */ (document.getElementById("search-misses"));
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (box.querySelector(`[data-misses="${name}"]`));
const toggle = /** @type {HTMLInputElement} */ (part("on"));
const words = box.dataset;
/** @type {Miss[] | null} what was there before the last removal */
let before = null;

/** @param {Miss} miss */
function line(miss) {
  const gone = element("button", "cb-misses__remove", words.remove ?? "");
  gone.setAttribute("type", "button");
  gone.setAttribute("aria-label", say(words.removeOne, { q: miss.query }));
  gone.addEventListener("click", () => remove((each) => each.query !== miss.query));
  const query = element("th", "", miss.query);
  query.setAttribute("scope", "row");
  const day = element("time", "", miss.day.replaceAll("-", "/"));
  day.setAttribute("datetime", miss.day);
  return element("tr", "", query, element("td", "", String(miss.times)), element("td", "", day), element("td", "", gone));
}

/** @param {(miss: Miss) => boolean} stays */
function remove(stays) {
  const log = read();
  before = log.misses;
  keep({ ...log, misses: log.misses.filter(stays) });
  part("undo").focus();
}

function show() {
  const { on, misses } = read();
  toggle.checked = on;
  write(part("count"), misses.length ? say(words.count, { n: misses.length }) : "");
  if (!box.open) return;
  part("rows").replaceChildren(...misses.map(line));
  part("list").hidden = !misses.length;
  part("empty").hidden = !!misses.length || !!before;
  part("undo").hidden = !before;
  write(part("file"), misses.length ? say(words.file, { name: nameOf(), n: misses.length, site: words.site ?? "" }) : "");
  part("actions").hidden = !misses.length && !before;
  part("export").hidden = part("clear").hidden = !misses.length;
}

const nameOf = () => `casebook-misses-${today()}.json`;

/** What the table shows, as a file. */
function save() {
  const file = { format: "casebook-misses", version: 1, site: words.site, misses: read().misses };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: "application/json" }));
  link.download = nameOf();
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  write(part("status"), say(words.saved, { name: link.download }));
}

/** Names may have become known since a line was kept: such lines go before they are shown. */
async function open() {
  if (!box.open) return;
  show();
  const { misses } = read(), left = await harmless(misses).catch(() => misses);
  if (left.length < misses.length) keep({ ...read(), misses: left });
}

toggle.addEventListener("change", () => {
  const kept = keep({ ...read(), on: toggle.checked });
  write(part("status"), kept ? "" : words.failed ?? "");
  show();
});
part("clear").addEventListener("click", () => remove(() => false));
part("undo").addEventListener("click", () => {
  if (before) keep({ ...read(), misses: before });
  before = null;
  show();
  part("clear").focus();
});
part("export").addEventListener("click", save);
box.addEventListener("toggle", () => void open());
document.addEventListener("cb-misses", show);
addEventListener("storage", show);
show();
