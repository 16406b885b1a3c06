/** The lines that a hit shows, with whole matched words marked, whatever the spelling that matched. */

import { READING } from "./cut.js";
import { plainWithMap } from "./fold.js";

const LENGTH = 110, LEAD = 24;

/** @typedef {{text: string, marks: [number, number][]}} Excerpt marks are [start, end) in the text */

/**
 * @param {[string, string, string][]} sections anchor, heading, text
 * @param {number} best the section to show first, -1 when none
 * @param {string} summary
 * @param {Set<number>} terms what matched
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @returns {Excerpt}
 */
export function excerpt(sections, best, summary, terms, lexicon) {
  const wanted = partsOf(terms, lexicon);
  const texts = [sections[best]?.[2], summary, ...sections.map((section) => section[2])].filter(Boolean);
  for (const text of new Set(texts)) {
    const marks = marksIn(text, wanted, lexicon);
    if (marks.length) return window(text, marks);
  }
  return window(summary || texts[0] || "", []);
}

/** Compounds stand as their parts. */
export function partsOf(terms, lexicon) {
  return new Set([...terms].flatMap((term) => (term < lexicon.terms ? [term] : lexicon.parts[term - lexicon.terms])));
}

/** Where the words of a text stand that mean one of the terms; neighbours become one mark. */
export function marksIn(text, wanted, lexicon) {
  const { plain, from } = plainWithMap(text);
  /** @type {[number, number][]} */
  const marks = [];
  for (const piece of lexicon.cut(plain)) {
    const entries = piece.known ? lexicon.forms.get(piece.key) : [];
    if (!entries.some((entry) => wanted.has(entry.term) && entry.relation !== READING)) continue;
    const start = from[piece.start], end = from[piece.end], before = marks.at(-1);
    if (before && before[1] === start) before[1] = end;
    else marks.push([start, end]);
  }
  return marks;
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
