/** Texts that stand on a page already, judged as the pages of the site are: for a list that is searched where it stands. */

import { marksIn, termsIn, wantedOf } from "./excerpt.js";
import { fold, kana, plainWithMap } from "./fold.js";
import { inOrder } from "./rank.js";

/**
 * @typedef {object} Within
 * @property {number[]} fitting places of the texts that answer, best first; then those that only say the very words
 * @property {(text: string) => [number, number][]} marks where a text says what was asked for
 */

const LEVEL = 8; // one for all: a sentence has no title beside its body

/**
 * @param {string} query
 * @param {import("./query.js").Unit[]} units
 * @param {import("./matchers.js").Matcher[]} matchers
 * @param {import("./terms.js").Terms} terms
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @param {string[]} texts
 * @returns {Within}
 */
export function within(query, units, matchers, terms, lexicon, texts) {
  const wanted = wantedOf(new Set(matchers.map(({ term }) => term)), lexicon, terms.parts);
  const said = texts.map((text) => termsIn(text, wanted, lexicon));
  const postings = (term) => {
    const parts = terms.parts.get(term) ?? [term];
    const pages = Uint32Array.from(said.flatMap((known, at) => (parts.every((part) => known.has(part)) ? [at] : [])));
    return { pages, levels: new Uint8Array(pages.length).fill(LEVEL) };
  };
  const found = inOrder(units, matchers, { postings }, texts.length, () => true);
  const words = fold(query).split(/\s+/).filter(Boolean), whole = words.every((word) => word.length > 1); // one kana is everywhere
  const verbatim = whole ? texts.flatMap((text, at) => (words.every((word) => fold(text).includes(word)) ? [at] : [])) : [];
  return {
    fitting: [...new Set([...found, ...verbatim])],
    marks: (text) => [...marksIn(text, wanted, lexicon), ...(verbatim.length ? places(text, words) : [])],
  };
}

/** Where a text says the very words. @param {string} text @param {string[]} words folded @returns {[number, number][]} */
function places(text, words) {
  const { plain, from } = plainWithMap(text);
  const folded = kana(plain), origin = from ? (at) => from[at] : (at) => at;
  return words.flatMap((word) => {
    const found = [];
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) found.push([origin(at), origin(at + word.length)]);
    return found;
  });
}
