// This device's side of the site: whether it keeps it, and what it has.
import { forget } from "./names.js";

/**
 * @typedef {object} State
 * @property {string} at when what is kept was last known to be the site's own, as an ISO time
 * @property {string | null} until the moment from which it is no longer shown
 * @property {boolean} isPast
 * @property {{title: string, url: string, pages: number, of: number}[]} shelves
 * @property {number} bytes
 * @property {boolean} fromHere the asking page came from this device
 */

export const base = document.documentElement.dataset.base ?? "";
export const scope = new URL(base || location.href).pathname;
export const workers = navigator.serviceWorker;

const KEY = `casebook-offline ${scope}`;
const PATIENCE = 3000;

/** What the reader decided: "off", the time of a failure, or "". */
export function remembered() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} what "" forgets */
export function remember(what) {
  try {
    if (what) localStorage.setItem(KEY, what);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden; then nothing is kept either.
  }
}

/** Tells the worker, and waits for what it says. @param {"state" | "confirm" | "restore" | "clear"} what @returns {Promise<State | null>} */
export function tell(what, worker = workers.controller) {
  if (!worker) return Promise.resolve(null);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage(what, [port2]);
    if (what !== "restore") setTimeout(() => resolve(null), PATIENCE);
  });
}

export const register = () => workers.register(`${base}sw.js`, { scope: base, updateViaCache: "none" });

/** Lets a worker finish; whether one is at work then. @param {ServiceWorkerRegistration} registration @returns {Promise<boolean>} */
export async function settled(registration) {
  const { installing } = registration;
  if (installing) {
    await new Promise((resolve) => {
      installing.addEventListener("statechange", () => ["activated", "redundant"].includes(installing.state) && resolve(0));
    });
  }
  return registration.active !== null;
}

/** Forgets all that is kept, and keeps nothing more. */
export async function clear() {
  remember("off");
  await tell("clear");
  await (await workers.getRegistration(base))?.unregister();
  await forget(scope);
}

/** 11月21日 9:00, with its year where that is another one. @param {string | number} moment */
export function told(moment, { clock = true } = {}) {
  const when = new Date(moment);
  const year = when.getFullYear() === new Date().getFullYear() ? {} : { year: /** @type {const} */ ("numeric") };
  const time = clock ? { hour: /** @type {const} */ ("numeric"), minute: /** @type {const} */ ("2-digit") } : {};
  return when.toLocaleString(document.documentElement.lang, { ...year, month: "long", day: "numeric", ...time });
}
