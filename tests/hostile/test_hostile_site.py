"""What a hostile contributor writes runs nothing, asks no other host, and violates no policy, in a real browser.

Here a sample of the snippets, each in every carrier; ``tests/torture/hostile.py`` takes all of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.browser import served
from generator.build import build
from generator.config import read_config
from generator.order import Order
from tests.browsers import launched
from tests.folders import CONFIG, write_site
from tests.whole import AS_OF

from .probe import pages_of, probing
from .site import CARRIERS, carried, site_of
from .snippets import SNIPPETS

SAMPLE = carried()[::24]


def build_hostile(root: Path, snippets: tuple[str, ...], audience: str = "sales") -> Path:
    """Build the site that holds ``snippets``; its folder."""
    write_site(root, site_of(snippets))
    config, problems = read_config(root / CONFIG)
    assert config is not None, problems
    order = Order(config=config, audience=audience, output=root / "site", as_of=AS_OF, use_cache=False)
    outcome = build(order)
    assert outcome.release is not None, [problem for problem in outcome.problems if problem.is_error]
    return root / "site"


def test_nothing_runs(tmp_path: Path) -> None:
    folder = build_hostile(tmp_path / "hostile", SAMPLE)
    with launched() as browser, served(folder) as address, probing(browser, address) as probe:
        for page in pages_of(folder):
            probe.visit(address + page)
        for snippet in SAMPLE:
            probe.search(address, snippet)
    assert probe.found == []
    assert probe.visited > len(SAMPLE) * (len(CARRIERS) - 2)


def test_the_probe_sees_what_runs(tmp_path: Path) -> None:
    """Pages that do what snippets would like to do: each is noticed."""
    bad = {
        "script": "<script>alert(1)</script>",
        "handler": "<img src=x onerror=alert(1)>",
        "link": "<main><a href='javascript:alert(1)'>x</a></main>",
        "policy": "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\"><script>alert(1)</script>",
        "covered": "<header><a href=#>x</a></header><main><p style='position:fixed;inset:0'>x</p></main>",
        "clobbered": "<img name=getElementById>",
        "asked": "<img src=http://127.0.0.1:9/pixel.png>",
    }
    for name, html in bad.items():
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><title>x</title>{html}")
    with launched() as browser, served(tmp_path) as address:
        for name in bad:
            with probing(browser, address) as probe:
                probe.visit(f"{address}{name}.html")
            assert probe.found, name


def test_enough_snippets() -> None:
    print(f"{len(SNIPPETS)} hostile snippets, {len(carried())} of them × {len(CARRIERS)} carriers (goal: 28 × 6)")
    assert len(carried()) >= 40 and len(CARRIERS) >= 6


@pytest.mark.parametrize("number", range(len(SAMPLE)))
def test_each_sample_is_in_every_carrier(number: int) -> None:
    written = site_of((SAMPLE[number],))
    assert {name.split("/")[1] for name in written if "/" in name} >= {
        "articles", "cases", "glossary", "seminars", "phrases", "voices", "organizations", "synonyms.yml",
    }  # fmt: skip
