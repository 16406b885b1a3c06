"""The pages of cases: what each circle gets, what never leaves, and that every anchor named is there."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from generator.model.body import Body
from generator.plan.cases import plan_cases
from generator.plan.gist import first_sentence
from generator.plan.page import Data, Page
from generator.view import Client

from .shelf import case, churn, desk


def by_url(pages: list[Page]) -> dict[str, Page]:
    """Pages by URL, each once."""
    found = {page.url: page for page in pages}
    assert len(found) == len(pages)
    return found


def said(value: Data) -> str:
    """All text of a page's data."""
    return json.dumps(value, ensure_ascii=False)


def rows(value: Any) -> list[dict[str, Any]]:
    """A list of records, for the type checker."""
    assert isinstance(value, list)
    return value


def test_a_case_says_what_decides_the_minute() -> None:
    page = by_url(plan_cases(desk([case(1)])))["cases/case-0001/"]
    assert page.data["permission"] == {
        "client": "株式会社みほん食品",
        "lines": ["社名：口頭のみ可"],
        "until": "掲載許諾は2027年3月31日まで",
        "record": "",
    }
    assert page.data["glance"] == [
        {"label": "成果が見えるまで", "value": "契約から8か月"},
        {"label": "先方の体制", "value": "2人・週5時間（兼務）"},
        {"label": "社内で聞く相手", "value": "#cm-food"},
    ]
    assert page.data["freshness"] == ["数字：2024年3月時点", "掲載内容：2026年9月確認"]
    assert [(row["label"], row["text"]) for row in rows(page.data["three"])] == [
        ("課題", "解約が続いていました。"),
        ("取り組み", "会員どうしが教え合う場を作りました。"),
        ("成果", "解約率が半分になりました。"),
    ]
    assert set(page.bodies) == {"challenge", "approach", "outcome"}
    assert page.lastmod == "2026-09-02" and page.edit_file == "content/cases/case-0001.yml"


def test_first_sentence() -> None:
    assert first_sentence(Body(text="「やめる。」と言われた。次の文。")) == "「やめる。」と言われた。"
    assert first_sentence(Body(text="## 見出し\n\n本文の\n続き。")) == "本文の続き。"
    assert first_sentence(Body(text="- 箇条書き")) == ""
    assert first_sentence(Body(text="句点のない文")) == "句点のない文"


def test_without_texts_or_figures_there_is_still_a_page() -> None:
    bare = case(
        1, challenge=Body(text=""), figures=(), adoption=None, community=None, conditions=(), quotes=(), review=None
    )
    page = by_url(plan_cases(desk([bare])))["cases/case-0001/"]
    assert page.data["figure"] is None and page.data["glance"] == [] and page.data["freshness"] == []
    assert [row["label"] for row in rows(page.data["three"])] == ["概要"]


def test_search_knows_the_case_by_every_name_and_anchor() -> None:
    page = by_url(plan_cases(desk([case(1)])))["cases/case-0001/"]
    assert page.search is not None
    assert page.search.names == ("株式会社みほん食品", "食品メーカーA社")
    assert page.search.filters == {
        "kind": ("case",),
        "segment": ("food",),
        "purpose": ("retention",),
        "year": ("2023",),
    }
    assert {"食品・飲料", "継続・解約防止", "解約率", "2023年度"} <= set(page.search.facets)
    anchors = {str(row["anchor"]) for row in rows(page.data["contents"])}
    assert {anchor for anchor, _, _ in page.search.texts} <= {"", *anchors}
    assert page.search.organizations == page.search.names


def test_search_knows_the_figures_as_the_page_shows_them() -> None:
    ratio = churn(0.2, before=None, after=None, confounders="値下げも同じ月に始めました")
    pages = by_url(plan_cases(desk([case(1, figures=(churn(),)), case(2, figures=(ratio,))])))
    assert _told(pages["cases/case-0001/"], "outcome") == "解約率　8% → 4%　50%減　4ポイント減　目標：達成"
    assert _told(pages["cases/case-0002/"], "outcome") == "解約率　20%増　目標：達成\n値下げも同じ月に始めました"
    assert _told(pages["cases/case-0001/"], "") == "社内で聞く相手：#cm-food"


def _told(page: Page, anchor: str) -> str:
    assert page.search is not None
    return next(text for name, _, text in page.search.texts if name == anchor)


def test_the_finder_counts_every_value() -> None:
    page = by_url(plan_cases(desk([case(1), case(2, client=Client(label="x", segment="retail"))])))["cases/"]
    filters = {str(row["key"]): row for row in rows(page.data["filters"])}
    assert list(filters) == ["segment", "purpose", "size", "trait", "type", "operation", "kpi", "year"]
    assert filters["segment"]["values"] == [
        {"key": "food", "label": "食品・飲料", "count": 1},
        {"key": "retail", "label": "小売・流通", "count": 1},
    ]
    assert [row["title"] for row in rows(page.data["cards"])] == ["事例2", "事例1"]
    assert "filters" not in by_url(plan_cases(desk([])))["cases/"].data


def test_the_list_never_grows_past_its_page() -> None:
    pages = by_url(plan_cases(desk([case(n) for n in range(1, 202)])))
    assert len(rows(pages["cases/"].data["cards"])) == 200
    assert len(rows(pages["cases/page/2/"].data["cards"])) == 1


def test_outside_there_is_no_desk() -> None:
    shown = case(1, permission=None, adoption=None, talk_track=(), objections=())
    pages = by_url(plan_cases(desk([shown], "public", handed_out=[shown])))
    data = pages["cases/case-0001/"].data
    assert "cases/case-0001/onepager/" not in pages
    assert data["permission"] is None and data["desk"] is None
    assert not data["brief_url"] and not data["compare_url"] and not data["onepager_url"]


def test_the_one_pager_is_made_of_the_proposal_alone() -> None:
    handed = case(
        1, client=Client(label="食品メーカーA社様"), permission=None, adoption=None, talk_track=(), objections=()
    )
    pages = by_url(plan_cases(desk([case(1), case(2)], "marketing", handed_out=[handed])))
    assert "cases/case-0002/onepager/" not in pages
    page = pages["cases/case-0001/onepager/"]
    for secret in ("みほん食品", "#cm-food", "社内の言い方", "問いです", "口頭のみ可"):
        assert secret not in said(page.data)
    assert "食品メーカーA社様" in said(page.data)
    assert page.search is None and pages["cases/case-0001/"].data["onepager_url"] == page.url
    assert pages["cases/case-0002/"].data["onepager_url"] == ""


def test_what_only_editors_see_says_so_and_stays_off_the_desk() -> None:
    planned = plan_cases(desk([case(1), case(2)], "editors", only_editors={"cases/case-0001": "下書き"}))
    pages = by_url(planned)
    data = pages["cases/case-0001/"].data
    assert data["state"] == "下書き" and data["desk"] is None and data["brief_url"] == ""
    assert "社外では、この事例に触れないでください（下書き）" in said(data)
    assert "case-0001" not in str(pages["cases/case-0002/"].data["compare_url"]).partition(",")[2]


def test_related_gives_reasons_and_keeps_competitors_apart() -> None:
    shy = replace(case(2), kept_from=frozenset({"case-0001"}))
    page = by_url(plan_cases(desk([case(1, related=("case-0003", "case-0002")), shy, case(3)])))["cases/case-0001/"]
    assert [(row["title"], row["reason"]) for row in rows(page.data["similar"])] == [("事例3", "業種と目的が同じ")]
    assert page.data["compare_url"] == "compare/?ids=case-0001,case-0003"


def test_a_ratio_alone_gives_no_values() -> None:
    reduced = churn(before=None, after=None, exact=False)
    page = by_url(plan_cases(desk([case(1, figures=(reduced,))])))["cases/case-0001/"]
    figure = page.data["figure"]
    assert isinstance(figure, dict)
    assert "before" not in figure and figure["change"] == "50%減"
    assert ">100<" in str(figure["chart_html"]) and "8%" not in str(figure["chart_html"])


def test_percentages_are_also_told_in_points() -> None:
    page = by_url(plan_cases(desk([case(1)])))["cases/case-0001/"]
    figure, held = page.data["figure"], page.data["desk"]
    assert isinstance(figure, dict) and isinstance(held, dict)
    assert figure["points"] == "4ポイント減"
    (row,) = (row for row in rows(held["rows"]) if row["key"] == "kpi-churn_rate")
    assert row["lines"] == ["8% → 4%", "50%減（4ポイント減）", "目標：達成"]


def test_a_sheet_leads_to_the_page_that_everybody_may_read() -> None:
    one = case(1)
    at = replace(desk([one], handed_out=[one]), public_url="https://example.com/book/")
    (page,) = (page for page in plan_cases(at) if page.url.endswith("/onepager/"))
    public = page.data["public"]
    assert isinstance(public, dict)
    assert public["url"] == "https://example.com/book/cases/case-0001/"
    assert public["short"] == "example.com/book/cases/case-0001"
    assert str(public["code_html"]).startswith("<svg ")


def test_a_sheet_of_a_case_that_is_not_public_has_no_code() -> None:
    one = case(1)
    known = replace(desk([one], handed_out=[one]), public_url="https://example.com/")
    for at in (desk([one], handed_out=[one]), replace(known, web=replace(known.web, cases=()))):
        (page,) = (page for page in plan_cases(at) if page.url.endswith("/onepager/"))
        assert page.data["public"] is None
