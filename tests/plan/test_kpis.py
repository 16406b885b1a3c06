"""The catalogue of KPIs: for everyone, with the cases of the circle alone, and every figure with its note."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.model.catalogue import Kpi
from generator.model.knowledge import Playbook
from generator.plan.kpis import plan_kpis
from generator.plan.multiples import Measured, drawn, rows
from generator.plan.page import Page
from generator.plan.words import amount, changed, effect
from generator.view import Figure

from .shelf import CATALOGUES, case, churn, desk, view

CHURN = CATALOGUES.kpis["churn_rate"]
NPS = Kpi(id="nps", name="NPS", unit="ポイント")


def pages(cases: list[Any], audience: str = "sales") -> dict[str, Page]:
    """The pages of the catalogue by URL."""
    return {page.url: page for page in plan_kpis(desk(cases, audience))}


def rows_of(*figures: Figure, kpi: Kpi = CHURN) -> list[Any]:
    """Rows of one case with these figures."""
    told = case(1, figures=figures)
    return rows([Measured(case=told, figure=figure) for figure in figures], kpi, view([told]))


def test_a_kpi_in_use_has_a_page_for_everyone() -> None:
    found = pages([case(1)], "public")
    assert list(found) == ["kpis/", "kpis/churn-rate/"]
    data: Any = found["kpis/churn-rate/"].data
    assert {"label": "分母", "value": "期間初めの会員数"} in data["facts"]
    assert data["lead"] == "やめた人の割合。" and data["evidence_url"] == ""
    assert pages([]) == {}


def test_a_kpi_that_a_playbook_looks_at_is_in_use() -> None:
    playbook = Playbook(id="p", file="content/playbooks/p.md", audience="public", title="手順", kpis=("post_count",))
    at = replace(desk([]), view=replace(view([]), playbooks=(playbook,)))
    listed, page = plan_kpis(at)
    assert (page.url, page.data["cards"]) == ("kpis/post-count/", [])
    cards: Any = listed.data["cards"]
    assert cards[0]["note"] == "この指標の事例はまだありません"


def test_what_editors_alone_see_has_a_definition_but_no_dot() -> None:
    page = plan_kpis(desk([case(1)], "editors", only_editors={"cases/case-0001": "下書き"}))[1]
    assert (page.url, page.data["cards"], page.data["pictures"]) == ("kpis/churn-rate/", [], [])


def test_the_list_counts_samples_apart() -> None:
    posts = churn(kpi="post_count")
    cards: Any = pages([case(1, figures=(posts,)), case(2, figures=(posts,), sample=True)])["kpis/"].data["cards"]
    assert [(card["title"], card["note"]) for card in cards] == [("投稿数", "事例 1 件、架空の事例 1 件")]


def test_samples_stand_apart() -> None:
    data: Any = pages([case(1), case(2, sample=True, figures=(churn(-0.9),))])["kpis/churn-rate/"].data
    assert [(one["sample"], one["n"]) for one in data["pictures"]] == [(False, "n=1"), (True, "n=1")]
    assert "90%減" not in data["pictures"][0]["sentence"] and [row["sample"] for row in data["cards"]] == [False, True]


def test_it_can_be_searched() -> None:
    page = pages([case(1)])["kpis/churn-rate/"]
    assert page.kind == "kpi" and page.search is not None and page.search.filters == {"kind": ("kpi",)}
    assert pages([case(1)])["kpis/"].search is None


def test_many_figures_go_on_on_further_pages() -> None:
    found = pages([case(n) for n in range(1, 251)])
    data: Any = found["kpis/churn-rate/page/2/"].data
    assert len(data["cards"]) == 50 and "pictures" not in data
    assert found["kpis/churn-rate/page/2/"].search is None


# -- rows ------------------------------------------------------------------------------------------------------


def test_a_row_tells_from_what_to_what_how_long_and_how_fast() -> None:
    row = rows_of(churn(-0.5, before=7.8, after=3.9))[0]
    assert row["change"] == "50%減" and row["values"] == "7.8% → 3.9%（3.9ポイント減）"
    assert row["span"] == "12か月（ひと月あたり 0.33ポイント減）"
    assert row["result"] == "達成" and row["note"].endswith("効果を保証するものではありません。")


def test_a_ratio_alone_tells_no_values() -> None:
    row = rows_of(churn(before=None, after=None))[0]
    assert (row["change"], row["values"], row["span"]) == ("50%減", "", "12か月")


def test_groups_have_no_time_between_them() -> None:
    row = rows_of(churn(compare="members_vs_nonmembers"))[0]
    assert row["span"] == "" and "もともと熱心な方" in row["note"]


def test_the_best_comes_first_and_what_compares_nothing_last() -> None:
    single = churn(compare="single", change=None, before=None, after=5.0, result="")
    found = rows_of(single, churn(0.1), churn(-0.4))
    assert [row["change"] for row in found] == ["40%減", "10%増", "5%"]
    assert found[-1]["mark"] == "none"


def test_a_single_value_is_no_dot() -> None:
    figures = (churn(compare="single", change=0.36), churn(change=None, before=None, after=None))
    assert drawn([Measured(case=case(1), figure=figure) for figure in figures], CHURN) == []


# -- scores ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(-5.0, 10.0, "15ポイント増"), (12.0, 31.0, "19ポイント増"), (30.0, 0.0, "30ポイント減"), (3.0, 3.0, "変わらず")],
)
def test_scores_are_told_in_points_never_as_a_ratio(before: float, after: float, words: str) -> None:
    figure = churn(9.9, kpi="nps", before=before, after=after)
    assert changed(figure, NPS) == words and effect(figure, NPS) == after - before


def test_a_score_of_which_only_the_ratio_may_be_shown_is_no_dot() -> None:
    figure = churn(1.5, kpi="nps", before=None, after=None)
    assert effect(figure, NPS) is None and changed(figure, NPS) == "150%増"


def test_amounts_are_said_in_their_unit() -> None:
    assert (amount(-3.9, CHURN), amount(1200, CATALOGUES.kpis["post_count"])) == ("3.9ポイント減", "1,200件増")
