/** Which pages answer, and in what order. */

/**
 * @typedef {object} Found
 * @property {number} page
 * @property {number} score
 * @property {number} section 0 for the page's top, else its number + 1
 * @property {Set<number>} terms what matched
 */

const SATURATION = 1.2, TOUCHING = 0.6, HIGH = 8;
/** How much of a query a page must answer, by the number of words that matter. */
const ENOUGH = [0, 0.35, 0.6, 0.45, 0.42, 0.36, 0.32];
/** Where the site has every word of the query, though no page has them all; and how near to the best a page must come. */
const WITHIN = 0.4, NEAR = 0.55;
/** A page far below the best one is noise. */
const TAIL = 0.22;

const strength = (level) => {
  const weight = 0.25 * 2 ** (level / 2);
  return weight / (weight + SATURATION);
};
const rarity = (count, pages) => Math.log(1 + (pages - count + 0.5) / (count + 0.5));

/**
 * @param {ReturnType<typeof import("./query.js").read>} query
 * @param {Map<number, import("./postings.js").Posting[]>} postings
 * @param {number} pages
 * @returns {Found[]} best first
 */
export function rank({ units, matchers }, postings, pages) {
  const answers = matchers.filter((matcher) => postings.get(matcher.term)?.length);
  const rare = units.map((unit, at) => unit.share * rarity(Math.max(1, spread(at, answers, postings)), pages));
  const asked = rare.reduce((sum, each) => sum + each, 0);
  const matter = units.filter((unit) => unit.share >= 0.5).length || units.length;
  const enough = ENOUGH[Math.min(matter, ENOUGH.length - 1)];
  const found = [...gather(answers, postings)].map(([page, hits]) => weigh(page, hits, units, rare, asked));
  const most = Math.max(...found.map((each) => each.covered));
  const least = units.every((unit) => unit.terms.size) ? Math.min(enough, WITHIN) : enough;
  const kept = found.filter((each) => each.covered >= Math.max(least, NEAR * most)).sort((a, b) => b.score - a.score || a.page - b.page);
  return kept.filter((each) => each.score >= TAIL * kept[0].score);
}

/** How many pages answer a unit (a word that none has counts as one that a single page has); weak answers only count when there is no better. */
function spread(at, answers, postings) {
  const mine = answers.filter((matcher) => matcher.first === at && matcher.last === at);
  const top = Math.max(0, ...mine.map((matcher) => matcher.weight));
  const pages = new Set();
  for (const matcher of mine) if (matcher.weight >= 0.7 * top) for (const { page } of postings.get(matcher.term)) pages.add(page);
  return pages.size;
}

/** page → [matcher, posting] */
function gather(answers, postings) {
  const found = new Map();
  for (const matcher of answers) {
    for (const posting of postings.get(matcher.term)) {
      if (!found.has(posting.page)) found.set(posting.page, []);
      found.get(posting.page).push([matcher, posting]);
    }
  }
  return found;
}

/** Each unit counts by its best answer; a run of words that touch counts once more. */
function weigh(page, hits, units, rare, asked) {
  const worth = new Array(units.length).fill(0), covers = new Array(units.length).fill(0);
  const votes = new Map(), terms = new Set();
  let score = 0, high = true;
  for (const [{ first, last, term, weight }, { level, section }] of hits) {
    const strong = weight * strength(level);
    let sum = 0;
    for (let at = first; at <= last; at++) {
      sum += rare[at];
      worth[at] = Math.max(worth[at], strong);
      covers[at] = Math.max(covers[at], weight);
    }
    if (last > first) score += TOUCHING * strong * sum;
    votes.set(section, (votes.get(section) ?? 0) + strong * sum);
    high &&= level >= HIGH;
  }
  for (const [{ first, term, weight }] of hits) if (weight >= 0.6 * covers[first]) terms.add(term);
  const covered = asked ? rare.reduce((sum, each, at) => sum + each * covers[at], 0) / asked : 0;
  score += rare.reduce((sum, each, at) => sum + each * worth[at], 0);
  return { page, score: score * covered ** 2, covered, section: high ? 0 : winner(votes), terms };
}

const winner = (votes) => [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0][0];
