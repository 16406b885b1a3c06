// The finder's table: which cases fit, how many more a value would leave, in what order. Rows are numbers in list order.

/** @typedef {{ values: string[], rows: number[][] }} Facet */
/** @typedef {{ places: number[], facets: Record<string, Facet>, months: string[], effects: Record<string, [number, number, string][]> }} Data */
/** @typedef {Record<string, string[]>} Wanted the values that will do, by facet */
/** @typedef {Record<string, Record<string, number>>} Counts */

export class Table {
  /** @param {Data} data */
  constructor({ places, facets, months, effects }) {
    this.size = places.length;
    this.facets = facets;
    this.months = months;
    this.effects = effects;
    /** @type {number[]} place among the cases that search knows → row */
    this.rowAt = [];
    places.forEach((place, row) => (this.rowAt[place] = row));
  }

  /**
   * The rows that fit, and for each value how many rows would fit if it were wanted too, or alone of its facet.
   * Values of one facet widen, facets narrow each other.
   * @param {Wanted} wanted @param {Set<number> | null} [among] rows that the words leave; null for all
   * @returns {{ rows: number[], counts: Counts }}
   */
  fitting(wanted, among = null) {
    const names = Object.keys(this.facets);
    const columns = names.map((name) => this.facets[name]);
    const sets = names.map((name, at) => new Set((wanted[name] ?? []).map((value) => columns[at].values.indexOf(value))));
    const counts = columns.map(({ values }) => new Array(values.length).fill(0));
    /** @type {number[]} */
    const rows = [];
    for (let row = 0; row < this.size; row++) {
      if (among && !among.has(row)) continue;
      const missed = this.#missed(row, columns, sets);
      if (missed > names.length) continue;
      if (missed < 0) rows.push(row);
      for (let at = 0; at < names.length; at++) {
        if (missed < 0 || missed === at) for (const value of columns[at].rows[row]) counts[at][value]++;
      }
    }
    const named = names.map((name, at) => [name, Object.fromEntries(columns[at].values.map((value, n) => [value, counts[at][n]]))]);
    return { rows, counts: Object.fromEntries(named) };
  }

  /** The one facet that keeps a row out; -1 for none, more than there are for several. @param {number} row @param {Facet[]} columns @param {Set<number>[]} sets */
  #missed(row, columns, sets) {
    let missed = -1;
    for (let at = 0; at < columns.length; at++) {
      if (!sets[at].size || columns[at].rows[row].some((value) => sets[at].has(value))) continue;
      if (missed >= 0) return columns.length + 1;
      missed = at;
    }
    return missed;
  }

  /** What a row has in a facet. @param {number} row @param {string} facet */
  valuesOf(row, facet) {
    const { values, rows } = this.facets[facet];
    return rows[row].map((at) => values[at]);
  }

  /** Rows with the newest figures first; those without figures last. @param {number[]} rows */
  byMonth(rows) {
    return [...rows].sort((a, b) => (this.months[b] < this.months[a] ? -1 : this.months[b] > this.months[a] ? 1 : a - b));
  }

  /** Rows by what became of one KPI, the best first; those that cannot be compared last. @param {number[]} rows @param {string} kpi */
  byEffect(rows, kpi) {
    const rank = new Map((this.effects[kpi] ?? []).map(([row], at) => [row, at]));
    return [...rows].sort((a, b) => (rank.get(a) ?? Infinity) - (rank.get(b) ?? Infinity) || a - b);
  }

  /** The change of a KPI in a row, in words; "" where there is none to compare. @param {number} row @param {string} kpi */
  effectOf(row, kpi) {
    return this.effects[kpi]?.find(([other]) => other === row)?.[2] ?? "";
  }
}
