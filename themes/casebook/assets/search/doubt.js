/** Second thoughts about a query that was cut: what is more likely a slip than the words found in it. */

import { kana } from "./fold.js";
import { oneOff } from "./near.js";

/** @typedef {import("./query.js").Unit} Unit */

const MISSPELT = 0.85;

/**
 * Kana typed without spaces: where much of it is no word, the short words found in it are chance.
 * @param {Unit[]} units @param {string} kinds @param {string} text @param {(unit: Unit) => void} guess @returns {Unit[]}
 */
export function distrust(units, kinds, text, guess) {
  if (!/^h+$/.test(kinds) || units.length < 2) return units;
  const found = units.filter((unit) => unit.terms.size && !unit.slip);
  const sure = found.reduce((sum, unit) => sum + (unit.key.length > 2 ? unit.key.length : unit.key.length / 2), 0);
  if (found.length === units.length || sure >= 0.8 * kinds.length) return units;
  const whole = { start: 0, end: text.length, key: kana(text), known: false, open: false, kind: kinds, terms: new Map(), share: 1 };
  guess(whole);
  return [whole];
}

/**
 * Kanji that sound or look alike: 防災訓錬 is a word of the site but for one character.
 * @param {Unit[]} units @param {string} kinds @param {string} text @param {import("./lexicon.js").Lexicon} lexicon @returns {Unit[]}
 */
export function misspelt(units, kinds, text, lexicon) {
  return units.reduce((all, unit) => {
    if (all.some((other) => other.end > unit.start)) return all;
    if (!/^k+$/.test(unit.kind) || units.every((other) => other.terms.size || !inRun(other, unit.start, kinds))) return [...all, unit];
    const end = runEnd(kinds, unit.start), key = text.slice(unit.start, end);
    const meant = key.length > 3 ? oneOff(key, lexicon) : [];
    if (!meant.length) return [...all, unit];
    const terms = new Map(meant.map((term) => [term, { weight: MISSPELT, how: /** @type {const} */ ("slip") }]));
    return [...all, { start: unit.start, end, key, known: false, kind: kinds.slice(unit.start, end), terms, share: 1, slip: true }];
  }, /** @type {Unit[]} */ ([]));
}

const runEnd = (kinds, start) => start + /^k*/.exec(kinds.slice(start))[0].length;
const inRun = (unit, start, kinds) => unit.start >= start && unit.end <= runEnd(kinds, start);
