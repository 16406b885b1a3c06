// Choosing and ordering ご意見・ご要望: the whole list is in the page, this shows parts of it. State in the URL.
const form = document.querySelector("form[data-cb-voices]");
const NAMES = ["theme", "state", "severity", "order"];

/** @param {HTMLElement} voice @param {string} order */
const rank = (voice, order) => (order === "last" ? voice.dataset.last ?? "" : Number(voice.dataset[order]));

/** Greatest first; what is equal keeps its place. @param {string | number} a @param {string | number} b */
const compare = (a, b) => (a < b ? 1 : a > b ? -1 : 0);

/** @param {HTMLFormElement} form */
function begin(form) {
  const sections = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-cb-theme]")]);
  const lists = sections.map((section) => /** @type {HTMLElement[]} */ ([...section.querySelectorAll(".cb-voice")]));
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const whole = status.textContent ?? "";

  /** @param {string} name */
  const field = (name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
  const chosen = () => Object.fromEntries(NAMES.map((name) => [name, field(name).value]));

  /** @param {Record<string, string>} want */
  function choose(want) {
    for (const voice of lists.flat()) {
      voice.hidden = ["theme", "state", "severity"].some((name) => want[name] && voice.dataset[name] !== want[name]);
    }
    for (const [at, section] of sections.entries()) section.hidden = lists[at].every((voice) => voice.hidden);
  }

  /** @param {string} order */
  function arrange(order) {
    const end = sections.at(-1)?.nextSibling ?? null;
    const parent = sections[0].parentNode;
    const ranked = sections.map((section, at) => {
      const voices = order ? lists[at].toSorted((a, b) => compare(rank(a, order), rank(b, order))) : lists[at];
      section.querySelector("ul")?.append(...voices);
      return { section, best: order ? rank(voices.find((voice) => !voice.hidden) ?? voices[0], order) : 0 };
    });
    if (order) ranked.sort((a, b) => compare(a.best, b.best));
    for (const { section } of ranked) parent?.insertBefore(section, end);
  }

  function say() {
    const total = lists.flat().length;
    const n = lists.flat().filter((voice) => !voice.hidden).length;
    const said = n ? status.dataset.cbSaid : status.dataset.cbNone;
    status.textContent = n === total ? whole : (said ?? "").replace("{n}", `${n}`).replace("{total}", `${total}`);
  }

  function show() {
    choose(chosen());
    arrange(field("order").value);
    say();
  }

  function restore() {
    const asked = new URLSearchParams(location.search);
    for (const name of NAMES) {
      field(name).value = asked.get(name) ?? "";
      if (field(name).selectedIndex < 0) field(name).value = "";
    }
    show();
  }

  form.addEventListener("change", () => {
    const said = new URLSearchParams(Object.entries(chosen()).filter(([, value]) => value));
    history.pushState(null, "", `${said.size ? `?${said}` : location.pathname}`);
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", restore);
  form.hidden = false;
  restore();
}

if (form instanceof HTMLFormElement) begin(form);
