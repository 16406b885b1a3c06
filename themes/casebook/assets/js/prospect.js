// Whom the salesperson is about to meet, as the brief keeps it in this browser, and which cases must not reach them.
import { digestsOf } from "./company.js";

/** @typedef {{ company: string, segment: string }} Prospect */

const root = new URL(document.documentElement.dataset.base ?? "./", location.href);

/** Where this browser keeps the desk of this site. */
export const KEY = `casebook-brief ${new URL("cases/", root).pathname}`;

/** @returns {Prospect} */
export function prospect() {
  try {
    const { company = "", segment = "" } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { company: String(company), segment: String(segment) };
  } catch {
    return { company: "", segment: "" };
  }
}

/** @type {Promise<Record<string, { segments: string[], names: string[] }>> | undefined} */
let agreed;

/**
 * The ids of cases that must not be shown to a prospect; null where that cannot be told, and none may be shown.
 * @param {Prospect} whom @returns {Promise<Set<string> | null>}
 */
export async function keptFrom({ company, segment }) {
  if (!company && !segment) return new Set();
  agreed ??= fetch(new URL("brief/not-for.json", root)).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)));
  try {
    const typed = digestsOf(company);
    const kept = Object.entries(await agreed).filter(
      ([, { segments, names }]) => segments.includes(segment) || names.some((name) => typed.has(name)),
    );
    return new Set(kept.map(([id]) => id));
  } catch {
    agreed = undefined;
    return null;
  }
}
