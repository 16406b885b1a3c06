"""Forbidden strings are found however they are written, and only where they stand."""

from __future__ import annotations

import hashlib
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check import Forbidden, LeakFinder, find_leaks, runs
from generator.markup import convert
from generator.problems import Place

NAME = "株式会社あおぞら食品"
LATIN = "Aozora Foods"
SHORT = "あお"


def found(text: str | bytes, *forbidden: str, name: str = "index.html") -> bool:
    finder = LeakFinder(Forbidden(text=each, what="name") for each in forbidden or (NAME,))
    return bool(finder.find(name, text.encode() if isinstance(text, str) else text))


@pytest.mark.parametrize(
    "text",
    [
        "株式会社あおぞら食品の事例",
        "<p>あおぞら食品</p>",
        "<p>アオゾラ食品</p>",
        "<p>ｱｵｿﾞﾗ食品</p>",
        "<p>㈱ あおぞら　食品</p>",
        "<p>(株)あおぞら・食品</p>",
        "<p>あお\u200bぞら\u00ad食\u2060品</p>",
        "<p>あおぞら_食品</p>",
        "<p>あお<b>ぞら</b><wbr>食品</p>",
        "<p>あお<span class='x'>ぞ</span>ら\n食品</p>",
        "<p>あお<!-- x -->ぞら食品</p>",
        "<p>x<!-- あおぞら食品 --></p>",
        "<img alt='あおぞら食品'>",
        '<a href="?q=%E3%81%82%E3%81%8A%E3%81%9E%E3%82%89%E9%A3%9F%E5%93%81">x</a>',
        '<a href="?q=%25E3%2581%2582%25E3%2581%258A%25E3%2581%259E%25E3%2582%2589%25E9%25A3%259F%25E5%2593%2581">x</a>',
        "<p>&#12354;&#x304a;ぞら食品</p>",
        "<p title='&amp;#12354;おぞら食品'>x</p>",
        "<script type='application/ld+json'>" + json.dumps({"a": "あおぞら食品"}) + "</script>",
        r"'\u{3042}おぞら食品'",
        "\ufeffあおぞら食品",
        "あおぞら食品".encode("utf-16"),
    ],
)
def test_every_way_of_writing(text: str | bytes) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text",
    ["", "<p>あおぞら</p><p>食品</p>", "<td>あおぞら</td><td>食品</td>", "<p>青空食品</p>", "<p>食品あおぞら</p>"],
)
def test_no_false_alarm(text: str) -> None:
    assert not found(text)


def test_latin_in_any_case_and_in_file_names() -> None:
    assert found("<p>AOZORA-FOODS</p>", LATIN)
    assert found("x", LATIN, name="media/aozora_foods.svg")
    assert found(b"\x89PNG", LATIN, name="media/aozora-foods.png")


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("<p>「あお」の事例</p>", True),
        ("<p>会社 あお まで</p>", True),
        ("<p>アオ</p>", True),
        ("<p>あお社</p>", True),
        ("<p>これはあおいです</p>", False),
        ("<p title='あお'>x</p>", False),
    ],
)
def test_short_strings_only_as_words_that_are_seen(text: str, hit: bool) -> None:
    assert found(text, SHORT) is hit


def test_short_strings_in_data_are_not_words() -> None:
    assert not found('["あお"]', SHORT, name="search/index/lexicon.json")
    assert found('["あおぞら食品"]', name="search/index/lexicon.json")


def test_problem_tells_the_place_and_not_the_string() -> None:
    place = Place(file="content/organizations/org-0001.yml", line=2)
    files = {"a.html": NAME.encode(), "b.html": "アオゾラ食品".encode(), "c.html": b"x"}
    (problem,) = find_leaks(files, [Forbidden(text=NAME, what="name", place=place)])
    assert problem.code == "leak" and problem.place == place and problem.is_error
    assert "a.html" in problem.message and "ほか 1 ファイル" in problem.message and "あおぞら" not in problem.message


def test_trusted_files_are_skipped() -> None:
    data = NAME.encode()
    forbidden = [Forbidden(text=NAME, what="name")]
    assert find_leaks({"a.css": data}, forbidden, trusted={hashlib.sha256(data).hexdigest()}) == []
    assert find_leaks({}, []) == []


@given(st.text(), st.text())
def test_a_string_is_found_within_any_text(before: str, after: str) -> None:
    text = f"{before.replace('<', '')} あおぞら食品 {after.replace('<', '')}"
    assert found(text, name="a.txt")


def test_cheap() -> None:
    body = "<p>日本語の<b>文章</b>です。<a href='../a/?q=%E3%81%82&amp;x=1' title=\"題\">リンク先</a></p>\n" * 150
    finder = LeakFinder(Forbidden(text=f"秘密の名前その{number}番", what="name") for number in range(2_000))
    data = body.encode()[:15_000]
    started = time.process_time()
    for _ in range(20):
        finder.find("index.html", data)
    assert (time.process_time() - started) / 20 < 0.03


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("- **数字を一つ**、[一つ](a.md)ずつ書く", ("数字を一つ、一つずつ書く",)),
        ("| 書きがち | `直した` |", ("書きがち", "直した")),
        ('!!! warning "同じ業種のお客様へ"', ("同じ業種のお客様へ",)),
        ("### 見出し {#id}\n\n> 1. 引用 ==と== ~~印~~", ("見出し", "引用 と 印")),
        ("- [x] snake_case と __強調__", ("snake_case と 強調",)),
        ("///\n***\n", ()),
    ],
)
def test_runs_are_what_a_page_holds(text: str, plain: tuple[str, ...]) -> None:
    assert runs(text) == plain


def test_runs_are_found_in_what_markdown_becomes() -> None:
    table = "| 左に書いた秘密の文 | 右に書いた秘密の文 |\n|---|---|\n| a | b |"
    text = f"1. **秘密の数字**を[この資料](a.md)に書きました\n\n{table}"
    page = convert(text).html.encode()
    finder = LeakFinder(Forbidden(text=run, what="hidden") for run in runs(text) if len(run) > 5)
    assert len(finder.find("index.html", page)) == 3
