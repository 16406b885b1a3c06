/** What a query asks for: its units, and for each what in the index may answer it. */

import { GRAMMAR, READING, SURFACE, KINDRED, VARIANT, classes } from "./cut.js";
import { distrust, misspelt } from "./doubt.js";
import { kana, plain } from "./fold.js";
import { similar } from "./near.js";

/**
 * @typedef {object} Unit a word of the query that should be answered
 * @property {number} start in the plain query
 * @property {number} end
 * @property {string} key
 * @property {boolean} known
 * @property {number} share how much it matters: 1, less for words that carry little
 * @property {Map<number, Answer>} terms how well each term answers
 * @property {string} kind classes of its characters
 * @property {boolean} [slip] its terms are what was probably meant
 * @property {boolean} [halved] half of what was unknown: it counts only together with its other half
 * @property {boolean} [chance] one kanji at the end of a compound: how it may go on counts only where the compound is known
 */

/** @typedef {{weight: number, how: "written" | "read" | "variant" | "kindred" | "prefix" | "slip" | "inside"}} Answer weight 0–1 */
/** @typedef {{text: string, open: boolean, row: string}} Typed the plain query, and what is still being typed */
/** @typedef {{text: string, pieces: import("./cut.js").Piece[], units: Unit[]}} Asked */

/** @type {Record<number, Answer>} */
const ANSWER = {
  [SURFACE]: { weight: 1, how: "written" },
  [READING]: { weight: 0.95, how: "read" },
  [VARIANT]: { weight: 1, how: "variant" },
  [KINDRED]: { weight: 0.55, how: "kindred" },
};
const THOUSANDS = /(?<=\d),(?=\d{3})/g;
const HALF_TYPED = /(?<=[ぁ-ゖァ-ヺー一-鿿々])[a-z]{1,2}$/;
const DASH = /(?<=[ァ-ヺ])[-‐‑‒–—―−─~〜一](?=[ァ-ヺ]|$)|(?<=[ァ-ヺ])[-‐‑‒–—―−─](?![a-z0-9ァ-ヺ])/g;
const DOT = /(?<=[ァ-ヺー])・(?=[ァ-ヺ])/g;
const V = /ヴ[ァィェォ]?/g, B = { ヴ: "ブ", ヴァ: "バ", ヴィ: "ビ", ヴェ: "ベ", ヴォ: "ボ" };
const ROWS = {
  k: "かきくけこ", s: "さしすせそ", t: "たちつてとっ", n: "なにぬねのん", h: "はひふへほ", m: "まみむめも", y: "やゆよ", r: "らりるれろ",
  w: "わゐゑを", g: "がぎぐげご", z: "ざじずぜぞ", j: "じ", d: "だぢづでど", b: "ばびぶべぼ", p: "ぱぴぷぺぽ", f: "ふ", c: "ち", v: "ゔ",
};
const MOST = 40; // ways in which half a word may go on
const LIGHT = 0.35, GUESSED_VERB = 0.4, STRAY_KANA = 0.3, NUMBER = 0.6, LONG = 1.5;
const SURE = 0.7;
const AMBIGUOUS = 0.5, FOREIGN = 0.6; // how it sounds, where something is written so; where it is typed in katakana

/** The query as it is cut; a consonant that will become a kana tells which row it is in. @param {string} query @returns {Typed} */
export function typed(query) {
  const whole = plain(query).replace(THOUSANDS, "");
  const half = HALF_TYPED.exec(whole);
  const text = half ? whole.slice(0, half.index) : whole;
  return { text, open: !/\s$/.test(query), row: half ? ROWS[half[0][0]] ?? "" : "" };
}

/**
 * @param {Typed} query
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @param {(key: string) => import("./lexicon.js").Row[]} around words that have a key inside them
 * @returns {Asked}
 */
export function read(query, lexicon, around) {
  const readings = readingsOf(query.text).map((text) => readAs(query, text, lexicon, around));
  const best = (unit) => Math.max(0, ...[...unit.terms.values()].map(({ weight }) => weight));
  const unsure = ({ units }) => units.filter((unit) => unit.share && (unit.slip || best(unit) < SURE)).length;
  const [first] = readings.sort((a, b) => unsure(a) - unsure(b)); // of equals what was typed
  if (!first.units.some((unit) => (!unit.terms.size || unit.slip) && /^t+$/.test(unit.kind))) return first;
  if (first.units.some(({ kind, terms }) => /^t+$/.test(kind) && [...terms.values()].some(({ how }) => how === "written"))) return first;
  const spoken = readAs(query, kana(query.text), lexicon, around); // a reading typed in katakana
  return isReading(spoken) ? spoken : first;
}

/** What may have been meant: as typed, with dashes for long vowels, with no dots between katakana, ヴェ as ベ. @param {string} text */
export const readingsOf = (text) => [...new Set([text, text.replace(DASH, "ー"), text.replace(DOT, ""), text.replace(V, (v) => B[v])])];

/** Words of some length, nothing left over, nothing guessed. */
const isReading = ({ units, pieces }) =>
  units.length === pieces.length && units.every((unit) => unit.terms.size && !unit.slip && unit.key.length > 2);

function readAs({ open, row }, text, lexicon, around) {
  const kinds = classes(text);
  const pieces = settle(lexicon.cut(text, { open }), kinds, lexicon, open);
  const units = pieces.filter((piece) => piece.known !== null).map((piece) => unitOf(piece, kinds, lexicon));
  const last = units.at(-1);
  if (last && last.end === text.length && open) complete(last, units.at(-2), row, lexicon);
  for (const unit of units) if (!unit.terms.size || isForeign(unit)) guess(unit, units, text, lexicon, around);
  return { text, pieces, units: misspelt(distrust(units, kinds, text, (unit) => guess(unit, [unit], text, lexicon, around)), kinds, text, lexicon) };
}

/** Katakana that only sounds like a word in kanji: フアン is rather ファン than 不安. */
const isForeign = ({ kind, terms }) => /^t+$/.test(kind) && [...terms.values()].every(({ how }) => how === "read");

/** Doubts the segmenter where it guessed; grammar gets `known: null`. */
function settle(pieces, kinds, lexicon, open) {
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
  if (open) halve(merged, kinds, lexicon);
  const grammar = (piece) => piece.known && lexicon.relation(piece.key) === GRAMMAR;
  const typing = merged.length > 1 && grammar(merged.at(-1)) && merged.at(-2).known && lexicon.relation(merged.at(-2).key) === READING;
  if (merged.every(grammar)) return merged;
  return merged.map((piece, i) => {
    if (!grammar(piece)) return piece;
    return typing && i === merged.length - 1 ? { ...piece, known: false, open: true } : { ...piece, known: null };
  });
}

/** 新幹: an unknown end that is a word and the beginning of another. */
function halve(pieces, kinds, lexicon) {
  const last = pieces.at(-1);
  if (!last || last.known || last.open || last.end !== kinds.length || !/^k{2,}$/.test(kinds.slice(last.start))) return;
  for (let at = last.key.length - 1; at > 0; at--) {
    const head = last.key.slice(0, at), tail = last.key.slice(at);
    const middle = last.start + at;
    if (lexicon.relation(head) === undefined || !lexicon.begins(tail)) continue;
    const halved = { ...last, halved: true };
    pieces.splice(-1, 1, { ...halved, end: middle, key: head, known: true }, { ...halved, start: middle, key: tail, open: true });
    return;
  }
}

/** @returns {Unit} */
function unitOf(piece, kinds, lexicon) {
  const terms = new Map();
  const kind = kinds.slice(piece.start, piece.end);
  const entries = piece.known ? lexicon.entries(piece.key).filter((entry) => entry.term >= 0) : [];
  const written = entries.some((entry) => entry.relation !== READING);
  for (const { term, relation } of entries) {
    const { weight, how } = ANSWER[relation];
    raise(terms, term, weight * likely(relation, written, kind), how);
  }
  const light = terms.size > 0 && [...terms.keys()].every((term) => lexicon.light(term));
  return { ...piece, kind, terms, share: light ? LIGHT : 1 };
}

/** How likely somebody means a word who typed how it sounds; オン is rather half of a word than 音. */
function likely(relation, written, kind) {
  if (relation === VARIANT && /^t{1,2}$/.test(kind)) return FOREIGN;
  if (relation !== READING) return 1;
  return written ? AMBIGUOUS : kind.includes("t") ? FOREIGN : 1;
}

/** The last word may be half typed. */
function complete(unit, before, row, lexicon) {
  const whole = unit.terms.size > 0, alone = unit.kind === "k" && !before;
  unit.chance = unit.kind === "k" && before?.end === unit.start;
  if (/^[a-z]$/.test(unit.key) || (unit.key.length < 2 && !unit.open && !/k/.test(unit.kind))) return;
  const all = lexicon.beginning(unit.key, row ? 10 * MOST : MOST);
  const fitting = row ? all.filter(({ key }) => row.includes(key[unit.key.length])) : all;
  const typing = row && fitting.length > 0; // what is there is not what is meant
  if (typing) for (const answer of unit.terms.values()) answer.weight /= 2;
  for (const { entries } of (fitting.length ? fitting : all).slice(0, MOST)) {
    for (const { term, relation } of entries) {
      if (term >= 0 && relation !== KINDRED) raise(unit.terms, term, whole && !typing ? (alone ? 0.8 : 0.4) : 0.8, "prefix");
    }
  }
  if (unit.open && unit.kind.length < 2 && /h/.test(unit.kind)) unit.share = STRAY_KANA;
}

/** What the lexicon lacks: a slip of the finger, or a part of a word that it cannot split. */
function guess(unit, units, text, lexicon, around) {
  const { terms, slip } = similar(unit, text[unit.end] ?? "", lexicon, around);
  if (unit.terms.size && !slip) return;
  for (const { term, weight } of terms) raise(unit.terms, term, weight, slip ? "slip" : "inside");
  unit.slip = slip;
  if (unit.terms.size) return;
  unit.share = shareOf(unit, units, text);
}

/** How much a word matters that no page has. */
function shareOf({ key, kind, start, end }, units, text) {
  const next = units.find((unit) => unit.start === end), touches = units.some((unit) => unit.start === end || unit.end === start);
  if (/^ー+$/.test(key)) return 0;
  if (/^[\d.]+$/.test(key)) return NUMBER;
  if (/^kh+$/.test(kind) || (kind === "k" && !next && /[ぁ-ゖ]/.test(text[end] ?? ""))) return GUESSED_VERB;
  if (/^h+$/.test(kind) && units.length > 1) return next && key.length > 3 && !/^h/.test(next.kind) ? LONG : key.length < 3 ? 0 : STRAY_KANA;
  if (/^k+$/.test(kind) && touches) return LONG;
  return key.length > 3 ? LONG : 1; // a long word that no page has is what the query is about
}

/** @param {Map<number, Answer>} terms @param {number} term @param {number} weight @param {Answer["how"]} how */
function raise(terms, term, weight, how) {
  if ((terms.get(term)?.weight ?? 0) < weight) terms.set(term, { weight, how });
}
