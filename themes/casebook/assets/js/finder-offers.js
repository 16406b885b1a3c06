// What a list says of its conditions and offers to press: counts, conditions to take away or to keep, ways out where nothing fits.

import { forget, keep, keptSets } from "./finder-saved.js";
import { element, say, write } from "./search-parts.js";

/** @typedef {import("./finder-asked.js").Asked} Asked */
/** @typedef {{ name: string, n: number, take: () => void }} Way what to take away, and how many cases fit then */
/** @typedef {import("./finder-table.js").Counts} Counts */
/** @typedef {import("./finder-table.js").Table} Table */
/** @typedef {{ said: HTMLElement, chosen: HTMLElement, help: HTMLElement, loosen: HTMLElement, saved?: HTMLElement, sets?: HTMLElement }} Places without `saved` nothing is kept */

const MOST = 4; // ways out

export class Offers {
  /** @param {Asked} asked @param {Places} places @param {DOMStringMap} words @param {() => unknown} changed after a condition went @param {(address: string) => unknown} open */
  constructor(asked, places, words, changed, open) {
    Object.assign(this, { asked, places, words, changed, open });
  }

  /** How much there is, in a sentence. @param {number} n */
  tell(n) {
    const { asked, words, places } = this;
    const chosen = asked.conditions.map(({ name }) => name).join("、");
    const pattern = n ? (chosen ? words.sentence : words.all) : words.none;
    write(places.said, say(pattern, { chosen, noun: words.noun ?? "", n: n.toLocaleString() }));
  }

  /** The count beside each value; one that leads nowhere goes, or where one of a few is chosen cannot be pressed. @param {Counts} counts */
  recount(counts) {
    for (const box of this.asked.boxes) {
      const n = counts[box.name]?.[box.value] ?? 0, idle = n === 0 && !box.checked;
      const row = /** @type {HTMLElement} */ (box.closest("label"));
      const count = /** @type {HTMLElement} */ (row.querySelector(".cb-filter__count"));
      if (count.textContent !== String(n)) count.textContent = String(n);
      if (box.type === "radio") box.disabled = idle;
      else if (row.hidden !== idle) row.hidden = idle;
    }
  }

  /** How many rows would fit without each condition. @param {Table} table @param {number[] | null} ranked rows that the words leave @returns {Way[]} */
  ways(table, ranked) {
    const { asked } = this, among = ranked && new Set(ranked), wanted = asked.wanted;
    const ways = asked.ticked.map((box) => {
      const without = { ...wanted, [box.name]: wanted[box.name].filter((value) => value !== box.value) };
      return { name: asked.labelOf(box), n: table.fitting(without, among).rows.length, take: () => void (box.checked = false) };
    });
    const [words] = asked.conditions;
    return among ? [...ways, { ...words, n: table.fitting(wanted).rows.length }] : ways;
  }

  /** The conditions as chips, and a button that keeps them. */
  conditions() {
    const chips = this.asked.conditions.map(({ name, take }) => {
      const chip = pressed("cb-chip cb-chip--chosen", name, () => {
        take();
        this.changed();
        this.rest();
      });
      chip.setAttribute("aria-label", name + (this.words.remove ?? ""));
      return element("li", "", chip);
    });
    this.places.chosen.hidden = chips.length === 0;
    this.places.chosen.replaceChildren(...chips, ...(chips.length && this.places.saved ? [element("li", "", this.keeper())] : []));
  }

  /** What was pressed is gone: the focus goes to the next condition, else to what is said; never to a field, which would open a keyboard. */
  rest() {
    (this.places.chosen.querySelector("button") ?? this.places.said).focus();
  }

  keeper() {
    const { asked, words } = this;
    const kept = keptSets().some(({ query }) => query === asked.address);
    const button = pressed("cb-copy cb-finder__keep", (kept ? words.kept : words.keep) ?? "", () => {
      const name = asked.conditions.map((each) => each.name).join("・");
      write(button, (keep({ name, query: asked.address }) ? words.kept : words.unkept) ?? "");
      this.kept();
    });
    button.toggleAttribute("disabled", kept);
    return button;
  }

  /** The sets of conditions that this browser keeps. */
  kept() {
    const sets = keptSets();
    this.places.saved.hidden = sets.length === 0;
    this.places.sets.replaceChildren(
      ...sets.map(({ name, query }) => {
        const link = element("a", "cb-chip", name);
        link.setAttribute("href", `?${query}`);
        link.addEventListener("click", (event) => (event.preventDefault(), this.open(`?${query}`)));
        const remove = pressed("cb-icon-button cb-finder__forget", "×", () => (forget(query), this.kept(), this.conditions()));
        remove.setAttribute("aria-label", say(this.words.forget, { chosen: name }));
        return element("li", "cb-finder__set", link, remove);
      }),
    );
  }

  /** What to take away so that something fits, the most fruitful first; null where something does. @param {Way[] | null} ways */
  loosen(ways) {
    this.places.help.hidden = ways === null;
    const best = (ways ?? []).filter(({ n }) => n > 0).sort((a, b) => b.n - a.n).slice(0, MOST);
    const all = { text: this.words.clear ?? "", take: () => this.asked.conditions.forEach(({ take }) => take()) };
    const offers = [...best.map(({ name, n, take }) => ({ text: say(this.words.loosen, { chosen: name, n }), take })), all];
    this.places.loosen.replaceChildren(
      ...offers.map(({ text, take }) => element("li", "", pressed("cb-chip", text, () => (take(), this.changed(), this.rest())))),
    );
  }
}

/** A button. @param {string} className @param {string} text @param {() => unknown} action */
export function pressed(className, text, action) {
  const button = element("button", className, text);
  button.setAttribute("type", "button");
  button.addEventListener("click", action);
  return button;
}
