/** Words to offer: what was probably meant, how the last word may go on, and what is near when nothing was found. */

import { GRAMMAR, KINDRED } from "./cut.js";

/** @typedef {{text: string, kind: "typo" | "completion" | "near"}} Suggestion */

const MOST = 6;

/** @param {import("./query.js").Asked} asked @param {import("./lexicon.js").Lexicon} lexicon @param {number} total @returns {Suggestion[]} */
export function suggest({ text, units }, lexicon, total) {
  /** @type {Map<string, Suggestion>} */
  const offers = new Map();
  const offer = (kind, words) => words && words !== text && !offers.has(words) && offers.set(words, { text: words, kind });
  for (const unit of units) {
    if (!unit.slip) continue;
    const [term] = best(weights(unit), lexicon);
    if (term !== undefined) offer("typo", text.slice(0, unit.start) + lexicon.display(term) + text.slice(unit.end));
  }
  const last = units.at(-1);
  if (last && last.end === text.length && last.share > 0.5 && units.length < 4) {
    const entries = lexicon.beginning(last.key, 20).flatMap((row) => row.entries);
    const going = new Map(entries.filter((e) => e.term >= 0 && e.relation !== KINDRED).map((e) => [e.term, 1]));
    for (const term of best(going, lexicon).slice(0, 5)) offer("completion", text.slice(0, last.start) + lexicon.display(term));
  }
  for (const unit of total ? [] : units) {
    const close = unit.terms.size ? best(weights(unit), lexicon).slice(0, 1) : neighbours(unit, lexicon);
    for (const term of close) offer("near", lexicon.display(term));
  }
  return [...offers.values()].slice(0, MOST);
}

const weights = (unit) => new Map([...unit.terms].map(([term, { weight }]) => [term, weight]));

/** Terms with pages, the likeliest first. @param {Map<number, number>} terms term → weight */
function best(terms, lexicon) {
  const worth = (term) => terms.get(term) * (1 + Math.log(1 + lexicon.pagesOf(term)));
  return [...terms.keys()].filter((term) => lexicon.pagesOf(term)).sort((a, b) => worth(b) - worth(a) || a - b);
}

/** Terms that share more than half of an unknown word, from its beginning. */
function neighbours(unit, lexicon) {
  const found = new Map();
  for (const { key, entries } of unit.key.length < 2 ? [] : lexicon.beginning(unit.key.slice(0, 2), 500)) {
    let shared = 2;
    while (shared < key.length && key[shared] === unit.key[shared]) shared++;
    if (shared * 2 <= unit.key.length) continue;
    for (const { term, relation } of entries) if (term >= 0 && relation !== GRAMMAR && !lexicon.light(term)) found.set(term, shared);
  }
  return best(found, lexicon).slice(0, 4);
}
