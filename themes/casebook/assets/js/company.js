// A company's name as the digest under which this site ships it. `generator/competitors.py` makes the same.
// Our own SHA-256: browsers keep theirs from pages that come by plain http, as in an office network.

const SALT = "casebook not_for 1\n";
const DIGITS = 5;
/** A longer name that begins with a listed one of at least so many characters is meant by it: 支店, 様, ホールディングス. */
const SHORTEST = 4;

const SEPARATORS = /[\s・_\-‐‑–—·.,、。/\\\u200b-\u200d\u2060\ufeff]+/g;
const FORMS = /株式会社|有限会社|合同会社|\(株\)|\(有\)|㈱|㈲/g;
const KATAKANA = /[\u30a1-\u30f6]/g;

/** Case as Python folds it: ß is ss, and sigma is one letter. @param {string} text */
const caseless = (text) => text.replace(/ß|ẞ/g, "ss").toLowerCase().replace(/ς/g, "σ");

/** @param {string} text @returns {string} */
export function foldName(text) {
  const bare = caseless(text.normalize("NFKC")).normalize("NFKC").replace(SEPARATORS, "").replace(FORMS, "");
  const folded = bare.replace(KATAKANA, (char) => String.fromCharCode(char.charCodeAt(0) - 0x60));
  return folded === text ? text : foldName(folded);
}

/** @param {string} name @returns {string} */
export function digest(name) {
  const folded = foldName(name);
  return folded && sha256(new TextEncoder().encode(SALT + folded)).slice(0, DIGITS);
}

/** The digests by which a typed name may be listed: its own, and those of what it begins with. @param {string} typed */
export function digestsOf(typed) {
  const letters = [...foldName(typed)];
  const longer = letters.map((_, at) => letters.slice(0, at + 1).join("")).slice(SHORTEST - 1);
  return new Set([letters.join(""), ...longer].filter(Boolean).map(digest));
}

const PRIMES = Array.from({ length: 311 }, (_, n) => n + 2).filter((n) => !Array.from({ length: n - 2 }, (_, k) => n % (k + 2)).includes(0));
/** The first 32 bits of what stands behind the point. @param {number} n */
const fraction = (n) => Math.floor((n % 1) * 2 ** 32) | 0;
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUNDS = PRIMES.map((prime) => fraction(Math.cbrt(prime)));

/** FIPS 180-4 §6.2. @param {Uint8Array} bytes @returns {string} in hex */
export function sha256(bytes) {
  const length = ((bytes.length + 8) >> 6) + 1;
  const padded = new DataView(new ArrayBuffer(length * 64));
  bytes.forEach((byte, at) => padded.setUint8(at, byte));
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(length * 64 - 4, bytes.length * 8);
  let state = START;
  for (let block = 0; block < length; block++) state = compressed(state, padded, block * 64);
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

const turned = (/** @type {number} */ x, /** @type {number} */ n) => (x >>> n) | (x << (32 - n));

/** @param {number[]} state @param {DataView} data @param {number} at @returns {number[]} */
function compressed(state, data, at) {
  const w = Array.from({ length: 16 }, (_, t) => data.getInt32(at + t * 4));
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15], y = w[t - 2];
    const s0 = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3), s1 = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
    w[t] = (w[t - 16] + s0 + w[t - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t++) {
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[t] + w[t];
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, n) => (word + state[n]) | 0);
}
