// On every page: keep the site on this device once the page stands, and say so where the page came from there.
import { register, remember, remembered, settled, tell, told, workers } from "./device.js";

const HOUR = 3_600_000;

/** @param {string} at */
function sayAge(at) {
  const line = document.querySelector("[data-cb-offline]");
  const text = line?.querySelector("[data-text]");
  if (!(line instanceof HTMLElement) || !(text instanceof HTMLElement)) return;
  text.textContent = (text.dataset.text ?? "").replace("{when}", told(at));
  line.hidden = false;
}

/** Kept unless the reader said no, saves data, or it failed a little while ago. */
function wanted() {
  const said = remembered();
  if (said === "off") return false;
  const saves = "connection" in navigator && /** @type {any} */ (navigator.connection)?.saveData === true;
  return workers.controller !== null || (!saves && !(Date.now() - Number(said || 0) < HOUR));
}

async function keep() {
  const registration = await register();
  if (!(await settled(registration))) return remember(String(Date.now()));
  remember("");
  const state = await tell("state", registration.active);
  if (!state) return tell("restore", registration.active);
  if (Date.now() - Date.parse(state.at) < HOUR) return state;
  await registration.update();
  if (!registration.installing && !registration.waiting) await tell("confirm", registration.active);
}

async function begin() {
  const state = await tell("state");
  if (state?.fromHere) return sayAge(state.at);
  if (document.readyState !== "complete") await new Promise((ready) => addEventListener("load", ready));
  if (wanted()) await keep();
}

if (workers) begin().catch(() => {}); // without network, or where the browser forbids it, the page is as it is
