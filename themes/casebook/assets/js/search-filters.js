// The filters of the search page: chips with counts, kept in the address.
import { element, write } from "./search-parts.js";

/** @typedef {import("./search-parts.js").Result} Result */
/** @typedef {Record<string, string[]>} Chosen filter → values */
/** @typedef {{item: HTMLElement, button: HTMLElement, count: HTMLElement}} Chip */

const NAMES = ["kind", "segment", "purpose", "year"];

/** What the address asks for. @returns {Chosen} */
export function chosen() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(NAMES.map((name) => [name, query.getAll(name)]));
}

/** @param {Chosen} filters */
export const narrowed = (filters) => NAMES.some((name) => filters[name].length);

export class Filters {
  /**
   * @param {{frame: HTMLElement, row: HTMLElement, more: HTMLElement, panel: HTMLElement}} parts
   * @param {DOMStringMap} words
   * @param {(filters: Chosen) => void} change
   */
  constructor(parts, words, change) {
    this.parts = parts;
    this.words = words;
    this.change = change;
    /** @type {Map<string, Chip>} */
    this.chips = new Map();
    /** @type {Map<string, HTMLElement>} */
    this.groups = new Map();
    this.left = false; // the chip that had the focus left with its choice
    parts.more.addEventListener("click", () => this.#open(parts.panel.hidden));
  }

  /**
   * @param {Result} result with its facets
   * @param {Chosen} filters
   * @param {Record<string, Record<string, string>>} labels filter → value → its name
   */
  show(result, filters, labels) {
    const counts = (/** @type {string} */ name, /** @type {string} */ value) => result.facets[name]?.[value] ?? 0;
    let rows = 0;
    for (const name of NAMES) {
      const list = this.#group(name);
      let any = 0;
      for (const [value, label] of Object.entries(labels[name] ?? {})) {
        const on = filters[name].includes(value), n = counts(name, value);
        any += Number(this.#chip(list, name, value, label, n, on, n > 0 || on));
        if (name !== "kind") this.#chip(this.parts.row, name, value, label, n, on, on, true);
      }
      if (name === "kind") continue;
      if (list.parentElement) list.parentElement.hidden = !any;
      rows += any;
    }
    this.parts.more.hidden = !rows;
    this.parts.panel.classList.toggle("cb-find__facets--empty", !rows);
    if (this.left) this.#catch();
  }

  /** The focus goes to a neighbour. */
  #catch() {
    this.left = false;
    const first = /** @type {HTMLElement | null} */ (this.parts.row.querySelector("li:not([hidden]) button"));
    (this.parts.more.hidden ? first : this.parts.more)?.focus();
  }

  /** @param {boolean} open */
  #open(open) {
    this.parts.panel.hidden = !open;
    this.parts.more.setAttribute("aria-expanded", String(open));
  }

  /** Where the chips of a filter stand: kinds in the row, the others in the panel. @param {string} name */
  #group(name) {
    if (name === "kind") return this.parts.row;
    let list = this.groups.get(name);
    if (!list) {
      list = element("ul", "cb-chips");
      list.setAttribute("aria-label", this.words[name] ?? name);
      this.parts.panel.append(element("div", "cb-find__facet", element("p", "cb-find__name", this.words[name] ?? name), list));
      this.groups.set(name, list);
    }
    return list;
  }

  /**
   * A chip is made once; later only its count and state change.
   * @param {HTMLElement} list @param {string} name @param {string} value @param {string} label
   * @param {number} n @param {boolean} on @param {boolean} visible @param {boolean} [first] stands before the kinds
   */
  #chip(list, name, value, label, n, on, visible, first = false) {
    const key = `${first ? "+" : ""}${name}=${value}`;
    let chip = this.chips.get(key);
    if (!chip && first && !visible) return false;
    if (!chip) this.chips.set(key, (chip = make(label)));
    if (chip.item.parentElement !== list) {
      if (first) list.prepend(chip.item);
      else list.append(chip.item);
      chip.button.dataset.filter = first ? "" : key;
      chip.button.addEventListener("click", () => this.#press(name, value, first));
    }
    write(chip.count, String(n));
    chip.item.hidden = !visible;
    if (chip.button.getAttribute("aria-pressed") !== String(on)) {
      chip.button.setAttribute("aria-pressed", String(on));
      chip.button.classList.toggle("cb-chip--chosen", on);
    }
    return visible;
  }

  /** @param {string} name @param {string} value @param {boolean} gone whether the chip leaves with its choice */
  #press(name, value, gone) {
    const filters = chosen(), on = filters[name].includes(value);
    filters[name] = on ? filters[name].filter((each) => each !== value) : [...filters[name], value];
    this.left = gone;
    this.change(filters);
  }
}

/** @param {string} label @returns {Chip} */
function make(label) {
  const count = element("span", "cb-find__n"), button = element("button", "cb-chip", label, " ", count);
  button.setAttribute("type", "button");
  return { item: element("li", "", button), button, count };
}
