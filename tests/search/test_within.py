"""Texts that stand on a page, searched where they stand: found as the site's pages are, and by their very words."""

from __future__ import annotations

import pytest

from .conftest import Engine

TEXTS = [
    "退会された方の理由をお聞かせください。",
    "見積りをお送りします。",
    "サーバーを止める日のお知らせです。",
    "ＡＢＣの件です。",
]


def _within(engine: Engine, query: str) -> list[str]:
    found = engine.page.evaluate(
        "([query, texts]) => index.within(query, texts).then(({ fitting }) => fitting)", [query, TEXTS]
    )
    return [TEXTS[place] for place in found]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("退会", 0),
        ("たいかい", 0),
        ("ﾀｲｶｲ", 0),
        ("見積もり", 1),
        ("ｻｰﾊﾞ", 2),
        ("お聞かせくだ", 0),
        ("abc", 3),
        ("の件です", 3),
    ],
)
def test_a_text_is_found_however_it_is_typed(engine: Engine, query: str, place: int) -> None:
    assert _within(engine, query) == [TEXTS[place]]


@pytest.mark.parametrize("query", ["仮想通貨", "を"])
def test_what_no_text_says_finds_nothing(engine: Engine, query: str) -> None:
    assert _within(engine, query) == []


def _marked(engine: Engine, query: str) -> list[list[str]]:
    found: list[list[str]] = engine.page.evaluate(
        "([query, texts]) => index.within(query, texts).then(({ marks }) => texts.map((text) =>"
        " marks(text).map(([start, end]) => text.slice(start, end))))",
        [query, TEXTS],
    )
    return found


def test_marks_lie_on_what_was_asked_for(engine: Engine) -> None:
    assert _marked(engine, "たいかい") == [["退会"], [], [], []]
    assert "ＡＢＣの件" in _marked(engine, "abcの件")[3]
