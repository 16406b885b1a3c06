/** All ways in which the index may answer a query: each term, runs of terms that are one thing, and what else they are called. */

/**
 * @typedef {object} Matcher answers the units first…last
 * @property {number} first
 * @property {number} last
 * @property {number} term
 * @property {number} weight how well, 0–1
 * @property {import("./query.js").Answer["how"] | "synonym" | "run"} how
 */

const EXPAND = 0.85; // below this a guess is not taken further
const LOOSE = 0.6; // a likeness this weak only stands in for a word that no page has
const APART = 0.9; // 運営を代行 for 運営代行
const READ = 0.95; // a word by its sound, beside one that makes sense with it
const PART = 0.5; // a word of a compound that was typed as it sounds
const HEAD = 2; // the last word of a compound that no page has
const MOST_FILES = 3;

/**
 * What a query asks for; fetches what is needed to tell.
 * @param {import("./query.js").Asked} asked
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @param {import("./terms.js").Terms} terms
 * @returns {Promise<Matcher[]>}
 */
export async function matchersOf({ units, text }, lexicon, terms) {
  const near = nearest(units, lexicon, terms);
  await terms.need(near);
  const found = matchersIn(units, text, lexicon, terms);
  const further = new Set();
  for (const { term } of found.sort((a, b) => b.weight - a.weight)) {
    const at = terms.placeOf(term);
    if (!near.has(at) && further.size + near.size < MOST_FILES + 2) further.add(at);
  }
  await terms.need(further);
  return found.filter(({ term }) => terms.postings(term));
}

/** The files of the likeliest terms: each unit's best, then all others by what they may bring. */
function nearest(units, lexicon, terms) {
  const worth = (term, weight) => weight * Math.log(2 + lexicon.pagesOf(term));
  const places = new Set();
  const rest = [];
  for (const unit of units) {
    const ranked = [...unit.terms].map(([term, { weight }]) => [term, worth(term, weight)]).sort((a, b) => b[1] - a[1]);
    ranked.forEach(([term, value], rank) => (rank ? rest.push([term, value]) : places.add(terms.placeOf(term))));
  }
  for (const [term] of rest.sort((a, b) => b[1] - a[1])) {
    if (places.size >= MOST_FILES) break;
    places.add(terms.placeOf(term));
  }
  return places;
}

/** @returns {Matcher[]} */
function matchersIn(units, text, lexicon, terms) {
  /** @type {Map<string, Matcher>} */
  const found = new Map();
  const pagesOf = (term) => terms.counts.get(term) ?? lexicon.pagesOf(term);
  const add = (first, last, term, weight, how) => {
    const key = `${first}-${last}-${term}`;
    if ((found.get(key)?.weight ?? 0) < weight) found.set(key, { first, last, term, weight, how });
    if (how === "synonym" || (weight < EXPAND && how !== "slip")) return;
    for (const [other, by] of terms.othersOf(term)) {
      if (by > LOOSE || !pagesOf(term)) add(first, last, other, weight * by, "synonym");
    }
  };
  const sure = units.map(() => new Set());
  units.forEach((unit, at) => {
    runsFrom(at, units, text, terms, (last, term, weight, parts) => {
      if (!pagesOf(term)) return add(at, last, term, weight, "run");
      parts.forEach((part, n) => sure[at + n].add(part));
      add(at, last, term, weight, "run");
    });
  });
  units.forEach((unit, at) => {
    if (isChance(unit, units, at) && !sure[at].size) return beside(unit);
    for (const [term, { weight, how }] of unit.terms) {
      if (unit.halved && !sure[at].has(term)) continue;
      const worth = sure[at].has(term) ? Math.max(weight, how === "read" ? READ : 0) : unit.chance && how === "prefix" ? weight / 2 : weight;
      add(at, at, term, worth, how);
      for (const part of terms.parts.get(term) ?? []) add(at, at, part, worth * PART, how);
    }
  });
  return [...found.values()];
}

/** 機 of 自動販売機: what it begins (機会) says nothing, unless a compound that the site has is being typed. */
const isChance = ({ chance, terms }, units, at) => chance && touching(units, at) > 2 && [...terms.values()].every(({ how }) => how === "prefix");

function beside(unit) {
  unit.share = HEAD;
  unit.terms = new Map();
}

/** How many units stand in a row, this one the last. */
function touching(units, at) {
  let count = 1;
  while (at > 0 && units[at - 1].end === units[at].start) (count += 1), (at -= 1);
  return count;
}

/** Runs of up to five units that are numbered as one. */
function runsFrom(first, units, text, terms, found) {
  const walk = (at, parts, weight) => {
    for (const [term, { weight: by, how }] of units[at].terms) {
      const run = [...parts, term], worth = weight * (how === "read" ? Math.max(by, READ) : by);
      if (run.length > 1) {
        const number = terms.compounds.get(run.join());
        if (number !== undefined) found(at, number, worth, run);
      }
      const next = units[at + 1];
      const gap = next && text.slice(units[at].end, next.start);
      if (!next || run.length > 4 || by < 0.5 || !/^[ぁ-ゖ\s・]{0,3}$/.test(gap)) continue;
      walk(at + 1, run, worth * (/^[\sの・]*$/.test(gap) ? 1 : APART));
    }
  };
  walk(first, [], 1);
}
