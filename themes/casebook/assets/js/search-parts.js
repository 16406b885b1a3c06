// What the header box and the search page share: the index, opened once, and how a hit is put on the page.

/** @typedef {import("../search/engine.js").Hit} Hit */
/** @typedef {Awaited<ReturnType<typeof import("../search/engine.js").openIndex>>} Index */

const root = new URL(document.documentElement.dataset.base ?? "./", location.href);

/** @type {Promise<Index> | undefined} */
let index;

/** The site's index; engine and index are only fetched when somebody searches. @returns {Promise<Index>} */
export function openOnce() {
  index ??= import("../search/engine.js").then(({ openIndex }) => openIndex(new URL("search/index/", root).href));
  index.catch(() => (index = undefined));
  return index;
}

/** The address of a hit. @param {string} url relative to the site's root @returns {string} */
export const addressOf = (url) => new URL(url, root).href;

/** "case=事例;…" → Map. @param {string | undefined} text @returns {Map<string, string>} */
export const kindsOf = (text) => new Map((text ?? "").trim().split(";").map((pair) => /** @type {[string, string]} */ (pair.split("="))));

/**
 * A new element with a class and text or children.
 * @param {string} tag @param {string} className @param {...(Node | string)} children @returns {HTMLElement}
 */
export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Text with its matched words marked. @param {string} text @param {[number, number][]} marks @returns {(Node | string)[]} */
export function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), element("mark", "", text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)].filter((part) => part !== "");
}

/** A sentence with its {places} filled. @param {string | undefined} pattern @param {Record<string, string | number>} values */
export const say = (pattern, values) => (pattern ?? "").replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
