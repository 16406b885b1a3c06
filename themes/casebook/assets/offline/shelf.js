// The page that tells what this device keeps, stands in for what it lacks, and lets the reader clear it or begin again.
import { base, clear, register, remember, remembered, settled, tell, told, workers } from "./device.js";

/** @typedef {import("./device.js").State} State */

const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-cb-offline-${name}]`));
const status = part("status"), missing = part("missing"), shelves = part("shelves"), keepButton = part("keep"), clearButton = part("clear");
const words = status.dataset;
/** The page that was wanted and is not here: its path stands behind the hash. */
const lost = decodeURI(location.hash.slice(1));

/** @param {string} name @param {Record<string, string | number>} [values] */
const say = (name, values = {}) =>
  (words[name] ?? "").replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));

/** @param {number} bytes 8.2 for 8,160,448 */
const megabytes = (bytes) => (bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });

/** @param {State} state */
function sentences({ at, until, isPast, bytes }) {
  const day = until ? told(isPast ? Date.parse(until) : Date.parse(until) - 1, { clock: false }) : "";
  if (isPast) return say("past", { day });
  return say("kept", { when: told(at), size: megabytes(bytes) }) + (until ? say("until", { day }) : "");
}

/** @param {State["shelves"][number]} shelf */
function row({ title, url, pages, of }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = base + url;
  link.textContent = title;
  item.append(link, ` ${say(pages < of ? "partly" : "pages", { n: pages, of })}`);
  return item;
}

/** @param {State | null} state @param {string} [otherwise] what is said where nothing is kept */
function show(state, otherwise = "none") {
  status.textContent = state ? sentences(state) : say(otherwise);
  shelves.replaceChildren(...(state && !state.isPast ? state.shelves.filter(({ pages }) => pages).map(row) : []));
  shelves.hidden = !shelves.childElementCount;
  clearButton.hidden = !state;
  keepButton.hidden = Boolean(state) || otherwise === "storing" || otherwise === "refused";
}

/** What a reader without network wanted, and a way to it once there is one. */
function showLost() {
  missing.hidden = !lost;
  if (!lost) return;
  const again = /** @type {HTMLAnchorElement} */ (missing.querySelector("a"));
  again.href = new URL(lost, base).href.startsWith(base) ? new URL(lost, base).href : base;
  addEventListener("online", () => location.replace(again.href));
}

async function keep() {
  remember("");
  show(null, "storing");
  const registration = await register();
  const whole = (await settled(registration)) && (await tell("state", registration.active));
  const state = whole || (registration.active && (await tell("restore", registration.active)));
  show(state || null, "failed");
}

async function begin() {
  showLost();
  if (!workers) return show(null, "refused");
  const registration = await workers.getRegistration(base);
  show(await tell("state", registration?.active ?? null), remembered() === "off" ? "off" : "none");
  if (registration?.installing) await keep();
}

const failed = () => show(null, "failed");
keepButton.addEventListener("click", () => keep().catch(failed));
clearButton.addEventListener("click", async () => {
  await clear();
  show(null, "off");
});
begin().catch(failed);
