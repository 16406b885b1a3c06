// While a prospect stands in the brief, lists leave out the cases that must not reach them, and say so.
import { keptFrom, prospect } from "./prospect.js";

const notice = /** @type {HTMLElement} */ (document.querySelector("[data-cb-kept]"));
const ITEMS = ":is(.cb-cards, .cb-related, .cb-choices, #search-results) > *";
const CASE = /\/cases\/(case-\d{4,})\/$/;
/** The case whose own page, or sheet to hand over, this is. */
const here = /\/cases\/(case-\d{4,})\/(?:onepager\/)?$/.exec(location.pathname)?.[1] ?? "";
/** @type {Set<string> | null} */
let kept = new Set();

/** @param {string} id */
const isKeptId = (id) => kept === null || kept.has(id);

/** Whether an item of a list leads to a case that must not be shown. @param {Element} item */
function isKept(item) {
  const link = item.matches("a[href]") ? item : item.querySelector("a[href]");
  const id = link instanceof HTMLAnchorElement ? CASE.exec(link.pathname)?.[1] : undefined;
  return id !== undefined && isKeptId(id);
}

function veil() {
  for (const item of document.querySelectorAll(ITEMS)) item.classList.toggle("cb-kept", isKept(item));
}

const watch = new MutationObserver(veil);

async function begin() {
  const whom = prospect();
  kept = await keptFrom(whom);
  const some = kept === null || kept.size > 0;
  const said = here && isKeptId(here) ? notice.dataset.here : notice.dataset.cbKept;
  notice.textContent = (said ?? "").replace("{who}", whom.company || (notice.dataset.who ?? ""));
  notice.hidden = !some;
  veil();
  if (some) watch.observe(document.body, { childList: true, subtree: true });
  else watch.disconnect();
}

document.addEventListener("cb-prospect", begin);
begin();
