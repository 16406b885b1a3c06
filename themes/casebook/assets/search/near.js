/** Terms that look like a word the lexicon lacks. */

import { KINDRED, SURFACE } from "./cut.js";
import { distance, plainKana, tolerance } from "./fuzzy.js";

const HIRAGANA = /[ぁ-ゖ]/, KANA = /^[ぁ-ゖー]+$/, LATIN = /^[a-z]+$/;

/**
 * @param {{key: string, kind: string, start: number, end: number}} unit
 * @param {string} after what follows it in the query
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @param {(key: string) => import("./lexicon.js").Row[]} around words that have a key inside them
 * @returns {{terms: {term: number, weight: number}[], slip: boolean}}
 */
export function similar(unit, after, lexicon, around) {
  const script = [KANA, LATIN].find((pattern) => pattern.test(unit.key));
  const slips = script ? slipped(unit, script, lexicon) : [];
  return slips.length ? { terms: slips, slip: true } : { terms: inside(unit, after, lexicon, around), slip: false };
}

/** Slips of the finger: only the nearest. */
function slipped({ key, kind }, script, lexicon) {
  const most = tolerance(key, /^h+$/.test(kind));
  if (!most) return [];
  let nearest = most;
  /** @type {{term: number, far: number}[]} */
  const found = [];
  for (const rows of lexicon.parts) {
    for (const { key: form, wholes } of candidates(key, rows, lexicon)) {
      if (!alike(key, form)) continue;
      for (const { term, whole } of wholes) {
        if (!script.test(whole)) continue;
        const far = distance(key, whole, nearest);
        if (far > nearest) continue;
        nearest = far;
        found.push({ term, far });
      }
    }
  }
  return found.filter(({ far }) => far === nearest).map(({ term, far }) => ({ term, weight: 0.9 - 0.1 * far }));
}

/** @type {WeakMap<import("./lexicon.js").Row[], Map<string, object[]>>} rows by how they begin, made when a part is first asked */
const shelves = new WeakMap();

function shelved(rows, lexicon) {
  const found = new Map();
  const put = (place, row) => found.get(place)?.push(row) ?? found.set(place, [row]);
  for (const { key, entries } of rows) {
    if (key.length < 3) continue;
    const wholes = [];
    for (const { term, relation, ending } of entries) {
      const whole = ending ? key + lexicon.finals[ending] : key;
      if (term >= 0 && relation !== KINDRED && (KANA.test(whole) || LATIN.test(whole))) wholes.push({ term, whole });
    }
    if (!wholes.length) continue;
    const row = { key, wholes };
    put(plainKana(key[0]), row);
    put(key.slice(1, 3), row);
  }
  return found;
}

function candidates(key, rows, lexicon) {
  let shelf = shelves.get(rows);
  if (!shelf) shelves.set(rows, (shelf = shelved(rows, lexicon)));
  const places = [plainKana(key[0]), plainKana(key[1]), ...(key.length > 5 ? [key.slice(1, 3)] : [])];
  return new Set(places.flatMap((place) => shelf.get(place) ?? []));
}

/** Slips seldom hit the first letter; if they do, the second is right. */
const alike = (a, b) => plainKana(a[0]) === plainKana(b[0]) || (a[0] === b[1] && a[1] === b[0]) || (a[1] === b[1] && a[2] === b[2] && a.length > 5);

/** Part of a word that could not be split: 幹線 in 新幹線, never 京都 in 東京都. */
function inside(unit, after, lexicon, around) {
  const kanji = /^k+$/.test(unit.kind), katakana = /^t+$/.test(unit.kind);
  if (!kanji && !(katakana && unit.key.length > 2)) return [];
  const verb = unit.key.length === 1 && HIRAGANA.test(after); // 増 of 増やす is in 増える, 任 of 任せる not in 責任
  const found = [];
  for (const { key, entries } of verb ? lexicon.beginning(unit.key, 1000) : around(unit.key)) {
    if (verb && !HIRAGANA.test(key[1] ?? "") && !(key === unit.key && entries.some((entry) => entry.ending))) continue;
    for (const { term, relation } of entries) if (relation === SURFACE && term >= 0) found.push({ term, weight: 0.7 });
  }
  return found;
}

/** Terms and compounds that are written alike but for one character. @param {string} key @param {import("./lexicon.js").Lexicon} lexicon */
export function oneOff(key, lexicon) {
  const found = [];
  for (const [term, { pages }] of lexicon.facts) {
    const written = lexicon.display(term);
    if (!pages || written.length !== key.length) continue;
    let same = 0;
    for (let at = 0; at < key.length; at++) if (written[at] === key[at]) same++;
    if (same === key.length - 1) found.push(term);
  }
  return found;
}
