"""What search is told of a circle's pages: all that they show, and of what is hidden nothing, in no file."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.build import build
from generator.config import read_config
from generator.order import Order
from generator.search.contents import strings
from generator.search.fold import fold

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 1)


@cache
def _index(circle: str) -> Mapping[str, bytes]:
    """The index of the site ``consent``, by the name of its file."""
    config, _ = read_config(HERE / "consent" / "input" / "site_config.yml")
    assert config is not None
    with TemporaryDirectory() as folder:
        output = Path(folder) / "site"
        outcome = build(Order(config=config, audience=circle, output=output, as_of=AS_OF, jobs=1, use_cache=False))
        assert outcome.release is not None, outcome.problems
        return {name: data for name, data in outcome.release.files.items() if name.startswith("search/index/")}


def _all(circle: str) -> str:
    """All that a reader of the files could find in them."""
    files = _index(circle)
    found = [text for name, data in files.items() if name.endswith(".gz") for text in strings(name, data)]
    return "\n".join([files["search/index/manifest.json"].decode(), *found])


def _told(circle: str, url: str) -> str:
    """What a hit could show of one page."""
    rows = [
        row
        for name, data in _index(circle).items()
        if name.startswith("search/index/records")
        for row in json.loads(gzip.decompress(data))
    ]
    return next(json.dumps(row, ensure_ascii=False) for row in rows if row[0] == url)


def _names(circle: str) -> list[str]:
    (data,) = (data for name, data in _index(circle).items() if name.startswith("search/index/names"))
    found: list[str] = json.loads(gzip.decompress(data))
    return found


def test_where_the_ratio_alone_may_show_it_alone_is_found() -> None:
    outside = _told("public", "cases/case-0001/")
    assert "50%減" in outside
    assert "8.4" not in outside and "4.2" not in outside and "12,345" not in outside
    assert "8.4% → 4.2% 50%減 4.2ポイント減" in _told("sales", "cases/case-0001/")
    assert "8.4% → 4.2%" in _told("public", "cases/case-0002/")


def test_a_client_that_must_not_be_named_is_in_no_file() -> None:
    outside, inside = _all("public"), _all("sales")
    for name in ("あおぞら", "青空", "aozora", "別名と変の会"):
        assert name not in outside
    assert "あおぞら" in inside and "aozora" in inside


def test_what_is_withheld_is_in_no_file() -> None:
    outside = _all("public")
    for word in ("返事待ち", "期限の切", "取り下げ", "case-0003", "case-0004", "case-0005"):
        assert word not in outside


def test_names_of_organisations_are_listed_and_nothing_else() -> None:
    """A reader's own record of queries leaves these out: each form that the circle knows, and the alias."""
    outside = {fold(name) for name in ("みどりほけん", "みどり保険株式会社", "保険会社B社", "食品メーカーA社")}
    inside = {fold(name) for name in ("株式会社あおぞら食品", "あおぞらしょくひん", "Aozora Foods")}
    assert set(_names("public")) == outside
    assert set(_names("sales")) == outside | inside
