// A finger that goes sideways turns the slide; up and down stay what they are, scrolling.

const LEAST = 48;

/** @param {HTMLElement} deck @param {(by: number) => void} move @param {() => boolean} listens */
export function onSwipe(deck, move, listens) {
  /** @type {Touch | undefined} */
  let from;
  deck.addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 && !wide(event.target) ? event.touches[0] : undefined;
  }, { passive: true });
  deck.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    if (!from || !listens()) return;
    const [across, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
    if (Math.abs(across) > LEAST && Math.abs(across) > 2 * Math.abs(down)) move(across < 0 ? 1 : -1);
    from = undefined;
  }, { passive: true });
}

/** Does the finger scroll something that is wider than its place, a table or code? @param {EventTarget | null} target */
function wide(target) {
  for (let each = target instanceof Element ? target : null; each && !each.matches(".cb-slide"); each = each.parentElement) {
    if (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== "visible" && each.matches("pre, code, .md-typeset__table, .md-typeset__scrollwrap")) return true;
  }
  return false;
}
