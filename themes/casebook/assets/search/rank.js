/** Which pages answer, and in what order. Columns of numbers rather than objects: a common word is on every page. */

import { firstWhere } from "./sorted.js";

/**
 * @typedef {object} Ranked
 * @property {number[]} pages that answer, in no order
 * @property {number[]} best the first of them, best first
 * @property {(page: number) => Found} tell why a page is among them
 */

/**
 * @typedef {object} Found
 * @property {number} page
 * @property {number} score
 * @property {number} covered how much of the query it answers, 0–1
 * @property {number} section 0 for the page's top, else its number + 1
 * @property {Set<number>} terms what matched
 * @property {Why[]} why
 */

/** @typedef {{matcher: import("./matchers.js").Matcher, level: number, rarity: number, score: number}} Why */

const SATURATION = 1.2, TOUCHING = 0.6, HIGH = 8;
/** How much of a query a page must answer, by the number of words that matter. */
const ENOUGH = [0, 0.35, 0.6, 0.45, 0.42, 0.36, 0.32];
/** Where the site has every word of the query, though no page has them all; and how near to the best a page must come. */
const WITHIN = 0.4, NEAR = 0.55;
/** A page far below the best one is noise. */
const TAIL = 0.26;

const STRENGTH = Float32Array.from({ length: 16 }, (_, level) => {
  const weight = 0.25 * 2 ** (level / 2);
  return weight / (weight + SATURATION);
});
const rarityOf = (count, pages) => Math.log(1 + (pages - count + 0.5) / (count + 0.5));

/**
 * @param {import("./query.js").Unit[]} units
 * @param {import("./matchers.js").Matcher[]} matchers
 * @param {import("./terms.js").Terms} terms
 * @param {number} size pages of the site
 * @param {number} limit
 * @param {(page: number) => boolean} passes
 * @returns {Ranked} all that answer, but the best of those only that pass
 */
export function rank(units, matchers, terms, size, limit, passes) {
  const { answers, rare, pages, scores, covered } = judge(units, matchers, terms, size, () => true);
  const best = first(pages, limit, scores, passes);
  const told = new Map(best.map((page) => [page, explain(page, answers, rare, scores[page], covered[page])]));
  return { pages, best, tell: (page) => told.get(page) };
}

/**
 * All pages of one sort that answer, best first, of equals the one that comes first: judged among themselves.
 * @param {import("./query.js").Unit[]} units
 * @param {import("./matchers.js").Matcher[]} matchers
 * @param {import("./terms.js").Terms} terms
 * @param {number} size pages of the site
 * @param {(page: number) => boolean} counts whether a page is of that sort
 * @returns {number[]}
 */
export function inOrder(units, matchers, terms, size, counts) {
  const { pages, scores } = judge(units, matchers, terms, size, counts);
  return pages.sort((a, b) => scores[b] - scores[a] || a - b);
}

/** The pages that answer well enough, and all that their scores are made of. */
function judge(units, matchers, terms, size, counts) {
  const answers = matchers.map((matcher) => ({ matcher, ...terms.postings(matcher.term) }));
  const rare = rarities(units, answers, size);
  const asked = rare.reduce((sum, each) => sum + each, 0);
  const { touched, scores, covered } = weigh(units.length, answers, rare, asked, size);
  const mine = touched.filter(counts), enough = enoughOf(units);
  let most = 0;
  for (const page of mine) if (covered[page] > most) most = covered[page];
  const least = Math.max(isAllKnown(units) ? Math.min(enough, WITHIN) : enough, NEAR * most);
  let top = 0;
  for (const page of mine) if (covered[page] >= least && scores[page] > top) top = scores[page];
  return { answers, rare, scores, covered, pages: mine.filter((page) => covered[page] >= least && scores[page] >= TAIL * top) };
}

/** Several words, each of which the site has; the parts of one compound are one word. */
const isAllKnown = (units) =>
  units.every((unit) => unit.terms.size || unit.share < 0.5) && units.some((unit, at) => at > 0 && units[at - 1].end < unit.start);

function enoughOf(units) {
  const matter = units.filter((unit) => unit.share >= 0.5).length || units.length;
  return ENOUGH[Math.min(matter, ENOUGH.length - 1)];
}

/** How rare each unit is: a word that no page has counts as one that a single page has; weak answers count when there is no better. */
function rarities(units, answers, size) {
  const seen = new Uint8Array(size);
  return units.map((unit, at) => {
    const mine = answers.filter(({ matcher }) => matcher.first === at && matcher.last === at);
    const top = Math.max(0, ...mine.map(({ matcher }) => matcher.weight));
    let count = 0;
    for (const { matcher, pages } of mine) {
      if (matcher.weight >= 0.7 * top) for (const page of pages) if (seen[page] !== at + 1) (seen[page] = at + 1), count++;
    }
    return unit.share * rarityOf(Math.max(1, count), size);
  });
}

/** Columns to reckon on: made once, and wiped before each use. */
let columns = { size: 0, worth: new Float32Array(0), covers: new Float32Array(0), scores: new Float64Array(0), covered: new Float32Array(0), met: new Uint8Array(0) };

function sheet(size, width) {
  if (columns.size < size || columns.worth.length < size * width) {
    const cells = size * Math.max(width, 6);
    columns = { size, worth: new Float32Array(cells), covers: new Float32Array(cells), scores: new Float64Array(size), covered: new Float32Array(size), met: new Uint8Array(size) };
  } else {
    for (const column of [columns.worth, columns.covers]) column.fill(0, 0, size * width);
    for (const column of [columns.scores, columns.covered, columns.met]) column.fill(0);
  }
  return columns;
}

/** Each unit counts by its best answer; a run of words that touch counts once more. */
function weigh(width, answers, rare, asked, size) {
  const { worth, covers, scores, covered, met } = sheet(size, width);
  const touched = [];
  for (const { matcher: { first: from, last, weight }, pages, levels } of answers) {
    const sum = rare.slice(from, last + 1).reduce((all, each) => all + each, 0);
    const more = last > from ? TOUCHING * sum * weight : 0;
    for (let row = 0; row < pages.length; row++) {
      const page = pages[row], strength = STRENGTH[levels[row]], strong = weight * strength;
      if (!met[page]) (met[page] = 1), touched.push(page);
      for (let at = page * width + from, end = page * width + last; at <= end; at++) {
        if (strong > worth[at]) worth[at] = strong;
        if (weight > covers[at]) covers[at] = weight;
      }
      scores[page] += more * strength;
    }
  }
  for (const page of touched) {
    let cover = 0;
    for (let at = 0; at < width; at++) {
      scores[page] += rare[at] * worth[page * width + at];
      cover += rare[at] * covers[page * width + at];
    }
    covered[page] = asked ? cover / asked : 0;
    scores[page] *= covered[page] ** 2;
  }
  return { touched, scores, covered };
}

/** The best pages that pass, of equals the one that comes first. */
function first(pages, limit, scores, passes) {
  /** @type {number[]} */
  const best = [];
  const before = (a, b) => scores[a] > scores[b] || (scores[a] === scores[b] && a < b);
  for (const page of pages) {
    if ((best.length === limit && !before(page, best[limit - 1])) || !passes(page)) continue;
    let at = best.length;
    while (at > 0 && before(page, best[at - 1])) at--;
    best.splice(at, 0, page);
    if (best.length > limit) best.pop();
  }
  return best;
}

/** @returns {Found} */
function explain(page, answers, rare, score, covered) {
  const votes = new Map(), covers = new Array(rare.length).fill(0);
  /** @type {Why[]} */
  const why = [];
  let high = true;
  for (const { matcher, pages, levels, sections } of answers) {
    const row = firstWhere(pages.length, (at) => pages[at] >= page);
    if (pages[row] !== page) continue;
    const rarity = rare.slice(matcher.first, matcher.last + 1).reduce((all, each) => all + each, 0);
    const worth = matcher.weight * STRENGTH[levels[row]] * rarity;
    why.push({ matcher, level: levels[row], rarity, score: worth * (matcher.last > matcher.first ? TOUCHING : 1) });
    votes.set(sections[row], (votes.get(sections[row]) ?? 0) + worth);
    for (let at = matcher.first; at <= matcher.last; at++) covers[at] = Math.max(covers[at], matcher.weight);
    high &&= levels[row] >= HIGH;
  }
  const terms = why.filter(({ matcher }) => matcher.weight >= 0.6 * covers[matcher.first]).map(({ matcher }) => matcher.term);
  return { page, score, covered, section: high ? 0 : winner(votes), terms: new Set(terms), why };
}

const winner = (votes) => [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0][0];
