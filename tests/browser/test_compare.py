"""Cases side by side: figures of one KPI beside each other, what differs in sight, on a phone as on a wide screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from .test_story import overflow
from .visit import PHONE, WIDE, visit

SIZES = pytest.mark.parametrize("size", [(360, 740), PHONE, WIDE], ids=["360", "390", "1280"])


def _row(page: Page, label: str) -> list[str]:
    """The texts of the cells below a label."""
    name = page.locator(".cb-versus__label", has=page.locator("span:first-child", has_text=label)).first
    return [cell.inner_text() for cell in name.locator("xpath=following-sibling::tr[1]/td").all()]


@SIZES
@pytest.mark.parametrize("n", [2, 3, 4])
def test_cases_fit_beside_each_other(browser: Browser, sales: str, size: tuple[int, int], n: int) -> None:
    ids = ["case-0001", "case-0002", "case-0004", "case-0027"][:n]
    with visit(browser, f"{sales}compare/?ids={','.join(ids)}", size) as page:
        expect(page.locator(".cb-versus__case")).to_have_count(n)
        assert overflow(page) <= 0
        wide = page.locator("[data-cb-versus]").evaluate("box => box.scrollWidth - box.clientWidth")
        assert wide <= 0, "nothing has to be pushed aside"
        for cell in page.locator("td:visible").all():
            assert cell.evaluate("cell => cell.scrollWidth <= cell.clientWidth + 1")


@SIZES
def test_figures_of_one_kpi_stand_beside_each_other(browser: Browser, sales: str, size: tuple[int, int]) -> None:
    with visit(browser, f"{sales}compare/?ids=case-0001,case-0002", size) as page:
        expect(page.locator(".cb-versus__case")).to_have_count(2)
        first, second = _row(page, "解約率")
        assert "前後比較" in first
        assert "7.8% → 3.9%" in first
        assert "前年同期比" in second
        assert "4.6% → 3.8%" in second
        note = page.locator(".cb-versus__label", has_text="解約率").locator(".cb-versus__mark--note")
        expect(note).to_contain_text("比べ方が違う")
        others = _row(page, "ほかの指標")
        assert "LTV" in others[0]
        assert "LTV" not in others[1]


@SIZES
def test_what_differs_can_be_seen_alone(browser: Browser, sales: str, size: tuple[int, int]) -> None:
    with visit(browser, f"{sales}compare/?ids=case-0001,case-0002", size) as page:
        same = page.locator(".cb-versus__label.cb-versus__same")
        expect(same.filter(has_text="業種")).to_contain_text("同じ")
        assert len(set(_row(page, "業種"))) == 1
        shown = page.locator(".cb-versus__label:visible").count()
        page.get_by_label("違うところだけを見る").check()
        expect(same.first).to_be_hidden()
        assert 0 < page.locator(".cb-versus__label:visible").count() == shown - same.count()
        page.get_by_label("違うところだけを見る").uncheck()
        expect(same.first).to_be_visible()


@pytest.mark.parametrize("path", ["", "cases/", "cases/?segment=food"])
def test_figures_on_cards_lead_to_their_kpi(browser: Browser, sales: str, path: str) -> None:
    with visit(browser, sales + path, PHONE) as page:
        page.wait_for_load_state("networkidle")
        link = page.locator(".cb-card .cb-figure__label a:visible").first
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        name = link.inner_text()
        link.click()
        page.wait_for_url("**/kpis/**")
        expect(page.locator("h1")).to_have_text(name)


def test_titles_on_cards_are_tall_enough_for_a_finger(browser: Browser, sales: str) -> None:
    with visit(browser, f"{sales}kpis/", PHONE) as page:
        for link in page.locator(".cb-card__title a").all():
            box = link.bounding_box()
            assert box is not None
            assert box["height"] >= 44
