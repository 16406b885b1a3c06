// Filters of a list: state in the URL, counts beside each value, all pages of the list at once.

const finder = /** @type {HTMLElement} */ (document.querySelector("[data-cb-finder]"));
const form = /** @type {HTMLFormElement} */ (finder.querySelector("form"));
const list = /** @type {HTMLElement} */ (finder.querySelector(".cb-cards"));
const pager = /** @type {HTMLElement | null} */ (finder.querySelector(".cb-pager"));
const sentence = /** @type {HTMLElement} */ (finder.querySelector("[data-cb-count]"));
const chosenList = /** @type {HTMLElement} */ (finder.querySelector("[data-cb-chosen]"));
const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[type=checkbox]")]);
const own = /** @type {HTMLElement[]} */ ([...list.children]);
const unfiltered = sentence.textContent;
/** @type {Promise<HTMLElement[]> | undefined} */
let everything;

/** The cards of all pages; the other pages are fetched once, when a filter is first used. */
function allCards() {
  const pages = Number(finder.dataset.pages ?? 1);
  const root = new URL(location.pathname.replace(/page\/\d+\/$/, ""), location.href);
  const here = Number(/page\/(\d+)\/$/.exec(location.pathname)?.[1] ?? 1);
  everything ??= Promise.all(
    Array.from({ length: pages }, (_, i) => (i + 1 === here ? own : cardsOf(new URL(i ? `page/${i + 1}/` : "", root)))),
  ).then((found) => found.flat());
  return everything;
}

/** @param {URL} address */
async function cardsOf(address) {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const cards = /** @type {HTMLElement[]} */ ([...page.querySelectorAll(".cb-finder__results .cb-cards > *")]);
  for (const link of cards.flatMap((card) => [...card.querySelectorAll("a")])) {
    link.href = new URL(link.getAttribute("href") ?? "", address).href;
  }
  return cards.map((card) => document.adoptNode(card));
}

/** @returns {Map<string, string[]>} chosen values by facet */
function chosen() {
  const map = new Map();
  for (const box of boxes) if (box.checked) map.set(box.name, [...(map.get(box.name) ?? []), box.value]);
  return map;
}

/**
 * Values of one facet widen, facets narrow each other.
 * @param {HTMLElement} card
 * @param {Map<string, string[]>} wanted
 * @param {string} [except] a facet to leave out, for its own counts
 */
function fits(card, wanted, except) {
  return [...wanted].every(([key, values]) => {
    const has = card.getAttribute(`data-${key}`)?.split(" ") ?? [];
    return key === except || values.some((value) => has.includes(value));
  });
}

/** @param {HTMLInputElement} box */
const labelOf = (box) => box.parentElement?.querySelector(".cb-filter__label")?.textContent ?? box.value;

/** @param {HTMLElement[]} cards @param {Map<string, string[]>} wanted */
function recount(cards, wanted) {
  for (const box of boxes) {
    const reach = cards.filter((card) => fits(card, wanted, box.name));
    const n = reach.filter((card) => card.getAttribute(`data-${box.name}`)?.split(" ").includes(box.value)).length;
    const row = /** @type {HTMLElement} */ (box.parentElement);
    const count = row.querySelector(".cb-filter__count");
    if (count) count.textContent = String(n);
    row.hidden = n === 0 && !box.checked;
  }
}

function showChips() {
  const on = boxes.filter((box) => box.checked);
  chosenList.hidden = on.length === 0;
  chosenList.replaceChildren(
    ...on.map((box) => {
      const chip = Object.assign(document.createElement("button"), { type: "button", className: "cb-chip cb-chip--chosen" });
      chip.textContent = labelOf(box);
      chip.setAttribute("aria-label", labelOf(box) + (finder.dataset.remove ?? ""));
      chip.addEventListener("click", () => {
        box.checked = false;
        changed();
        (chosenList.querySelector("button") ?? boxes[0])?.focus();
      });
      const item = document.createElement("li");
      item.append(chip);
      return item;
    }),
  );
}

/** @param {number} n */
function say(n) {
  const words = boxes.filter((box) => box.checked).map(labelOf).join("、");
  const pattern = (n ? finder.dataset.sentence : finder.dataset.none) ?? "";
  const values = { chosen: words, noun: finder.dataset.noun ?? "", n: String(n) };
  return pattern.replace(/\{(\w+)\}/g, (_, key) => values[/** @type {keyof typeof values} */ (key)] ?? "");
}

async function show() {
  const wanted = chosen();
  if (pager) pager.hidden = wanted.size > 0;
  showChips();
  const cards = wanted.size ? await allCards() : own;
  const found = cards.filter((card) => fits(card, wanted));
  list.replaceChildren(...found);
  if (wanted.size || Number(finder.dataset.pages ?? 1) === 1) recount(cards, wanted);
  sentence.textContent = wanted.size ? say(found.length) : unfiltered;
}

function changed() {
  const query = new URLSearchParams(boxes.filter((box) => box.checked).map((box) => [box.name, box.value]));
  history.pushState(null, "", query.size ? `?${query}` : location.pathname);
  show();
}

function restore() {
  const query = new URLSearchParams(location.search);
  for (const box of boxes) box.checked = query.getAll(box.name).includes(box.value);
  show();
}

form.hidden = false;
form.addEventListener("change", changed);
form.addEventListener("submit", (event) => event.preventDefault());
const opener = finder.querySelector(".cb-finder__open");
if (opener instanceof HTMLElement) opener.hidden = false;
addEventListener("popstate", restore);
if (location.search) restore();
