// Copy buttons: of a phrase (beside it), of this page's address, of a code block.

/**
 * What a button copies: an explicit text, this page's address, or the text marked beside it.
 * @param {HTMLElement} button
 */
function textOf(button) {
  if (button.dataset.cbCopy === "url") return location.href.split("#")[0];
  if (button.dataset.cbCopy) return button.dataset.cbCopy;
  const holder = button.parentElement?.closest(":has([data-cb-copy-text])");
  const source = holder?.querySelector("[data-cb-copy-text]");
  return source instanceof HTMLElement ? source.innerText.trim() : "";
}

/** @param {string} text */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {HTMLElement} button */
function confirm(button) {
  const word = button.querySelector(".cb-copy__word");
  if (!word || button.classList.contains("cb-copy--done")) return;
  const before = word.textContent;
  word.textContent = button.dataset.done ?? "";
  word.setAttribute("role", "status");
  button.classList.add("cb-copy--done");
  setTimeout(() => {
    word.textContent = before;
    button.classList.remove("cb-copy--done");
  }, 1800);
}

// Without a secure context there is no clipboard: the buttons stay hidden, the text can still be selected.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-cb-copy]")) {
    if (button instanceof HTMLElement) button.hidden = false;
  }
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-cb-copy]") : null;
    if (button instanceof HTMLElement && (await write(textOf(button)))) confirm(button);
  });
}
