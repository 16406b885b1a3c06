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

from .trial import Check

_AT_ONCE = 30
"""Snippets of one site: enough for long lists, few enough for a page that still loads soon."""


def trials(count: int, seed: int) -> Iterator[str]:
    """Each snippet, carried everywhere; a site of several falls as a whole."""
    snippets = carried()
    with launched() as browser:
        for audience in ("sales", "public"):
            for start in range(0, len(snippets), _AT_ONCE):
                some = snippets[start : start + _AT_ONCE][:count]
                count -= len(some)
                if not some:
                    return
                found = _faults(some, audience, browser)
                yield from (found for _ in some)


def _faults(snippets: tuple[str, ...], audience: str, browser: Browser) -> str:
    """What went wrong on the pages of a site that holds ``snippets``: each is visited and touched."""
    with TemporaryDirectory(prefix="casebook-hostile-") as root:
        folder = build_hostile(Path(root), snippets, audience)
        with served(folder) as address, probing(browser, address) as probe:
            for page in pages_of(folder):
                probe.visit(address + page)
            for snippet in snippets:
                probe.search(address, snippet)
    return "; ".join(found[:300] for found in probe.found)


CHECK = Check(name=f"hostile-snippets-in-{len(CARRIERS)}-carriers", wanted=2 * len(carried()), trials=trials)
