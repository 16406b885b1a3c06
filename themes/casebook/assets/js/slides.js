// The deck: keys, buttons, swipes and the address. Scrolling does the moving, so find in page and print work as everywhere.

import "./dates.js";
import { fitAll } from "./slide-fit.js";
import { overview } from "./slide-overview.js";
import { reveal, stepsOf } from "./slide-steps.js";
import { onSwipe } from "./slide-touch.js";

const root = document.documentElement;
const deck = /** @type {HTMLElement} */ (document.querySelector("[data-cb-deck]"));
const slides = /** @type {HTMLElement[]} */ ([...deck.querySelectorAll(".cb-slide")]);
const steps = slides.map(stepsOf);
const now = /** @type {HTMLElement | null} */ (document.querySelector("[data-cb-now]"));
const help = /** @type {HTMLDialogElement} */ (document.querySelector("[data-cb-help]"));
const grid = overview(deck, slides, (index) => go(index, steps[index].length));
let current = 0;
/** How many steps of the current slide stand there. */
let shown = 0;

/** Show a slide with so many of its steps. @param {number} index @param {number} count */
function go(index, count) {
  if (index !== current) reveal(steps[current], steps[current].length);
  current = Math.max(0, Math.min(slides.length - 1, index));
  shown = Math.max(0, Math.min(steps[current].length, count));
  reveal(steps[current], shown);
  slides[current].scrollIntoView({ behavior: "instant", block: "start" });
  told();
}

/** One step on, or back; at the end of a slide the next one, which then begins with its first step. @param {number} by */
function move(by) {
  if (by > 0 && shown < steps[current].length) go(current, shown + 1);
  else if (by < 0 && shown > 0) go(current, shown - 1);
  else if (by > 0 && current < slides.length - 1) go(current + 1, 0);
  else if (by < 0 && current > 0) go(current - 1, steps[current - 1].length);
}

/** Say where we are: beside the buttons, in the address, in the overview. */
function told() {
  if (now) now.textContent = `${current + 1} / ${slides.length}`;
  const part = shown < steps[current].length ? `.${shown}` : "";
  history.replaceState(null, "", `#${slides[current].id}${part}`);
  for (const [index, slide] of slides.entries()) slide.toggleAttribute("data-cb-current", index === current);
}

/** Where the address points: `#s3` is the whole third slide, `#s3.1` the same with its first step alone. */
function fromAddress() {
  const found = /^#(s\d+)(?:\.(\d+))?$/.exec(location.hash);
  const index = slides.findIndex((slide) => slide.id === found?.[1]);
  if (index >= 0) go(index, found?.[2] === undefined ? steps[index].length : Number(found[2]));
  else told();
}

/** A reader who scrolls sees whole slides. */
function scrolled() {
  if (grid.isOpen()) return;
  const middle = deck.getBoundingClientRect().top + deck.clientHeight / 2;
  const index = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
  if (index < 0 || index === current) return;
  reveal(steps[current], steps[current].length);
  [current, shown] = [index, steps[index].length];
  told();
}

function toggleNotes() {
  pressed("notes", root.classList.toggle("cb-deck-root--notes"));
  slides[current].scrollIntoView({ behavior: "instant", block: "start" });
}

function toggleOverview() {
  pressed("overview", grid.toggle(current));
  if (!grid.isOpen()) slides[current].scrollIntoView({ behavior: "instant", block: "start" });
}

function toggleFull() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.().catch(() => {});
}

/** @param {string} act @param {boolean} on */
function pressed(act, on) {
  document.querySelector(`[data-cb-act="${act}"]`)?.setAttribute("aria-pressed", String(on));
}

/** @type {Record<string, () => void>} */
const ACTS = {
  on: () => move(1),
  back: () => move(-1),
  first: () => go(0, 0),
  last: () => go(slides.length - 1, steps[slides.length - 1].length),
  notes: toggleNotes,
  overview: toggleOverview,
  full: toggleFull,
  help: () => help.showModal(),
  dark: () => root.classList.toggle("cb-deck-root--dark"),
};

/** @type {Record<string, string>} */
const KEYS = {
  ArrowRight: "on", ArrowDown: "on", PageDown: "on", " ": "on", Enter: "on",
  ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Backspace: "back",
  Home: "first", End: "last", n: "notes", o: "overview", f: "full", b: "dark", ".": "dark", "?": "help",
};

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.metaKey || event.ctrlKey || event.altKey || help.open) return;
  const own = event.target instanceof HTMLElement && event.target.closest("a, button, summary");
  if (own && (event.key === " " || event.key === "Enter")) return;
  if (root.classList.contains("cb-deck-root--dark")) root.classList.remove("cb-deck-root--dark");
  else if (grid.press(event.key)) pressed("overview", grid.isOpen());
  else if (event.key === " " && event.shiftKey) ACTS.back();
  else {
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    ACTS[act]();
  }
  event.preventDefault();
}

for (const picture of deck.querySelectorAll("img")) picture.loading = "eager"; // the network may be gone later
for (const button of document.querySelectorAll("[data-cb-act]")) {
  if (!(button instanceof HTMLElement)) continue;
  const act = button.dataset.cbAct ?? "";
  button.hidden = (act === "notes" && !deck.querySelector(".cb-slide__notes")) || (act === "full" && !document.fullscreenEnabled);
  button.addEventListener("click", () => ACTS[act]());
}
help.querySelector("[data-cb-close]")?.addEventListener("click", () => help.close());
if (now) now.hidden = false;
fitAll(slides);
fromAddress();
onSwipe(deck, move, () => !grid.isOpen());
deck.addEventListener("scroll", scrolled, { passive: true });
addEventListener("hashchange", fromAddress);
addEventListener("keydown", press);
