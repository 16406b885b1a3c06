"""Evidence: only the shown cases, real ones apart from samples, n in sight, and no median from a handful."""

from __future__ import annotations

from statistics import median
from typing import Any

from generator.derived import ENOUGH
from generator.plan.evidence import plan_evidence
from generator.plan.words import change
from generator.view import Client

from .shelf import case, churn, desk


def data(cases: list[Any], audience: str = "sales", **more: Any) -> Any:
    """The data of the evidence page."""
    return plan_evidence(desk(cases, audience, **more))[0].data


def first(cases: list[Any]) -> Any:
    """The first picture of the first shelf."""
    return data(cases)["shelves"][0]["kpis"][0]


def at(number: int, segment: str, *purposes: str) -> Any:
    """A case of one segment and some purposes."""
    return case(number, purposes=purposes, client=Client(label="x", segment=segment))


def test_only_inside_the_company() -> None:
    assert plan_evidence(desk([case(1)], "public")) == [] == plan_evidence(desk([case(1)], "marketing"))


def test_samples_never_mix_with_real_cases() -> None:
    samples = [case(n, sample=True, figures=(churn(-0.9),)) for n in (3, 4, 5)]
    mixed = data([case(1), case(2), *samples])
    real, fictional = mixed["shelves"]
    assert (real["sample"], real["kpis"][0]["n"], "90%減" in str(real)) == (False, "n=2", False)
    assert (fictional["sample"], fictional["kpis"][0]["n"]) == (True, "n=3")
    assert not mixed["sample"] and mixed["map"]["rows"][0]["cells"][0]["count"] == 2
    alone = data(samples)
    assert alone["sample"] and len(alone["shelves"]) == 1 and alone["map"]["rows"][0]["cells"][0]["count"] == 3


def test_what_editors_alone_see_is_not_counted() -> None:
    found = data([case(1), case(2), case(3)], "editors", only_editors={"cases/case-0003": "下書き"})
    assert found["shelves"][0]["kpis"][0]["n"] == "n=2" and "case-0003" not in str(found)


def test_a_sentence_says_what_to_see() -> None:
    found = first([case(1, figures=(churn(-0.5),)), case(2, figures=(churn(0.2),)), case(3, figures=(churn(-0.1),))])
    assert found["sentence"] == "前後を比べた 3 件のうち、2 件がよい向きに動きました。"
    assert found["chart_html"].count('<a href="../cases/') == 3
    all_good = first([case(1), case(2)])
    assert all_good["sentence"] == "前後を比べた 2 件は、すべてよい向きに動きました。"
    none = first([case(n, figures=(churn(0.2),)) for n in (1, 2)])
    assert none["sentence"] == "前後を比べた 2 件に、よい向きに動いたものはありません。"


def test_groups_of_people_are_counted_and_drawn_apart() -> None:
    groups = churn(-0.9, compare="members_vs_nonmembers")
    found = first([case(1), case(2, figures=(groups,))])
    assert "90%減" not in found["sentence"] and "集団どうしの比較が 1 件" in found["sentence"]
    assert "<polygon" in found["chart_html"] and found["n"] == "n=2"


def test_a_median_and_a_range_need_ten_over_time() -> None:
    changes = [-n / 100 for n in range(5, 5 + ENOUGH)]
    groups = [case(90, figures=(churn(-0.9, compare="cohort"),))]
    few = first([case(n, figures=(churn(c),)) for n, c in enumerate(changes[:-1], 1)] + groups)
    enough = first([case(n, figures=(churn(c),)) for n, c in enumerate(changes, 1)] + groups)
    assert "中央値" not in str(few) and "範囲" not in str(few) and "cb-chart__median" not in few["chart_html"]
    assert f"中央値は{change(median(changes))}、範囲は14%減から5%減までです。" in enough["sentence"]
    assert "cb-chart__median" in enough["chart_html"]


def test_a_case_is_one_dot_however_many_figures_it_has() -> None:
    twice = case(1, figures=(churn(-0.5), churn(-0.4), churn(-0.3, compare="cohort")))
    found = first([twice, case(2)])
    assert found["n"] == "n=2" and found["chart_html"].count("<a ") == 3


def test_too_few_for_a_picture_are_told_with_their_note() -> None:
    shelf = data([case(1)])["shelves"][0]
    row = shelf["single"][0]
    assert shelf["kpis"] == [] and row["change"] == "50%減" and row["kpi_url"] == "kpis/churn-rate/"
    assert row["note"].endswith("効果を保証するものではありません。")


def test_no_page_grows_with_the_site() -> None:
    many = first([case(n, figures=(churn(-n / 1000),)) for n in range(1, 401)])
    assert "<a " not in many["chart_html"] and len(many["chart_html"]) < 10_000


def test_the_map_counts_and_says_where_most_are() -> None:
    found = data([case(1), case(2, purposes=("retention", "ltv")), at(3, "food", "retention")])["map"]
    cells = found["rows"][0]["cells"]
    assert cells[0] == {"count": 3, "level": 3, "url": "cases/?segment=food&purpose=retention"}
    assert cells[1]["count"] == 1 and cells[2] is None
    assert found["sentence"] == "いちばん多いのは、「食品・飲料」の「継続・解約防止」で 3 件です。"


def test_white_spots_have_cases_on_both_sides() -> None:
    cases = [at(1, "food", "retention"), at(2, "food", "retention"), at(3, "retail", "ltv"), at(4, "retail", "insight")]
    wanted = data(cases)["wanted"]
    assert [spot["title"] for spot in wanted["spots"]] == [
        "小売・流通 × 継続・解約防止",
        "食品・飲料 × 客単価・LTV向上",
        "食品・飲料 × 顧客理解・商品開発",
    ]
    assert wanted["spots"][0]["why"] == "この業種は 2 件、この目的は 2 件あります。"
    assert "地域" in wanted["purposes"] and wanted["segments"] == []


def test_no_segment_fills_the_list_of_wanted_cases() -> None:
    cases = [at(n, "food", "retention") for n in range(1, 6)]
    cases += [at(9, "retail", "ltv", "insight", "advocacy", "acquisition")]
    titles = [spot["title"] for spot in data(cases)["wanted"]["spots"]]
    assert sum(title.startswith("食品") for title in titles) == 2


def test_kpis_near_a_median_are_wanted() -> None:
    near = [case(n, figures=(churn(-n / 100),)) for n in range(1, ENOUGH - 1)]
    assert data(near)["wanted"]["nearly"][0]["why"] == "あと 2 件で中央値を示せます。"
    assert data(near[:3])["wanted"]["nearly"] == []


def test_nothing_yet_is_said() -> None:
    assert data([])["empty"]["title"] == "集計できる事例がまだありません" and data([])["map"] is None
