/** The segmenter: cheapest path over the site's lexicon. `search/cut.py` is the same, with the same costs. */

import { kana } from "./fold.js";

export const SURFACE = 0, READING = 1, VARIANT = 2, KINDRED = 3, GRAMMAR = 4;

const HIRAGANA = /[ぁ-ゖゝゞ]/, KATAKANA = /[ァ-ヺヽヾ]/, KANJI = /[㐀-鿿豈-\ufaff々〆]/, LETTER = /[\p{L}\p{N}]/u, DIGIT = /\d/;

/**
 * @typedef {object} Piece `text.slice(start, end)` of the plain text
 * @property {number} start
 * @property {number} end
 * @property {string} key folded
 * @property {boolean} known the lexicon has it
 * @property {boolean} open it is only the beginning of something the lexicon has
 */

/** One letter a character: k kanji, h hiragana, t katakana, l letters, digits and a number's point, p the rest. @param {string} text */
export function classes(text) {
  let found = "";
  for (let i = 0; i < text.length; i++) {
    const point = text[i] === "." && DIGIT.test(text[i - 1] ?? "") && DIGIT.test(text[i + 1] ?? "");
    found += point ? "l" : classOf(text[i], found[i - 1] ?? "p");
  }
  return found;
}

/** @param {string} char @param {string} before */
function classOf(char, before) {
  if (HIRAGANA.test(char)) return "h";
  if (KATAKANA.test(char)) return "t";
  if (char === "ー") return before === "h" || before === "t" ? before : "t";
  if (KANJI.test(char)) return "k";
  return LETTER.test(char) ? "l" : "p";
}

/**
 * Cuts plain text into pieces; what is no word (spaces, marks) is left out.
 * @param {string} text
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @param {{open?: boolean}} [how] open: the text is still being typed, so its end may be half a word
 * @returns {Piece[]}
 */
export function cut(text, lexicon, { open = false } = {}) {
  const folded = kana(text), kinds = classes(text), size = text.length;
  const best = new Array(size + 1).fill(Infinity);
  const back = new Array(size + 1);
  best[0] = 0;
  const step = (i, j, cost, known, half) => {
    if (best[i] + cost < best[j]) {
      best[j] = best[i] + cost;
      back[j] = { start: i, end: j, key: folded.slice(i, j), known, open: half };
    }
  };
  for (let i = 0; i < size; i++) {
    if (midLatin(kinds, i)) continue;
    for (let j = i + 1, most = Math.min(size, i + lexicon.longestFrom(folded.slice(i, i + 2))); j <= most; j++) {
      const relation = lexicon.relation(folded.slice(i, j));
      if (relation !== undefined && !midLatin(kinds, j)) step(i, j, knownCost(kinds, i, j, relation, lexicon.costs), true, false);
    }
    unknownEdges(kinds, i, lexicon.costs, (j, cost) => step(i, j, cost, false, false));
    if (open && mayOpen(kinds, i) && lexicon.relation(folded.slice(i)) === undefined && lexicon.begins(folded.slice(i))) step(i, size, openCost(kinds, i, lexicon.costs), false, true);
  }
  return trace(back, kinds);
}

function knownCost(kinds, i, j, relation, costs) {
  if (relation === GRAMMAR) {
    const first = j - i === 1 && (i === 0 || kinds[i - 1] === "p");
    return costs.grammar + 2 * (j - i) + (first ? costs.particle_first : 0) + (kinds[i] === "t" ? costs.particle_t : 0);
  }
  let cost = costs.word - Math.min(5, j - i) + (j - i === 1 && kinds[i] !== "l" ? costs.single : 0);
  if (relation === READING) {
    cost += costs.reading + (j - i < 3 ? costs.short_reading : 0) + (kinds.includes("k") ? costs.mixed : 0);
  }
  for (let at = i + 1; at < j; at++) {
    if ((kinds[at - 1] === "h" && kinds[at] === "t") || (kinds[at - 1] === "t" && kinds[at] === "h")) cost += costs.inside;
  }
  if (i > 0 && kinds[i - 1] === "t" && kinds[i] === "t") cost += costs.edge;
  if (j < kinds.length && kinds[j - 1] === "t" && kinds[j] === "t") cost += costs.edge;
  return cost;
}

function unknownEdges(kinds, i, costs, step) {
  const kind = kinds[i];
  if (kind === "p") return step(i + 1, 0);
  let end = i + 1;
  while (end < kinds.length && kinds[end] === kind) end++;
  for (let j = kind === "l" ? end : i + 1; j <= end; j++) step(j, costs.unknown + costs[`unknown_${kind}`] * (j - i));
}

/** Half a word at the end: two characters, or one that is not kana. */
const mayOpen = (kinds, i) => !kinds.slice(i).includes("p") && (kinds.length - i > 1 || kinds[i] === "k");

/** Dearer than a known word, cheaper than an unknown one; half a reading amid kanji is unlikely. */
function openCost(kinds, i, costs) {
  const edge = i > 0 && kinds[i - 1] === "t" && kinds[i] === "t" ? costs.edge : 0;
  const mixed = kinds.includes("k") && !/[^h]/.test(kinds.slice(i)) ? costs.mixed : 0;
  return costs.word + 8 + 2 * (kinds.length - i) + edge + mixed;
}

const midLatin = (kinds, at) => at > 0 && at < kinds.length && kinds[at - 1] === "l" && kinds[at] === "l";

function trace(back, kinds) {
  const pieces = [];
  for (let end = kinds.length; end > 0; end = back[end].start) {
    const piece = back[end];
    if (piece.known || piece.open || kinds[piece.start] !== "p") pieces.push(piece);
  }
  return pieces.reverse();
}
