// The site without network. Pages come from the network while there is one, so that nobody reads an old page unaware and
// whoever has to sign in is asked to; what is kept answers when the network does not. Nothing is kept on the way.
import { SCOPE, clear, confirm, drop, install, isPast, kept, keptFile } from "./release.js";

/** Milliseconds that a page may keep a reader waiting who has it on the device. */
const PATIENCE = 4000;
const HELP = "offline/";
/** A name that carries its content's hash has one content: it need not be asked for again. */
const NAMED = /[./-][0-9a-f]{6,}[./]/;
/** Pages that were answered from this device: what they load comes from the same release. @type {Set<string>} */
const here = new Set();

addEventListener("install", (event) => event.waitUntil(install().then(() => self.skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clear().then(() => self.clients.claim())));
addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || !pathname.startsWith(SCOPE) || headers.has("range")) return;
  event.respondWith(answer(event, pathOf(pathname)));
});
addEventListener("message", (event) => event.waitUntil(reply(event)));

/** The file that an address means. @param {string} pathname */
function pathOf(pathname) {
  const path = decoded(pathname.slice(SCOPE.length));
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** @param {FetchEvent} event @param {string} path @returns {Promise<Response>} */
async function answer(event, path) {
  const { request } = event;
  const isPage = request.mode === "navigate";
  const stored = await keptFile(path);
  const isNamed = !path.endsWith(".html") && NAMED.test(path);
  if (stored && (isNamed || (!isPage && here.has(event.clientId)))) return stored;
  const live = await fromNetwork(request, stored ? PATIENCE : 0);
  if (live) return live;
  if (isPage && stored) here.add(event.resultingClientId);
  if (stored) return stored;
  return isPage ? instead(path) : Response.error();
}

/** The network's own answer, whatever it is; null where there is none (in time). @param {Request} request @param {number} patience */
async function fromNetwork(request, patience) {
  const live = fetch(request).catch(() => null);
  return patience ? Promise.race([live, pause(patience)]) : live;
}

/** @param {number} time @returns {Promise<null>} */
const pause = (time) => new Promise((done) => setTimeout(() => done(null), time));

/** Where nothing is kept: the same page with its slash, or the page that says so. @param {string} path */
async function instead(path) {
  if (!path.endsWith("index.html") && (await keptFile(`${path}/index.html`))) return Response.redirect(`${SCOPE}${path}/`);
  const asked = path.replace(/(^|\/)index\.html$/, "$1");
  const help = await keptFile(`${HELP}index.html`);
  return help ? Response.redirect(`${SCOPE}${HELP}#${encodeURI(asked)}`) : Response.error();
}

/** What pages ask for, and what they are told. @param {ExtendableMessageEvent} event */
async function reply({ data, ports, source }) {
  if (data === "confirm") await confirm();
  if (data === "restore") await install();
  if (data === "clear") await clear({ all: true });
  const release = await kept();
  if (!release) return ports[0]?.postMessage(null);
  const { list, at } = release;
  if (isPast(list)) await drop(list);
  const { until, shelves, bytes } = list;
  const fromHere = source instanceof Client && here.has(source.id);
  ports[0]?.postMessage({ at, until, isPast: isPast(list), shelves, bytes, fromHere });
}
