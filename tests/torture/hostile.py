"""Every hostile snippet in every carrier, in a real browser, in the site with the most pages and in the public one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from evaluation.browser import served
from tests.browsers import launched
from tests.hostile.probe import pages_of, probing
from tests.hostile.site import CARRIERS, carried
from tests.hostile.test_hostile_site import build_hostile

_AT_ONCE = 30
"""Snippets of one site: enough for long lists, few enough for a page that still loads soon."""


def checks() -> Iterator[tuple[str, int, int]]:
    """Name, how many snippets came out harmless in every carrier, and how many there are."""
    snippets = carried()
    for audience in ("sales", "public"):
        harmless = 0
        with launched() as browser:
            for start in range(0, len(snippets), _AT_ONCE):
                some = snippets[start : start + _AT_ONCE]
                harmless += len(some) if _is_harmless(some, audience, browser) else 0
        yield f"hostile snippets × {len(CARRIERS)} carriers, {audience}", harmless, len(snippets)


def _is_harmless(snippets: tuple[str, ...], audience: str, browser: Browser) -> bool:
    """Build, visit and touch every page of a site that holds ``snippets``; say what went wrong."""
    with TemporaryDirectory(prefix="casebook-hostile-") as root:
        folder = build_hostile(Path(root), snippets, audience)
        with served(folder) as address, probing(browser, address) as probe:
            for page in pages_of(folder):
                probe.visit(address + page)
            for snippet in snippets:
                probe.search(address, snippet)
    for found in probe.found:
        print(found[:300])
    return not probe.found
