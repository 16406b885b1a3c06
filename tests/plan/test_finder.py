"""The finder's table: rows of numbers that say what the cases say."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.catalogue import Kpi
from generator.plan.cases import newest_first, plan_cases
from generator.plan.facets import facets
from generator.plan.finder import finder_file, improvement, table
from generator.view import Client, Figure

from .shelf import case, churn, desk


def _values(data: Mapping[str, Any], facet: str, row: int) -> list[str]:
    column = data["facets"][facet]
    return [column["values"][at] for at in column["rows"][row]]


def test_a_row_says_what_the_case_says() -> None:
    cases = [case(1), case(2, client=Client(label="x", segment="retail"), purposes=("ltv", "retention")), case(3)]
    view = desk(cases).view
    listed = newest_first(cases)
    data: Mapping[str, Any] = table(listed, view)
    assert [view.cases[place].id for place in data["places"]] == [one.id for one in listed]
    for row, one in enumerate(listed):
        for facet in data["facets"]:
            assert tuple(_values(data, facet, row)) == facets(one).get(facet, ()), (one.id, facet)
    assert data["months"] == ["2024-03"] * 3


def test_effects_are_in_order_and_only_of_what_can_be_compared() -> None:
    cases = [
        case(1, figures=(churn(-0.2),)),
        case(2, figures=(churn(-0.5),)),
        case(3, figures=(churn(-0.9, compare="members_vs_nonmembers"),)),
        case(4, figures=(churn(0.1), churn(-0.3))),
    ]
    data: Mapping[str, Any] = table(cases, desk(cases).view)
    assert data["effects"] == {"churn_rate": [[1, 500, "50%減"], [3, 300, "30%減"], [0, 200, "20%減"]]}


@given(before=st.floats(0.01, 1e6), after=st.floats(0, 1e6))
def test_improvement_is_the_relative_change_towards_the_good(before: float, after: float) -> None:
    relative = (after - before) / before
    figure = churn(relative)
    assert improvement(figure, _kpi("up")) == pytest.approx(relative)
    assert improvement(figure, _kpi("down")) == pytest.approx((before - after) / before)
    assert improvement(figure, _kpi("neutral")) is None


def _kpi(direction: str) -> Kpi:
    return Kpi(id="churn_rate", name="解約率", unit="%", direction=direction)


def test_the_name_tells_the_content() -> None:
    cases = [case(1), case(2)]
    assert finder_file(cases, desk(cases).view) == finder_file(cases, desk(cases).view)
    assert finder_file(cases, desk(cases).view)[0] != finder_file(cases[:1], desk(cases[:1]).view)[0]
    page = plan_cases(desk(cases))[0]
    assert [*page.files] == [page.data["finder"]]


def test_a_thousand_cases_weigh_less_than_sixty_kilobytes() -> None:
    chance = random.Random(7)
    cases = [_any(number, chance) for number in range(1, 1001)]
    data = finder_file(cases, desk(cases).view)[1]
    assert len(json.loads(data)["places"]) == 1000
    assert len(gzip.compress(data, 6)) < 60_000


def _any(number: int, chance: random.Random) -> Any:
    def some(values: Sequence[str]) -> tuple[str, ...]:
        return tuple(chance.sample(values, chance.randint(1, 3)))

    def figure(kpi: str) -> Figure:
        month = f"20{chance.randint(18, 26)}-{chance.randint(1, 12):02}"
        return churn(round(chance.uniform(-0.9, 0.9), 3), kpi=kpi, as_of=month)

    figures = tuple(map(figure, some(["churn_rate", "post_count", "churn_rate"])))
    return case(number, figures=figures, purposes=some(["retention", "ltv", "advocacy", "insight", "local"]))
