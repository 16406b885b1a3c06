// Counts a page that is opened, where the operator asked for it: the page's path, and nothing of who opens it.
const site = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=casebook-beacon]"));
const { doNotTrack, globalPrivacyControl } = /** @type {Navigator & {globalPrivacyControl?: boolean}} */ (navigator);
const refused = doNotTrack === "1" || doNotTrack === "yes" || globalPrivacyControl === true;

/** Tell the site's own server; readers who ask not to be tracked are not counted. @param {Record<string, string>} what */
export function report(what) {
  if (site && !refused) navigator.sendBeacon(`${site.content}?${new URLSearchParams(what)}`);
}

const view = () => report({ kind: "view", page: `/${site?.dataset.page ?? ""}` });

if (/** @type {Document & {prerendering?: boolean}} */ (document).prerendering) {
  document.addEventListener("prerenderingchange", view, { once: true });
} else view();
