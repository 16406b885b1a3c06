/** The core file in memory: every way of writing the site's terms, and what is known of each term and page. */

import { cut, GRAMMAR, READING, VARIANT } from "./cut.js";
import { Varints, columns, frontDecode, lines } from "./unpack.js";

/** @typedef {{term: number, relation: number}} Entry a term that a key may stand for; term -1 is grammar */

export class Lexicon {
  /** @param {Uint8Array} bytes @param {object} manifest */
  constructor(bytes, manifest) {
    const [shared, rest, counts, terms, kinds, pageCounts, lights, displays, compounds, expansions, pages] = columns(bytes);
    this.costs = manifest.costs;
    this.keys = frontDecode(shared, rest);
    this.lights = lights;
    this.terms = lights.length;
    this.pageCounts = new Varints(pageCounts).rest();
    this.pages = manifest.pages;
    /** @type {Map<string, Entry[]>} */
    this.forms = new Map();
    /** @type {Map<string, number>} the first two characters of forms → how long such forms get */
    this.longest = new Map();
    this.mainKeys = new Array(this.terms);
    this.readEntries(new Varints(counts), new Varints(terms), kinds, manifest);
    this.sorted = [...this.forms.keys()].sort();
    this.displays = lines(displays);
    this.readCompounds(new Varints(compounds));
    this.readExpansions(new Varints(expansions));
    this.readPages(new Varints(pages), manifest);
  }

  readEntries(counts, terms, kinds, { endings, finals, can }) {
    let at = 0, number = 0;
    /** @type {Map<string, Entry[]>} what a verb can be, where no verb of its own is written so */
    const able = new Map();
    for (const key of this.keys) {
      for (let left = counts.next(); left > 0; left--) {
        number += terms.signed();
        const ending = kinds[at] >> 3, relation = kinds[at++] & 7;
        const entry = { term: number - 1, relation };
        if (relation === 0 && number && this.mainKeys[number - 1] === undefined) this.mainKeys[number - 1] = key + finals[ending];
        if (!ending) this.addForm(key, entry);
        else for (const end of endings[ending]) this.addForm(key + end, entry);
        if (can[ending]) able.set(key + can[ending], [...(able.get(key + can[ending]) ?? []), { term: entry.term, relation: VARIANT }]);
      }
    }
    for (const [form, entries] of able) if (!this.forms.has(form)) for (const entry of entries) this.addForm(form, entry);
  }

  addForm(form, entry) {
    if (form.length === 1 && form >= "ぁ" && form <= "ゖ" && entry.relation !== GRAMMAR) return;
    const entries = this.forms.get(form);
    if (entries) entries.push(entry);
    else this.forms.set(form, [entry]);
    const start = form.slice(0, 2);
    if (form.length > (this.longest.get(start) ?? 0)) this.longest.set(start, form.length);
  }

  readCompounds(reader) {
    /** @type {Map<string, number>} "3,14" → number */
    this.compounds = new Map();
    this.parts = [];
    while (reader.more) {
      const parts = Array.from({ length: reader.next() }, () => reader.next());
      this.compounds.set(parts.join(), this.terms + this.parts.length);
      this.parts.push(parts);
    }
  }

  readExpansions(reader) {
    /** @type {Map<number, [number, number][]>} term → [term, weight] */
    this.expansions = new Map();
    for (let from = 0; reader.more; ) {
      from += reader.next();
      const to = reader.next(), weight = reader.next() / 20;
      this.expansions.set(from, [...(this.expansions.get(from) ?? []), [to, weight]]);
    }
  }

  readPages(reader, manifest) {
    const names = Object.keys(manifest.filters).sort();
    /** @type {Record<string, string[]>[]} page → filter → values */
    this.filters = Array.from({ length: manifest.pages }, () => {
      const kind = [manifest.kinds[reader.next()]];
      const chosen = names.map((name) => [name, Array.from({ length: reader.next() }, () => manifest.filters[name][reader.next()])]);
      return { kind, ...Object.fromEntries(chosen) };
    });
  }

  /** The relation that prices a form; grammar is cheapest. @param {string} form @returns {number | undefined} */
  relation(form) {
    const entries = this.forms.get(form);
    if (!entries) return undefined;
    let least = entries[0].relation;
    for (const { relation } of entries) {
      if (relation === GRAMMAR) return GRAMMAR;
      if (relation < least) least = relation;
    }
    return least;
  }

  /** Every way a term is written, but not how it sounds. @param {number} term @returns {string[]} */
  writings(term) {
    if (!this.written) {
      this.written = Array.from({ length: this.terms }, () => []);
      for (const [form, entries] of this.forms) {
        for (const { term: of, relation } of entries) if (of >= 0 && relation !== READING) this.written[of].push(form);
      }
    }
    return this.written[term];
  }

  /** How long a form that begins with two characters may be. @param {string} start @returns {number} */
  longestFrom(start) {
    return this.longest.get(start) ?? 1;
  }

  /** Where forms that begin so begin. @param {string} start @returns {number} */
  lowerBound(start) {
    let low = 0, high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle] < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether a longer form begins so. @param {string} start */
  begins(start) {
    let at = this.lowerBound(start);
    if (this.sorted[at] === start) at++;
    return at < this.sorted.length && this.sorted[at].startsWith(start);
  }

  /** Forms that begin so, the shortest first. @param {string} start @param {number} most @returns {string[]} */
  beginning(start, most) {
    const found = [];
    for (let at = this.lowerBound(start); this.sorted[at]?.startsWith(start) && found.length < 500; at++) found.push(this.sorted[at]);
    return found.sort((a, b) => a.length - b.length).slice(0, most);
  }

  /** A term or compound as people write it. @param {number} term @returns {string} */
  display(term) {
    if (term >= this.terms) return this.parts[term - this.terms].map((part) => this.display(part)).join("");
    const key = this.mainKeys[term] ?? "", shown = this.displays[term];
    if (shown === "=") return key.replace(/[\u3041-\u3096]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0x60));
    return shown === "^" ? key.toUpperCase() : shown || key;
  }

  /** @param {string} text plain @param {{open?: boolean}} [how] */
  cut(text, how) {
    return cut(text, this, how);
  }
}
