"""The desk in a real browser: case → sheet → hand-out, and cases side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from evaluation.browser import served
from generator.competitors import digest
from generator.plan.cases import plan_cases
from generator.plan.page import Desk
from generator.plan.sales import plan_sales
from generator.view import Client
from tests.browsers import launched

from .shelf import case, desk
from .shown import shell, shown


def small_desk() -> Desk:
    """Three cases: the second is kept from a rival and from a segment, the third has nothing to hand over."""
    shy = replace(case(2), not_for=("food",), not_for_names=(digest("株式会社ライバル"),))
    cases = [case(1), shy, case(3)]
    handed = [case(n, client=Client(label="食品メーカーA社様"), talk_track=()) for n in (1, 2)]
    return desk(cases, handed_out=handed)


def write_site(folder: Path, at: Desk) -> None:
    """The pages of cases and of the desk, as a site."""
    frame = shell("sales")
    planned = [*plan_cases(at), *plan_sales(at)]
    pages = shown(planned, frame)
    data = {path: content for page in planned for path, content in page.files.items()}
    files = {f"{url}index.html": text.encode() for url, text in pages.items()}
    for name, content in {**files, **frame.assets(), **data}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site on loopback."""
    folder = tmp_path_factory.mktemp("desk")
    write_site(folder, small_desk())
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def phone() -> Iterator[Page]:
    """A phone whose console must stay silent."""
    said: list[str] = []
    with launched() as browser:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
    assert said == []


def test_two_cases_into_the_sheet_and_out_again(address: str, phone: Page) -> None:
    for n, number in enumerate(("0001", "0003"), 1):
        phone.goto(f"{address}cases/case-{number}/")
        phone.click(".cb-case__bar .cb-button--primary")
        expect(phone.locator(".cb-desk__case")).to_have_count(n)
    expect(phone.locator("[data-cb-status]")).to_have_text("2 件の事例が入っています。")
    assert phone.url == f"{address}brief/?cases=case-0001,case-0003"
    expect(phone.locator(".cb-sheet--own:visible")).to_have_count(2)
    phone.fill("[name=company]", "株式会社つきみ")
    phone.fill("[name=notes]", "値段の話が出る")
    phone.select_option("[name=segment]", "food")
    expect(phone.locator(".cb-sheet__for").first).to_have_text("相手：株式会社つきみ")
    expect(phone.locator("[data-cb-reason]").first).to_have_text("この相手に近い点業種が同じ")
    expect(phone.locator("[data-cb-warning]:visible").first).to_contain_text("提示前に担当へ確認")
    phone.check("input[value=out]", force=True)
    expect(phone.locator(".cb-sheet--own:visible")).to_have_count(0)
    handed = phone.locator(".cb-sheet--out:visible")
    expect(handed).to_have_count(1)
    assert "株式会社つきみ 御中" in handed.inner_text()
    for secret in ("値段の話", "社外秘", "みほん食品", "#cm-food"):
        assert secret not in handed.inner_text()
    phone.fill("[name=company]", "株式会社つきみ 御中")
    phone.keyboard.press("Tab")
    expect(phone.locator(".cb-sheet__for")).to_have_text("株式会社つきみ 御中")
    expect(phone.locator(".cb-sheet--own")).to_have_count(0)
    assert phone.url.endswith("&sheet=out")
    expect(phone).to_have_title("事例のご紹介")
    expect(phone.locator(".cb-desk__gap")).to_contain_text("お渡し用がありません")


def test_what_must_not_be_shown_to_this_prospect_stays_away(address: str, phone: Page) -> None:
    phone.goto(f"{address}brief/?cases=case-0002")
    phone.select_option("[name=segment]", "food")
    expect(phone.locator(".cb-desk__gap")).to_contain_text("この相手には見せない取り決めがあります")
    expect(phone.locator(".cb-sheet")).to_have_count(0)
    phone.select_option("[name=segment]", "retail")
    expect(phone.locator(".cb-sheet--own")).to_have_count(1)


@pytest.mark.parametrize("typed", ["ライバル", "（株）らいばる", "ﾗｲﾊﾞﾙ 大阪支店 様", "ＲＩＶＡＬ"])
def test_a_company_it_must_not_reach_finds_it_nowhere(address: str, phone: Page, typed: str) -> None:
    """By plain http on a name that is not this computer's own, as in an office network: no SubtleCrypto there."""
    known = typed != "ＲＩＶＡＬ"
    office = address.replace("127.0.0.1", "localhost")
    phone.goto(f"{office}brief/?cases=case-0001,case-0002")
    phone.select_option("[name=segment]", "")
    phone.fill("[name=company]", typed)
    phone.keyboard.press("Tab")
    expect(phone.locator(".cb-sheet--own")).to_have_count(1 if known else 2)
    expect(phone.locator(".cb-choice:visible")).to_have_count(2 if known else 3)
    for place in ("cases/", "cases/case-0001/"):
        phone.goto(office + place)
        links = phone.locator('.cb-cards a[href*="case-0002"]')
        expect(links).to_have_count(1)
        expect(links).to_be_hidden() if known else expect(links).to_be_visible()
    notice = phone.locator("[data-cb-kept]")
    for place in ("cases/case-0002/", "cases/case-0002/onepager/") if known else ():
        phone.goto(office + place)
        expect(notice).to_contain_text("この事例は、商談シートの相手")
    phone.goto(f"{office}cases/case-0001/")
    expect(notice).to_be_visible() if known else expect(notice).to_be_hidden()
    phone.goto(f"{office}compare/?ids=case-0001,case-0002,case-0003")
    expect(phone.locator(".cb-versus__case")).to_have_count(2 if known else 3)
    phone.evaluate("localStorage.clear()")


def test_where_the_agreements_cannot_be_read_nothing_is_shown(address: str, phone: Page) -> None:
    phone.route("**/not-for.json", lambda route: route.fulfill(status=200, body="<html>"))
    phone.goto(f"{address}brief/?cases=case-0001")
    phone.fill("[name=company]", "どこか")
    phone.keyboard.press("Tab")
    expect(phone.locator(".cb-desk__gap")).to_contain_text("確かめられませんでした")
    expect(phone.locator(".cb-sheet")).to_have_count(0)
    phone.unroute("**/not-for.json")
    phone.evaluate("localStorage.clear()")


def test_the_prospect_never_stands_in_the_address(address: str, phone: Page) -> None:
    phone.goto(f"{address}brief/?cases=case-0001,../x,case-0001,javascript:0")
    phone.fill("[name=company]", "秘密商事")
    phone.keyboard.press("Tab")
    phone.reload()
    expect(phone.locator("[name=company]")).to_have_value("秘密商事")
    assert phone.url == f"{address}brief/?cases=case-0001"


def test_cases_stand_side_by_side_without_widening_the_phone(address: str, phone: Page) -> None:
    phone.goto(f"{address}compare/?ids=case-0001,case-0003")
    expect(phone.locator(".cb-versus__case")).to_have_count(2)
    expect(phone.locator("[data-cb-status]")).to_have_text("2 件の事例を比べています。")
    label = phone.locator(".cb-versus__label", has_text="解約率")
    expect(label).to_have_count(1)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.check("[data-cb-pick][value=case-0002]")
    expect(phone.locator(".cb-versus__case")).to_have_count(3)
    assert phone.url == f"{address}compare/?ids=case-0001,case-0003,case-0002"
