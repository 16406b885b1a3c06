// What the search page offers beside the hits: words to try, and, where nothing was found, a letter that asks for the topic.
import { element, say, write } from "./search-parts.js";

/** @typedef {import("./search-parts.js").Result["suggestions"]} Suggestions */

const ORDER = ["typo", "near", "completion"];

export class Offers {
  /**
   * @param {HTMLElement} box @param {HTMLElement} wish @param {DOMStringMap} words
   * @param {(text: string) => void} take the reader chose a word
   */
  constructor(box, wish, words, take) {
    this.box = box;
    this.wish = wish;
    this.words = words;
    this.take = take;
    this.key = "";
    box.addEventListener("click", (event) => this.#pick(event));
  }

  /** @param {Suggestions} suggestions @param {boolean} none whether nothing was found */
  show(suggestions, none) {
    const key = JSON.stringify([none, suggestions]);
    if (key === this.key) return;
    this.key = key;
    const groups = this.#groups(suggestions, none);
    this.box.replaceChildren(...groups.map(([kind, texts]) =>
      element("p", `cb-find__offer cb-find__offer--${kind}`, element("span", "cb-find__name", this.words[kind] ?? ""), ...texts.map(link))));
    this.box.hidden = !groups.length;
    this.box.parentElement?.classList.toggle("cb-find__line--open", none);
  }

  /** The same in words, to be read out: completions would only be in the way. @param {Suggestions} suggestions @param {boolean} none */
  read(suggestions, none) {
    const groups = this.#groups(suggestions, none).filter(([kind]) => kind !== "completion" || none);
    return groups.map(([kind, texts]) => say(this.words.offer, { kind: this.words[kind] ?? "", words: texts.join("、") })).join("");
  }

  /** The letter about a query that found nothing, or nothing at all. @param {string} query */
  ask(query) {
    this.wish.hidden = !query;
    if (!query) return;
    const date = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    for (const line of this.wish.querySelectorAll("[data-letter]")) {
      write(/** @type {HTMLElement} */ (line), say(/** @type {HTMLElement} */ (line).dataset.letter, { q: query.trim(), date, url: location.href.split("?")[0] }));
    }
  }

  /** @param {Suggestions} suggestions @param {boolean} none @returns {[string, string[]][]} */
  #groups(suggestions, none) {
    const of = (/** @type {string} */ kind) => suggestions.filter((each) => each.kind === kind).map((each) => each.text);
    const most = none ? 6 : 5;
    return ORDER.map((kind) => /** @type {[string, string[]]} */ ([kind, of(kind).slice(0, most)])).filter(([, texts]) => texts.length);
  }

  /** @param {MouseEvent} event */
  #pick(event) {
    const chip = event.target instanceof Element ? event.target.closest("a") : null;
    if (!chip || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.take(chip.textContent ?? "");
  }
}

/** @param {string} text */
function link(text) {
  const made = element("a", "cb-chip", text);
  made.setAttribute("href", `?${new URLSearchParams({ q: text })}`);
  return made;
}
