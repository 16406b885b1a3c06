// When a query that found nothing counts as meant.

/** Milliseconds without typing. */
const SETTLED = 1500;

/**
 * Hands over each query that found nothing once it is settled: no typing for a while, or Enter; never while the IME
 * composes, and once for one asking.
 * @param {(query: string) => void} then
 */
export function settled(then) {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("search-form"));
  const arrived = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0]);
  let missed = "", waiting = 0, held = false, entered = false, counted = arrived?.type === "navigate" ? "" : location.search;

  function settle() {
    if (held || !missed || missed === counted) return;
    counted = missed;
    then(missed);
  }
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(settle, SETTLED);
  };
  document.addEventListener("cb-searched", (event) => {
    const { query, missed: nothing } = /** @type {CustomEvent<{query: string, missed: boolean}>} */ (event).detail;
    if (counted === location.search) counted = query; // read again, not asked again
    missed = nothing ? query : "";
    if (entered) settle();
    else wait();
    entered = false;
  });
  form.addEventListener("submit", () => (entered = true));
  form.addEventListener("compositionstart", () => (held = true));
  form.addEventListener("compositionend", () => {
    held = false;
    wait();
  });
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    [missed, counted] = ["", ""];
  });
}
