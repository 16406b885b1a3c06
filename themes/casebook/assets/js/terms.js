// A tap on a term in running text opens its definition; without JavaScript the link leads to the term's page.

/** @type {Map<string, HTMLElement>} */
const cards = new Map();
for (const card of document.querySelectorAll("[data-cb-term]")) {
  if (card instanceof HTMLElement) cards.set(new URL(card.dataset.cbTerm ?? "", location.href).href, card);
}

/**
 * Put the card below the link, or above it where there is no room; never outside the window.
 * @param {HTMLElement} card
 * @param {DOMRect} at
 */
function place(card, at) {
  const gap = 8;
  const box = card.getBoundingClientRect();
  const below = at.bottom + gap + box.height < innerHeight;
  card.style.top = `${Math.max(gap, below ? at.bottom + gap : at.top - gap - box.height)}px`;
  card.style.left = `${Math.max(gap, Math.min(at.left, innerWidth - box.width - gap))}px`;
}

/** @param {MouseEvent} event */
function open(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const card = link && cards.get(link.href.split("#")[0]);
  if (!card || event.metaKey || event.ctrlKey || event.shiftKey || card.contains(link)) return;
  event.preventDefault();
  card.showPopover();
  place(card, link.getClientRects()[0]);
}

if (cards.size && "showPopover" in HTMLElement.prototype) {
  for (const prose of document.querySelectorAll(".cb-prose")) {
    for (const link of prose.querySelectorAll("a")) {
      if (cards.has(link.href.split("#")[0])) link.classList.add("cb-term");
    }
    prose.addEventListener("click", (event) => open(/** @type {MouseEvent} */ (event)));
  }
  addEventListener("scroll", () => cards.forEach((card) => card.matches(":popover-open") && card.hidePopover()), {
    passive: true,
  });
}
