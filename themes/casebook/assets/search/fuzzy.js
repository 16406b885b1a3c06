/** Edit distance for slips of the finger in kana and latin. */

const LARGE = { ぁ: "あ", ぃ: "い", ぅ: "う", ぇ: "え", ぉ: "お", っ: "つ", ゃ: "や", ゅ: "ゆ", ょ: "よ", ゎ: "わ" };

const VOICED = "がかぎきぐくげけごこざさじしずすぜせぞそだたぢちづつでてどとばはびひぶふべへぼほぱはぴひぷふぺへぽほゔう";
const PLAIN = new Map([...Object.entries(LARGE), ...VOICED.match(/../g).map((pair) => /** @type {[string, string]} */ ([pair[0], pair[1]]))]);

/** How far off a word of this length may be; most words are four kana long, and one kana makes another word. */
export function tolerance({ length }, sounds) {
  if (length < 3) return 0;
  if (length < (sounds ? 5 : 4)) return 0.5;
  return length < 9 ? 1 : 2;
}

/** Half a slip for kana that only differ in size or voice, and for a long vowel or small kana left out. */
const swap = (a, b) => (a === b ? 0 : plainKana(a) === plainKana(b) ? 0.5 : 1);
/** A kana without its size and voice. @param {string} char */
export const plainKana = (char) => PLAIN.get(char) ?? char;
const drop = (char) => (char === "ー" || LARGE[char] ? 0.5 : 1);

/**
 * Edits from one word to another: insert, drop, replace, or exchange two neighbours.
 * @param {string} a @param {string} b @param {number} most give up above this
 * @returns {number}
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most * 2) return Infinity;
  let before = [], row = [0];
  for (let j = 1; j <= b.length; j++) row.push(row[j - 1] + drop(b[j - 1]));
  for (let i = 1, older; i <= a.length; i++) {
    [older, before] = [before, row];
    row = [before[0] + drop(a[i - 1])];
    let least = row[0];
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(before[j] + drop(a[i - 1]), row[j - 1] + drop(b[j - 1]), before[j - 1] + swap(a[i - 1], b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, older[j - 2] + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return Infinity;
  }
  return row[b.length];
}
