/** Terms that look like a word the lexicon lacks. */

import { GRAMMAR, KINDRED, SURFACE } from "./cut.js";
import { distance, tolerance } from "./fuzzy.js";

const HIRAGANA = /[ぁ-ゖ]/, KANA = /^[ぁ-ゖー]+$/, LATIN = /^[a-z]+$/;

/**
 * @param {{key: string, kind: string, start: number, end: number}} unit
 * @param {string} after what follows it in the query
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @returns {{terms: {term: number, weight: number}[], slip: boolean}}
 */
export function similar(unit, after, lexicon) {
  const script = [KANA, LATIN].find((pattern) => pattern.test(unit.key));
  const slips = script ? slipped(unit.key, script, lexicon) : [];
  return slips.length ? { terms: slips, slip: true } : { terms: inside(unit, after, lexicon), slip: false };
}

/** Slips of the finger: only the nearest. */
function slipped(key, script, lexicon) {
  const most = tolerance(key.length);
  if (!most) return [];
  let nearest = most;
  /** @type {{term: number, far: number}[]} */
  const found = [];
  for (const form of lexicon.sorted) {
    if (form.length < 3 || !script.test(form) || !alike(key, form)) continue;
    const far = distance(key, form, nearest);
    if (far > nearest) continue;
    nearest = far;
    for (const { term, relation } of lexicon.forms.get(form)) {
      if (term >= 0 && relation !== KINDRED) found.push({ term, far });
    }
  }
  return found.filter(({ far }) => far === nearest).map(({ term, far }) => ({ term, weight: 0.9 - 0.1 * far }));
}

/** Slips seldom hit the first letter; if they do, the second is right. */
const alike = (a, b) => a[0] === b[0] || (a[0] === b[1] && a[1] === b[0]) || (a[1] === b[1] && a[2] === b[2] && a.length > 5);

/** Part of a word that could not be split: 幹線 in 新幹線, never 京都 in 東京都. */
function inside(unit, after, lexicon) {
  const kanji = /^k+$/.test(unit.kind), katakana = /^t+$/.test(unit.kind);
  if (!kanji && !(katakana && unit.key.length > 2)) return [];
  const found = [], verb = unit.key.length === 1 && HIRAGANA.test(after); // 増 of 増やす is in 増える, 任 of 任せる not in 責任
  for (const form of lexicon.sorted) {
    if (form.length <= unit.key.length || !form.includes(unit.key)) continue;
    if (verb && !(form[0] === unit.key && HIRAGANA.test(form[1]))) continue;
    for (const { term, relation } of lexicon.forms.get(form)) if (relation === SURFACE && term >= 0) found.push({ term, weight: 0.7 });
  }
  return found;
}

/**
 * Words to offer: what was probably meant, how the last word may go on, and what is near when nothing was found.
 * @returns {{text: string, kind: "typo" | "completion" | "near"}[]}
 */
export function suggest({ text, units }, lexicon, total) {
  const offers = new Map();
  const offer = (kind, words) => words && words !== text && !offers.has(words) && offers.set(words, { text: words, kind });
  for (const unit of units) {
    if (!unit.slip) continue;
    const [term] = best(unit.terms, lexicon);
    offer("typo", text.slice(0, unit.start) + lexicon.display(term) + text.slice(unit.end));
  }
  const last = units.at(-1);
  if (last && last.end === text.length && last.share > 0.5 && units.length < 4) {
    const entries = lexicon.beginning(last.key, 20).flatMap((form) => lexicon.forms.get(form));
    const going = new Map(entries.filter((e) => e.term >= 0 && e.relation !== KINDRED).map((e) => [e.term, 1]));
    for (const term of best(going, lexicon).slice(0, 5)) offer("completion", text.slice(0, last.start) + lexicon.display(term));
  }
  for (const unit of total ? [] : units) {
    const close = unit.terms.size ? best(unit.terms, lexicon).slice(0, 1) : neighbours(unit, lexicon);
    for (const term of close) offer("near", lexicon.display(term));
  }
  return [...offers.values()].slice(0, 6);
}

/** Terms with pages, the likeliest first. */
function best(terms, lexicon) {
  const worth = (term) => terms.get(term) * (1 + Math.log(1 + lexicon.pageCounts[term]));
  return [...terms.keys()].filter((term) => lexicon.pageCounts[term]).sort((a, b) => worth(b) - worth(a));
}

/** Terms that share more than half of an unknown word, from its beginning. */
function neighbours(unit, lexicon) {
  const found = new Map();
  for (const form of lexicon.sorted) {
    let shared = 0;
    while (shared < form.length && form[shared] === unit.key[shared]) shared++;
    if (shared < 2 || shared * 2 <= unit.key.length) continue;
    for (const { term, relation } of lexicon.forms.get(form)) if (term >= 0 && relation !== GRAMMAR && !lexicon.lights[term]) found.set(term, shared);
  }
  return best(found, lexicon).slice(0, 4);
}
