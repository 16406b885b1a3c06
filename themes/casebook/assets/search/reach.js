/** Which files a query needs: the core tells where all that it does not hold itself lies. */

import { classes } from "./cut.js";
import { kana } from "./fold.js";
import { readPart } from "./lexicon.js";
import { rangeOf } from "./sorted.js";
import { Family } from "./store.js";
import { Terms, readTerms } from "./terms.js";
import { deltas, lines } from "./unpack.js";

const MOST = 5; // files of words for one query
const WIDE = 2; // files for one character

export class Reach {
  /** @param {Uint8Array[]} core its columns after the settings @param {import("./store.js").Store} store @param {import("./lexicon.js").Lexicon} lexicon */
  constructor(core, store, lexicon) {
    const [words, heads, wordKeys, wordHashes, innerKeys, innerHashes, firstTerms, termHashes, firstPages, recordHashes] = core;
    this.lexicon = lexicon;
    /** @type {Map<string, {parts: number, rows: import("./lexicon.js").Row[]}>} words with a key inside them, by the parts known then */
    this.around = new Map();
    lexicon.add(words);
    this.heads = heads;
    this.wordKeys = lines(wordKeys);
    this.innerKeys = lines(innerKeys);
    this.words = new Family("words", this.wordKeys.length, wordHashes, async (name) => lexicon.add(await store.bytes(name)));
    this.inner = new Family("inner", this.innerKeys.length, innerHashes, async (name) => readPart(await store.bytes(name), lexicon.finals).rows);
    const first = deltas(firstTerms);
    this.terms = new Terms(first, new Family("terms", first.length, termHashes, async (name, at) => readTerms(await store.bytes(name), first[at], lexicon)));
    this.firstPages = deltas(firstPages);
    this.records = new Family("records", this.firstPages.length, recordHashes, (name) => store.json(name));
  }

  /** Makes the words of a query known. @param {string} text plain @param {boolean} open its end may be half a word */
  async wordsOf(text, open) {
    if (!this.words.size) return;
    const folded = kana(text), kinds = classes(text);
    const wanted = new Set();
    if (open) for (const at of this.openings(folded)) wanted.add(at);
    for (const at of starts(kinds)) {
      const heads = kinds[at] === "k" ? [folded[at], folded.slice(at, at + 2)] : [folded.slice(at, at + 2)];
      for (const head of heads) if (this.has(head)) wanted.add(this.placeOf(this.wordKeys, head));
    }
    await this.words.need([...wanted].slice(0, MOST));
  }

  /** Makes words known that an unknown one may have been meant to be. @param {{key: string, kind: string}} unit */
  async wordsNear({ key, kind }) {
    if (!this.words.size) return;
    if (key.length > 3) {
      await this.words.need([...this.span(this.wordKeys, key[0], MOST), ...this.span(this.wordKeys, key[1], 1)]);
    } else if (kind === "k") await this.words.need(this.span(this.wordKeys, key, WIDE));
  }

  /** Words in memory that have a key inside them. @param {string} key @returns {import("./lexicon.js").Row[]} */
  wordsHere(key) {
    const kept = this.around.get(key);
    if (kept?.parts === this.lexicon.parts.length) return kept.rows;
    const rows = this.lexicon.parts.flatMap((part) => part.filter((row) => row.key.length > key.length && row.key.includes(key)));
    this.around.set(key, { parts: this.lexicon.parts.length, rows });
    return rows;
  }

  /** Words in further files that have a key inside them. @param {string} key @returns {Promise<import("./lexicon.js").Row[]>} */
  async wordsAround(key) {
    const places = this.span(this.innerKeys, key, WIDE);
    const files = await Promise.all(places.map((at) => this.inner.file(at)));
    return files.flat().filter((row) => row.key.startsWith(key));
  }

  /** @param {number} page */
  async record(page) {
    const at = rangeOf(this.firstPages, page);
    return (this.records.here.get(at) ?? (await this.records.file(at)))[page - this.firstPages[at]];
  }

  /** Files of keys that the end of the text may be half of. @param {string} folded */
  openings(folded) {
    const last = folded.slice(-1), before = folded.slice(-2);
    return last.trim() ? [...this.span(this.wordKeys, before, 1), ...(/[㐀-鿿]/.test(last) ? this.span(this.wordKeys, last, WIDE) : [])] : [];
  }

  /** Whether some file may have keys that begin so; `search/shelves.py` sets the bits. @param {string} head */
  has(head) {
    const place = (head.charCodeAt(0) * 40503 + (head.length > 1 ? head.charCodeAt(1) : 0) * 31153) % (this.heads.length * 8 - 1);
    return (this.heads[place >> 3] >> (place & 7)) % 2 === 1;
  }

  /** @param {string[]} keys first key of each file @param {string} head one or two characters */
  placeOf(keys, head) {
    let at = rangeOf(keys, head);
    while (at + 1 < keys.length && keys[at + 1].slice(0, 2) <= head) at++;
    return Math.max(0, at);
  }

  /** The files of keys that begin so. @param {string[]} keys @param {string} start @param {number} most @returns {number[]} */
  span(keys, start, most) {
    if (!keys.length || !start) return [];
    const places = [this.placeOf(keys, start.slice(0, 2))];
    while (places.length < most && keys[places.at(-1) + 1]?.startsWith(start)) places.push(places.at(-1) + 1);
    return places;
  }
}

/** Where words may begin, the likeliest first: where the script changes, within kanji and katakana, last within hiragana. */
function starts(kinds) {
  const places = [...kinds].map((_, at) => at).filter((at) => kinds[at] !== "p" && !(kinds[at] === "l" && kinds[at - 1] === "l"));
  const rank = (at) => (kinds[at] === "h" && /[kt]/.test(kinds) ? 2 : kinds[at] !== kinds[at - 1] ? 0 : 1);
  return places.sort((a, b) => rank(a) - rank(b) || a - b);
}
