// What the header box and the search page share: the index, opened once, and how a hit is put on the page.

/** @typedef {import("../search/engine.js").Hit} Hit */
/** @typedef {import("../search/engine.js").Result} Result */
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
export const addressOf = (url) => root.href + url;

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
function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), element("mark", "", text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)].filter((part) => part !== "");
}

/** What each element shows, so that nothing is written that already stands there. @type {WeakMap<Element, string>} */
const shown = new WeakMap();

/**
 * Text, with its matched words marked, into an element; without a text the element is hidden.
 * @param {HTMLElement} into @param {string} text @param {[number, number][]} [marks]
 */
export function write(into, text, marks = []) {
  const key = marks.length ? `${marks.join(";")} ${text}` : text;
  if (shown.get(into) === key) return;
  shown.set(into, key);
  if (into.hidden !== !text) into.hidden = !text;
  if (marks.length) into.replaceChildren(...marked(text, marks));
  else into.textContent = text;
}

/** A sentence with its {places} filled. @param {string | undefined} pattern @param {Record<string, string | number>} values */
export const say = (pattern, values) => (pattern ?? "").replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));

/** After the next frame is on the screen; a window in the background draws none, so it waits no longer than a moment. */
export const painted = () =>
  new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    requestAnimationFrame(() => channel.port2.postMessage(0));
    setTimeout(resolve, 120);
  });

/** Whether a key belongs to the input method: Safari says so only by the old code. @param {KeyboardEvent} event */
export const composing = (event) => event.isComposing || event.keyCode === 229;

/** A window this low, in pixels, has a keyboard in it; what stays free above the field. */
const LOW = 500, GAP = 8;

/** Beside an open keyboard the field goes to the top, and the list below it knows its room. @param {HTMLElement} form @param {HTMLElement} input */
export function keepInSight(form, input) {
  const fit = () => {
    const room = Math.round(visualViewport?.height ?? innerHeight);
    if (document.activeElement !== input) return;
    form.style.setProperty("--cb-room", `${room}px`);
    if (room < LOW && !form.closest("header")) scrollBy(0, form.getBoundingClientRect().top - GAP);
  };
  input.addEventListener("focus", fit);
  visualViewport?.addEventListener("resize", fit);
}
