// What is asked of the finder: words, ticked values, an order; and how all of it stands in the address.

/** @typedef {import("./finder-table.js").Wanted} Wanted */
/** @typedef {{ name: string, take: () => void }} Condition its name, and how it is taken away */

export class Asked {
  /** @param {HTMLElement} within where the values stand @param {HTMLInputElement} input @param {HTMLSelectElement} [order] */
  constructor(within, input, order) {
    this.input = input;
    this.order = order;
    this.boxes = /** @type {HTMLInputElement[]} */ ([...within.querySelectorAll("input:is([type=checkbox], [type=radio]):not([value=''])")]);
  }

  get words() {
    return this.input.value.trim();
  }

  /** @param {HTMLInputElement} box */
  labelOf(box) {
    return box.parentElement?.querySelector(".cb-filter__label")?.textContent ?? box.value;
  }

  get ticked() {
    return this.boxes.filter((box) => box.checked);
  }

  /** @returns {Wanted} */
  get wanted() {
    /** @type {Wanted} */
    const found = {};
    for (const { name, value } of this.ticked) (found[name] ??= []).push(value);
    return found;
  }

  /** All that is asked, each with its name. @returns {Condition[]} */
  get conditions() {
    const ticked = this.ticked.map((box) => ({ name: this.labelOf(box), take: () => void (box.checked = false) }));
    return this.words ? [{ name: `「${this.words}」`, take: () => void (this.input.value = "") }, ...ticked] : ticked;
  }

  /** The one KPI that is ticked; null for none or several. */
  get kpi() {
    const [first, ...others] = this.ticked.filter((box) => box.name === "kpi");
    return first && !others.length ? { key: first.value, label: this.labelOf(first) } : null;
  }

  /** The order in force: what was chosen where it makes sense, else what is usual. */
  get how() {
    const usual = this.words ? "relevance" : "new";
    if (!this.order) return usual;
    if (this.order.value === "effect") return this.kpi ? "effect" : usual;
    return this.order.value === "relevance" && !this.words ? "new" : this.order.value || usual;
  }

  /** Offers the orders that make sense now: by relevance with words, by effect within one KPI. */
  offerOrders() {
    if (!this.order) return;
    for (const option of this.order.options) {
      if (option.value === "relevance") option.disabled = option.hidden = !this.words;
      if (option.value === "effect") option.disabled = !this.kpi;
    }
    if (this.how !== this.order.value) this.order.value = "";
  }

  /** What an address says so that all of it comes back; "" where nothing is asked. */
  get address() {
    const found = new URLSearchParams(this.ticked.map((box) => [box.name, box.value]));
    if (this.words) found.set("q", this.words);
    if (this.order?.value) found.set("sort", this.order.value);
    return String(found);
  }

  /** @param {"pushState" | "replaceState"} how */
  remember(how) {
    if (this.address !== location.search.slice(1)) history[how](null, "", this.address ? `?${this.address}` : location.pathname);
  }

  restore() {
    const asked = new URLSearchParams(location.search);
    for (const box of this.boxes) box.checked = asked.getAll(box.name).includes(box.value);
    this.input.value = asked.get("q") ?? "";
    if (!this.order) return;
    this.order.value = asked.get("sort") ?? "";
    if (this.order.selectedIndex < 0) this.order.value = "";
  }
}
