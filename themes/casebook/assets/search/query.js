/** What a query asks for: its units, and for each what in the index may answer it. */

import { GRAMMAR, READING, SURFACE, KINDRED, classes } from "./cut.js";
import { kana, plain } from "./fold.js";
import { similar } from "./near.js";

/**
 * @typedef {object} Unit a word of the query that should be answered
 * @property {number} start in the plain query
 * @property {number} end
 * @property {string} key
 * @property {boolean} known
 * @property {number} share how much it matters: 1, less for words that carry little
 * @property {Map<number, number>} terms term → how well it answers, 0–1
 * @property {string} kind classes of its characters
 * @property {boolean} [slip] its terms are what was probably meant
 */

/** @typedef {{first: number, last: number, term: number, weight: number, why: string}} Matcher answers units first…last */

const WEIGHT = { [SURFACE]: 1, [READING]: 0.95, 2: 1, [KINDRED]: 0.55 };
const THOUSANDS = /(?<=\d),(?=\d{3})/g;
const HALF_TYPED = /(?<=[ぁ-ゖァ-ヺー])[a-z]{1,2}$/;
const EXPAND = 0.85; // below this a guess is not taken further
const LOOSE = 0.6; // a likeness this weak only stands in for a word that no page has
const APART = 0.9; // 運営を代行 for 運営代行
const LIGHT = 0.35, LONG = 1.5, GUESSED_VERB = 0.4, STRAY_KANA = 0.3;

/**
 * @param {string} query as typed
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @returns {{text: string, pieces: import("./cut.js").Piece[], units: Unit[], matchers: Matcher[]}}
 */
export function read(query, lexicon) {
  const text = plain(query).replace(HALF_TYPED, "").replace(THOUSANDS, "");
  const asked = readAs(text, query, lexicon);
  if (!asked.units.some((unit) => !unit.terms.size && /^t+$/.test(unit.kind))) return asked;
  const spoken = readAs(kana(text), query, lexicon); // a reading typed in katakana
  return spoken.units.length === spoken.pieces.length && spoken.units.every((unit) => unit.terms.size) ? spoken : asked;
}

function readAs(text, query, lexicon) {
  const kinds = classes(text);
  const pieces = settle(lexicon.cut(text, { open: !/\s$/.test(query) }), kinds, lexicon);
  const units = pieces.filter((piece) => piece.known !== null).map((piece) => unitOf(piece, kinds, lexicon));
  const last = units.at(-1);
  if (last && last.end === text.length && !/\s$/.test(query)) complete(last, lexicon);
  for (const unit of units) if (!unit.terms.size) guess(unit, units, text, lexicon);
  return { text, pieces, units, matchers: matchersOf(units, text, lexicon) };
}

/** Doubts the segmenter where it guessed; grammar gets `known: null`. */
function settle(pieces, kinds, lexicon) {
  const unsure = pieces.map((piece, i) => {
    const kanji = piece.end - piece.start === 1 && kinds[piece.start] === "k";
    const beside = (other) => other.start === piece.end || other.end === piece.start;
    const touches = (other) => other && !other.known && !other.open && beside(other) && kinds[other.start] === "k";
    return kanji && piece.known && (touches(pieces[i - 1]) || touches(pieces[i + 1])) ? { ...piece, known: false } : piece;
  });
  const merged = [];
  for (const piece of unsure) {
    const before = merged.at(-1);
    const joins = before && !before.known && !before.open && !piece.known && !piece.open && before.end === piece.start;
    if (joins && (kinds[before.end - 1] === kinds[piece.start] || (kinds[before.end - 1] === "k" && kinds[piece.start] === "h"))) {
      merged[merged.length - 1] = { ...before, end: piece.end, key: before.key + piece.key };
    } else merged.push(piece);
  }
  const grammar = (piece) => piece.known && lexicon.relation(piece.key) === GRAMMAR;
  const typing = merged.length > 1 && grammar(merged.at(-1)) && merged.at(-2).known && lexicon.relation(merged.at(-2).key) === READING;
  if (merged.every(grammar)) return merged;
  return merged.map((piece, i) => {
    if (!grammar(piece)) return piece;
    return typing && i === merged.length - 1 ? { ...piece, known: false, open: true } : { ...piece, known: null };
  });
}

/** @returns {Unit} */
function unitOf(piece, kinds, lexicon) {
  const terms = new Map();
  const kind = kinds.slice(piece.start, piece.end);
  const entries = piece.known ? lexicon.forms.get(piece.key).filter((entry) => entry.term >= 0) : [];
  const written = entries.some((entry) => entry.relation !== READING);
  for (const { term, relation } of entries) raise(terms, term, WEIGHT[relation] * (written && relation === READING ? 0.5 : 1));
  const light = terms.size > 0 && [...terms.keys()].every((term) => lexicon.lights[term]);
  return { ...piece, kind, terms, share: light ? LIGHT : 1 };
}

/** The last word may be half typed. */
function complete(unit, lexicon) {
  const whole = unit.terms.size > 0;
  if (/^[a-z]$/.test(unit.key) || (unit.key.length < 2 && !unit.open && !/k/.test(unit.kind))) return;
  for (const form of lexicon.beginning(unit.key, 40)) {
    for (const { term, relation } of lexicon.forms.get(form)) {
      if (term >= 0 && relation !== KINDRED) raise(unit.terms, term, whole ? 0.4 : 0.8);
    }
  }
  if (unit.open && unit.kind.length < 2 && /h/.test(unit.kind)) unit.share = STRAY_KANA;
}

/** What the lexicon lacks: a slip of the finger, or a part of a word that it cannot split. */
function guess(unit, units, text, lexicon) {
  const { terms, slip } = similar(unit, text[unit.end] ?? "", lexicon);
  for (const { term, weight } of terms) raise(unit.terms, term, weight);
  unit.slip = slip;
  if (unit.terms.size) return;
  const among = units.length > 1;
  if (/^kh+$/.test(unit.kind) || (unit.kind === "k" && /[ぁ-ゖ]/.test(text[unit.end] ?? ""))) unit.share = GUESSED_VERB;
  else if (/^h+$/.test(unit.kind) && among) unit.share = unit.key.length < 3 ? 0 : STRAY_KANA;
  else if (unit.key.length > 3) unit.share = LONG; // a long word that no page has is what the query is about
}

/** Every way the index may answer: each term, runs of terms that are one thing, and what else they are called. */
function matchersOf(units, text, lexicon) {
  /** @type {Map<string, Matcher>} */
  const found = new Map();
  const add = (first, last, term, weight, why) => {
    const key = `${first}-${last}-${term}`;
    if ((found.get(key)?.weight ?? 0) < weight) found.set(key, { first, last, term, weight, why });
    if (why === "other" || (weight < EXPAND && why !== "slip")) return;
    for (const [other, by] of lexicon.expansions.get(term) ?? []) {
      if (by > LOOSE || !lexicon.pageCounts[term]) add(first, last, other, weight * by, "other");
    }
  };
  units.forEach((unit, at) => {
    for (const [term, weight] of unit.terms) add(at, at, term, weight, unit.slip ? "slip" : "word");
    runsFrom(at, units, text, lexicon, (last, term, weight) => add(at, last, term, weight, "run"));
  });
  return [...found.values()];
}

/** Runs of up to five units that are numbered as one. */
function runsFrom(first, units, text, lexicon, found) {
  const walk = (at, parts, weight) => {
    for (const [term, by] of units[at].terms) {
      const run = [...parts, term], worth = weight * by;
      if (run.length > 1) {
        const number = lexicon.compounds.get(run.join());
        if (number !== undefined) found(at, number, worth);
      }
      const next = units[at + 1];
      const gap = next && text.slice(units[at].end, next.start);
      if (!next || run.length > 4 || by < 0.5 || !/^[ぁ-ゖ\s・]{0,3}$/.test(gap)) continue;
      walk(at + 1, run, worth * (/^[\sの・]*$/.test(gap) ? 1 : APART));
    }
  };
  walk(first, [], 1);
}

/** @param {Map<number, number>} terms */
function raise(terms, term, weight) {
  if ((terms.get(term) ?? 0) < weight) terms.set(term, weight);
}
