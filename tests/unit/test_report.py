"""Problems as people and machines read them."""

from __future__ import annotations

import json

import pytest

from generator.problems import Place, error, in_order, warning
from generator.report import as_github, as_json, as_text, mask, summary


def lines(file: str, number: int) -> str:
    """The source that the problems of these tests lie in."""
    return {1: "title: 題", 2: "　全角とabc", 3: "a:\tb"}.get(number, "")


@pytest.mark.parametrize(
    ("place", "row", "marker"),
    [
        (Place(file="x", line=2, column=2, length=2), "  2 | 　全角とabc", "    |   ^^^^"),
        (Place(file="x", line=2, column=5, length=99), "  2 | 　全角とabc", "    |         ^^^"),
        (Place(file="x", line=2, column=99, length=1), "  2 | 　全角とabc", "    |            ^"),
        (Place(file="x", line=3, column=4), "  3 | a:\tb", "    |   \t^"),
    ],
)
def test_the_marker_stands_under_the_span(place: Place, row: str, marker: str) -> None:
    assert as_text([error("c", place, "誤り。", "直す。")], lines).split("\n")[1:3] == [row, marker]


def test_no_line_no_marker() -> None:
    assert (
        as_text([error("c", Place(file="x", line=9), "誤り。", "直す。")], lines)
        == "x:9:1: error[c]: 誤り。\n  ヒント: 直す。"
    )
    assert as_text([warning("c", None, "注意。", "見る。")], lines) == "warning[c]: 注意。\n  ヒント: 見る。"


def test_a_whole_file_shows_no_line() -> None:
    assert "title" not in as_text([error("c", Place(file="x"), "誤り。", "直す。")], lines)


def test_order_and_repeats() -> None:
    first, second = Place(file="a", line=2), Place(file="a", line=10)
    other = Place(file="b", line=1, column=3)
    found = [
        error("z", other, "3", ""),
        error("y", second, "2", ""),
        error("x", first, "1", ""),
        error("w", None, "0", ""),
    ]
    assert [problem.message for problem in in_order([*found, found[0]])] == ["0", "1", "2", "3"]


def test_json_is_one_array() -> None:
    assert json.loads(as_json([])) == []
    (row,) = json.loads(as_json([error("c", None, "誤り。", "直す。")]))
    assert (row["file"], row["line"], row["severity"]) == (None, None, "error")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("「社名」です", "「…」です"),
        ("「外「内」外」後", "「…」後"),
        ("『題』と「文」", "「…」と「…」"),
        ("「a」か「b」の形で", "「…」か「…」の形で"),
        ("「あ」社名」は", "「…」は"),
        ("「あ」社名「い」は", "「…」は"),
        ("「閉じない", "「…」"),
        ("」先に閉じる", "」先に閉じる"),
    ],
)
def test_mask(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_github_escapes_what_would_end_a_field() -> None:
    place = Place(file="a-b.md", line=3, column=4)
    shown = as_github([error("c", place, "100% だめ\n二行め", "直す。")])
    assert shown == "::error file=a-b.md,line=3,col=4,title=c::100%25 だめ%0A二行め 直す。"


@pytest.mark.parametrize(
    ("code", "file", "shown"),
    [
        ("bad-date", "content/cases/case-0001.yml", "content/cases/case-0001.yml"),
        ("missing-key", "site_config.yml", "site_config.yml"),
        ("bad-id", "content/cases/aozora-foods.yml", "content/cases/…"),
        ("name-in-id", "content/articles/basics/aozora.md", "content/articles/basics/…"),
        ("not-utf8", "content/articles/あおぞら/a,b:c%\n.md", "content/articles/…/…"),
        ("bad-date", "content/articles/basics/secret-name.md", "content/articles/basics/…"),
        ("bad-date", "content/articles/secret-name/a.md", "content/articles/…/a.md"),
    ],
)
def test_github_masks_file_names_that_tell(code: str, file: str, shown: str) -> None:
    found = as_github([error(code, Place(file=file), "誤り。", "直す。")], lambda text: "secret" in text)
    assert found.startswith(f"::error file={shown},line=1,")


def test_a_long_line_is_cut_around_its_span() -> None:
    long = "a" * 5_000 + "秘" + "b" * 5_000
    text = as_text([error("c", Place(file="x", line=2, column=5_001), "誤り。", "直す。")], lambda file, number: long)
    row, marker = text.split("\n")[1:3]
    assert len(row) < 500 and row.endswith("b…")
    assert row.index("秘") == marker.index("^")


def test_summary() -> None:
    assert summary([error("a", None, "", ""), warning("b", None, "", "")]) == "誤り 1 件・注意 1 件"


def test_a_terminal_obeys_no_message() -> None:
    text = as_text(
        [error("c", Place(file="x", line=2), "「\x1b[2J\u202e」です。", "\x07直す。")], lambda file, number: "\x9b2J"
    )
    assert all(character.isprintable() or character == "\n" for character in text)
