// Steps: what comes one by one. A part that follows a step in reading order never shows before it.

const LATER = "cb-later";

/** The steps of a slide in reading order, each with the elements that come with it. @param {HTMLElement} slide */
export function stepsOf(slide) {
  /** @type {HTMLElement[][]} */
  const steps = [];
  /** @param {Element} element */
  const joins = (element) => {
    if (steps.length && element instanceof HTMLElement) steps[steps.length - 1].push(element);
  };
  for (const part of slide.querySelectorAll(".cb-part")) {
    if (!(part instanceof HTMLElement)) continue;
    const how = part.dataset.cbAppears;
    if (how === "one") steps.push([part]);
    else if (how === "items") itemByItem(part, steps, joins);
    else if (!part.classList.contains("cb-part--columns")) joins(part);
  }
  return steps;
}

/**
 * Each item of the first list is a step; what stands before it comes at once, what follows with the last item.
 * @param {HTMLElement} part @param {HTMLElement[][]} steps @param {(element: Element) => void} joins
 */
function itemByItem(part, steps, joins) {
  const blocks = [...(part.querySelector(".cb-slide__body")?.children ?? [])];
  const list = blocks.find((block) => block.matches("ul, ol"));
  for (const block of blocks) {
    if (block !== list) joins(block);
    else for (const item of block.children) if (item instanceof HTMLElement) steps.push([item]);
  }
}

/** Show the first `count` steps alone. @param {HTMLElement[][]} steps @param {number} count */
export function reveal(steps, count) {
  for (const [index, step] of steps.entries()) {
    for (const element of step) element.classList.toggle(LATER, index >= count);
  }
}
