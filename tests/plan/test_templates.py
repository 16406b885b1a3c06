"""Cases, sheets and the desk as HTML: safe, whole, and telling each reader no more than the plan gave."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

import pytest

from generator.plan.cases import plan_cases
from generator.plan.evidence import plan_evidence
from generator.plan.kpis import plan_kpis
from generator.plan.marketing import plan_marketing
from generator.plan.page import Page
from generator.plan.sales import plan_sales
from generator.view import Client, ShownCase

from .shelf import case, churn, desk
from .shown import shell, shown

NASTY = "<script>alert(1)</script>&\"'"


def planned(audience: str) -> list[Page]:
    """Every page of ours for one circle, with a title that would break a careless template."""
    inside = audience != "public"
    cases = [_seen(n, inside) for n in range(1, 4)]
    handed = [_seen(n, inside=False) for n in (1, 2)]
    at = desk(cases, audience, handed_out=handed)
    return [*plan_cases(at), *plan_sales(at), *plan_marketing(at), *plan_evidence(at), *plan_kpis(at)]


def _seen(number: int, inside: bool) -> ShownCase:
    points = (("2022-04", 8.0), ("2022-10", 6.0), ("2023-04", 4.0))
    figures = (churn(target=5.0), churn(points=points), churn(before=None, after=None))
    title = f"{number} {NASTY}"
    if inside:
        return case(number, title=title, figures=figures)
    client = Client(label="食品メーカーA社様", alias="食品メーカーA社", segment="food")
    return case(
        number,
        title=title,
        figures=figures,
        client=client,
        permission=None,
        adoption=None,
        talk_track=(),
        objections=(),
    )


@cache
def html(audience: str) -> Mapping[str, str]:
    """The HTML of those pages by URL."""
    return shown(planned(audience), shell(audience))


CIRCLES = ("public", "marketing", "sales", "editors")


@pytest.mark.parametrize("audience", CIRCLES)
def test_nothing_needs_unsafe_inline(audience: str) -> None:
    for url, text in html(audience).items():
        assert "<style" not in text and not re.search(r"<[^>]+\s(?:style|on[a-z]+)=", text), url
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text)), url
        assert "<script>alert" not in text, url


@pytest.mark.parametrize("audience", CIRCLES)
def test_ids_are_unique_and_every_anchor_is_there(audience: str) -> None:
    for page in planned(audience):
        text = html(audience)[page.url]
        ids = Counter(re.findall(r'\sid="([^"]+)"', text))
        assert [name for name, n in ids.items() if n > 1] == [], page.url
        assert [a for a in re.findall(r'href="#([^"]+)"', text) if a not in ids] == [], page.url
        for anchor, _, _ in page.search.texts if page.search else ():
            assert not anchor or anchor in ids, (page.url, anchor)


def test_the_public_case_has_nothing_for_the_desk() -> None:
    text = html("public")["cases/case-0001/"]
    for secret in (
        "<template",
        "brief/",
        "compare/",
        "onepager",
        "社内",
        "口頭のみ可",
        "株式会社みほん食品",
        "#cm-food",
    ):
        assert secret not in text
    assert "似た事例" in text


def test_inside_the_case_says_what_may_be_said_first() -> None:
    text = html("sales")["cases/case-0001/"].partition("<h1")[2]
    order = [
        "社名：口頭のみ可",
        "8%",
        "契約から8か月",
        "数字：2024年3月時点",
        'id="three"',
        'id="challenge"',
        'id="setbacks"',
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert 'href="../../brief/?add=case-0001"' in text


def test_the_sheet_to_hand_over_is_free_of_anything_internal() -> None:
    sheet = html("sales")["cases/case-0001/onepager/"].partition('<section class="cb-sheet cb-sheet--out">')[2]
    sheet = sheet.partition("</section>")[0]
    assert "食品メーカーA社様" in sheet and "効果を保証するものではありません。" in sheet
    for secret in ("社外秘", "みほん食品", "社内の言い方", "問いです", "#cm-food", "許諾"):
        assert secret not in sheet


def test_a_sample_says_so_wherever_it_shows() -> None:
    samples = [case(n, sample=True) for n in (1, 2)]
    at = desk(samples, "editors", handed_out=samples)
    pages = [*plan_cases(at), *plan_sales(at), *plan_marketing(at), *plan_evidence(at)]
    for url, text in shown(pages, shell("editors")).items():
        assert "架空の事例" in text, url
