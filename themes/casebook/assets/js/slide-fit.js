// Text that is too much for its slide is set smaller, step by step, down to half; then the slide grows. None of it hides.

const LEAST = 0.5;
const STEP = 0.03;

/** @param {HTMLElement} stage one slide's stage; its proportions are the same at every size */
function fit(stage) {
  let size = 1;
  stage.style.removeProperty("--fit");
  stage.classList.remove("cb-slide__inner--tall");
  while (stage.scrollHeight > stage.clientHeight + 1 && size > LEAST) {
    size -= STEP;
    stage.style.setProperty("--fit", size.toFixed(2));
  }
  stage.classList.toggle("cb-slide__inner--tall", stage.scrollHeight > stage.clientHeight + 1);
}

/** Fit every slide, and again when the window turns. @param {Iterable<HTMLElement>} slides */
export function fitAll(slides) {
  const stages = [...slides].map((slide) => /** @type {HTMLElement} */ (slide.querySelector(".cb-slide__inner")));
  const all = () => stages.forEach(fit);
  all();
  document.fonts?.ready.then(all);
  let last = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== last) all();
    last = innerWidth;
  });
}
