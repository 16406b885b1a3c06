// A sheet is one page: its text is set as large as the page allows, in steps, and never too small to be read.

/** The type area of A4 in print (sheet.css) is 273 mm high; a little is left to what a printer rounds. */
const HIGH = 268;
const STEPS = ["0", "1", "2", "3", "4"];

/**
 * Mark each sheet with the largest step of type that fits a page; "long" where none does: it goes on to another page.
 * @param {Iterable<HTMLElement>} sheets in the document
 */
export function fit(sheets) {
  const paper = Object.assign(document.createElement("div"), { className: "cb-measure-paper" });
  const ruler = document.createElement("div");
  ruler.style.height = `${HIGH}mm`;
  document.body.append(paper);
  for (const sheet of sheets) {
    const copy = /** @type {HTMLElement} */ (sheet.cloneNode(true));
    paper.replaceChildren(copy, ruler);
    sheet.dataset.fit = STEPS.find((step) => ((copy.dataset.fit = step), copy.offsetHeight <= ruler.offsetHeight)) ?? "long";
  }
  paper.remove();
}
