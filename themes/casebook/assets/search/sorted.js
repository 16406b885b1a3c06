/** Looking things up in what is in order. */

/** The first place from which on something holds; `size` if nowhere. @param {number} size @param {(at: number) => boolean} holds */
export function firstWhere(size, holds) {
  let low = 0, high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where something belongs among the beginnings of ranges. @param {ArrayLike<any>} firsts @param {any} wanted */
export const rangeOf = (firsts, wanted) => firstWhere(firsts.length, (at) => firsts[at] > wanted) - 1;
