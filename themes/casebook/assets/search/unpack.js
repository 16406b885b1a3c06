/** Reads what `search/pack.py` writes: columns, varints, front-coded words. */

const utf8 = new TextDecoder();

/** Splits a file into its columns. @param {Uint8Array} bytes @returns {Uint8Array[]} */
export function columns(bytes) {
  const reader = new Varints(bytes);
  const lengths = Array.from({ length: reader.next() }, () => reader.next());
  let at = reader.at;
  return lengths.map((length) => bytes.subarray(at, (at += length)));
}

/** Whole numbers, seven bits a byte. */
export class Varints {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** @returns {boolean} */
  get more() {
    return this.at < this.bytes.length;
  }

  /** @returns {number} */
  next() {
    let number = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      number += (byte & 127) * scale;
      if (byte < 128) return number;
    }
  }

  /** A number that may be negative. @returns {number} */
  signed() {
    const number = this.next();
    return number % 2 ? -(number + 1) / 2 : number / 2;
  }

  /** The numbers that are left. @returns {number[]} */
  rest() {
    const found = [];
    while (this.more) found.push(this.next());
    return found;
  }
}

/** Ascending numbers from their differences. @param {Uint8Array} bytes @returns {number[]} */
export function deltas(bytes) {
  const found = new Varints(bytes).rest();
  for (let at = 1; at < found.length; at++) found[at] += found[at - 1];
  return found;
}

/** A column of text. @param {Uint8Array} bytes @returns {string} */
export const text = (bytes) => utf8.decode(bytes);

/** The lines of a column. @param {Uint8Array} bytes @returns {string[]} */
export const lines = (bytes) => (bytes.length ? utf8.decode(bytes).split("\n") : []);

/** Sorted words from their shared beginnings. @param {Uint8Array} shared @param {Uint8Array} rest @returns {string[]} */
export function frontDecode(shared, rest) {
  const reader = new Varints(shared);
  const tails = utf8.decode(rest).split("\n");
  const words = [];
  for (let before = "", i = 0; reader.more; i++) {
    before = before.slice(0, reader.next()) + tails[i];
    words.push(before);
  }
  return words;
}
