"""A visit that remembers everything that went wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

PHONE = (390, 844)
WIDE = (1280, 900)

_WATCH = """
addEventListener("securitypolicyviolation", event => {
  console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
});
"""


@dataclass
class Trouble:
    """Console errors, failed or foreign requests."""

    found: list[str] = field(default_factory=list)

    def watch(self, page: Page, host: str) -> None:
        def on_console(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                self.found.append(f"console: {message.text}")

        def on_request(request: Request) -> None:
            address = urlsplit(request.url)
            if address.scheme in ("http", "https") and address.netloc != host:
                self.found.append(f"asked {request.url}")

        page.on("console", on_console)
        page.on("pageerror", lambda fault: self.found.append(f"error: {fault}"))
        page.on("request", on_request)
        page.on("response", lambda r: self.found.append(f"{r.status} {r.url}") if r.status >= 400 else None)


@contextmanager
def visit(
    browser: Browser, address: str, size: tuple[int, int] = WIDE, *, dark: bool = False, scripts: bool = True
) -> Iterator[Page]:
    """Open ``address``; at the end, nothing may have gone wrong."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
        locale="ja-JP",
    )
    context.set_default_timeout(10_000)
    trouble = Trouble()
    page = context.new_page()
    if scripts:
        page.add_init_script(_WATCH)
    trouble.watch(page, urlsplit(address).netloc)
    try:
        page.goto(address)
        yield page
    finally:
        context.close()
    assert trouble.found == []


def promised_by(offer: Locator) -> int:
    """How many rows an offer to loosen the conditions says it will show."""
    found = re.search(r"（(\d+) 件）", offer.inner_text())
    assert found is not None
    return int(found[1])
