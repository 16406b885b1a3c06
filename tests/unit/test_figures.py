"""Numbers in running text, and the numbers that a case may show there."""

from __future__ import annotations

from typing import Any

import pytest

from generator.figures import figures_in, permitted_figures
from generator.model.case import Case, Consent, Metric, Reading, Show


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("解約率が50%減った", [("percent", 50)]),
        ("解約率が５０％減った", [("percent", 50)]),
        ("３割の会員", [("percent", 30)]),
        ("12,000人の会員", [("plain", 12_000)]),
        ("売上が1.5倍", [("times", 1.5)]),
        ("広告費を30万円節約", [("plain", 300_000)]),
        ("解約を半分に", [("percent", 50)]),
        ("投稿が倍増", [("times", 2)]),
        ("週に 5 時間", [("plain", 5)]),
        ("4.2ポイント改善", [("plain", 4.2)]),
        ("2026年の取り組み", []),
        ("第 3 版", []),
        ("A4 の資料", []),
        ("一人ひとり", []),
        ("", []),
    ],
)
def test_figures_in(text: str, values: list[tuple[str, float]]) -> None:
    assert [mention.value for mention in figures_in(text)] == values


def _case(show: str, **grants: Any) -> Case:
    metric = Metric(
        kpi="churn_rate",
        compare="before_after",
        before=Reading(value=8),
        after=Reading(value=4),
        show=Show(web=show, seminar=show, proposal=show),
    )
    consent = Consent(status="granted", **grants)
    return Case(id="c", file="", audience="public", title="t", summary="s", metrics=(metric,), consent=consent)


_ALL = dict.fromkeys(("web", "seminar", "proposal"), ("metrics",))
_USES = ("web", "seminar", "proposal")


def test_a_ratio_permits_the_change_alone() -> None:
    permitted = permitted_figures(_case("ratio", **_ALL), _USES)
    assert {("percent", 50.0), ("times", 0.5)} <= permitted
    assert ("percent", 8.0) not in permitted
    assert ("percent", 4.0) not in permitted


def test_actual_permits_the_values() -> None:
    assert {("percent", 8.0), ("percent", 4.0), ("percent", 50.0)} <= permitted_figures(_case("actual", **_ALL), _USES)


def test_every_use_must_permit() -> None:
    assert permitted_figures(_case("none", **_ALL), _USES) == frozenset()
    assert permitted_figures(_case("actual", web=("metrics",)), _USES) == frozenset()
    assert permitted_figures(_case("actual", web=("metrics",)), ("web",)) != frozenset()
