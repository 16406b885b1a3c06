"""A name is found however it is written, and short names only where they stand alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.fold import fold
from generator.model.organization import Organization
from generator.names import NameFinder

CLIENT = Organization(
    id="org-0001",
    file="",
    audience="sales",
    name="株式会社あおぞら食品",
    reading="あおぞらしょくひん",
    short_name="あおぞら食品",
    romaji="Aozora Foods",
    other_names=("ソラ", "SKY", "B&B"),
    alias="食品メーカーA社",
    segment="food",
)
FINDER = NameFinder([CLIENT])


@pytest.mark.parametrize(
    "text",
    [
        "株式会社あおぞら食品",
        "あおぞら食品株式会社",
        "(株)あおぞら食品の担当",
        "㈱あおぞら食品",
        "アオゾラ食品",
        "ｱｵｿﾞﾗ食品",
        "あおぞら 食品",
        "あおぞら・食品",
        "あおぞら_食品",
        "あおぞら\u200b食品",
        "あおぞら\u3000食品",
        "アオゾラショクヒン",
        "AOZORA FOODS",
        "ａｏｚｏｒａ-ｆｏｏｄｓ",
        "aozora_foods.png",
        "「ソラ」が好き",
        "SKYの会員",
        "b & b",
    ],
)
def test_found(text: str) -> None:
    assert FINDER.clients_in(text) == (CLIENT,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "同社",
        "食品メーカーA社",
        "あおぞらの下で",
        "空色の食品",
        "ソラマメ",
        "ミソラ",
        "skype",
        "whisky",
        "青空食品",
    ],
)
def test_not_found(text: str) -> None:
    assert FINDER.clients_in(text) == ()


def test_each_client_once_and_every_client() -> None:
    other = Organization(id="org-0002", file="", audience="sales", name="みどり保険", alias="B", segment="insurance")
    text = "みどり保険とあおぞら食品、アオゾラ食品"
    assert {client.id for client in NameFinder([CLIENT, other]).clients_in(text)} == {"org-0001", "org-0002"}
    assert len(NameFinder([CLIENT, other]).clients_in(text)) == 2


def test_two_clients_may_share_a_form() -> None:
    twin = Organization(id="org-0002", file="", audience="sales", name="あおぞら食品", alias="B", segment="food")
    assert [c.id for c in NameFinder([CLIENT, twin]).clients_in("あおぞら食品")] == ["org-0001", "org-0002"]


def test_no_clients_no_names() -> None:
    assert NameFinder([]).clients_in("あおぞら食品") == ()


@given(st.text(st.sampled_from("あかがｶﾞゟー゙゛㌔①Ａａé́ẞ가가漢﨑 ・社株（）")) | st.text())
def test_folding_evens_out_all_that_unicode_does(text: str) -> None:
    folded = fold(text)
    assert unicodedata.normalize("NFKC", folded) == folded == folded.casefold()
    assert folded == fold(unicodedata.normalize("NFKC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["株・式会社あおぞら", "株式 会社", "（株）", "( 株 )あおぞら"])
def test_company_forms_with_gaps_fold_too(text: str) -> None:
    assert fold(text) in ("", "あおぞら")
    assert fold(fold(text)) == fold(text)
