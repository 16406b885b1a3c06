"""What search is told of seminars and voices: what their pages show to this circle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.model.knowledge import Seminar, Speaker
from generator.plan.page import Page
from generator.plan.seminars import plan_seminars
from generator.plan.voices import plan_voices
from generator.view import ShownVoice

from .shelf import desk

_SEMINAR = Seminar(
    id="spring",
    file="",
    audience="public",
    title="春の会",
    date=date(2027, 2, 18),
    start="15:00",
    format="online",
    host="編集部",
    speakers=(Speaker(name="登壇者", title="課長"),),
)
_VOICE = ShownVoice(
    theme="通知",
    feature="まとめ",
    text="夜は切りたい。",
    reading="",
    severity="low",
    risk="none",
    source="member",
    state="new",
    sample=False,
    heard=((date(2026, 8, 3), "みほん食品"), (date(2026, 9, 3), "")),
    names=("みほん食品", "ミホン"),
)


def _texts(page: Page) -> list[str]:
    assert page.search is not None
    return [text for _, _, text in page.search.texts]


def test_a_seminar_is_found_by_when_where_and_who() -> None:
    whole = desk([])
    page = next(p for p in plan_seminars(replace(whole, view=replace(whole.view, seminars=(_SEMINAR,)))) if p.search)
    assert _texts(page) == ["日時：2027年2月18日（木）15:00〜\n開催形式：オンライン\n主催：編集部", "登壇者 課長"]


def test_voices_are_found_by_whom_the_page_names() -> None:
    whole = desk([])
    page, *_ = plan_voices(replace(whole, view=replace(whole.view, voices=(_VOICE,))))
    assert _texts(page) == ["まとめ 夜は切りたい。 みほん食品"]
    assert page.search is not None and page.search.organizations == ("みほん食品", "ミホン")
