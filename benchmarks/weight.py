"""``python -m benchmarks weight``: what a first visit to a page of the project's own content loads, file by file.

The site that the team reads is built by the project's own command, served to this machine and opened in a browser that
has nothing of it yet. Compressed is what gzip makes of a file; pictures stay as they are.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser

from evaluation.browser import CHROMIUM, chromium, served

from .figures import Visit, Weight
from .pagebytes import page_bytes, weigh
from .sites import AS_OF, HOME

_LATE = 500.0
"""Milliseconds behind ``load`` in which scripts may still ask for something."""
_ARTICLE, _CASE = "articles/*/*/index.html", "cases/case-*/index.html"


def run() -> int:
    """Measure and print; 2 where there is no browser."""
    if CHROMIUM is None:
        print("Chromium is missing: install the Debian package `chromium`", file=sys.stderr)
        return 2
    found = measure()
    print(f"{found.pages} pages, the median one {_kb(found.html.raw)} KB of HTML, {_kb(found.html.gz)} KB compressed")
    for visit in found.visits:
        print(f"{visit.name}: {len(visit.files)} files, {_kb(visit.raw)} KB, {_kb(visit.gz)} KB compressed")
        for file in visit.files:
            print(f"  {_kb(file.raw):>7} {_kb(file.gz):>6}  {file.path}")
    return 0


def measure() -> Weight:
    """Build the project's own site, visit one page of each kind and weigh what comes. Needs Chromium."""
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
        site = Path(name) / "site"
        command = [sys.executable, "-m", "generator", "build", "--as-of", AS_OF, "--no-cache", "--output", str(site)]
        subprocess.run(command, cwd=HOME, check=True, capture_output=True)
        pages = sorted(site.rglob("*.html"))
        with served(site) as address, chromium() as browser:
            visits = [_visit(browser, address, site, kind, page) for kind, page in _visited(site)]
        return Weight(pages=len(pages), html=page_bytes(pages), visits=visits)


def _visited(site: Path) -> Iterator[tuple[str, str]]:
    """A name and an address for each kind of page."""
    yield "home", ""
    for name, pattern in (("case", _CASE), ("article", _ARTICLE)):
        by_size = sorted(site.glob(pattern), key=lambda page: (page.stat().st_size, page))
        yield name, by_size[len(by_size) // 2].parent.relative_to(site).as_posix() + "/"
    yield "finder", "cases/"
    yield "search", "search/"


def _visit(browser: Browser, address: str, site: Path, name: str, path: str) -> Visit:
    context = browser.new_context(viewport={"width": 1280, "height": 844}, service_workers="block")
    page = context.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(unquote(urlsplit(request.url).path).lstrip("/")))
    page.goto(address + path, wait_until="load")
    page.wait_for_timeout(_LATE)
    context.close()
    files = {each: weigh(_file(site, each), each or "index.html") for each in asked}
    return Visit(name=name, files=[files.pop(path), *sorted(files.values(), key=lambda file: -file.gz)])


def _file(site: Path, path: str) -> Path:
    return site / path / "index.html" if (site / path).is_dir() else site / path


def _kb(size: int) -> str:
    return f"{size / 1000:.1f}"
