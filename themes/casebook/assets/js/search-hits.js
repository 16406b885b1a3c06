// The list of hits. A page that stays in it keeps its element; what did not change is not touched.
import { addressOf, element, write } from "./search-parts.js";

/** @typedef {import("./search-parts.js").Hit} Hit */
/** @typedef {{item: HTMLElement, kind: HTMLElement, link: HTMLElement, section: HTMLElement, text: HTMLElement, url: string}} Row */

const pageOf = (/** @type {string} */ url) => url.split("#")[0];

export class HitList {
  /** @param {HTMLElement} list @param {Map<string, string>} kinds */
  constructor(list, kinds) {
    this.list = list;
    this.kinds = kinds;
    /** @type {Map<string, Row>} */
    this.rows = new Map();
  }

  /**
   * Show hits in their order. `rest` rows of the list before may stand below until their turn comes.
   * @param {Hit[]} hits @param {number} [rest]
   */
  show(hits, rest = 0) {
    const kept = new Map(hits.map((hit) => [pageOf(hit.url), this.rows.get(pageOf(hit.url)) ?? row()]));
    let at = this.list.firstElementChild;
    for (const hit of hits) {
      const each = /** @type {Row} */ (kept.get(pageOf(hit.url)));
      this.#fill(each, hit);
      if (each.item === at) at = at.nextElementSibling;
      else this.list.insertBefore(each.item, at);
    }
    for (const [page, each] of this.rows) {
      if (kept.has(page)) continue;
      if (rest-- > 0) kept.set(page, each);
      else each.item.remove();
    }
    this.rows = kept;
  }

  /** Hide the rows from a place on: they belong to another query. @param {number} from */
  veil(from) {
    for (const item of [...this.list.children].slice(from)) item.classList.add("cb-hit--veiled");
  }

  /** The links, best first. @returns {HTMLElement[]} */
  links() {
    return [...this.list.querySelectorAll(".cb-hit__link")].map((link) => /** @type {HTMLElement} */ (link));
  }

  /** @param {Row} to @param {Hit} hit */
  #fill(to, hit) {
    if (to.url !== hit.url) to.link.setAttribute("href", addressOf((to.url = hit.url)));
    if (to.item.classList.length > 1) to.item.classList.remove("cb-hit--veiled");
    write(to.kind, this.kinds.get(hit.kind) ?? hit.kind);
    write(to.link, hit.title, hit.titleMarks);
    write(to.section, hit.section);
    write(to.text, hit.excerpt, hit.marks);
  }
}

/** @returns {Row} */
function row() {
  const kind = element("span", "cb-label cb-label--kind"), link = element("a", "cb-hit__link");
  const section = element("p", "cb-hit__section"), text = element("p", "cb-hit__text");
  const labels = element("p", "cb-card__labels", kind), title = element("h2", "cb-hit__title", link);
  return { item: element("li", "cb-hit", labels, title, section, text), kind, link, section, text, url: "" };
}
