/** The ways of writing that are in memory: the core's, and those of every file that a query needed. */

import { cut, GRAMMAR, READING, VARIANT } from "./cut.js";
import { firstWhere } from "./sorted.js";
import { Varints, columns, deltas, frontDecode, lines } from "./unpack.js";

/** @typedef {{term: number, relation: number, ending: number}} Entry a term that a key may stand for; term -1 is grammar */
/** @typedef {{key: string, entries: Entry[]}} Row */
/** @typedef {{relation: number, entries: Entry[]}} Form its least relation prices it */
/** @typedef {{pages: number, light: boolean, shown: string, key: string}} Fact what is known of a term */

export class Lexicon {
  /** @param {{costs: object, endings: string[][], finals: string[], can: string[]}} manifest */
  constructor({ costs, endings, finals, can }) {
    Object.assign(this, { costs, endings, finals, can });
    /** @type {Map<string, Form>} */
    this.forms = new Map();
    /** @type {Map<string, number>} the first two characters of forms → how long such forms get */
    this.longest = new Map();
    /** @type {Row[][]} rows by key, for each part */
    this.parts = [];
    /** @type {Map<number, Fact>} */
    this.facts = new Map();
    /** @type {Map<number, string[]>} every way that a term is written, but not how it sounds */
    this.written = new Map();
  }

  /** Adds what a file holds. @param {Uint8Array} bytes */
  add(bytes) {
    const { rows, facts } = readPart(bytes, this.finals);
    for (const [term, fact] of facts) if (!this.facts.get(term)?.key) this.facts.set(term, fact);
    /** @type {Row[]} what a verb can be, where no verb of its own is written so */
    const able = [];
    for (const { key, entries } of rows) {
      for (const entry of entries) {
        this.addWriting(key, entry);
        if (this.can[entry.ending]) able.push({ key: key + this.can[entry.ending], entries: [{ term: entry.term, relation: VARIANT, ending: 0 }] });
      }
    }
    for (const { key, entries } of able.filter(({ key }) => !this.forms.has(key))) this.addForm(key, entries[0]);
    this.parts.push(rows);
  }

  /** Adds a way of writing a term, in each form that it can take. @param {string} key @param {Entry} entry */
  addWriting(key, entry) {
    for (const end of entry.ending ? this.endings[entry.ending] : [""]) this.addForm(key + end, entry);
  }

  addForm(form, entry) {
    if (form.length === 1 && form >= "ぁ" && form <= "ゖ" && entry.relation !== GRAMMAR) return;
    const known = this.forms.get(form);
    if (!known) this.forms.set(form, { relation: entry.relation, entries: [entry] });
    else {
      if (known.entries.some(({ term, relation }) => term === entry.term && relation === entry.relation)) return;
      known.entries.push(entry);
      if (known.relation !== GRAMMAR && (entry.relation === GRAMMAR || entry.relation < known.relation)) known.relation = entry.relation;
    }
    const start = form.slice(0, 2);
    if (form.length > (this.longest.get(start) ?? 0)) this.longest.set(start, form.length);
    if (entry.term < 0 || entry.relation === READING) return;
    const written = this.written.get(entry.term);
    if (written) written.push(form);
    else this.written.set(entry.term, [form]);
  }

  /** The relation that prices a form; grammar is cheapest. @param {string} form @returns {number | undefined} */
  relation(form) {
    return this.forms.get(form)?.relation;
  }

  /** @param {string} form @returns {Entry[]} */
  entries(form) {
    return this.forms.get(form)?.entries ?? [];
  }

  /** @param {number} term @returns {string[]} */
  writings(term) {
    return this.written.get(term) ?? [];
  }

  /** How long a form that begins with two characters may be. @param {string} start @returns {number} */
  longestFrom(start) {
    return this.longest.get(start) ?? 1;
  }

  /** Whether a longer key begins so. @param {string} start */
  begins(start) {
    return this.parts.some((rows) => {
      let at = placeIn(rows, start);
      if (rows[at]?.key === start) at++;
      return rows[at]?.key.startsWith(start) ?? false;
    });
  }

  /** Rows whose keys begin so, the shortest first. @param {string} start @param {number} most @returns {Row[]} */
  beginning(start, most) {
    const found = [];
    for (const rows of this.parts) {
      for (let at = placeIn(rows, start); rows[at]?.key.startsWith(start) && found.length < 1000; at++) found.push(rows[at]);
    }
    return found.sort((a, b) => a.key.length - b.key.length || (a.key < b.key ? -1 : 1)).slice(0, most);
  }

  /** In how many pages a term is. @param {number} term */
  pagesOf(term) {
    return this.facts.get(term)?.pages ?? 0;
  }

  /** Whether a term carries little wherever it stands. @param {number} term */
  light(term) {
    return this.facts.get(term)?.light ?? false;
  }

  /** A term as people write it. @param {number} term @returns {string} */
  display(term) {
    const { key, shown } = this.facts.get(term) ?? { key: "", shown: this.writings(term)[0] ?? "" };
    if (shown === "=") return key.replace(/[\u3041-\u3096]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0x60));
    return shown === "^" ? key.toUpperCase() : shown || key;
  }

  /** @param {string} text plain @param {{open?: boolean}} [how] */
  cut(text, how) {
    return cut(text, this, how);
  }
}

/**
 * Reads what `search/wordlist.py` packs.
 * @param {Uint8Array} bytes
 * @param {string[]} finals
 * @returns {{rows: Row[], facts: [number, Fact][]}}
 */
export function readPart(bytes, finals) {
  const [shared, rest, counts, stands, kinds, ids, pages, lights, displays] = columns(bytes);
  const terms = deltas(ids), shown = lines(displays), count = new Varints(pages);
  const facts = terms.map((_, at) => ({ pages: count.next(), light: lights[at] === 1, shown: shown[at], key: "" }));
  const entriesOf = new Varints(counts), stand = new Varints(stands);
  let at = 0, place = 0;
  const rows = frontDecode(shared, rest).map((key) => {
    const entries = [];
    for (let left = entriesOf.next(); left > 0; left--) {
      place += stand.signed();
      const ending = kinds[at] >> 3, relation = kinds[at++] & 7;
      if (relation === 0 && place && !facts[place - 1].key) facts[place - 1].key = key + finals[ending];
      entries.push({ term: place ? terms[place - 1] : -1, relation, ending });
    }
    return { key, entries };
  });
  return { rows, facts: terms.map((term, n) => [term, facts[n]]) };
}

const placeIn = (rows, start) => firstWhere(rows.length, (at) => rows[at].key >= start);
