// The sheets of one case: of the two kinds, the one that is asked for. What is handed over is never in one document with the other.

import { adopt, keptAt, pageAt } from "./brief-desk.js";
import { reasonOf } from "./brief-match.js";

/** @typedef {import("./prospect-match.js").Wish & { company: string, notes: string }} Meeting */
/** @typedef {"own" | "out"} Kind */

/** @param {string} tag @param {string} className @param {string} text */
const made = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

export class Sheets {
  /** @param {URL} root of the cases @param {(name: string) => string} word what the page says */
  constructor(root, word) {
    this.root = root;
    this.word = word;
  }

  /**
   * A block with the sheet, or with the reason why there is none.
   * @param {string} id @param {Kind} kind @param {Meeting} meeting @param {Set<string> | null} kept which cases must not be shown; null: unknown
   */
  async of(id, kind, meeting, kept) {
    const address = new URL(`${id}/`, this.root).href;
    const own = await keptAt(address, "own");
    const block = made("div", "cb-desk__case");
    block.dataset.id = id;
    if (!own) block.append(this.gap(id, "lost"));
    else if (kept === null || kept.has(id)) block.append(this.gap(titleOf(own), kept ? "kept" : "unsure"));
    else if (kind === "own") block.append(this.forOwnEyes(own, meeting));
    else block.append((await this.forTheClient(own, address, meeting)) ?? this.gap(titleOf(own), "closed"));
    return block;
  }

  /** @param {string} name @param {string} why */
  gap(name, why) {
    return made("p", "cb-desk__gap cb-screen-only", `${name}：${this.word(why)}`);
  }

  /** @param {HTMLElement} sheet @param {Meeting} meeting */
  forOwnEyes(sheet, meeting) {
    tell(sheet, "[data-cb-for]", meeting.company && this.word("with").replace("{company}", meeting.company));
    tell(sheet, "[data-cb-reason]", reasonOf(sheet.dataset, meeting));
    tell(sheet, "[data-cb-warning]", meeting.segment && sheet.dataset.segment === meeting.segment ? this.word("ask") : "");
    if (meeting.notes) {
      const block = made("div", "cb-sheet__notes");
      block.append(made("p", "cb-sheet__part", this.word("notes")), made("p", "", meeting.notes));
      sheet.querySelector(".cb-sheet__head")?.after(block);
    }
    return sheet;
  }

  /** The sheet that was made for the client's eyes; null where there is none. @param {HTMLElement} own @param {string} address @param {Meeting} meeting */
  async forTheClient(own, address, { company }) {
    const source = own.dataset.handout ? new URL(own.dataset.handout, address).href : "";
    const sheet = (source ? await pageAt(source) : null)?.querySelector(".cb-sheet--out");
    if (!sheet) return null;
    const copy = adopt(sheet, source);
    const name = company.replace(/\s*(?:御中|様)$/u, "");
    tell(copy, "[data-cb-for]", name && this.word("for").replace("{company}", name));
    return copy;
  }
}

/** Put a text where a sheet has a place for it; "" leaves the place hidden. @param {HTMLElement} sheet @param {string} place @param {string} text */
function tell(sheet, place, text) {
  const found = /** @type {HTMLElement | null} */ (sheet.querySelector(place));
  if (!found || !text) return;
  (found.lastElementChild ?? found).textContent = text;
  found.hidden = false;
}

/** @param {HTMLElement} sheet */
const titleOf = (sheet) => sheet.querySelector("h2")?.textContent ?? "";
