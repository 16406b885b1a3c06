// The reader's own record of words that found nothing: off until switched on, and it never leaves this browser by itself.
import { bare, names, tells } from "./search-private.js";
import { settled } from "./search-settled.js";

/** @typedef {{query: string, day: string, times: number}} Miss day: the last one, YYYY-MM-DD */
/** @typedef {{on: boolean, misses: Miss[]}} Log */

const KEY = `casebook-misses ${new URL(document.documentElement.dataset.base ?? "./", location.href).pathname}`;
/** Entries kept; characters of an entry. */
const MOST = 200, SHORTEST = 2, LONGEST = 60;

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

settled((query) => void note(query).catch(() => undefined));
