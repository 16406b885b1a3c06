// Which cases suit a prospect, and why. Weights are those of similar cases (`plan/similar.py`); words count as much as the segment.

/** @typedef {{ segment: string, size: string, purposes: string[], challenge: string }} Wish */
/** @typedef {{ row: number, score: number, same: string[], near: boolean, words: boolean }} Match `same`: the facets shared */

const SEGMENT = 4, PURPOSE = 3, WORDS = 4, SIZE = 1, NEAR_SIZE = 0.5;

/**
 * What a case has in common with the prospect: equal facets by name, how many purposes, how many steps of size apart.
 * @param {{ segments: string[], sizes: string[], purposes: string[] }} one @param {Wish} wish @param {string[]} sizes in order
 */
export function likeness(one, { segment, size, purposes }, sizes) {
  const at = sizes.indexOf(size);
  const shared = one.purposes.filter((value) => purposes.includes(value)).length;
  const away = at < 0 ? Infinity : Math.min(Infinity, ...one.sizes.map((value) => Math.abs(sizes.indexOf(value) - at)));
  const sameSegment = segment !== "" && one.segments.includes(segment);
  const same = [...(sameSegment ? ["segment"] : []), ...(shared ? ["purpose"] : []), ...(away === 0 ? ["size"] : [])];
  return { same, shared, near: away === 1 };
}

/**
 * The rows that share something telling with the prospect (segment, purpose, words of the challenge), best first.
 *
 * score = 4 for the segment + 3 for each purpose + 1 for the size, half for the next one + 4 · (1 - r / n) for the r-th of n cases
 * (from 0) that answer the words; of equals the one listed first.
 * @param {import("./finder-table.js").Table} table @param {Wish} wish @param {string[]} sizes in order
 * @param {number[] | null} ranked rows that answer the words, best first @returns {Match[]}
 */
export function matches(table, wish, sizes, ranked) {
  const place = new Map((ranked ?? []).map((row, at) => [row, at]));
  /** @type {Match[]} */
  const found = [];
  for (let row = 0; row < table.size; row++) {
    const [segments, rowSizes, purposes] = ["segment", "size", "purpose"].map((facet) => table.valuesOf(row, facet));
    const { same, shared, near } = likeness({ segments, sizes: rowSizes, purposes }, wish, sizes);
    const words = place.has(row);
    if (!same.includes("segment") && !shared && !words) continue;
    const answer = words ? WORDS * (1 - (place.get(row) ?? 0) / place.size) : 0;
    const alike = same.includes("size") ? SIZE : near ? NEAR_SIZE : 0;
    found.push({ row, score: SEGMENT * Number(same.includes("segment")) + PURPOSE * shared + alike + answer, same, near, words });
  }
  return found.sort((a, b) => b.score - a.score || a.row - b.row);
}
