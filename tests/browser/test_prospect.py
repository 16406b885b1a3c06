"""From a prospect to the cases worth taking along: by the documented score, and with the reason."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from evaluation.browser import served

from .visit import PHONE, visit

SOURCE = Path(__file__).parents[2] / "themes" / "casebook" / "assets" / "js"
SIZES = ["-29", "30-99", "100-299", "300-999"]


def _fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        field = page.locator(f"[data-cb-prospect] [name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
            field.blur()


def test_cases_for_a_prospect_come_with_their_reason(browser: Browser, sales: str) -> None:
    with visit(browser, f"{sales}brief/", PHONE) as page:
        near = page.locator("[data-cb-near]")
        expect(near).to_be_hidden()
        _fill(page, segment="food", size="1000-4999", challenge="定期便の解約")
        page.click("[data-cb-prospect] .cb-toggle:has([value=retention])")
        first = near.locator(".cb-choice").first
        expect(first.locator(".cb-choice__why")).to_have_text("業種と目的と規模が同じ・「定期便の解約」に答える")
        expect(first.locator("a.cb-choice__title")).to_have_attribute("href", re.compile("cases/case-0001/$"))
        expect(first.locator(".cb-choice__ask")).to_have_text("提示前に担当へ確認")
        first.locator("input").check()
        expect(page.locator(".cb-desk__case")).to_have_attribute("data-id", "case-0001")
        assert "case-0001" in page.url
        assert "food" not in page.url
        assert "定期便" not in page.url
        page.reload()
        expect(near.locator(".cb-choice").first.locator("input")).to_be_checked()
        expect(page.locator("[name=challenge]")).to_have_value("定期便の解約")


def test_nothing_is_suggested_for_nobody(browser: Browser, sales: str) -> None:
    with visit(browser, f"{sales}brief/", PHONE) as page:
        _fill(page, segment="food")
        expect(page.locator("[data-cb-near] .cb-choice").first).to_be_visible()
        _fill(page, segment="")
        expect(page.locator("[data-cb-near]")).to_be_hidden()


@pytest.mark.parametrize("seed", range(20))
def test_the_score_is_the_documented_one(browser: Browser, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    (tmp_path / "index.html").write_text("<!doctype html><meta charset=utf-8><link rel=icon href=data:,>", "utf-8")
    for name in ("prospect-match.js", "finder-table.js"):
        (tmp_path / name).write_bytes((SOURCE / name).read_bytes())
    values = {"segment": ["food", "game", "retail"], "purpose": ["ltv", "retention", "ugc"], "size": SIZES}
    rows = {
        facet: [chance.sample(range(len(known)), chance.randint(0, 1 if facet != "purpose" else 3)) for _ in range(30)]
        for facet, known in values.items()
    }
    data = {
        "places": list(range(30)),
        "facets": {facet: {"values": known, "rows": rows[facet]} for facet, known in values.items()},
        "months": [""] * 30,
        "effects": {},
    }
    wish = {
        "segment": chance.choice(["", *values["segment"]]),
        "size": chance.choice(["", *SIZES]),
        "purposes": chance.sample(values["purpose"], chance.randint(0, 2)),
        "challenge": "",
    }
    ranked = chance.choice([None, chance.sample(range(30), 7)])
    with served(tmp_path) as address:
        page = browser.new_page()
        page.goto(address)
        found = page.evaluate(
            "async ([data, wish, sizes, ranked]) => { const { Table } = await import('/finder-table.js');"
            " const { matches } = await import('/prospect-match.js');"
            " return matches(new Table(data), wish, sizes, ranked).map(({ row, score }) => [row, score]); }",
            [data, wish, SIZES, ranked],
        )
        page.close()
    wanted = sorted(
        ((row, score) for row in range(30) if (score := _score(row, values, rows, wish, ranked)) is not None),
        key=lambda pair: (-pair[1], pair[0]),
    )
    assert [row for row, _ in found] == [row for row, _ in wanted], json.dumps(wish)
    assert [score for _, score in found] == pytest.approx([score for _, score in wanted])


def _score(
    row: int,
    values: dict[str, list[str]],
    rows: dict[str, list[list[int]]],
    wish: dict[str, Any],
    ranked: list[int] | None,
) -> float | None:
    has = {facet: [values[facet][at] for at in rows[facet][row]] for facet in values}
    segment = 4 if wish["segment"] in has["segment"] else 0
    purposes = 3 * len(set(has["purpose"]) & set(wish["purposes"]))
    words = 4 * (1 - ranked.index(row) / len(ranked)) if ranked and row in ranked else None
    if not segment and not purposes and words is None:
        return None
    away = [abs(SIZES.index(size) - SIZES.index(wish["size"])) for size in has["size"]] if wish["size"] else []
    return segment + purposes + {0: 1.0, 1: 0.5}.get(min(away, default=9), 0.0) + (words or 0.0)


def test_a_case_kept_from_the_prospect_is_not_even_in_the_suggestions(browser: Browser, sales: str) -> None:
    with visit(browser, sales) as page:
        kept = page.evaluate("fetch('brief/not-for.json').then((answer) => answer.json())")
        shy, agreed = next((case, each["segments"]) for case, each in kept.items() if each["segments"])
        page.goto(f"{sales}cases/{shy}/")
        title = page.locator("h1").inner_text()
        field, offered = page.locator("header input[type=search]"), page.locator("header [role=listbox]")
        field.fill(title)
        expect(offered.locator(f"a[href*='{shy}']")).to_have_count(1)
        page.evaluate(
            "([segment]) => localStorage.setItem(`casebook-brief /cases/`, JSON.stringify({ segment }))", agreed
        )
        page.reload()
        field.fill(title)
        expect(offered.locator("a").first).to_be_visible()
        assert shy not in offered.inner_html()
        page.route("**/not-for.json", lambda route: route.fulfill(status=200, body="<html>"))
        page.reload()
        field.fill(title)
        expect(offered.locator("a").first).to_be_visible()
        assert "cases/case-" not in offered.inner_html()  # nothing is known: no case is shown
