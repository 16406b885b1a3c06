// One release on this device: a cache of its own, whole once its list stands in it.
import { forget, prefixOf } from "./names.js";
import { addressOf, fetched, proven } from "./proof.js";

/**
 * @typedef {object} List
 * @property {string} date the day that the site was built for
 * @property {string | null} until the moment from which something in it may have expired
 * @property {Record<string, string>} shell files without content, with their digests
 * @property {Record<string, string>} files all others
 * @property {{title: string, url: string, pages: number, of: number}[]} shelves
 * @property {number} bytes
 */

const AT_ONCE = 4;
const KEPT_ON = "x-casebook-kept";
const LOOSE = { ignoreSearch: true, ignoreVary: true };

export const SCOPE = new URL(self.registration.scope).pathname;
const NAME = `${prefixOf(SCOPE)}${RELEASE.audience} ${RELEASE.digest}`;
/** @type {{list: List, at: string} | null} */
let known = null;

/** Is the release past the day on which something in it may expire? @param {List} list */
export const isPast = ({ until }) => until !== null && Date.now() >= Date.parse(until);

/** What is kept, or null while that is not a whole release. What may have expired is gone before anybody asks for it. */
export async function kept() {
  if (!(await caches.has(NAME))) return (known = null);
  if (known) return known;
  const answer = await caches.match(addressOf(RELEASE.list), { cacheName: NAME, ...LOOSE });
  if (!answer) return null;
  known = { at: answer.headers.get(KEPT_ON) ?? "", list: await answer.json() };
  return known;
}

/** The kept answer for a file; undefined where there is none. @param {string} path */
export async function keptFile(path) {
  const release = await kept();
  if (!release) return undefined;
  const { list } = release;
  if (isPast(list)) await drop(list);
  const wanted = isPast(list) ? list.shell : { ...list.shell, ...list.files };
  return Object.hasOwn(wanted, path) ? caches.match(addressOf(path), { cacheName: NAME, ...LOOSE }) : undefined;
}

/** Deletes all but the shell. @param {List} list */
export async function drop(list) {
  const cache = await caches.open(NAME);
  const staying = new Set([...Object.keys(list.shell), RELEASE.list].map(addressOf));
  for (const { url } of await cache.keys()) if (!staying.has(url)) await cache.delete(url);
}

/**
 * Keeps every file of this release; its list comes last. Throws where one is not what it should be: the release before
 * then stays. What was kept before the throw need not be fetched again.
 */
export async function install() {
  const listed = await fetched(RELEASE.list, RELEASE.digest);
  /** @type {List} */
  const list = await listed.clone().json();
  const cache = await caches.open(NAME);
  const older = await olderReleases();
  const files = Object.entries(isPast(list) ? list.shell : { ...list.shell, ...list.files });
  await inTurns(files, async ([path, digests]) => {
    const address = addressOf(path);
    if (await cache.match(address)) return;
    await cache.put(address, (await fromOlder(older, path, digests)) ?? (await fetched(path, digests)));
  });
  await cache.put(addressOf(RELEASE.list), stamped(listed));
}

/** The release is the site's own today as well: its age is counted from now. */
export async function confirm() {
  if (!(await kept())) return;
  const cache = await caches.open(NAME);
  const listed = await cache.match(addressOf(RELEASE.list));
  if (listed) await cache.put(addressOf(RELEASE.list), stamped(listed));
  known = null;
}

/** Forgets every other release, or, at the reader's wish, all of them. @param {{all?: boolean}} [how] */
export async function clear({ all = false } = {}) {
  known = null;
  await forget(SCOPE, all ? undefined : NAME);
}

/** @param {Response} listed */
const stamped = ({ body }) =>
  new Response(body, { headers: { "content-type": "application/json", [KEPT_ON]: new Date().toISOString() } });

async function olderReleases() {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefixOf(SCOPE)) && name !== NAME);
  return Promise.all(names.map((name) => caches.open(name)));
}

/** What did not change is taken from the release before. @param {Cache[]} older @param {string} path @param {string} digests */
async function fromOlder(older, path, digests) {
  for (const cache of older) {
    const answer = await cache.match(addressOf(path), LOOSE);
    const same = answer && (await proven(path, digests, answer).catch(() => null));
    if (same) return same;
  }
  return null;
}

/** A few at a time; the first that throws ends them all. @template T @param {T[]} items @param {(item: T) => Promise<void>} work */
async function inTurns(items, work) {
  const waiting = items.values();
  let failed = false;
  const run = async () => {
    for (const item of waiting) {
      if (failed) return;
      await work(item).catch((fault) => {
        failed = true;
        throw fault;
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
}
