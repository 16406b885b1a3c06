"""The shipped engine, in a browser, over the small corpus."""

from __future__ import annotations

import pytest

from .conftest import Engine

CAKE, MUSEUM, CARE, SERVER = (
    "cases/case-0001/",
    "cases/case-0002/",
    "articles/basics/moderation/",
    "articles/basics/server/",
)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("退会率", CAKE),
        ("ＬＴＶ", "glossary/ltv/"),
        ("ｻｰﾊﾞｰ", SERVER),
        ("サーバ", SERVER),
        ("たいかいりつ", CAKE),
        ("タイカイリツ", CAKE),
        ("問合せ", CAKE),
        ("見積り", CARE),
        ("申込", "seminars/autumn/"),
        ("申し込みたい", "seminars/autumn/"),
        ("解約", CAKE),
        ("セミナー", "seminars/autumn/"),
        ("ニュースレター", "articles/basics/newsletter/"),
        ("server", SERVER),
        ("lifetime value", "glossary/ltv/"),
        ("顧客生涯価値", "glossary/ltv/"),
        ("菓子　事例", CAKE),
        ("菓子メーカーで退会が減った事例を知りたい", CAKE),
        ("荒らしを防ぐにはどうすればいいですか", CARE),
        ("モデレ", CARE),
        ("もでれーしょ", CARE),
        ("かしめーk", CAKE),
        ("モデレーシヨン", CARE),
        ("モデーレション", CARE),
        ("防いだ", CARE),
        ("地下鉄", MUSEUM),
        ("こむぎ堂", CAKE),
        ("こむぎどう", CAKE),
    ],
)
def test_finds(engine: Engine, query: str, first: str) -> None:
    assert engine.urls(query)[:1] == [first]


@pytest.mark.parametrize(
    "query",
    [
        "京都",
        "人参",
        "量子コンピュータ",
        "ブロックチェーン",
        "株主総会",
        "qwertyuiop",
        "仮想通貨の税金",
        "",
        "　",
        "の",
        "<b>",
    ],
)
def test_finds_nothing_and_says_so(engine: Engine, query: str) -> None:
    result = engine.search(query)
    assert (result["hits"], result["total"]) == ([], 0)


def test_marks_are_whole_words_whatever_the_spelling(engine: Engine) -> None:
    hit = engine.search("問合せ")["hits"][0]
    assert [hit["excerpt"][start:end] for start, end in hit["marks"]] == ["問い合わせ"]


def test_a_hit_names_its_best_section(engine: Engine) -> None:
    hit = engine.search("更新率")["hits"][0]
    assert (hit["url"], hit["section"]) == ("cases/case-0002/#s1", "成果")


def test_filters_narrow_and_count(engine: Engine) -> None:
    result = engine.search("事例", filters={"segment": ["food"]})
    assert [hit["url"] for hit in result["hits"]] == [CAKE]
    assert result["facets"]["segment"] == {"food": 1, "culture": 1}
    assert result["facets"]["kind"] == {"case": 1}


def test_one_url_a_page(engine: Engine) -> None:
    urls = engine.urls("会員 事例 友の会")
    assert len(urls) == len(set(urls))


def test_typo_offers_what_was_meant(engine: Engine) -> None:
    assert {"text": "モデレーション", "kind": "typo"} in engine.search("モデレーシヨン")["suggestions"]


def test_pieces_tell_how_the_query_was_cut(engine: Engine) -> None:
    assert [piece["text"] for piece in engine.search("菓子メーカーの退会率")["pieces"]] == [
        "菓子",
        "メーカー",
        "退会",
        "率",
    ]


def test_labels_travel_with_the_index(engine: Engine) -> None:
    assert engine.page.evaluate("index.labels") == {"segment": {"food": "食品・飲料"}}
