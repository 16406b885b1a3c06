/** Files of postings, fetched when a term in them is asked for. */

import { Varints, columns } from "./unpack.js";

/** @typedef {{page: number, level: number, section: number}} Posting */

export class Postings {
  /**
   * @param {[number, string][]} shards first term and name of each file
   * @param {number[]} counts pages of each term
   * @param {(name: string) => Promise<Uint8Array>} load
   */
  constructor(shards, counts, load) {
    this.shards = shards;
    this.counts = counts;
    this.load = load;
    /** @type {Map<number, Promise<Map<number, Posting[]>>>} */
    this.files = new Map();
  }

  /** @param {Iterable<number>} terms @returns {Promise<Map<number, Posting[]>>} */
  async of(terms) {
    const wanted = [...terms].filter((term) => this.counts[term]);
    const files = await Promise.all([...new Set(wanted.map((term) => this.shardOf(term)))].map((at) => this.file(at)));
    const found = new Map();
    for (const term of wanted) for (const file of files) if (file.has(term)) found.set(term, file.get(term));
    return found;
  }

  shardOf(term) {
    let at = this.shards.length - 1;
    while (at > 0 && this.shards[at][0] > term) at--;
    return at;
  }

  file(at) {
    if (!this.files.has(at)) {
      const read = this.load(this.shards[at][1]).then((bytes) => this.read(at, bytes));
      read.catch(() => this.files.delete(at));
      this.files.set(at, read);
    }
    return this.files.get(at);
  }

  read(at, bytes) {
    const [pages, levels, sections] = columns(bytes);
    const page = new Varints(pages), section = new Varints(sections);
    const end = this.shards[at + 1]?.[0] ?? this.counts.length;
    const found = new Map();
    let row = 0;
    for (let term = this.shards[at][0]; term < end; term++) {
      const list = [];
      for (let left = this.counts[term], here = 0; left > 0; left--) {
        here += page.next();
        list.push({ page: here, level: levels[row++], section: section.next() });
      }
      if (list.length) found.set(term, list);
    }
    return found;
  }
}
