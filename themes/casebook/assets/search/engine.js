/**
 * The search engine: no DOM, no wasm, nothing but fetch. The same file serves the page, the header box and the terminal.
 */

import { excerpt, marksIn, wantedOf } from "./excerpt.js";
import { Filtered } from "./filtered.js";
import { learnOld } from "./fold.js";
import { Lexicon } from "./lexicon.js";
import { matchersOf } from "./matchers.js";
import { read, readingsOf, typed } from "./query.js";
import { inOrder, rank } from "./rank.js";
import { Reach } from "./reach.js";
import { Store } from "./store.js";
import { suggest } from "./suggest.js";
import { columns, text } from "./unpack.js";
import { within } from "./within.js";

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
 * @property {number} [covered] how much of the query it answers, 0–1, when asked to explain
 * @property {Why[]} [why] when asked to explain
 */

/** @typedef {{words: string, term: string, how: string, weight: number, level: number, rarity: number, score: number}} Why */
/** @typedef {import("./filtered.js").Filters} Filters */
/** @typedef {Record<string, Record<string, number>>} Facets filter → value → pages, by the other filters */

/**
 * @typedef {object} Result
 * @property {Hit[]} hits best first, one a page
 * @property {number} total
 * @property {import("./suggest.js").Suggestion[]} suggestions
 * @property {{text: string, known: boolean, terms: string[], share: number}[]} pieces how the query was cut
 * @property {Facets} facets empty when not wanted
 */

/** @typedef {{limit?: number, filters?: Filters, facets?: boolean, explain?: boolean}} How */

/**
 * @typedef {object} Index
 * @property {(query: string, how?: How) => Promise<Result>} search
 * @property {(query: string, kind: string) => Promise<number[]>} order of the pages of a kind those that answer, best first, each by its
 *   place among all pages of that kind: for a list that knows its own pages
 * @property {(query: string, texts: string[]) => Promise<import("./within.js").Within>} within of the texts that a page shows those
 *   that answer, each by its place
 * @property {Record<string, Record<string, string>>} labels filter → value → its name
 * @property {() => Promise<string[]>} names folded, of the organisations that the site speaks of
 */

/**
 * @param {string} baseUrl the folder that holds manifest.json
 * @param {{fetch?: import("./store.js").Fetch, inflate?: import("./store.js").Inflate}} [how]
 * @returns {Promise<Index>}
 */
export async function openIndex(baseUrl, { fetch = globalThis.fetch?.bind(globalThis), inflate } = {}) {
  const store = new Store(baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`, fetch, inflate);
  const [settings, ...core] = columns(await store.bytes((await store.json("manifest.json")).core));
  const manifest = JSON.parse(text(settings));
  learnOld(manifest.old);
  const lexicon = new Lexicon(manifest);
  const reach = new Reach(core, store, lexicon);
  /** @type {Promise<Filtered> | undefined} */
  let filtered;
  const filters = () => (filtered ??= store.bytes(manifest.filtered).then((bytes) => new Filtered(bytes, manifest)));

  async function search(query, how = {}) {
    const wantsFilters = how.facets !== false || Object.values(how.filters ?? {}).some((values) => values?.length);
    const [asked, table] = await Promise.all([understand(query, lexicon, reach), wantsFilters ? filters() : undefined]);
    const matchers = await matchersOf(asked, lexicon, reach.terms);
    return answer(asked, matchers, table, how);
  }

  async function answer(asked, matchers, table, { limit = 10, filters: wanted = {}, facets = true, explain = false }) {
    const passes = table ? table.passing(wanted) : () => true;
    const ranked = rank(asked.units, matchers, reach.terms, manifest.pages, limit, passes);
    const total = table ? ranked.pages.filter(passes).length : ranked.pages.length;
    const found = ranked.best.map(ranked.tell);
    const hits = await Promise.all(found.map(async (each) => hitOf(each, await reach.record(each.page), lexicon, reach.terms)));
    if (explain) hits.forEach((hit, at) => Object.assign(hit, why(found[at], asked, lexicon, reach.terms)));
    return {
      hits,
      total,
      suggestions: suggest(asked, lexicon, total),
      pieces: asked.units.map((unit) => piece(unit, asked, lexicon)),
      facets: facets && table ? table.count(ranked.pages, wanted) : {},
    };
  }
  async function order(query, kind) {
    const [asked, table] = await Promise.all([understand(query, lexicon, reach), filters()]);
    const places = new Map(table.ofKind(kind).map((page, place) => [page, place]));
    const matchers = await matchersOf(asked, lexicon, reach.terms);
    return inOrder(asked.units, matchers, reach.terms, manifest.pages, (page) => places.has(page)).map((page) => places.get(page));
  }
  async function among(query, texts) {
    const asked = await understand(query, lexicon, reach);
    return within(query, asked.units, await matchersOf(asked, lexicon, reach.terms), reach.terms, lexicon, texts);
  }
  return { search, order, within: among, labels: manifest.labels, names: () => store.json(manifest.names) };
}

/** Reads a query, and once more where files that it needs were not here. */
async function understand(query, lexicon, reach) {
  const asked = typed(query);
  for (const text of readingsOf(asked.text)) await reach.wordsOf(text, asked.open);
  /** @type {Map<string, import("./lexicon.js").Row[]>} */
  const found = new Map();
  const around = (key) => found.get(key) ?? reach.wordsHere(key);
  const once = read(asked, lexicon, around);
  const unknown = once.units.filter((unit) => !unit.terms.size || unit.slip);
  if (!unknown.length || !reach.words.size) return once;
  for (const unit of unknown) {
    await reach.wordsNear(unit);
    if (/^[kt]+$/.test(unit.kind)) found.set(unit.key, [...reach.wordsHere(unit.key), ...(await reach.wordsAround(unit.key))]);
  }
  return read(asked, lexicon, around);
}

/** @returns {Hit} */
function hitOf({ score, section, terms: matched }, [url, title, kind, summary, sections], lexicon, terms) {
  const [anchor, heading] = sections[section - 1] ?? ["", ""];
  const wanted = wantedOf(matched, lexicon, terms.parts);
  const { text, marks } = excerpt(sections, section - 1, summary, wanted, lexicon);
  return {
    url: anchor ? `${url}#${anchor}` : url,
    title,
    titleMarks: marksIn(title, wanted, lexicon),
    kind,
    section: anchor ? heading : "",
    score: rounded(score),
    excerpt: text,
    marks,
  };
}

function piece({ start, end, terms, share }, { text }, lexicon) {
  const shown = [...terms.keys()].slice(0, 5).map((term) => lexicon.display(term));
  return { text: text.slice(start, end), known: terms.size > 0, terms: shown, share };
}

/** @returns {{covered: number, why: Why[]}} */
function why({ covered, why: reasons }, { text, units }, lexicon, terms) {
  const display = (term) => (terms.parts.get(term) ?? [term]).map((part) => lexicon.display(part)).join("");
  const told = reasons.map(({ matcher: { first, last, term, weight, how }, level, rarity, score }) => ({
    words: text.slice(units[first].start, units[last].end),
    term: display(term),
    how,
    weight: rounded(weight),
    level,
    rarity: rounded(rarity),
    score: rounded(score),
  }));
  return { covered: rounded(covered), why: told.sort((a, b) => b.score - a.score) };
}

const rounded = (number) => Math.round(number * 1000) / 1000;
