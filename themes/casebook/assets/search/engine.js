/**
 * The search engine: no DOM, no wasm, nothing but fetch. The same file serves the page, the header box and the terminal.
 */

import { excerpt, marksIn, wantedOf } from "./excerpt.js";
import { Lexicon } from "./lexicon.js";
import { suggest } from "./near.js";
import { Postings } from "./postings.js";
import { read } from "./query.js";
import { rank } from "./rank.js";

/**
 * @typedef {object} Hit
 * @property {string} url relative to the site's root; its fragment names the best section
 * @property {string} title
 * @property {[number, number][]} titleMarks
 * @property {string} kind
 * @property {string} section heading of the best section, "" for the page itself
 * @property {number} score
 * @property {string} excerpt
 * @property {[number, number][]} marks
 */

/** @typedef {Record<string, string[]>} Filters kind, segment, purpose, year → the values wanted, any of each */

/**
 * @typedef {object} Result
 * @property {Hit[]} hits best first, one a page
 * @property {number} total
 * @property {{text: string, kind: "typo" | "completion" | "near"}[]} suggestions
 * @property {{text: string, known: boolean, terms: string[]}[]} pieces how the query was cut
 * @property {Record<string, Record<string, number>>} facets filter → value → pages, by the other filters
 */

/** @typedef {(query: string, how?: {limit?: number, filters?: Filters}) => Promise<Result>} Search */

/**
 * @param {string} baseUrl the folder that holds manifest.json
 * @param {{fetch?: (url: string) => Promise<Response>}} [how]
 * @returns {Promise<{search: Search, labels: Record<string, Record<string, string>>}>} labels: filter → value → its name
 */
export async function openIndex(baseUrl, { fetch = globalThis.fetch.bind(globalThis) } = {}) {
  const base = baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`;
  const load = async (name) => {
    const response = await fetch(base + name);
    if (!response.ok) throw new Error(`search index: ${name}: ${response.status}`);
    return response;
  };
  const bytes = async (name) => new Uint8Array(await (await load(name)).arrayBuffer());
  const manifest = await (await load("manifest.json")).json();
  const lexicon = new Lexicon(await bytes(manifest.core), manifest);
  const postings = new Postings(manifest.postings, lexicon.pageCounts, bytes);
  const records = new Records(manifest.records, async (name) => (await load(name)).json());

  async function search(query, { limit = 10, filters = {} } = {}) {
    const asked = read(query, lexicon);
    const rows = await postings.of(new Set(asked.matchers.map((matcher) => matcher.term)));
    const found = asked.units.length ? rank(asked, rows, manifest.pages) : [];
    const chosen = found.filter((each) => passes(lexicon.filters[each.page], filters));
    const hits = await Promise.all(chosen.slice(0, limit).map(async (each) => hitOf(each, await records.of(each.page), lexicon)));
    return {
      hits,
      total: chosen.length,
      suggestions: suggest(asked, lexicon, chosen.length),
      pieces: asked.units.map(({ start, end, terms }) => ({
        text: asked.text.slice(start, end),
        known: terms.size > 0,
        terms: [...terms.keys()].slice(0, 5).map((term) => lexicon.display(term)),
      })),
      facets: count(found, lexicon, filters),
    };
  }
  return { search, labels: manifest.labels };
}

/** @returns {Hit} */
function hitOf({ page: _page, score, section, terms }, [url, title, kind, summary, sections], lexicon) {
  const [anchor, heading] = sections[section - 1] ?? ["", ""];
  const wanted = wantedOf(terms, lexicon);
  const { text, marks } = excerpt(sections, section - 1, summary, wanted, lexicon);
  return {
    url: anchor ? `${url}#${anchor}` : url,
    title,
    titleMarks: marksIn(title, wanted, lexicon),
    kind,
    section: anchor ? heading : "",
    score: Math.round(score * 1000) / 1000,
    excerpt: text,
    marks,
  };
}

/** Whether a page has one of the wanted values of every filter, but for one filter that is left aside. */
const passes = (values, filters, aside = "") =>
  Object.entries(filters).every(([name, wanted]) => name === aside || !wanted?.length || wanted.some((value) => values[name]?.includes(value)));

function count(found, lexicon, filters) {
  /** @type {Record<string, Record<string, number>>} */
  const facets = {};
  for (const { page } of found) {
    for (const [name, values] of Object.entries(lexicon.filters[page])) {
      if (!passes(lexicon.filters[page], filters, name)) continue;
      facets[name] ??= {};
      for (const value of values) facets[name][value] = (facets[name][value] ?? 0) + 1;
    }
  }
  return facets;
}

/** What hits show, fetched some pages at a time. */
class Records {
  /** @param {[number, string][]} shards @param {(name: string) => Promise<unknown[]>} load */
  constructor(shards, load) {
    this.shards = shards;
    this.load = load;
    this.files = new Map();
  }

  async of(page) {
    let at = this.shards.length - 1;
    while (at > 0 && this.shards[at][0] > page) at--;
    if (!this.files.has(at)) {
      const read = this.load(this.shards[at][1]);
      read.catch(() => this.files.delete(at));
      this.files.set(at, read);
    }
    return (await this.files.get(at))[page - this.shards[at][0]];
  }
}
