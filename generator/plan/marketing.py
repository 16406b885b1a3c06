"""``/marketing/``: what may be shown where and until when, which seminars used which case, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from ..deck import pulls_of, read_deck
from ..model import vocabulary as words
from ..model.knowledge import Seminar
from ..urls import document_url
from ..view import ShownCase, View
from .announcing import TEXTS_URL, announced, plan_texts, text_url
from .cards import iso
from .evidence import wanted
from .page import Data, Desk, Json, Page
from .paging import paged
from .words import KINDS, day, month, weekday

_USES = ("web", "seminar", "proposal", "verbal")
_PER_PAGE = 100
_OPEN = 8
"""Months stand open from the first on until so many cases are in sight."""
_SEMINARS = 12
_UNUSED = 8


def plan_marketing(desk: Desk) -> list[Page]:
    """``/marketing/`` and the texts to paste, from marketing inwards; nothing in the widest circle."""
    view = desk.view
    if not view.is_inside("marketing"):
        return []
    lead = "どの事例を、どこで、いつまで見せてよいか。期限の近い順です。"
    shelf = _Shelf.of(desk)
    cases = sorted(view.cases, key=shelf.order)
    pages = paged(
        "marketing",
        "発信の準備",
        lead,
        [case.id for case in cases],
        noun=KINDS["case"],
        per_page=_PER_PAGE,
        data={"inside": True},
    )
    return [*(_page(page, number, shelf) for number, page in enumerate(pages)), *plan_texts(desk)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """What rows are made of: the cases by id, those with a one-pager, the address of each one's text, and the
    seminars that used it, the newest first."""

    view: View
    cases: Mapping[str, ShownCase]
    handed_out: frozenset[str]
    texts: Mapping[str, str]
    used: Mapping[str, tuple[Seminar, ...]]

    @classmethod
    def of(cls, desk: Desk) -> _Shelf:
        view = desk.view
        told = {case.id: text_url(case.id, at) for at, case in enumerate(announced(desk))}
        newest = sorted(view.seminars, key=lambda seminar: (seminar.date, seminar.id), reverse=True)
        tells = [(seminar, frozenset(_told_in(seminar))) for seminar in newest]
        return cls(
            view=view,
            cases={case.id: case for case in view.cases},
            handed_out=frozenset(case.id for case in desk.proposal.cases),
            texts=told,
            used={case.id: tuple(each for each, ids in tells if case.id in ids) for case in view.cases},
        )

    def barred(self, case: ShownCase) -> str:
        """Why the case is for editors alone; "" where it is not."""
        return self.view.only_editors.get(f"cases/{case.id}", "")

    def order(self, case: ShownCase) -> tuple[str, date, str]:
        """What ends first, first; after all of them what editors alone see, by reason."""
        return (_reason(self.barred(case)), ends(case) or date.max, case.id)

    def heading(self, case: ShownCase) -> str:
        """The group that a row stands in: the month in which consent ends, or why the case is not shown."""
        until = ends(case)
        if reason := _reason(self.barred(case)):
            return f"社外に出せません：{reason}"
        return month(iso(until)[:7]) if until else "期限なし"


def ends(case: ShownCase) -> date | None:
    """The last day of a case's consent; None where none is set."""
    return case.permission.valid_until if case.permission else None


def _reason(barred: str) -> str:
    """The reason without its details: 掲載許諾の期限切れ（2026-09-30 まで） → 掲載許諾の期限切れ."""
    return barred.partition("（")[0]


def _page(page: Page, number: int, shelf: _Shelf) -> Page:
    """One page of the list; what is no list stands on the first alone."""
    ids: Json = page.data["cards"]
    cases = [shelf.cases[str(each)] for each in ids] if isinstance(ids, list) else []
    data: Data = {key: value for key, value in page.data.items() if key != "cards"}
    data |= {"groups": _groups(cases, shelf), "texts_url": f"{TEXTS_URL}/" if shelf.texts else ""}
    if number == 0:
        data |= {"seminars": _seminars(shelf), "unused": _unused(shelf), "wanted": _missing(shelf.view)}
    return replace(page, template="marketing.html", section="", side="", data=data)


# -- what may be shown -----------------------------------------------------------------------------------------


def _groups(cases: Iterable[ShownCase], shelf: _Shelf) -> list[Json]:
    """Rows by month of expiry, in the order given; the first are open."""
    groups: list[Json] = []
    sight = 0
    for title, found in groupby(cases, key=shelf.heading):
        rows: list[Json] = [_row(case, shelf) for case in found]
        groups.append({"title": title, "count": f"{len(rows):,} 件", "open": sight < _OPEN, "rows": rows})
        sight += len(rows)
    return groups


def _row(case: ShownCase, shelf: _Shelf) -> Data:
    allowed, until = case.permission, ends(case)
    barred = shelf.barred(case)
    granted: Mapping[str, tuple[str, ...]] = allowed.granted if allowed and not barred else {}
    links = _links(case, shelf)
    return {
        "title": case.title,
        "url": document_url("cases", case.id),
        "client": case.client.label,
        "alias": case.client.alias if case.client.alias != case.client.label else "",
        "sample": case.sample,
        "state": barred,
        "record": _record(case),
        "until": day(until) if until else "期限なし",
        "until_iso": iso(until),
        "hide_after": iso(case.until),
        "uses": [
            {
                "label": words.USE.label_of(use),
                "items": "・".join(words.CONSENT_ITEM.label_of(item) for item in granted.get(use, ())),
                "links": links.get(use, []) if granted.get(use) else [],
            }
            for use in (() if barred else _USES)
        ],
    }


def _links(case: ShownCase, shelf: _Shelf) -> dict[str, list[Json]]:
    """What is ready for each use: the text to paste, the seminars that told of the case, the one-pager."""
    used: list[Json] = [
        {"title": f"{day(seminar.date)}の回", "about": seminar.title, "url": document_url("seminars", seminar.id)}
        for seminar in shelf.used[case.id]
    ]
    found: dict[str, list[Json]] = {"seminar": used}
    if case.id in shelf.texts:
        found["web"] = [{"title": "告知の文面", "about": case.title, "url": shelf.texts[case.id]}]
    if case.id in shelf.handed_out:
        found["proposal"] = [
            {"title": "お渡し用の1枚", "about": case.title, "url": f"cases/{case.id}/onepager/"},
        ]
    return found


def _record(case: ShownCase) -> str:
    """How consent stands and its record, where this reader may know them: 許諾済み・CR-2026-014."""
    allowed = case.permission
    if allowed is None or not allowed.status:
        return ""
    return "・".join(filter(None, (words.CONSENT_STATUS.label_of(allowed.status), allowed.record)))


# -- seminars --------------------------------------------------------------------------------------------------


def _told_in(seminar: Seminar) -> Iterable[str]:
    """The ids of the cases that a seminar names and that its slides take something from."""
    yield from seminar.cases
    yield from (pull.case for pull in pulls_of(read_deck(seminar.body)[0]))


def _seminars(shelf: _Shelf) -> Data | None:
    """The newest seminars, each with its cases and what its consents do not cover."""
    by_seminar: dict[str, list[ShownCase]] = {}
    for case in shelf.view.cases:
        for seminar in shelf.used[case.id]:
            by_seminar.setdefault(seminar.id, []).append(case)
    held = sorted(shelf.view.seminars, key=lambda seminar: (seminar.date, seminar.id), reverse=True)
    if not held:
        return None
    more = len(held) - _SEMINARS
    return {
        "rows": [_seminar(seminar, by_seminar.get(seminar.id, ()), shelf) for seminar in held[:_SEMINARS]],
        "more": f"ほか {more:,} 件のセミナーを見る" if more > 0 else "",
    }


def _seminar(seminar: Seminar, cases: Sequence[ShownCase], shelf: _Shelf) -> Data:
    return {
        "title": seminar.title,
        "url": document_url("seminars", seminar.id),
        "when": weekday(seminar.date),
        "when_iso": iso(seminar.date),
        "sample": seminar.sample,
        "cases": [
            {
                "title": case.title,
                "url": document_url("cases", case.id),
                "sample": case.sample,
                "warning": _warning(seminar, case, shelf),
            }
            for case in cases
        ],
    }


def _warning(seminar: Seminar, case: ShownCase, shelf: _Shelf) -> str:
    """Why a case will not stand in the slides of a seminar, or no longer on its day; "" where all is well."""
    allowed, until = case.permission, ends(case)
    use = seminar.shown_to or "seminar"
    if shelf.barred(case) or not (allowed and allowed.granted.get(use)):
        return f"{words.USE.label_of(use)}の許諾がないため、スライドには出ません"
    return "開催の日より前に、掲載許諾が切れます" if until and until < seminar.date else ""


def _unused(shelf: _Shelf) -> Data | None:
    """Cases that a seminar may tell of and none has, those whose consent ends first at the head."""
    ready = [
        case
        for case in sorted(shelf.view.cases, key=shelf.order)
        if not shelf.used[case.id]
        and not shelf.barred(case)
        and case.permission
        and case.permission.granted.get("seminar")
    ]
    if not ready:
        return None
    rows: list[Json] = [
        {
            "title": case.title,
            "url": document_url("cases", case.id),
            "until": day(ends(case)) or "期限なし",
            "sample": case.sample,
        }
        for case in ready[:_UNUSED]
    ]
    more = f"期限の近い順に {len(rows)} 件を挙げます。" if len(ready) > len(rows) else ""
    return {"sentence": f"セミナーに出せるのに、まだ使っていない事例が {len(ready):,} 件あります。{more}", "rows": rows}


# -- what is missing -------------------------------------------------------------------------------------------


def _missing(view: View) -> Data | None:
    """The white spots of the evidence map, and the segments whose cases may all not be shown on the web."""
    found = wanted(view)
    usable = [case for case in view.cases if f"cases/{case.id}" not in view.only_editors]
    shown = {case.client.segment for case in usable if case.permission and case.permission.granted.get("web")}
    inside = {case.client.segment for case in usable} - shown
    silent: list[Json] = [s.label for s in view.catalogues.segments.values() if s.id in inside]
    return {**found, "silent": silent, "map_url": "evidence/" if view.reaches("sales") else ""} if found else None
