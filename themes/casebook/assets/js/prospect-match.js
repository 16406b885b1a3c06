// Which cases suit a prospect, and why. Weights are those of similar cases (`plan/similar.py`); words count as much as the segment.

/** @typedef {{ segment: string, size: string, purposes: string[], challenge: string }} Wish */
/** @typedef {{ row: number, score: number, same: string[], near: boolean, words: boolean }} Match `same`: the facets shared */

const SEGMENT = 4, PURPOSE = 3, WORDS = 4, SIZE = 1, NEAR_SIZE = 0.5;

/**
 * The rows that share something telling with the prospect (segment, purpose, words of the challenge), best first.
 *
 * score = 4 for the segment + 3 for each purpose + 1 for the size, half for the next one + 4 · (1 - r / n) for the r-th of n cases
 * (from 0) that answer the words; of equals the one listed first.
 * @param {import("./finder-table.js").Table} table @param {Wish} wish @param {string[]} sizes in order
 * @param {number[] | null} ranked rows that answer the words, best first @returns {Match[]}
 */
export function matches(table, { segment, size, purposes }, sizes, ranked) {
  const place = new Map((ranked ?? []).map((row, at) => [row, at]));
  const at = sizes.indexOf(size);
  /** @type {Match[]} */
  const found = [];
  for (let row = 0; row < table.size; row++) {
    const sameSegment = segment !== "" && table.valuesOf(row, "segment").includes(segment);
    const shared = table.valuesOf(row, "purpose").filter((value) => purposes.includes(value)).length;
    const words = place.has(row);
    if (!sameSegment && !shared && !words) continue;
    const away = at < 0 ? Infinity : Math.min(Infinity, ...table.valuesOf(row, "size").map((value) => Math.abs(sizes.indexOf(value) - at)));
    const answer = words ? WORDS * (1 - (place.get(row) ?? 0) / place.size) : 0;
    const score = SEGMENT * Number(sameSegment) + PURPOSE * shared + (away === 0 ? SIZE : away === 1 ? NEAR_SIZE : 0) + answer;
    const same = [...(sameSegment ? ["segment"] : []), ...(shared ? ["purpose"] : []), ...(away === 0 ? ["size"] : [])];
    found.push({ row, score, same, near: away === 1, words });
  }
  return found.sort((a, b) => b.score - a.score || a.row - b.row);
}
