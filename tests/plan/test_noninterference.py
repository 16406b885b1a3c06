"""What a circle may not see changes no byte of its evidence: a case or its figures are hidden, and nothing moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from generator.audience import site_use, view
from generator.config import AUDIENCES
from generator.load import load
from generator.model.case import Case
from generator.model.library import Library
from generator.plan.evidence import plan_evidence
from generator.plan.knowledge import plan_playbooks
from generator.plan.kpis import plan_kpis
from generator.plan.marketing import plan_marketing
from generator.plan.page import Desk, Page
from tests.whole import AS_OF, own_config

Hide = Callable[[Case], Case]


@cache
def library() -> Library:
    """This repository's own content."""
    return load(own_config()).library


def pages(content: Library, circle: str) -> list[Page]:
    """Every page with figures of many cases, as planned for one circle: its bytes follow from this alone."""
    seen = view(content, circle, site_use(circle, AUDIENCES), AS_OF, AUDIENCES)
    at = Desk(view=seen, proposal=seen, web=view(content, AUDIENCES[0], "web", AS_OF, AUDIENCES))
    return [*plan_evidence(at), *plan_kpis(at), *plan_playbooks(at), *plan_marketing(at)]


def draft(case: Case) -> Case:
    return replace(case, status="draft")


def narrower(case: Case) -> Case:
    return replace(case, audience="editors")


def refused(case: Case) -> Case:
    return replace(case, consent=replace(case.consent, status="refused"))


def sensitive(case: Case) -> Case:
    """The case stays; its figures are for editors alone."""
    hidden = tuple(replace(metric, audience="editors") for metric in case.metrics)
    return replace(case, metrics=hidden)


@pytest.mark.parametrize("hide", [draft, narrower, refused, sensitive])
def test_what_is_hidden_leaves_no_trace(hide: Hide) -> None:
    """A case is hidden and then taken away; of a case whose figures are hidden, those alone."""
    cases = library().cases
    for name, case in list(cases.items())[::4]:
        hidden = replace(library(), cases={**cases, name: hide(case)})
        rest = {key: other for key, other in cases.items() if key != name}
        if hide is sensitive:
            rest = {**cases, name: replace(case, metrics=())}
        for circle in ("public", "sales"):
            assert pages(hidden, circle) == pages(replace(library(), cases=rest), circle), (name, circle)


def test_a_visible_case_does_change_them() -> None:
    """So that the test above can fail."""
    cases = library().cases
    gone = replace(library(), cases={key: case for key, case in cases.items() if key != "case-0001"})
    assert pages(library(), "public") != pages(gone, "public")
