// Dated parts notice by themselves that their day has passed; until the next build their page is not wrong.

const now = Date.now();
for (const element of document.querySelectorAll("[data-cb-until]")) {
  if (element instanceof HTMLElement && Date.parse(element.dataset.cbUntil ?? "") < now) {
    element.classList.add("cb-past", "cb-ticket--past");
  }
}
for (const element of document.querySelectorAll("[data-cb-hide-after]")) {
  if (element instanceof HTMLElement && Date.parse(element.dataset.cbHideAfter ?? "") < now) element.hidden = true;
}
