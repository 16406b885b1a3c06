"""Likeness: the documented formula, its reasons, and what must never stand side by side."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import Any

from generator.plan.similar import MOST, reason, similar
from generator.view import Client, ShownCase, ShownCommunity

from .shelf import case, view


def plain(number: int, segment: str = "", purposes: tuple[str, ...] = (), **rest: Any) -> ShownCase:
    """A case with no features but those given."""
    empty: dict[str, Any] = {"community": None, "playbooks": (), "client": Client(label="x", segment=segment)}
    return case(number, purposes=purposes, **{**empty, **rest})


def test_reasons_name_what_is_shared() -> None:
    food = plain(1, "food", ("retention",))
    assert reason(food, plain(2, "food", ("retention",))) == "業種と目的が同じ"
    assert reason(food, plain(3, "food", ("ltv",))) == "業種が同じ"
    assert reason(food, plain(4, "retail", ("retention",))) == "目的が同じ"
    assert reason(food, plain(5, "retail", ("ltv",))) == ""


def test_best_first_and_ties_by_id() -> None:
    cases = [
        plain(1, "food", ("retention",)),
        plain(2, "retail", ("retention",)),
        plain(3, "food", ("retention",)),
        plain(4, "food", ("ltv",)),
        plain(5, "retail", ("retention",)),
        plain(6, "retail", ("ltv",)),
    ]
    found = similar(view(cases))["case-0001"]
    assert [name for name, _ in found] == ["case-0003", "case-0004", "case-0002", "case-0005"]


def test_size_alone_is_no_likeness() -> None:
    sized = [plain(n, client=Client(label="x", employees="100-299")) for n in (1, 2)]
    typed = [plain(n, community=ShownCommunity(type="fan", stage="growing")) for n in (3, 4)]
    assert not any(similar(view([*sized, *typed])).values())


def test_never_beside_a_case_that_it_is_kept_from() -> None:
    shy = replace(plain(2, "retail", ("retention",)), kept_from=frozenset({"case-0001"}))
    found = similar(view([plain(1, "food", ("retention",)), shy]))
    assert found["case-0001"] == ()
    assert found["case-0002"] == (("case-0001", "目的が同じ"),)


def shelf(count: int) -> list[ShownCase]:
    """A seeded shelf with the spread of a real one."""
    pick = random.Random(7)
    return [
        plain(
            n,
            f"s{pick.randrange(25)}",
            tuple(f"p{k}" for k in pick.sample(range(11), 2)),
            playbooks=tuple(f"b{k}" for k in pick.sample(range(10), 2)),
            community=ShownCommunity(type=pick.choice("abcdefg"), member_traits=(f"t{pick.randrange(15)}",)),
        )
        for n in range(1, count + 1)
    ]


def test_a_small_shelf_is_exact() -> None:
    """Against the formula, worked out over all pairs."""
    cases = shelf(14)
    found = similar(view(cases))
    for one in cases:
        scored = sorted(
            (-_likeness(one, other), other.id) for other in cases if other is not one and _telling(one, other)
        )
        assert [name for name, _ in found[one.id]] == [name for _, name in scored[:MOST]]


def _likeness(a: ShownCase, b: ShownCase) -> int:
    assert a.community and b.community
    return (
        4 * (a.client.segment == b.client.segment)
        + 3 * len({*a.purposes} & {*b.purposes})
        + 3 * len({*a.playbooks} & {*b.playbooks})
        + 2 * len({*a.community.member_traits} & {*b.community.member_traits})
        + (a.community.type == b.community.type)
    )


def _telling(a: ShownCase, b: ShownCase) -> bool:
    assert a.community and b.community
    alone = int(a.community.type == b.community.type)
    return _likeness(a, b) > alone


def test_a_thousand_cases_take_a_moment() -> None:
    whole = view(shelf(1000))
    spent = []
    for _ in range(3):
        start = time.process_time()
        found = similar(whole)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.3
    assert all(len(named) <= MOST for named in found.values())
    assert found == similar(whole)
