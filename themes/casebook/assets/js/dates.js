// Dated parts notice by themselves that their day has passed; until the next build their page is not wrong.

/**
 * A day is past once it is over where the reader is; a time is past at once.
 * @param {string} [until] YYYY-MM-DD, or an ISO time
 */
export function isPast(until = "") {
  const end = Date.parse(until.length === 10 ? `${until}T23:59:59.999` : until);
  return end < Date.now();
}

/** Hide what may no longer show below `root`, and show what is said instead. @param {ParentNode} root */
export function settle(root) {
  for (const element of root.querySelectorAll("[data-cb-until]")) {
    if (element instanceof HTMLElement && isPast(element.dataset.cbUntil)) element.classList.add("cb-past", "cb-ticket--past");
  }
  for (const element of root.querySelectorAll("[data-cb-show-after]")) {
    if (element instanceof HTMLElement && isPast(element.dataset.cbShowAfter)) element.hidden = false;
  }
  for (const element of root.querySelectorAll("[data-cb-hide-after]")) {
    if (element instanceof HTMLElement && isPast(element.dataset.cbHideAfter)) element.hidden = true;
  }
}

settle(document);
