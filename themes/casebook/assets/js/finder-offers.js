// What the finder offers to press: conditions to take away, conditions to keep, and ways out where nothing fits.

import { forget, keep, keptSets } from "./finder-saved.js";
import { element, say, write } from "./search-parts.js";

/** @typedef {import("./finder-asked.js").Asked} Asked */
/** @typedef {{ name: string, n: number, take: () => void }} Way what to take away, and how many cases fit then */
/** @typedef {{ said: HTMLElement, chosen: HTMLElement, help: HTMLElement, loosen: HTMLElement, saved: HTMLElement, sets: HTMLElement }} Places */

const MOST = 4; // ways out

export class Offers {
  /** @param {Asked} asked @param {Places} places @param {DOMStringMap} words @param {() => unknown} changed after a condition went @param {(address: string) => unknown} open */
  constructor(asked, places, words, changed, open) {
    Object.assign(this, { asked, places, words, changed, open });
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
    this.places.chosen.replaceChildren(...chips, ...(chips.length ? [element("li", "", this.keeper())] : []));
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
function pressed(className, text, action) {
  const button = element("button", className, text);
  button.setAttribute("type", "button");
  button.addEventListener("click", action);
  return button;
}
