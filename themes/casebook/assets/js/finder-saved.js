// Sets of conditions that a reader keeps in this browser: a name and the part of the address that restores them.

/** @typedef {{ name: string, query: string }} Kept */

const MOST = 12;
const key = `casebook-finder ${location.pathname.replace(/page\/\d+\/$/, "")}`;

/** @returns {Kept[]} the newest first; none where storage is forbidden */
export function keptSets() {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(found) ? found.filter((each) => typeof each?.name === "string" && typeof each?.query === "string") : [];
  } catch {
    return [];
  }
}

/** Puts a set first, once. @param {Kept} added @returns {boolean} whether the browser keeps it */
export const keep = (added) => write([added, ...keptSets().filter(({ query }) => query !== added.query)].slice(0, MOST));

/** @param {string} query @returns {boolean} */
export const forget = (query) => write(keptSets().filter((each) => each.query !== query));

/** @param {Kept[]} sets */
function write(sets) {
  try {
    localStorage.setItem(key, JSON.stringify(sets));
    return true;
  } catch {
    return false;
  }
}
