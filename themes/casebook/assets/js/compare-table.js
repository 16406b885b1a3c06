// Cases side by side as a table: equal facts marked, figures of one KPI beside each other, the others gathered below.

/** @typedef {{ address: string, title: string, sample: string, client: string, rows: HTMLElement[] }} Column the rows as `partials/case-compare.html` writes them */
/** @typedef {{ label: string, same: boolean, note: string, cells: Node[][] }} Row a cell for each case; an empty one has nothing to say */

const AFTER_THE_FIGURES = ["first", "effort", "conditions", "setbacks", "fresh"];
const isFigure = (/** @type {string} */ key) => key.startsWith("kpi-");

/** @param {string} tag @param {string} className @param {(Node | string)[]} parts */
function made(tag, className = "", ...parts) {
  const element = Object.assign(document.createElement(tag), { className });
  element.append(...parts);
  return element;
}

/** The rows of a column that have the key: one, or for a KPI that was compared in several ways more. @param {Column} column @param {string} key */
const rowsOf = (column, key) => column.rows.filter((row) => row.dataset.key === key);

/** @param {HTMLElement} row with how a figure was compared @returns {Node[]} */
function content(row) {
  const how = row.dataset.how ? [made("p", "cb-versus__how", row.dataset.how)] : [];
  return [...how, ...[...row.childNodes].map((node) => node.cloneNode(true))];
}

/**
 * What is compared, in order: facts, figures that at least two of the cases report (most first), the others together, more facts.
 * @param {Column[]} columns @param {DOMStringMap} words @returns {Row[]}
 */
export function rows(columns, words) {
  const keys = [...new Set(columns.flatMap((column) => column.rows.map((row) => row.dataset.key ?? "")))];
  const count = (/** @type {string} */ key) => columns.filter((column) => rowsOf(column, key).length).length;
  const shared = keys.filter((key) => isFigure(key) && count(key) > 1).sort((a, b) => count(b) - count(a));
  const facts = keys.filter((key) => !isFigure(key));
  const row = (/** @type {string} */ key) => rowFor(key, columns, words);
  const rest = columns.map(({ rows: all }) => all.filter(({ dataset: { key = "" } }) => isFigure(key) && !shared.includes(key)));
  const others = rest.map((own) => own.map((one) => made("div", "cb-versus__one", made("p", "cb-versus__kpi", one.dataset.label ?? ""), ...content(one))));
  return [
    ...facts.filter((key) => !AFTER_THE_FIGURES.includes(key)).map(row),
    ...shared.map(row),
    ...(others.some((own) => own.length) ? [{ label: words.others ?? "", same: false, note: "", cells: others }] : []),
    ...AFTER_THE_FIGURES.filter((key) => facts.includes(key)).map(row),
  ];
}

/** @param {string} key @param {Column[]} columns @param {DOMStringMap} words @returns {Row} */
function rowFor(key, columns, words) {
  const found = columns.map((column) => rowsOf(column, key));
  const texts = found.map((own) => own.map((row) => row.textContent?.replace(/\s+/g, "")).join());
  const hows = new Set(found.flat().map((row) => row.dataset.how));
  return {
    label: found.flat()[0].dataset.label ?? "",
    same: new Set(texts).size === 1,
    note: isFigure(key) && hows.size > 1 ? (words.unlike ?? "") : "",
    cells: found.map((own) => own.flatMap(content)),
  };
}

/** @param {Column[]} columns @param {DOMStringMap} words what the page says: `none`, `same`, `others`, `unlike` */
export function table(columns, words) {
  const head = made("tr", "", ...columns.map(headOf));
  const body = made("tbody");
  for (const { label, same, note, cells } of rows(columns, words)) {
    const name = Object.assign(made("th", "", made("span", "", label)), { colSpan: columns.length, scope: "colgroup" });
    if (same) name.append(made("span", "cb-versus__mark", words.same ?? ""));
    if (note) name.append(made("span", "cb-versus__mark cb-versus__mark--note", note));
    const row = made("tr", "cb-versus__row", ...cells.map((parts, at) => cellOf(parts, columns[at].client, words.none ?? "")));
    const kind = same ? " cb-versus__same" : "";
    row.className += kind;
    body.append(made("tr", `cb-versus__label${kind}`, name), row);
  }
  return made("table", `cb-versus__table cb-versus__table--${columns.length}`, made("thead", "", head), body);
}

/** @param {Column} column */
function headOf({ address, title, sample, client }) {
  const link = Object.assign(made("a", "", title), { href: address });
  const cell = Object.assign(made("th", "cb-versus__case", made("p", "cb-versus__client", client), link), { scope: "col" });
  if (sample) cell.append(made("span", "cb-label cb-label--sample", sample));
  return cell;
}

/** @param {Node[]} parts @param {string} client whose cell it is, said where cells stand below each other @param {string} none */
function cellOf(parts, client, none) {
  const cell = made("td", parts.length ? "" : "cb-versus__none", ...(parts.length ? parts : [none]));
  cell.dataset.client = client;
  return cell;
}
