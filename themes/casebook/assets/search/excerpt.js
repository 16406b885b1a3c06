/** The lines that a hit shows, with whole matched words marked, whatever the spelling that matched. */

import { READING } from "./cut.js";
import { kana, plainWithMap } from "./fold.js";

const LENGTH = 110, LEAD = 24;

/** @typedef {{text: string, marks: [number, number][]}} Excerpt marks are [start, end) in the text */

/**
 * @param {[string, string, string][]} sections anchor, heading, text
 * @param {number} best the section to show first, -1 when none
 * @param {string} summary
 * @param {Wanted} wanted
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @returns {Excerpt}
 */
export function excerpt(sections, best, summary, wanted, lexicon) {
  const texts = [sections[best]?.[2], summary, ...sections.map((section) => section[2])].filter(Boolean);
  for (const text of new Set(texts)) {
    const marks = marksIn(text, wanted, lexicon);
    if (marks.length) return window(text, marks);
  }
  return window(summary || texts[0] || "", []);
}

/**
 * @typedef {{terms: Set<number>, alone: Set<number>, forms: string[]}} Wanted
 * terms to mark (`alone`: even by themselves), and how they are written
 */

/**
 * What to mark for terms that matched; the parts of a compound only where they stand together.
 * @param {Set<number>} terms @param {import("./lexicon.js").Lexicon} lexicon @param {Map<number, number[]>} parts @returns {Wanted}
 */
export function wantedOf(terms, lexicon, parts) {
  const single = new Set([...terms].flatMap((term) => parts.get(term) ?? [term]));
  return { terms: single, alone: terms, forms: [...single].flatMap((term) => lexicon.writings(term)) };
}

/** Where the words of a text stand that mean one of the terms; neighbours become one mark. */
export function marksIn(text, wanted, lexicon) {
  /** @type {[number, number, boolean][]} */
  const marks = [];
  for (const { start, end, entries } of meant(text, wanted, lexicon)) {
    const before = marks.at(-1);
    if (before && before[1] === start) [before[1], before[2]] = [end, true];
    else marks.push([start, end, entries.some((entry) => wanted.alone.has(entry.term))]);
  }
  return marks.filter((mark) => mark[2]).map(([start, end]) => /** @type {[number, number]} */ ([start, end]));
}

/** Which of the terms a text speaks of. @param {string} text @param {Wanted} wanted @param {import("./lexicon.js").Lexicon} lexicon @returns {Set<number>} */
export function termsIn(text, wanted, lexicon) {
  const said = [...meant(text, wanted, lexicon)].flatMap(({ entries }) => entries.map((entry) => entry.term));
  return new Set(said.filter((term) => wanted.terms.has(term)));
}

/** The words of a text that mean one of the terms, with what they may stand for; how a word only sounds does not count. */
function* meant(text, wanted, lexicon) {
  const { from, sentences } = prepared(text, lexicon);
  const origin = from ? (at) => from[at] : (at) => at;
  for (const sentence of sentences) {
    if (!wanted.forms.some((form) => sentence.folded.includes(form))) continue;
    for (const piece of (sentence.pieces ??= lexicon.cut(sentence.text))) {
      const entries = piece.known ? lexicon.entries(piece.key).filter(({ relation }) => relation !== READING) : [];
      if (!entries.some((entry) => wanted.terms.has(entry.term))) continue;
      yield { start: origin(sentence.at + piece.start), end: origin(sentence.at + piece.end), entries };
    }
  }
}

/** @typedef {{text: string, folded: string, at: number, pieces?: import("./cut.js").Piece[]}} Sentence cut when first needed */

const KEPT = 600;
/** @type {Map<string, {from?: number[], sentences: Sentence[], size: number}>} what was shown lately is mostly shown again */
const known = new Map();

/** A text in sentences; those that hold no wanted word are never cut, which is the dear part. */
function prepared(text, lexicon) {
  const kept = known.get(text);
  if (kept?.size === lexicon.forms.size) return kept;
  const { plain, from } = plainWithMap(text);
  const sentences = [...plain.matchAll(/[^。！？\n]+/g)].map(({ 0: part, index }) => ({ text: part, folded: kana(part), at: index }));
  const made = { from, sentences, size: lexicon.forms.size };
  if (known.size >= KEPT) known.clear();
  known.set(text, made);
  return made;
}

/** The stretch with the most marks, from the beginning of a sentence where one is near. */
function window(text, marks) {
  let at = 0, most = 0;
  for (const [start] of marks) {
    const count = marks.filter(([s, e]) => s >= start && e <= start + LENGTH - LEAD).length;
    if (count > most) [at, most] = [start, count];
  }
  const sentence = Math.max(...["。", "！", "？", "\n"].map((mark) => text.lastIndexOf(mark, at - 1))) + 1;
  const start = at + LEAD < LENGTH && text.length <= LENGTH ? 0 : at - sentence <= LEAD * 2 ? sentence : at - LEAD;
  const end = Math.min(text.length, start + LENGTH);
  const head = start > 0 ? "…" : "", tail = end < text.length ? "…" : "";
  const shift = head.length - start;
  const inside = marks.filter(([s, e]) => s >= start && e <= end).map(([s, e]) => /** @type {[number, number]} */ ([s + shift, e + shift]));
  return { text: head + text.slice(start, end) + tail, marks: inside };
}
