/** What can be filtered by: each page's kind and its values of every filter. */

import { Varints, columns } from "./unpack.js";

/** @typedef {Record<string, string[]>} Filters kind, segment, purpose, year → the values wanted, any of each */

export class Filtered {
  /** @param {Uint8Array} bytes @param {{pages: number, kinds: string[], filters: Record<string, string[]>}} manifest */
  constructor(bytes, { pages, kinds, filters }) {
    const [kind, ...rest] = columns(bytes);
    const kindOf = new Varints(kind);
    this.names = ["kind", ...Object.keys(filters).sort()];
    /** @type {string[][]} the values there are, by filter */
    this.known = this.names.map((name) => (name === "kind" ? kinds : filters[name]));
    /** @type {number[][][]} filter → page → places of its values */
    this.values = [Array.from({ length: pages }, () => [kindOf.next()])];
    for (let at = 0; at < rest.length; at += 2) {
      const counts = new Varints(rest[at]), values = new Varints(rest[at + 1]);
      this.values.push(Array.from({ length: pages }, () => Array.from({ length: counts.next() }, () => values.next())));
    }
  }

  /** The pages of a kind, in the order of the site. @param {string} kind @returns {number[]} */
  ofKind(kind) {
    const wanted = this.known[0].indexOf(kind);
    return this.values[0].flatMap(([value], page) => (value === wanted ? [page] : []));
  }

  /** Whether a page has one of the wanted values of every filter. @param {Filters} filters @returns {(page: number) => boolean} */
  passing(filters) {
    const wanted = this.wanted(filters);
    return (page) => this.missed(page, wanted) === "";
  }

  /**
   * Filter → value → pages that have it and pass all other filters.
   * @param {number[]} pages @param {Filters} filters @returns {Record<string, Record<string, number>>}
   */
  count(pages, filters) {
    const wanted = this.wanted(filters);
    const counts = this.known.map((known) => new Array(known.length).fill(0));
    for (const page of pages) {
      const missed = this.missed(page, wanted);
      if (missed === "more") continue;
      for (let at = 0; at < this.names.length; at++) {
        if (missed === "" || missed === this.names[at]) for (const value of this.values[at][page]) counts[at][value]++;
      }
    }
    const named = this.names.map((name, at) => [name, Object.fromEntries(this.known[at].map((value, n) => [value, counts[at][n]]).filter(([, n]) => n))]);
    return Object.fromEntries(named.filter(([, found]) => Object.keys(found).length));
  }

  wanted(filters) {
    return this.names.flatMap((name, at) => {
      const values = filters[name] ?? [];
      return values.length ? [{ name, at, values: new Set(values.map((value) => this.known[at].indexOf(value))) }] : [];
    });
  }

  /** The one filter that a page does not pass, "" for none, "more" for several. */
  missed(page, wanted) {
    let missed = "";
    for (const { name, at, values } of wanted) {
      if (!this.values[at][page].some((value) => values.has(value))) {
        if (missed) return "more";
        missed = name;
      }
    }
    return missed;
  }
}
