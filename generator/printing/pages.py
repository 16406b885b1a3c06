"""A page of a finished site as PDF: the very page that a browser prints, with the site's own styles and scripts."""

from __future__ import annotations

import base64
import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .chromium import Json, Pipe, running
from .fault import NotPrinted
from .letters import as_written

_HOST = "casebook.invalid"
"""A name that no host can have (RFC 2606). What is asked of it is answered from the folder; no other host answers."""

_KINDS = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_WHOLE = """
new Promise((done) => {
  const look = async () => {
    if (document.readyState !== "complete" || !document.querySelector(READY)) return setTimeout(look, 20);
    await document.fonts.ready;
    for (const picture of document.images) picture.loading = "eager";
    await Promise.all([...document.images].map((picture) => picture.decode().catch(() => {})));
    done(REFUSED ? [...document.querySelectorAll(REFUSED)].map((element) => element.textContent.trim()) : []);
  };
  look();
})
"""
_REMEMBER = "for (const [key, text] of Object.entries(KEPT)) localStorage.setItem(key, text);"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageToPrint:
    """What to print: ``path`` below the folder ``site``, query included, once an element matches ``ready``.

    ``kept`` is what the page finds in its ``localStorage``; it stands in no address and on no disk. Elements that match
    ``refused`` hold sentences that say why the page is not to be printed.
    """

    site: Path
    path: str
    ready: str = "body"
    refused: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)


def as_pdf(page: PageToPrint, chromium: str, seconds: float = 60.0) -> bytes:
    """The page as PDF, its paper as its style sheet says. Raises NotPrinted."""
    with running(chromium, seconds) as browser:
        tab = _tab(browser)
        root = page.site.resolve()
        browser.on_event = lambda method, told: _answer(browser, tab, root, told) if method == _ASKED else None
        browser.call("Fetch.enable", tab, patterns=[{"urlPattern": "*"}])
        browser.call("Page.enable", tab)
        script = _REMEMBER.replace("KEPT", json.dumps(dict(page.kept)))
        browser.call("Page.addScriptToEvaluateOnNewDocument", tab, source=script)
        browser.call("Page.navigate", tab, url=f"http://{_HOST}/{page.path}")
        refused = _wait(browser, tab, page)
        if refused:
            raise NotPrinted("\n".join(refused), "この事例を外すか、担当に確認してください。")
        printed = browser.call("Page.printToPDF", tab, preferCSSPageSize=True, generateTaggedPDF=True)
    return as_written(base64.b64decode(printed["data"]))


_ASKED = "Fetch.requestPaused"


def _tab(browser: Pipe) -> str:
    """A window that keeps nothing on the disk; gives its session."""
    context = browser.call("Target.createBrowserContext")["browserContextId"]
    target = browser.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
    session: str = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    return session


def _wait(browser: Pipe, tab: str, page: PageToPrint) -> list[str]:
    """Wait until the page is whole; gives why it is not to be printed, nothing where it may be."""
    script = _WHOLE.replace("READY", json.dumps(page.ready)).replace("REFUSED", json.dumps(page.refused))
    answer = browser.call("Runtime.evaluate", tab, expression=script, awaitPromise=True, returnByValue=True)
    texts = answer["result"].get("value")
    if not isinstance(texts, list):
        raise NotPrinted(
            f"ページを印刷できませんでした（{page.path.partition('?')[0]}）。", "casebook build で作り直してください。"
        )
    return [str(text) for text in texts]


def _answer(browser: Pipe, tab: str, root: Path, asked: Json) -> None:
    """Answer what a page asks for from the folder; tell every other host's to be unreachable."""
    number = asked["requestId"]
    address = urlsplit(asked["request"]["url"])
    if address.netloc != _HOST:
        browser.tell("Fetch.failRequest", tab, requestId=number, errorReason="AddressUnreachable")
        return
    file = _file(root, unquote(address.path))
    kind = [{"name": "Content-Type", "value": _kind(file)}] if file else []
    body = base64.b64encode(file.read_bytes()).decode() if file else ""
    browser.tell(
        "Fetch.fulfillRequest",
        tab,
        requestId=number,
        responseCode=200 if file else 404,
        responseHeaders=kind,
        body=body,
    )


def _file(root: Path, path: str) -> Path | None:
    """The file behind a path; None where there is none below ``root``."""
    name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
    try:
        file = (root / name).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None
    except (OSError, ValueError):
        return None


def _kind(file: Path) -> str:
    return _KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
