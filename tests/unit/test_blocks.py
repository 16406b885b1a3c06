"""``/// audience | NAME``: what is for a narrower circle is gone, and nothing doubtful gets through."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import blocks
from generator.config import AUDIENCES
from generator.markup import DEFAULT, convert
from generator.model.body import Body


def keep(text: str, *circles: str) -> str:
    """What readers of ``circles`` get of a text that has nothing wrong."""
    body = Body.starting_at(text, "x.md", 1)
    assert blocks.split(body, AUDIENCES)[1] == []
    return blocks.keep(body, AUDIENCES, circles).text


def faults(text: str) -> list[tuple[str, int]]:
    """The codes and lines of what is wrong with the markings of a text."""
    problems = blocks.split(Body.starting_at(text, "x.md", 1), AUDIENCES)[1]
    return [(problem.code, problem.place.line if problem.place else 0) for problem in problems]


def test_narrower_parts_go_whole() -> None:
    text = "前\n\n/// audience | sales\n秘\n///\n\n後"
    assert keep(text, "public") == "前\n\n\n後"
    assert keep(text, "public", "marketing", "sales") == "前\n\n\n秘\n\n\n後"


def test_lines_keep_their_places() -> None:
    body = Body.starting_at("前\n/// audience | sales\n秘\n///\n後", "x.md", 10)
    assert blocks.keep(body, AUDIENCES, ["public"]).lines == (10, 14)
    assert blocks.keep(body, AUDIENCES, AUDIENCES).lines == (10, 11, 12, 13, 14)


def test_more_slashes_hold_other_blocks() -> None:
    text = "//// audience | sales\n/// note | 覚え\n秘\n///\n////\n後"
    assert keep(text, "public") == "後"
    assert keep(text, "sales") == "\n/// note | 覚え\n秘\n///\n\n後"


def test_other_blocks_are_left_alone() -> None:
    for text in (
        "/// note | 題\n本文\n///",
        "/// details | sales の話\n本文\n///",
        "https://example.com/audience",
        "// 注",
    ):
        assert keep(text, "public") == text


def test_markings_in_code_are_text() -> None:
    for fence in ("```", "~~~~", "``` markdown", "```md"):
        text = f"{fence}\n/// audience | sales\n例\n///\n{fence[:4] if fence[0] == '~' else '```'}\n後"
        assert keep(text, "public") == text


@pytest.mark.parametrize(
    "line",
    [
        " /// audience | sales",
        "    /// audience | sales",
        "\t/// audience | sales",
        "> /// audience | sales",
        "- /// audience | sales",
        "1. /// audience | sales",
        "/// Audience | sales",
        "/// audience: sales",
        "/// audience sales",
        "/// audience",
        "/// audiense | sales",
        "/// sales",
        "/// 対象 | sales",
        "// audience | sales",
        "／／／ audience ｜ sales",
        "/// audience | sales, editors",
        "/// audience | sales ///",
        "///audience|sales|",
    ],
)
def test_doubtful_openers_are_errors(line: str) -> None:
    found = faults(f"前\n{line}\n秘\n///\n")
    assert found, line
    assert found[0][1] == 2


@pytest.mark.parametrize("name", ["sale", "Sales", "everyone", "セールス", "public,", "*"])
def test_unknown_names_are_errors(name: str) -> None:
    assert faults(f"/// audience | {name}\n秘\n///") == [("unknown-audience", 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("/// audience | sales\n秘", 1),
        ("前\n//// audience | sales\n秘\n///", 2),
        ("/// audience | sales\n秘\n /// \n", 1),
        ("/// audience | sales\n//// audience | editors\n////\n///", 2),
        ("```\n/// audience | sales\n", 1),
        ("    ```\n~~~\n/// audience | sales\n~~~", 1),
        ("> ```\n```\n/// audience | sales\n```", 1),
        ("```\n> 引用\n/// audience | sales\n```", 2),
        ("  ```\n/// audience | sales\n  ```", 1),
        ("```\n例\n````\n```\n/// audience | sales\n秘\n///\n```\n", 3),
        ("/// audience | sales\n```\n/// audience | editors\n```\n///", 3),
    ],
)
def test_what_does_not_balance_is_an_error(text: str, line: int) -> None:
    assert ("audience-block", line) in faults(text)


def test_line_ends_of_other_systems() -> None:
    """Sources are read with ``\\n`` ends; a stray ``\\r`` never hides a marking."""
    assert keep("/// audience | sales\r\n秘\r\n///\r\n後".replace("\r\n", "\n"), "public") == "後"
    assert faults("/// audience | sales\r\n秘\r\n///\r") == []


_MARKS = ("/// audience | sales", "//// audience | editors", "///", "////", " /// audience | sales", "/// note | 題")
_FENCES = ("```", "````", "~~~", "``` `x`", "    ```", "> ```")
_OTHER = ("秘密の文章です", "前後", "", "- 項目", "<div>", "</div>", "<!--", "-->")
_LINES = st.lists(st.sampled_from((*_MARKS, *_FENCES, *_OTHER)), max_size=14)


@settings(deadline=None)
@given(_LINES)
def test_no_opener_ever_shows_as_running_text(lines: list[str]) -> None:
    """Where nothing is doubtful, a marking shows to the public as code alone: what it holds is gone otherwise."""
    body = Body.starting_at("\n".join(lines), "x.md", 1)
    if blocks.split(body, AUDIENCES)[1]:
        return
    kept = blocks.keep(body, AUDIENCES, ["public"]).text
    if "/// audience" not in kept:
        return
    html = convert(kept, DEFAULT).html
    assert "/// audience" not in re.sub(r"<(pre|code)\b.*?</\1>", "", html, flags=re.DOTALL)
