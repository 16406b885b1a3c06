/** Folding: the one spelling under which two ways of typing the same characters meet. `search/fold.py` does the same. */

const IGNORED = /[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const SHRINKS = /[\u3099\u309a\uff9e\uff9f\p{M}\u00ad\u200b-\u200f\u2060\ufeff]/u;
const CLUSTER = /[\s\S][\u3099\u309a\uff9e\uff9f\p{M}]*/gu;

/**
 * Width and case folded away, kana kept apart: ＬＴＶ → ltv, ｺﾐｭﾆﾃｨ → コミュニティ.
 * @param {string} text @returns {string}
 */
export const plain = (text) => modern(text.replace(IGNORED, "").normalize("NFKC").toLowerCase().normalize("NFKC"));

/** @type {Map<string, string>} */
const OLD = new Map();
let old = /(?!)/, everyOld = /(?!)/g;

/** Old forms of kanji are folded too, as the index says: 會 is 会. @param {string} pairs each before the form in use */
export function learnOld(pairs) {
  for (let at = 0; at < pairs.length; at += 2) OLD.set(pairs[at], pairs[at + 1]);
  if (OLD.size) [old, everyOld] = ["", "g"].map((flags) => new RegExp(`[${[...OLD.keys()].join("")}]`, flags));
}

const modern = (text) => (old.test(text) ? text.replace(everyOld, (char) => OLD.get(char) ?? char) : text);

/** Katakana as hiragana, one character for one. @param {string} text @returns {string} */
export const kana = (text) => text.replace(KATAKANA, (char) => String.fromCharCode(char.charCodeAt(0) - 0x60));

/** The key of a piece of text; folding twice is folding once. @param {string} text @returns {string} */
export const fold = (text) => kana(plain(text));

/**
 * Plain text with the way back: `from[i]` is where the plain character i begins in the text; none where that is i.
 * @param {string} text @returns {{plain: string, from?: number[]}}
 */
export function plainWithMap(text) {
  const whole = plain(text);
  if (whole.length === text.length && !SHRINKS.test(text)) return { plain: whole };
  let out = "";
  const from = [];
  for (const match of text.matchAll(CLUSTER)) {
    const part = plain(match[0]);
    for (let i = 0; i < part.length; i++) from.push(match.index);
    out += part;
  }
  from.push(text.length);
  return { plain: out, from };
}
