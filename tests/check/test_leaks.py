"""Forbidden strings are found however they are written, and only where they stand."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check import Detail, Forbidden, LeakFinder, Secrets, Source, Where, find_leaks, folded, runs
from generator.markup import convert
from generator.problems import Place
from generator.report import as_github, as_json, as_text

NAME = "株式会社あおぞら食品"
LATIN = "Aozora Foods"
SHORT = "あお"


def secrets(*names: str, where: Where = Where.ANYWHERE) -> Secrets:
    return Secrets.of(Forbidden(folded(each).strip("\ue001"), Source("name"), where) for each in names or (NAME,))


def found(text: str | bytes, *names: str, name: str = "index.html", where: Where = Where.ANYWHERE) -> bool:
    finder = LeakFinder(secrets(*names, where=where))
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
    ("word", "text", "hit"),
    [
        ("あお", "<p>「あお」の事例</p>", True),
        ("あお", "<p>会社 あお まで</p>", True),
        ("あお", "<p>アオ</p>", True),
        ("あお", "<p>あお社</p>", True),
        ("あお", "<p>これはあおいです</p>", False),
        ("あお", "<p title='あお'>x</p>", False),
        ("コープ", "<p>生協のコープは</p>", True),
        ("コープ", "<p>コ<b>ー</b>プ様</p>", True),
        ("コープ", "<p>仕事のスコープを決める</p>", False),
        ("コープ", "<p>スコープ</p>", False),
        ("さくら", "<p>私はさくらの会員です</p>", True),
        ("さくら", "<p>あさくらの会員です</p>", False),
        ("中央", "<p>町の中央に置く</p>", True),
        ("中央", "<p>中央集権の組織</p>", False),
        ("東洋", "<p>東洋様と始めた</p>", True),
        ("東洋", "<p>東洋史を学ぶ</p>", False),
    ],
)
def test_short_strings_only_as_words_that_are_seen(word: str, text: str, hit: bool) -> None:
    assert found(text, word, where=Where.WORD) is hit


def test_words_in_data_are_no_words() -> None:
    assert not found('["あお"]', SHORT, name="cases/data.json", where=Where.WORD)
    assert found('["あおぞら食品"]', name="cases/data.json")


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("<img alt='アトラスの写真'>", True),
        ("<p>ア・ト・ラ・ス</p>", True),
        ("<p>アトラスト</p>", False),
        ("<p>ネアトラス</p>", False),
        ("<p>アトラスー</p>", False),
    ],
)
def test_katakana_does_not_count_within_a_longer_word(text: str, hit: bool) -> None:
    assert found(text, "アトラス", where=Where.APART) is hit


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("<a href='/cases/case-0003/'>x</a>", True),
        ("<p>case-0003</p>", True),
        ("<p>case-00031</p>", False),
        ("<p>showcase-0003</p>", False),
    ],
)
def test_ids_count_as_whole_words(text: str, hit: bool) -> None:
    finder = LeakFinder(Secrets.of([Forbidden("case-0003", Source("id"), Where.TOKEN)]))
    assert bool(finder.find("index.html", text.encode())) is hit


_FIGURE = Detail("case-0001", (r"(?<![0-9.,])7\.8\s*%",), Source("figure"))
_BESIDE = Secrets.of(
    (), (_FIGURE,), (("半分にした取り組み", "case-0001"), ("食品メーカーa社", "case-0001"), ("別の会社", "case-0002"))
)


@pytest.mark.parametrize(
    ("name", "text", "hit"),
    [
        ("cases/case-0001/index.html", "<p>解約率は７.８％でした</p>", True),
        ("cases/case-0001/index.html", "<svg><text>7.8%</text></svg>", True),
        ("cases/case-0001/index.html", "<p>17.8%</p><p>7.85%</p><p>7.8倍</p>", False),
        ("cases/case-0001/index.html", "<p>別の会社</p><p>7.8%</p>", False),
        ("cases/index.html", "<h2>半分にした取り組み</h2><p>解約率 7.8% → 3.9%</p>", True),
        ("cases/index.html", "<p>食品メーカーA社</p><p>7.8%</p>", True),
        ("cases/index.html", "<p>7.8%</p>", False),
        ("cases/index.html", "<h2>半分にした取り組み</h2>" + "<p>文が続きます。</p>" * 100 + "7.8%", False),
        ("search/index/records0.01.json", '[["半分にした取り組み", "7.8%"]]', True),
        ("assets/site.css", ".case-0001 { width: 7.8% }", False),
    ],
)
def test_figures_only_beside_their_case(name: str, text: str, hit: bool) -> None:
    assert bool(LeakFinder(_BESIDE).find(name, text.encode())) is hit


def test_a_name_within_one_that_is_known_is_no_leak() -> None:
    forbidden = [Forbidden(folded("みどり保険"), Source("name"))]
    finder = LeakFinder(Secrets.of(forbidden, covers=[folded("みどり保険サービス")]))
    assert not finder.find("index.html", "みどり保険サービス様".encode())
    assert finder.find("index.html", "みどり保険サービス様とみどり保険様".encode())


def test_problem_tells_the_place_and_not_the_string() -> None:
    place = Place(file="content/organizations/org-0001.yml", line=2)
    files = {"a.html": f"<p>\n{NAME}".encode(), "b.html": "アオゾラ食品".encode(), "c.html": b"x"}
    (problem,) = find_leaks(files, Secrets.of([Forbidden(folded("あおぞら食品"), Source("name", place))]))
    assert problem.code == "leak" and problem.place == place and problem.is_error
    assert "a.html の 2 行目、b.html の 1 行目 に" in problem.message and "あおぞら" not in problem.message
    text = as_text([problem], lambda file, line: f"name: {NAME}")
    assert "content/organizations/org-0001.yml:2:1" in text
    assert "あおぞら" not in text + as_github([problem]) + as_json([problem])


def test_a_leak_in_a_name_of_a_file_is_not_quoted_either() -> None:
    files = {"media/あおぞら食品.png": b"\x89PNG"}
    (problem,) = find_leaks(files, Secrets.of([Forbidden(folded("あおぞら食品"), Source("name"))]))
    assert "media/….png のファイル名" in problem.message and "あおぞら" not in problem.message


def test_problems_of_one_source_are_told_together() -> None:
    sources = [Source("block", Place(file="a.md", line=number)) for number in (3, 5)] + [
        Source("title", Place(file="a.md"))
    ]
    texts = ["三行目の秘密の文です", "五行目の秘密の文です", "秘密の原稿の題です"]
    forbidden = [Forbidden(folded(text), source) for text, source in zip(texts, sources, strict=True)]
    problems = find_leaks({"index.html": "".join(texts).encode()}, Secrets.of(forbidden))
    assert [(problem.place and problem.place.line, "ほか 1 か所" in problem.message) for problem in problems] == [
        (3, True),
        (1, False),
    ]


def test_trusted_files_are_skipped() -> None:
    assert find_leaks({"a.css": NAME.encode()}, secrets(), trusted={"a.css"}) == []
    assert find_leaks({"a.css": NAME.encode()}, secrets())
    assert find_leaks({"a.css": NAME.encode()}, Secrets.of([])) == []


@given(st.text(), st.text())
def test_a_string_is_found_within_any_text(before: str, after: str) -> None:
    text = f"{before.replace('<', '')} あおぞら食品 {after.replace('<', '')}"
    assert found(text, name="a.txt")


def test_cheap() -> None:
    body = "<p>日本語の<b>文章</b>です。<a href='../a/?q=%E3%81%82&amp;x=1' title=\"題\">リンク先</a></p>\n" * 150
    finder = LeakFinder(secrets(*(f"秘密の名前その{number}番" for number in range(2_000))))
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
    hidden = [run for run in runs(text) if len(run) > 5]
    assert len(hidden) == 3
    assert all(found(page, run) for run in hidden)
