"""The page of marketing in built sites: inside alone, and its texts hold no more than the public site does."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.build import build
from generator.check import Secrets, Watch
from generator.config import read_config
from generator.order import Order
from tests.folders import write_site
from tests.whole import AS_OF

PUBLIC = "https://public.example/kb/"
CONFIG = f"site_name: 見本\nsites:\n  public: {{site_url: {PUBLIC}}}\n"
CLIENT = """audience: sales
name: 株式会社あおぞら食品
reading: あおぞらしょくひん
romaji: Aozora Foods
alias: 食品メーカーA社
segment: food
prefecture: 東京都
contract: {status: active, since: 2022-04}
"""
CASE = """title: %s
summary: 短い要約です。
audience: public
organization: org-0001
concept: community
community: {name: あおぞらキッチン, type: fan}
purposes: [retention]
metrics:
  - kpi: churn_rate
    compare: before_after
    before: {value: 8.75, period: [2022-09, 2023-08]}
    after: {value: 3.5, period: [2023-09, 2024-08]}
    show: {web: ratio, seminar: ratio, proposal: actual}
    measured_by: client
consent: {status: granted, %s, proposal: [name, metrics], verbal: [name], valid_until: 2027-03-31}
published_on: 2026-09-01
"""
DRAFT = CASE.replace("audience: public\n", "audience: public\nstatus: draft\n", 1)
SEMINAR = """---
title: 続ける理由の話
audience: public
date: 2027-04-20
shown_to: seminar
cases: [case-0001]
---

## はじめに

{{ case case-0001 }}
"""


@cache
def site_of(audience: str) -> dict[str, bytes]:
    """Every file of one circle's site: a case for the web and seminars, one without the web, and a draft."""
    with TemporaryDirectory() as folder:
        root = write_site(
            Path(folder),
            {
                "site_config.yml": CONFIG,
                "content/organizations/org-0001.yml": CLIENT,
                "content/cases/case-0001.yml": CASE
                % ("夕食の相談室", "web: [alias, metrics], seminar: [alias, metrics]"),
                "content/cases/case-0002.yml": CASE % ("朝食の相談室", "seminar: [alias]"),
                "content/cases/case-0003.yml": DRAFT % ("昼食の相談室", "web: [alias]"),
                "content/seminars/reasons.md": SEMINAR,
            },
        )
        config, problems = read_config(root / "site_config.yml")
        assert config is not None, problems
        output = Path(folder) / "out"
        outcome = build(Order(config=config, audience=audience, output=output, as_of=AS_OF, use_cache=False))
        assert outcome.release is not None, outcome.problems
        return dict(outcome.release.files)


def page(audience: str, name: str) -> LexborNode:
    found = LexborHTMLParser(site_of(audience)[f"{name}index.html"].decode()).css_first("main")
    assert found is not None
    return found


def test_the_public_site_has_nothing_of_it() -> None:
    assert not [name for name in site_of("public") if name.startswith("marketing")]
    assert not [name for name, data in site_of("public").items() if "発信の準備".encode() in data]


@pytest.mark.parametrize("audience", ["marketing", "sales", "editors"])
def test_only_what_may_stand_on_the_web_has_texts(audience: str) -> None:
    texts = page(audience, "marketing/texts/")
    assert [node.attributes["id"] for node in texts.css(".cb-announce__texts")] == ["case-0001"]
    said = texts.text()
    assert "食品メーカーA社様" in said and "60%減" in said and f"{PUBLIC}cases/case-0001/" in said
    for hidden in ("あおぞら", "8.75", "3.5%", "東京都", "朝食", "昼食"):
        assert hidden not in said, hidden


def test_mails_and_posts_are_the_same_in_every_site() -> None:
    found = {
        tuple(node.text() for node in page(audience, "marketing/texts/").css("[data-cb-copy-text]"))
        for audience in ("marketing", "sales", "editors")
    }
    assert len(found) == 1 and "\n" in found.pop()[0]


def test_each_circle_sees_what_it_may_and_editors_the_held_ones() -> None:
    rows = {
        audience: [node.text() for node in page(audience, "marketing/").css(".cb-showing__title")]
        for audience in ("marketing", "sales", "editors")
    }
    assert rows["marketing"] == rows["sales"] == ["夕食の相談室", "朝食の相談室"]
    assert rows["editors"] == [*rows["sales"], "昼食の相談室"]
    assert "あおぞら食品" in page("sales", "marketing/").text()
    assert "あおぞら" not in page("marketing", "marketing/").text()


def test_a_seminar_warns_of_consent_that_ends_before_it() -> None:
    (seminar,) = page("marketing", "marketing/").css(".cb-used__seminar")
    assert "夕食の相談室" in seminar.text() and "開催の日より前に、掲載許諾が切れます" in seminar.text()


def test_all_pages_of_texts_are_held_against_what_is_public() -> None:
    site, web = Secrets(), Secrets()
    watch = Watch(site=site, outward={"marketing/texts": web, "feed.xml": web})
    for name in ("marketing/texts/index.html", "marketing/texts/page/2/index.html", "feed.xml"):
        assert watch.over(name) is web, name
    for name in ("marketing/index.html", "marketing/texts.html", "index.html", "voices/feed.xml"):
        assert watch.over(name) is site, name
