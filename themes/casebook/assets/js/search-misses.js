// The reader's own record of words that found nothing: off until switched on, and it never leaves this browser by itself.
import { fold } from "../search/fold.js";
import { openOnce } from "./search-parts.js";

/** @typedef {{query: string, day: string, times: number}} Miss day: the last one, YYYY-MM-DD */
/** @typedef {{on: boolean, misses: Miss[]}} Log */

const KEY = `casebook-misses ${new URL(document.documentElement.dataset.base ?? "./", location.href).pathname}`;
/** Entries kept; characters of an entry; milliseconds after which a query counts as meant. */
const MOST = 200, SHORTEST = 2, LONGEST = 60, SETTLED = 1500;

/** What may name a company, a person, or a way to reach one; `様` but for words such as 仕様, 様子, 皆様. */
const PRIVATE = [
  /(?:株式|有限|合同|合資|合名)会社|\((?:株|有|合|同|資|名)\)|(?:社団|財団|医療|学校)法人/,
  /(?<![多同仕模異一両有文神客皆])様(?![々子式相態])/,
  /@|https?:|www\.|[a-z0-9-]+\.(?:co|com|jp|net|org|info|io)(?![a-z])/,
  /\d{7}|(?<!\d)(?:\+\d|0)\d[\d\s()‐‑–—―ー−-]{5,}\d/,
];

/** @returns {Log} */
export function read() {
  try {
    const { on = false, misses = [] } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { on: on === true, misses: Array.isArray(misses) ? misses : [] };
  } catch {
    return { on: false, misses: [] };
  }
}

/** Whether it could be kept: a browser may forbid storage. @param {Log} log */
export function keep(log) {
  try {
    localStorage.setItem(KEY, JSON.stringify(log));
  } catch {
    return false;
  }
  document.dispatchEvent(new CustomEvent("cb-misses"));
  return true;
}

/** The names of organisations that this site knows, folded; they come with the index. @returns {Promise<string[]>} */
async function names() {
  const index = /** @type {{names?: () => Promise<string[]>}} */ (await openOnce());
  return ((await index.names?.()) ?? []).map(bare).filter((name) => name.length > 1);
}

const bare = (/** @type {string} */ text) => fold(text).replace(/[\s・]/g, "");

/** Whether a query tells of somebody. @param {string} query @param {string[]} known */
const tells = (query, known) => {
  const plain = query.normalize("NFKC").toLowerCase(), folded = bare(query);
  return PRIVATE.some((pattern) => pattern.test(plain)) || known.some((name) => folded.includes(name));
};

/** Queries that tell of nobody. @param {Miss[]} misses */
export async function harmless(misses) {
  const known = await names();
  return misses.filter(({ query }) => !tells(query, known));
}

/** Today, where the reader is. @returns {string} YYYY-MM-DD */
export const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

/** A query that found nothing. Nothing is kept while the names are not known. @param {string} asked */
async function note(asked) {
  const query = asked.trim().replace(/\s+/g, " ");
  if (!read().on || [...query].length < SHORTEST || query.length > LONGEST) return;
  if (!(await harmless([{ query, day: "", times: 0 }])).length) return;
  const { on, misses } = read(), same = (/** @type {Miss} */ each) => bare(each.query) === bare(query);
  const times = (misses.find(same)?.times ?? 0) + 1;
  if (on) keep({ on, misses: [{ query, day: today(), times }, ...misses.filter((each) => !same(each))].slice(0, MOST) });
}

/** Wait until a query is settled: no typing for a while, or Enter; never while the IME composes. */
function follow() {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("search-form"));
  const arrived = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0]);
  let missed = "", waiting = 0, held = false, entered = false, counted = arrived?.type === "navigate" ? "" : location.search;

  function settle() {
    if (held || !missed || missed === counted) return;
    counted = missed;
    void note(missed).catch(() => undefined);
  }
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(settle, SETTLED);
  };
  document.addEventListener("cb-searched", (event) => {
    const { query, missed: nothing } = /** @type {CustomEvent<{query: string, missed: boolean}>} */ (event).detail;
    if (counted === location.search) counted = query; // read again, not asked again
    missed = nothing ? query : "";
    if (entered) settle();
    else wait();
    entered = false;
  });
  form.addEventListener("submit", () => (entered = true));
  form.addEventListener("compositionstart", () => (held = true));
  form.addEventListener("compositionend", () => {
    held = false;
    wait();
  });
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    [missed, counted] = ["", ""];
  });
}

follow();
