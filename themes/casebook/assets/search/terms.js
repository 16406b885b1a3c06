/** Terms and compounds: what they begin, what else they are called, and the pages that have them. */

import { SURFACE } from "./cut.js";
import { rangeOf } from "./sorted.js";
import { Varints, columns, deltas, lines } from "./unpack.js";

/** @typedef {{pages: Uint32Array, levels: Uint8Array, sections: Uint16Array}} Postings of one term, by page */
/** @typedef {{first: number, postings: Postings[]}} TermFile */
/** @typedef {[term: number, weight: number][]} Others what else something is called, and how well that answers */

const NO_OTHERS = /** @type {Others} */ ([]);

export class Terms {
  /** @param {number[]} firsts first number of each file @param {import("./store.js").Family<(terms: Terms) => TermFile>} family */
  constructor(firsts, family) {
    this.firsts = firsts;
    this.family = family;
    /** @type {Map<string, number>} "3,14" → number of the compound */
    this.compounds = new Map();
    /** @type {Map<number, number[]>} compound → its parts */
    this.parts = new Map();
    /** @type {Map<number, Others>} */
    this.others = new Map();
    /** @type {Map<number, number>} pages of each compound */
    this.counts = new Map();
    /** @type {Set<number>} */
    this.read = new Set();
  }

  /** The file of a number. @param {number} term */
  placeOf(term) {
    return rangeOf(this.firsts, term);
  }

  /** @param {Iterable<number>} places */
  async need(places) {
    const wanted = [...places];
    await this.family.need(wanted);
    for (const at of wanted) {
      if (this.read.has(at)) continue;
      this.read.add(at);
      this.family.here.get(at).tell(this);
    }
  }

  /** What else a term or compound is called. @param {number} term @returns {Others} */
  othersOf(term) {
    return this.others.get(term) ?? NO_OTHERS;
  }

  /** The pages of a term or compound, where its file is here. @param {number} term @returns {Postings | undefined} */
  postings(term) {
    const file = this.family.here.get(this.placeOf(term));
    return file?.postings(term);
  }
}

/**
 * Reads what `search/termfiles.py` packs.
 * @param {Uint8Array} bytes
 * @param {number} first number
 * @param {import("./lexicon.js").Lexicon} lexicon
 */
export function readTerms(bytes, first, lexicon) {
  const [counts, numbers, begun, writings, keys, endings, pages, levels, sections] = columns(bytes);
  const terms = deltas(numbers);
  readWritings(terms, new Varints(writings), lines(keys), endings, lexicon);
  const count = new Varints(counts).rest();
  const from = new Array(count.length + 1);
  from[0] = 0;
  count.forEach((n, at) => (from[at + 1] = from[at] + n));
  const page = new Varints(pages), section = new Varints(sections);
  const allPages = Uint32Array.from({ length: from.at(-1) }, () => page.next());
  const allSections = Uint16Array.from({ length: from.at(-1) }, () => section.next());
  for (let at = 0; at < count.length; at++) for (let row = from[at] + 1; row < from[at + 1]; row++) allPages[row] += allPages[row - 1];
  return {
    /** @param {number} term @returns {Postings | undefined} */
    postings(term) {
      const [start, end] = [from[term - first], from[term - first + 1]];
      if (!(end > start)) return undefined;
      return { pages: allPages.subarray(start, end), levels: levels.subarray(start, end), sections: allSections.subarray(start, end) };
    },
    /** @param {Terms} into */
    tell: (into) => readBegun(terms, new Varints(begun), into),
  };
}

function readWritings(terms, counts, keys, endings, lexicon) {
  let at = 0;
  for (const term of terms) {
    for (let left = counts.next(); left > 0; left--, at++) lexicon.addWriting(keys[at], { term, relation: SURFACE, ending: endings[at] });
  }
}

function readBegun(terms, reader, into) {
  const readOthers = (number) => {
    const others = Array.from({ length: reader.next() }, () => [number + reader.signed(), reader.next() / 20]);
    if (others.length) into.others.set(number, others);
  };
  for (const term of terms) {
    readOthers(term);
    for (let left = reader.next(), number = term + 1; left > 0; left--, number++) {
      into.counts.set(number, reader.next());
      const parts = [term, ...Array.from({ length: reader.next() }, () => term + reader.signed())];
      into.compounds.set(parts.join(), number);
      into.parts.set(number, parts);
      readOthers(number);
    }
  }
}
