// The deck's keys and buttons. Scrolling does the moving, so back, find in page and print work as everywhere.

const deck = /** @type {HTMLElement} */ (document.querySelector("[data-cb-deck]"));
const slides = /** @type {HTMLElement[]} */ ([...deck.querySelectorAll(".cb-slide")]);
const now = /** @type {HTMLElement | null} */ (document.querySelector("[data-cb-now]"));
const notes = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-cb-notes]"));
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
let current = Math.max(0, slides.findIndex((slide) => `#${slide.id}` === location.hash));

/** @param {number} index */
function go(index) {
  const target = slides[Math.max(0, Math.min(slides.length - 1, index))];
  target.scrollIntoView({ behavior: calm.matches ? "instant" : "smooth", block: "start" });
}

/** @param {number} index */
function arrived(index) {
  current = index;
  if (now) now.textContent = `${index + 1} / ${slides.length}`;
  history.replaceState(null, "", `#${slides[index].id}`);
}

function toggleNotes() {
  const shown = document.documentElement.classList.toggle("cb-deck-root--notes");
  notes?.setAttribute("aria-pressed", String(shown));
  slides[current].scrollIntoView({ behavior: "instant", block: "start" });
}

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.target instanceof HTMLElement && event.target.closest("a, button") && event.key === " ") return;
  const step = STEPS[/** @type {keyof typeof STEPS} */ (event.key)];
  if (step) go(current + step);
  else if (event.key === "Home") go(0);
  else if (event.key === "End") go(slides.length - 1);
  else if (event.key === "n" && notes) toggleNotes();
  else if (event.key === "f") document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  else return;
  event.preventDefault();
}

const watcher = new IntersectionObserver(
  (entries) => {
    const seen = entries.find((entry) => entry.isIntersecting);
    if (seen) arrived(slides.indexOf(/** @type {HTMLElement} */ (seen.target)));
  },
  { root: deck, threshold: 0.6 },
);
slides[current].scrollIntoView({ behavior: "instant", block: "start" });
for (const slide of slides) watcher.observe(slide);
for (const button of document.querySelectorAll("[data-cb-step]")) {
  if (!(button instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => go(current + Number(button.dataset.cbStep)));
}
if (now) now.hidden = false;
if (notes && deck.querySelector(".cb-slide__notes")) {
  notes.hidden = false;
  notes.addEventListener("click", toggleNotes);
}
addEventListener("keydown", press);
