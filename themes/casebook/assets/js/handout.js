// The handout: its slides fit their frames, and its button prints.

import { fitAll } from "./slide-fit.js";

fitAll(/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".cb-handout__slide")));
for (const button of document.querySelectorAll("[data-cb-print]")) {
  if (!(button instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => print());
}
