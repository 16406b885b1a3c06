"""ご意見・ご要望: what is counted, for whom it is shown, and what a month gives the product team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from generator.charts import Count, months
from generator.dialect import dialect_of
from generator.markup import convert
from generator.model.vocabulary import VOICE_STATE
from generator.plan.digest import Entry, digest
from generator.plan.heard import counted, last_months, trend
from generator.plan.navigation import sides
from generator.plan.page import Page
from generator.plan.paging import PER_PAGE
from generator.plan.voices import plan_voices
from generator.view import SOME_CLIENT, ShownVoice

from ..whole import own_config
from .shelf import case, desk, view


def voice(theme: str, feature: str = "", heard: Sequence[tuple[str, str]] = (), **rest: Any) -> ShownVoice:
    """A voice heard on days (``YYYY-MM-DD``) from clients."""
    given: dict[str, Any] = {"text": f"{theme}{feature}の声", "reading": "", "severity": "low", "risk": "none"}
    given |= {"source": "member", "state": "new", "sample": False, **rest}
    days = tuple((date.fromisoformat(on), who) for on, who in heard)
    return ShownVoice(theme=theme, feature=feature, heard=days, **given)


NIGHT = voice(
    "通知",
    "時間帯",
    [
        ("2026-03-04", "A社"),
        ("2026-08-22", "B社"),
        ("2026-10-01", "A社"),
        ("2026-10-02", SOME_CLIENT),
        ("2026-10-09", ""),
    ],
    severity="high",
    risk="churn",
    state="planned",
    text="夜に*鳴る*。",
    cases=("case-0001", "case-0002", "case-0003", "case-0004", "case-0009"),
)
NIGHTS = voice("通知", "時間帯", [("2026-09-30", "C社")], text="夜は切りたい。")
MAIL = voice("通知", "届き方", [("2026-10-20", "A社"), ("2026-10-21", "D社"), ("2026-10-22", "D社")])
LOOK = voice("検索", "", [("2025-06-01", "E社")], risk="lost_deal")
UNHEARD = voice("検索", "写真")
VOICES = (LOOK, UNHEARD, MAIL, NIGHTS, NIGHT)


def _pages(*voices: ShownVoice, audience: str = "sales", site: str = "") -> dict[str, Page]:
    whole = desk([case(number) for number in (1, 2, 3, 4)])
    view = replace(whole.view, audience=audience, voices=voices)
    return {page.url: page for page in plan_voices(replace(whole, view=view, site_url=site))}


def _data(page: Page) -> Any:
    return page.data


@pytest.mark.parametrize("audience", ["public", "marketing"])
def test_wider_circles_have_nothing_of_it(audience: str) -> None:
    assert _pages(*VOICES, audience=audience) == {}


def test_a_site_for_everyone_alone_has_nothing_of_it() -> None:
    whole = desk([])
    view = replace(whole.view, audience="public", audiences=("public",), voices=VOICES)
    assert plan_voices(replace(whole, view=view)) == []


def test_clients_are_counted_once_and_those_unknown_apart() -> None:
    found = counted([NIGHT, NIGHTS])
    assert (found.voices, found.times, found.clients, found.others) == (2, 6, 3, 2)
    assert found.sentence == "2 件の声を、6 回、3 社から聞きました（ほかに、どのお客様かを示せないもの 2 回）。"
    assert counted([NIGHT], "2026-08").figures == "2 回・2 社"
    assert counted([UNHEARD]).sentence == "1 件の声があります。いつ、どこで聞いたかの記録はまだありません。"


def test_themes_and_features_heard_most_come_first() -> None:
    groups = _data(_pages(*VOICES)["voices/"])["groups"]
    assert [group["title"] for group in groups] == ["通知", "検索"]
    assert [row["feature"] for row in groups[0]["voices"]] == ["時間帯", "時間帯", "届き方"]
    assert groups[0]["lead"] == "3 件の声を、9 回、4 社から聞きました（ほかに、どのお客様かを示せないもの 2 回）。"
    assert [bool(row["feature_note"]) for row in groups[0]["voices"]] == [True, False, False]


def test_a_voice_shows_the_cases_that_this_reader_has() -> None:
    row = _data(_pages(*VOICES)["voices/"])["groups"][0]["voices"][0]
    assert [link["url"] for link in row["cases"]] == [f"cases/case-000{n}/" for n in (1, 2, 3)]
    assert row["more_cases"] == "ほか 2 件"
    assert row["heard"][0] == {"on": "2026年10月9日", "who": ""}
    assert row["order"] == {"times": 5, "clients": 2, "last": "2026-10-09", "weight": 2}


def test_themes_tell_their_risk_and_their_way() -> None:
    (first, second) = _data(_pages(*VOICES)["voices/"])["themes"]
    assert first["risk"] == "影響が大きいもの 1 件、解約のおそれ 1 件"
    assert first["sentence"].endswith("2026年8〜10月に 8 回、その前の 3 か月に 0 回。")
    assert "2026年10月 6回" in first["chart_html"]
    assert second["risk"] == "失注のおそれ 1 件"


def test_the_trend_follows_from_what_was_said_not_from_the_calendar() -> None:
    assert last_months(VOICES)[0] == "2025-11"
    assert last_months(VOICES)[-1] == "2026-10"
    assert last_months([UNHEARD]) == []
    early, late = (replace(desk([]).view, as_of=day, voices=VOICES) for day in (date(2026, 11, 1), date(2030, 1, 1)))
    of = [plan_voices(replace(desk([]), view=view)) for view in (early, late)]
    assert of[0] == of[1]


def test_a_span_over_new_year_names_both_years() -> None:
    heard = voice("通知", heard=[("2027-01-05", "A社"), ("2026-12-05", "A社")])
    assert trend("通知", [heard], last_months([heard]))[1] == "2026年11月〜2027年1月に 2 回、その前の 3 か月に 0 回。"


def test_choices_offer_what_there_is() -> None:
    filters = {row["key"]: row["values"] for row in _data(_pages(*VOICES)["voices/"])["filters"]}
    assert filters["theme"] == [
        {"key": "通知", "label": "通知", "count": 3},
        {"key": "検索", "label": "検索", "count": 2},
    ]
    assert [value["label"] for value in filters["state"]] == [VOICE_STATE.label_of(key) for key in ("new", "planned")]
    assert [value["key"] for value in filters["severity"]] == ["high", "low"]


def test_a_month_has_a_page_and_a_file() -> None:
    pages = _pages(*VOICES, site="https://example.com/")
    assert list(pages) == [
        "voices/",
        "voices/digest/",
        *(f"voices/digest/{m}/" for m in ("2026-10", "2026-09", "2026-08", "2026-03", "2025-06")),
    ]
    page = pages["voices/digest/2026-10/"]
    lead = "2 件の声を、6 回、2 社から聞きました（ほかに、どのお客様かを示せないもの 2 回）。"
    assert page.data["lead"] == lead + "はじめて聞いた声は 1 件です。"
    text = page.files["voices/digest/2026-10.md"].decode()
    assert text.startswith("# 2026年10月のまとめ\n")
    assert "### 届き方（はじめて聞いた声）" in text
    assert "> 夜に\\*鳴る\\*。" in text
    assert "- この月: 3 回（2026年10月1日 A社、2026年10月2日 お客様、2026年10月9日）。これまで: 5 回・2 社" in text
    assert "](https://example.com/cases/case-0001/)" in text
    assert "切りたい" not in text
    assert "これまで: 2 回・2 社" in pages["voices/digest/2026-08/"].files["voices/digest/2026-08.md"].decode()


def test_an_old_digest_does_not_change_with_what_is_heard_later() -> None:
    later = replace(NIGHT, heard=(*NIGHT.heard, (date(2026, 12, 1), "Z社")))
    name = "voices/digest/2026-08.md"
    before, after = (_pages(each)["voices/digest/2026-08/"].files[name] for each in (NIGHT, later))
    assert before == after


def test_a_digest_shows_what_was_said_as_it_was_said() -> None:
    hostile = "<script>x</script> [題](javascript:1) *a* _b_ `c` # d ![](e) | f & <!-- g"
    entry = Entry(
        feature=hostile,
        text=hostile,
        reading=hostile,
        labels=(hostile,),
        is_new=True,
        heard=(("2026年10月1日", hostile),),
        so_far="1 回",
        cases=((hostile, "cases/case-0001/"),),
    )
    html = convert(digest(hostile, hostile, {hostile: [entry]}, ""), dialect_of(own_config())[0]).html
    assert "<script" not in html
    assert "<em>" not in html
    assert "<img" not in html
    assert html.count("<a ") == 1


def test_many_voices_go_on_on_further_pages() -> None:
    many = [voice("通知", f"{n}", [("2026-10-01", "A社")]) for n in range(PER_PAGE + 3)]
    pages = _pages(*many)
    first, second = _data(pages["voices/"]), _data(pages["voices/page/2/"])
    assert len(first["groups"][0]["voices"]) == PER_PAGE
    assert len(second["groups"][0]["voices"]) == 3
    assert "themes" not in second
    assert second["pager"]["page"] == 2


def test_the_side_leads_to_the_list_once() -> None:
    """Its heading does; the months and the further pages of the list are reached from the list."""
    many = [voice("通知", f"{n}", [("2026-10-01", "A社")]) for n in range(PER_PAGE + 1)]
    pages = _pages(*many)
    shown = sides(pages.values(), view([]))
    assert shown.keys() == pages.keys() and len(pages) > 3
    assert {(side.url, side.groups) for side in shown.values()} == {("voices/", ())}


def test_without_a_voice_the_page_says_so() -> None:
    pages = _pages()
    assert list(pages) == ["voices/"]
    assert _data(pages["voices/"])["groups"] == []


def test_months_are_bars_on_one_scale_with_their_figures_as_text() -> None:
    root = ET.fromstring(
        months("題 <b>", [Count(label="1月", count=0), Count(label="2月", count=4), Count(label="3月", count=2)])
    )
    heights = [float(bar.get("height", 0)) for bar in root.iter("rect")]
    assert heights == [44.0, 22.0]
    assert root.findtext("desc") == "1月 0回、2月 4回、3月 2回"
    assert months("題", [Count(label="1月", count=0)]) == ""
