"""/marketing/: what may be shown until when, where cases were told of, and texts that hold what is public alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from generator.model.body import Body
from generator.model.knowledge import Seminar
from generator.plan.marketing import plan_marketing
from generator.plan.page import Desk, Page
from generator.view import Client, Permission, ShownCase

from .shelf import case, churn, desk, view

PUBLIC = "https://public.example/"


def until(day: date | None, **granted: tuple[str, ...]) -> Permission:
    """A permission that ends on a day."""
    known = {"proposal": ("name",), "web": ("alias",)}
    return Permission(granted=granted or known, valid_until=day, status="granted", record="CR-1")


def outward(number: int, **rest: Any) -> ShownCase:
    """The same case as everybody may know it."""
    client = Client(label="食品メーカーA社様", alias="食品メーカーA社", segment="food")
    ratio = churn(before=None, after=None)
    known: dict[str, Any] = {"client": client, "permission": None, "figures": (ratio,), "until": date(2027, 3, 31)}
    return case(number, **{**known, **rest})


def at(
    cases: Sequence[ShownCase],
    audience: str = "marketing",
    *,
    web: Sequence[ShownCase] = (),
    seminars: Sequence[Seminar] = (),
    barred: dict[str, str] | None = None,
) -> Desk:
    """A desk of one circle beside the public View ``web``."""
    seen = replace(view(cases, audience, barred), seminars=tuple(seminars))
    return Desk(
        view=seen, proposal=view((), audience), web=view(web, "public"), public_url=PUBLIC, zone=ZoneInfo("Asia/Tokyo")
    )


def seminar(name: str, on: date, *cases: str, body: str = "") -> Seminar:
    """A seminar that names ``cases`` and whose slides are ``body``."""
    return Seminar(
        id=name,
        file=f"content/seminars/{name}.md",
        audience="public",
        title=f"題 {name}",
        date=on,
        shown_to="seminar",
        cases=cases,
        body=Body(text=body),
    )


def groups(page: Page) -> list[tuple[str, list[str]]]:
    found: Any = page.data["groups"]
    return [(group["title"], [row["title"] for row in group["rows"]]) for group in found]


@pytest.mark.parametrize(
    ("audience", "urls"),
    [("public", []), *((circle, ["marketing/", "marketing/texts/"]) for circle in ("marketing", "sales", "editors"))],
)
def test_only_circles_inside_have_it(audience: str, urls: list[str]) -> None:
    assert [page.url for page in plan_marketing(at([case(1)], audience))] == urls
    assert [page.url for page in plan_marketing(at([], audience))] == urls


def test_rows_stand_by_month_and_what_ends_first_comes_first() -> None:
    cases = [
        case(1, permission=until(None)),
        case(2, permission=until(date(2027, 5, 1))),
        case(3, permission=until(date(2027, 1, 31))),
        case(4, permission=until(date(2027, 1, 1))),
    ]
    page = plan_marketing(desk(cases, "marketing", handed_out=[cases[1]]))[0]
    assert groups(page) == [("2027年1月", ["事例4", "事例3"]), ("2027年5月", ["事例2"]), ("期限なし", ["事例1"])]
    shown: Any = page.data["groups"]
    row = shown[1]["rows"][0]
    assert [use["items"] for use in row["uses"]] == ["別名", "", "社名", ""]
    assert [link["url"] for use in row["uses"] for link in use["links"]][-1] == "cases/case-0002/onepager/"
    assert page.side == "" and page.section == ""


def test_editors_have_what_is_not_shown_by_reason_after_all_months() -> None:
    cases = [case(1, permission=until(date(2026, 9, 30))), case(2, permission=until(date(2027, 1, 31)))]
    page = plan_marketing(at(cases, "editors", barred={"cases/case-0001": "掲載許諾の期限切れ（2026-09-30 まで）"}))[0]
    assert groups(page) == [("2027年1月", ["事例2"]), ("社外に出せません：掲載許諾の期限切れ", ["事例1"])]
    shown: Any = page.data["groups"]
    assert shown[1]["rows"][0]["uses"] == [] and shown[1]["rows"][0]["record"] == "許諾あり・CR-1"


def test_three_hundred_cases_go_on_and_only_the_first_months_are_open() -> None:
    cases = [case(n, permission=until(date(2027 + n // 120, 1 + n % 12, 1))) for n in range(1, 301)]
    pages = plan_marketing(at(cases))
    assert [page.url for page in pages[:-1]] == ["marketing/", "marketing/page/2/", "marketing/page/3/"]
    shown: Any = pages[0].data["groups"]
    assert [group["open"] for group in shown][:2] == [True, False]
    assert sum(len(group["rows"]) for group in shown) == 100
    assert pages[0].data["wanted"] and "wanted" not in pages[1].data


def test_seminars_name_their_cases_from_front_matter_and_slides() -> None:
    allowed = until(date(2027, 3, 31), seminar=("alias",))
    cases = [case(n, permission=allowed) for n in (1, 2, 3)]
    told = seminar(
        "told", date(2027, 2, 1), "case-0001", body="## 題\n\n{{ case case-0002 }}\n\n{{ case case-0009 }}\n"
    )
    data = plan_marketing(at(cases, seminars=[told]))[0].data
    rows: Any = data["seminars"]
    unused: Any = data["unused"]
    assert [row["title"] for row in rows["rows"][0]["cases"]] == ["事例1", "事例2"]
    assert [row["title"] for row in unused["rows"]] == ["事例3"]


def test_a_seminar_warns_of_consent_that_is_not_there_or_ends_before_it() -> None:
    ends, none, fine = (
        case(1, permission=until(date(2027, 1, 31), seminar=("alias",))),
        case(2, permission=until(date(2027, 12, 31), web=("alias",))),
        case(3, permission=until(date(2027, 2, 1), seminar=("alias",))),
    )
    told = seminar("told", date(2027, 2, 1), *(each.id for each in (ends, none, fine)))
    rows: Any = plan_marketing(at([ends, none, fine], seminars=[told]))[0].data["seminars"]
    assert [row["warning"] for row in rows["rows"][0]["cases"]] == [
        "開催の日より前に、掲載許諾が切れます",
        "セミナーの許諾がないため、スライドには出ません",
        "",
    ]


def test_segments_without_a_case_for_the_web_are_told() -> None:
    inside = case(1, permission=until(None, verbal=("name",)))
    missing: Any = plan_marketing(at([inside]))[0].data["wanted"]
    assert missing["silent"] == ["食品・飲料"] and missing["map_url"] == ""
    shown: Any = plan_marketing(at([case(1)], "sales"))[0].data["wanted"]
    assert shown["silent"] == [] and shown["map_url"] == "evidence/"


def texts(told: Desk) -> Any:
    return plan_marketing(told)[-1].data["cards"]


def said(parts: Any) -> str:
    return "".join(part["text"] for part in parts)


def test_texts_are_made_from_the_public_view_alone() -> None:
    (row,) = texts(at([case(1), case(2)], web=[outward(1)]))
    mail, post = said(row["mail"]), said(row["post"])
    assert row["subject"] == "【事例のご紹介】事例1"
    assert "食品メーカーA社様の取り組み" in mail and "解約率 50%減\n（前後比較" in mail
    for text in (mail, post):
        assert "効果を保証するものではありません。" in text
        assert f"{PUBLIC}cases/case-0001/" in text
    whole = json.dumps(row, ensure_ascii=False)
    assert "みほん食品" not in whole and "8%" not in whole and "東京都" not in whole


def test_a_row_leads_to_its_text_and_without_web_consent_there_is_none() -> None:
    cases = [case(1), case(2)]
    page = plan_marketing(at(cases, web=[outward(1)]))[0]
    shown: Any = page.data["groups"]
    links = [[link["url"] for use in row["uses"] for link in use["links"]] for row in shown[0]["rows"]]
    assert links == [["marketing/texts/#case-0001"], []]
    assert page.data["texts_url"] == "marketing/texts/"
    assert texts(at(cases)) == [] and plan_marketing(at(cases))[0].data["texts_url"] == ""


def test_a_text_of_a_case_that_the_circle_has_not_is_not_there() -> None:
    assert texts(at([case(2)], web=[outward(1)])) == []


def test_without_an_address_of_the_public_site_the_texts_have_no_link() -> None:
    told = replace(at([case(1)], web=[outward(1)]), public_url="")
    (row,) = texts(told)
    assert "http" not in said(row["mail"]) + said(row["post"])
    assert plan_marketing(told)[-1].data["without_link"] is True


def test_a_post_too_long_leaves_out_the_figure_with_its_note() -> None:
    long = "あ" * 80
    short, over = texts(at([case(1), case(2)], web=[outward(1), outward(2, title=long)]))[::-1]
    assert "50%減" in said(short["post"])
    assert "50%減" not in said(over["post"]) and "保証" not in said(over["post"]) and long in said(over["post"])


def test_fictional_cases_say_so_in_every_text() -> None:
    (row,) = texts(at([case(1)], web=[outward(1, sample=True)]))
    assert "架空の事例です" in said(row["mail"]) and "架空の事例です" in said(row["post"])


def test_texts_go_on_after_twenty_five() -> None:
    numbers = range(1, 51)
    pages = plan_marketing(at([case(n) for n in numbers], web=[outward(n) for n in numbers]))
    assert [page.url for page in pages if "texts" in page.url] == ["marketing/texts/", "marketing/texts/page/2/"]
    rows: Any = [row for group in json.loads(json.dumps(pages[0].data["groups"])) for row in group["rows"]]
    linked = {link["url"] for row in rows for use in row["uses"] for link in use["links"]}
    second: Any = pages[-1].data["cards"]
    assert {f"marketing/texts/page/2/#{row['id']}" for row in second} <= linked
