// What a query may tell of somebody: such queries are neither kept nor counted.
import { fold } from "../search/fold.js";
import { openOnce } from "./search-parts.js";

/** What may name a company, a person, or a way to reach one; `様` but for words such as 仕様, 様子, 皆様. */
const PRIVATE = [
  /(?:株式|有限|合同|合資|合名)会社|\((?:株|有|合|同|資|名)\)|(?:社団|財団|医療|学校)法人/,
  /(?<![多同仕模異一両有文神客皆])様(?![々子式相態])/,
  /@|https?:|www\.|[a-z0-9-]+\.(?:co|com|jp|net|org|info|io)(?![a-z])/,
  /\d{7}|(?<!\d)(?:\+\d|0)\d[\d\s()‐‑–—―ー−-]{5,}\d/,
];

/** The names of organisations that this site knows, folded; they come with the index. @returns {Promise<string[]>} */
export async function names() {
  const index = /** @type {{names?: () => Promise<string[]>}} */ (await openOnce());
  return ((await index.names?.()) ?? []).map(bare).filter((name) => name.length > 1);
}

export const bare = (/** @type {string} */ text) => fold(text).replace(/[\s・]/g, "");

/** Whether a query tells of somebody. @param {string} query @param {string[]} known */
export const tells = (query, known) => {
  const plain = query.normalize("NFKC").toLowerCase(), folded = bare(query);
  return PRIVATE.some((pattern) => pattern.test(plain)) || known.some((name) => folded.includes(name));
};
