// The finder's cards: those of this page, and of the list's other pages when they are wanted.

import { settle } from "./dates.js";

export class Cards {
  /** @param {HTMLElement} finder @param {HTMLElement} list */
  constructor(finder, list) {
    this.root = new URL(location.pathname.replace(/page\/\d+\/$/, ""), location.href);
    this.perPage = Number(finder.dataset.perPage);
    const here = Number(/page\/(\d+)\/$/.exec(location.pathname)?.[1] ?? 1);
    /** @type {HTMLElement[]} */
    this.own = /** @type {HTMLElement[]} */ ([...list.children]);
    /** @type {Map<number, Promise<HTMLElement[]>>} */
    this.pages = new Map([[here, Promise.resolve(this.own)]]);
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
