// What may be kept: an answer of this host, not redirected, with status 200, whose bytes have the digest that the release
// names for its path. A page to sign in on, a changed page, another host's answer: none of them passes.

const TYPES = {
  css: "text/css; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  gif: "image/gif",
  gz: "application/gzip",
  html: "text/html; charset=utf-8",
  jpg: "image/jpeg",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
  webp: "image/webp",
};
const GUARDS = ["content-security-policy", "referrer-policy", "x-content-type-options"];

/** Where a file of the site is served: a page at its folder. @param {string} path */
export const addressOf = (path) => new URL(path.replace(/(^|\/)index\.html$/, "$1"), self.registration.scope).href;

/** Fetches a file; throws for anything but itself. @param {string} path @param {string} digests */
export async function fetched(path, digests) {
  const address = addressOf(path);
  const answer = await fetch(address, { cache: "no-cache", credentials: "same-origin", redirect: "error" });
  const straight = answer.type === "basic" && !answer.redirected && answer.url === address && answer.status === 200;
  if (!straight) throw new Error(`offline: ${path} was not answered by itself`);
  return proven(path, digests, answer);
}

/**
 * An answer to keep, made of bytes that are what the release says; throws for others.
 * @param {string} path @param {string} digests SHA-256 in hexadecimal; two for what a host may serve packed or not
 * @param {Response} answer
 */
export async function proven(path, digests, answer) {
  const bytes = await answer.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const found = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!digests.split(" ").includes(found)) throw new Error(`offline: ${path} has other bytes than this release`);
  const headers = new Headers({ "content-type": TYPES[path.split(".").pop() ?? ""] ?? "application/octet-stream" });
  for (const name of GUARDS) headers.set(name, answer.headers.get(name) ?? "");
  return new Response(bytes, { headers });
}
