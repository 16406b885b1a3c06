"""Visits pages in Chromium and notes whatever ran, asked another host, broke the policy, or covered the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

WATCH = """
window.__ran = [];
window.print = () => {};
for (const name of ["alert", "confirm", "prompt", "open"]) window[name] = (...all) => { __ran.push(name); };
addEventListener("securitypolicyviolation", event => {
  __ran.push(`policy: ${event.violatedDirective} ${event.blockedURI}`);
});
"""

TOUCH = r"""
() => {
  const wrong = [];
  const stay = event => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && /^(https?|mailto|tel):$/.test(link.protocol)) event.preventDefault();
  };
  addEventListener("click", stay, true);
  addEventListener("submit", event => event.preventDefault(), true);
  const main = document.querySelector("main") || document.body;
  const scheme = link => link.protocol ?? new URL(link.href.baseVal, location).protocol;
  for (const link of document.querySelectorAll("a[href], area[href]"))
    if (!/^(https?|mailto|tel):$/.test(scheme(link))) wrong.push(`link ${link.getAttribute("href")}`);
  for (const node of main.querySelectorAll("*")) {
    for (const { name, value } of node.attributes)
      if (/^on|^style$|^formaction$/i.test(name) && !/^--fit: [\d.]+;$/.test(value))
        wrong.push(`${node.tagName} ${name}`);
    if (["SCRIPT", "IFRAME", "OBJECT", "EMBED", "BASE", "META", "STYLE"].includes(node.tagName)
        && node.type !== "application/ld+json" && !node.src) wrong.push(node.tagName);
    for (const kind of ["mouseover", "focus", "toggle", "animationstart", "pointerdown", "error", "load"])
      node.dispatchEvent(new Event(kind));
    if (node.matches("a, button, label, summary, input, details, [id]")) node.click?.();
  }
  const door = document.querySelector("header a");
  if (door) {
    scrollTo(0, 0);
    const box = door.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (box.width && top && !top.closest("header, dialog, [popover]"))
      wrong.push(`covered by ${top.outerHTML.slice(0, 80)}`);
  }
  for (const name of ["getElementById", "querySelector", "body", "head", "cookie", "forms"])
    if (Object.hasOwn(document, name) || document[name] instanceof HTMLImageElement) wrong.push(`clobbered ${name}`);
  return wrong;
}
"""


@dataclass
class Probe:
    """One tab that goes from page to page; ``found`` is all that should not have happened, with the page it was on."""

    page: Page
    host: str
    found: list[str] = field(default_factory=list)
    visited: int = 0

    def visit(self, address: str) -> None:
        """Open a page, touch everything on it, and note what went wrong."""
        self.page.goto(address, wait_until="load")
        self.look(address)

    def look(self, address: str) -> None:
        """Touch everything on the page that is open."""
        wrong = self.page.evaluate(TOUCH)
        self.found += [f"{address}: {each}" for each in (*wrong, *self.page.evaluate("() => window.__ran"))]
        self.visited += 1

    def search(self, site: str, query: str) -> None:
        """Open the search page with a query in its address, and wait for the answer."""
        address = f"{site}search/?q={quote(query, safe='')}"
        self.page.goto(address, wait_until="load")
        self.page.wait_for_selector('#search-results[data-state="done"]', state="attached")
        self.look(address)


@contextmanager
def probing(browser: Browser, site: str) -> Iterator[Probe]:
    """A tab for visits to ``site``."""
    context = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    probe = Probe(page=page, host=urlsplit(site).netloc)

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != probe.host:
            probe.found.append(f"{page.url}: asked {request.url}")

    def on_console(said: ConsoleMessage) -> None:
        if said.type == "error" and "404" not in said.text:
            probe.found.append(f"{page.url}: {said.text}")

    def on_dialog(dialog: Dialog) -> None:
        probe.found.append(f"{page.url}: dialog {dialog.message}")
        dialog.dismiss()

    page.add_init_script(WATCH)
    page.on("request", on_request)
    page.on("console", on_console)
    page.on("dialog", on_dialog)
    page.on("popup", lambda opened: probe.found.append(f"{page.url}: opened {opened.url}"))
    page.on("pageerror", lambda fault: probe.found.append(f"{page.url}: error {fault}"))
    try:
        yield probe
    finally:
        context.close()


def pages_of(folder: Path) -> Iterable[str]:
    """The addresses of every page below a folder, without their host; forwarding pages lead away and are left out."""
    for path in sorted(folder.rglob("*.html")):
        if b'http-equiv="refresh"' not in path.read_bytes():
            yield path.relative_to(folder).as_posix().removesuffix("index.html")
