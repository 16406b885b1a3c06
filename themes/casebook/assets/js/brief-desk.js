// What the sales desk takes from the page of a case: its sheets, ready to stand in another page.
import { isPast } from "./dates.js";

const ID = /^case-\d{4,}$/;

/**
 * The ids that an address names, known ones only, each once.
 * @param {string | null} text
 */
export const idsOf = (text) => [...new Set((text ?? "").split(",").filter((id) => ID.test(id)))];

/** @type {Map<string, Promise<Document | null>>} */
const pages = new Map();

/**
 * A page of this site as a document; null where there is none.
 * @param {string} address
 */
export function pageAt(address) {
  const known = pages.get(address);
  if (known) return known;
  const found = fetch(address)
    .then(async (answer) => (answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null))
    .catch(() => null);
  pages.set(address, found);
  return found;
}

/**
 * A copy of an element of another page, with its links leading where they led there.
 * @param {Element} source
 * @param {string} address of the page it comes from
 */
export function adopt(source, address) {
  const copy = /** @type {HTMLElement} */ (document.importNode(source, true));
  for (const link of copy.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
  }
  for (const picture of copy.querySelectorAll("img[src]")) {
    picture.setAttribute("src", new URL(picture.getAttribute("src") ?? "", address).href);
  }
  for (const marked of copy.querySelectorAll("[id]")) marked.removeAttribute("id");
  for (const heading of copy.querySelectorAll("h1")) {
    const lower = document.createElement("h2");
    lower.className = heading.className;
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
  return copy;
}

/**
 * What the page of a case keeps for the desk: "own" or "compare"; null where its day is over.
 * @param {string} address
 * @param {string} kind
 */
export async function keptAt(address, kind) {
  const page = await pageAt(address);
  const over = page?.querySelector("article[data-cb-hide-after]");
  if (over instanceof HTMLElement && isPast(over.dataset.cbHideAfter)) return null;
  const kept = page?.querySelector(`template[data-cb-sheet="${kind}"]`);
  const found = kept instanceof HTMLTemplateElement ? kept.content.firstElementChild : null;
  return found ? adopt(found, address) : null;
}

/**
 * Check boxes of the list of cases: shown, kept in step with what is chosen.
 * @param {(id: string, on: boolean) => void} changed
 */
export function picks(changed) {
  const boxes = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("[data-cb-pick]")]);
  for (const box of boxes) {
    if (box.parentElement) box.parentElement.hidden = false;
    box.addEventListener("change", () => changed(box.value, box.checked));
  }
  return (/** @type {string[]} */ ids, full = false) => {
    for (const box of boxes) {
      box.checked = ids.includes(box.value);
      box.disabled = full && !box.checked;
    }
  };
}
