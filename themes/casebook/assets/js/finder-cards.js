// The cards of the list of cases: those of this page, and of its other pages when they are wanted.

import { settle } from "./dates.js";

export class Cards {
  /** @param {URL} root of the list @param {number} perPage @param {HTMLElement} [list] the cards of this page, if it is one of the list's */
  constructor(root, perPage, list) {
    this.root = root;
    this.perPage = perPage;
    /** @type {Map<number, Promise<HTMLElement[]>>} */
    this.pages = new Map();
    const here = Number(/page\/(\d+)\/$/.exec(location.pathname)?.[1] ?? 1);
    if (list) this.pages.set(here, Promise.resolve(/** @type {HTMLElement[]} */ ([...list.children])));
  }

  /** The cards of rows, in their order. @param {number[]} rows @returns {Promise<HTMLElement[]>} */
  async of(rows) {
    const cards = await Promise.all(rows.map(async (row) => (await this.#page(Math.floor(row / this.perPage) + 1))[row % this.perPage]));
    return cards.filter(Boolean);
  }

  /** @param {number} number */
  #page(number) {
    const known = this.pages.get(number) ?? cardsOf(new URL(number > 1 ? `page/${number}/` : "", this.root));
    this.pages.set(number, known);
    known.catch(() => this.pages.delete(number));
    return known;
  }
}

/** @param {URL} address @returns {Promise<HTMLElement[]>} */
async function cardsOf(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  settle(page);
  const cards = /** @type {HTMLElement[]} */ ([...page.querySelectorAll(".cb-finder__results .cb-cards > *")]);
  for (const link of cards.flatMap((card) => [...card.querySelectorAll("a")])) {
    link.href = new URL(link.getAttribute("href") ?? "", address).href;
  }
  return cards.map((card) => document.adoptNode(card));
}
