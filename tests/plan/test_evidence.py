"""Evidence: only the shown cases, real ones apart from samples, n in sight, and no median from a handful."""

from __future__ import annotations

from statistics import median
from typing import Any

from generator.plan.evidence import ENOUGH, plan_evidence
from generator.plan.words import change
from generator.view import Client

from .shelf import case, churn, desk


def data(cases: list[Any], audience: str = "sales") -> Any:
    """The data of the evidence page."""
    return plan_evidence(desk(cases, audience))[0].data


def test_only_inside_the_company() -> None:
    assert plan_evidence(desk([case(1)], "public")) == [] == plan_evidence(desk([case(1)], "marketing"))


def test_samples_never_mix_with_real_cases() -> None:
    mixed = data([case(1), case(2), case(3, sample=True, figures=(churn(-0.9),))])
    assert not mixed["sample"] and mixed["kpis"][0]["n"] == "n=2" and "90%減" not in mixed["kpis"][0]["sentence"]
    alone = data([case(1, sample=True), case(2, sample=True)])
    assert alone["sample"] and alone["kpis"][0]["n"] == "n=2"


def test_a_sentence_says_what_to_see() -> None:
    found = data([case(1, figures=(churn(-0.5),)), case(2, figures=(churn(-0.2),))])["kpis"][0]
    assert found["sentence"] == "前後を比べた 2 件の変化は、50%減から20%減までです。"
    assert found["chart_html"].count('<a href="../cases/') == 2


def test_groups_of_people_stay_out_of_the_range() -> None:
    groups = churn(-0.9, compare="members_vs_nonmembers")
    found = data([case(1), case(2, figures=(groups,))])["kpis"][0]
    assert "90%減" not in found["sentence"] and found["between"] and "<polygon" in found["chart_html"]


def test_a_median_needs_ten() -> None:
    changes = [-n / 100 for n in range(5, 5 + ENOUGH)]
    few = data([case(n, figures=(churn(c),)) for n, c in enumerate(changes[:-1], 1)])["kpis"][0]
    enough = data([case(n, figures=(churn(c),)) for n, c in enumerate(changes, 1)])["kpis"][0]
    assert "中央値" not in few["sentence"] and "cb-chart__median" not in few["chart_html"]
    assert f"中央値は{change(median(changes))}です。" in enough["sentence"]
    assert "cb-chart__median" in enough["chart_html"]


def test_one_case_is_no_picture() -> None:
    found = data([case(1)])
    assert found["kpis"] == [] and found["single"][0]["change"] == "50%減"


def test_the_map_counts_and_names_the_white_spots() -> None:
    found = data([case(1), case(2, purposes=("retention", "ltv")), case(3, client=Client(label="x", segment="food"))])
    row = found["map"]["rows"][0]
    assert row["cells"][0] == {"count": 3, "level": 3, "url": "cases/?segment=food&purpose=retention"}
    assert row["cells"][1]["count"] == 1 and row["cells"][2] is None
    assert found["missing"]["segments"] == ["小売・流通"] and "継続・解約防止" not in found["missing"]["purposes"]


def test_nothing_yet_is_said() -> None:
    assert data([])["empty"]["title"] == "集計できる事例がまだありません" and data([])["map"] is None
