// Print buttons: shown only where a script can answer them.

for (const button of document.querySelectorAll("[data-cb-print]")) {
  if (!(button instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => print());
}
