"""The desk: which circle has which tool, and what each tool is made of."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from generator.plan.sales import plan_sales
from generator.view import Permission

from .shelf import case, desk


@pytest.mark.parametrize(
    ("audience", "urls"),
    [
        ("public", []),
        ("marketing", []),
        ("sales", ["compare/", "brief/"]),
        ("editors", ["compare/", "brief/", "review/"]),
    ],
)
def test_each_circle_has_its_tools(audience: str, urls: list[str]) -> None:
    assert [page.url for page in plan_sales(desk([case(1)], audience))] == urls


def test_an_empty_site_has_its_tools_too() -> None:
    assert [page.url for page in plan_sales(desk([]))] == ["compare/", "brief/"]


def test_the_desk_lists_forty_and_no_barred_case() -> None:
    cases = [case(n) for n in range(1, 61)]
    page = plan_sales(desk(cases, "editors", only_editors={"cases/case-0005": "下書き"}))[1]
    choices: Any = page.data["choices"]
    assert len(choices) == 40 and page.data["more"] == "ほか 19 件を事例の一覧から選ぶ"
    assert "case-0005" not in json.dumps(choices)


def until(day: date | None) -> Permission:
    """A permission that ends on a day."""
    return Permission(
        granted={"proposal": ("name",), "web": ("alias",)}, valid_until=day, status="granted", record="CR-1"
    )


def test_editors_see_what_is_held_when_consents_end_and_what_is_due() -> None:
    cases = [case(1, permission=until(date(2026, 9, 30))), case(2, permission=until(date(2027, 1, 31)))]
    barred = {"cases/case-0001": "掲載許諾の期限切れ（2026-09-30 まで）", "organizations/org-0001": "下書き"}
    page = plan_sales(desk(cases, "editors", only_editors=barred))[-1]
    held: Any = page.data["held"]
    calendar: Any = page.data["calendar"]
    due: Any = page.data["due"]
    assert [(group["title"], group["rows"][0]["title"], group["rows"][0]["note"]) for group in held] == [
        ("下書き", "org-0001", ""),
        ("掲載許諾の期限切れ", "事例1", "2026-09-30 まで"),
    ]
    assert [group["title"] for group in calendar] == ["2026年9月", "2027年1月"]
    assert due[0]["when"] == "2027年3月1日"
