// The overview: all slides as a grid. The slides themselves, only smaller, each with a link over it.

const CLASS = "cb-deck-root--overview";

/**
 * @param {HTMLElement} deck @param {HTMLElement[]} slides
 * @param {(index: number) => void} choose shows one slide, once the grid is closed
 */
export function overview(deck, slides, choose) {
  const root = document.documentElement;
  const links = slides.map((slide) => /** @type {HTMLElement} */ (slide.querySelector(".cb-slide__pick")));
  const stages = slides.map((slide) => /** @type {HTMLElement} */ (slide.querySelector(".cb-slide__inner")));
  const isOpen = () => root.classList.contains(CLASS);

  /** @param {boolean} open */
  function set(open) {
    root.classList.toggle(CLASS, open);
    for (const stage of stages) stage.inert = open;
    if (!open) deck.focus({ preventScroll: true });
  }

  /** @param {number} index */
  function pick(index) {
    set(false);
    choose(index);
  }

  function columns() {
    const top = slides[0].offsetTop;
    const next = slides.findIndex((slide) => slide.offsetTop > top);
    return next < 0 ? slides.length : next;
  }

  for (const [index, link] of links.entries()) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      pick(index);
    });
  }

  return {
    isOpen,
    /** Open at a slide, or close; returns whether it is open now. @param {number} current */
    toggle(current) {
      set(!isOpen());
      if (isOpen()) links[current].focus();
      return isOpen();
    },
    /** Answer a key while open; returns whether it did. @param {string} key */
    press(key) {
      if (!isOpen()) return false;
      const at = Math.max(0, links.indexOf(/** @type {HTMLElement} */ (document.activeElement)));
      const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns(), ArrowUp: -columns(), Home: -at, End: links.length - 1 - at }[key];
      if (by !== undefined) links[Math.max(0, Math.min(links.length - 1, at + by))].focus();
      else if (key === "Escape" || key === "o" || key === "O") pick(slides.findIndex((slide) => slide.hasAttribute("data-cb-current")));
      else return false;
      return true;
    },
  };
}
