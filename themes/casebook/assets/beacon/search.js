// Counts a query that found nothing: its words without digits, cut, and only where they tell of nobody.
import { names, tells } from "../js/search-private.js";
import { settled } from "../js/search-settled.js";
import { report } from "./view.js";

/** Characters that are sent. */
const SHORTEST = 2, LONGEST = 40;

/** @param {string} asked */
async function note(asked) {
  const plain = [...asked.normalize("NFKC").trim().replace(/\s+/g, " ")];
  if (plain.length < SHORTEST || tells(asked, await names())) return;
  report({ kind: "miss", query: plain.slice(0, LONGEST).join("").replace(/\p{N}/gu, "#") });
}

settled((query) => void note(query).catch(() => undefined));
