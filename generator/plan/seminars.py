"""Seminars: the event page, and the slides and handout made from the View of their own use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from ..deck import Slide, Text, read_deck
from ..model import vocabulary as words
from ..model.body import Body
from ..model.knowledge import Seminar
from ..urls import document_url
from ..view import View
from .cards import case_card, iso, lastmod, page_card, shared, term_data
from .decks import Shown, cover_of, covered, shown
from .knowledge import HOME
from .page import Data, Desk, Json, Page, SearchFields
from .paging import paged
from .words import KINDS, weekday


def plan_seminars(desk: Desk) -> list[Page]:
    """``/seminars/``, each seminar's page, its slides and its handout."""
    view = desk.view
    newest = sorted(view.seminars, key=lambda s: (s.date, s.id), reverse=True)
    cards: list[Json] = [page_card(seminar, view) for seminar in newest]
    lead = "コミュニティの成果と進め方をお話しするセミナーです。"
    pages = paged("seminars", KINDS["seminar"], lead, cards, noun=KINDS["seminar"])
    linked = frozenset(case.id for case in desk.web.cases)
    for seminar in view.seminars:
        deck = _deck_of(seminar, desk, linked)
        pages.append(_event(seminar, view, deck, desk.zone))
        if deck and deck.shown.slides:
            pages += [_slides(deck, handout=False), _slides(deck, handout=True)]
    return pages


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deck:
    """The slides of a seminar, all of it as the View of its own use shows it; ``cover`` is the author's own."""

    seminar: Seminar
    cover: Slide | None
    slides: tuple[Slide, ...]
    shown: Shown
    cases: frozenset[str]


def _deck_of(seminar: Seminar, desk: Desk, linked: frozenset[str]) -> _Deck | None:
    """The deck in the words of its own use, whichever site is being built."""
    seen = desk.seminars.get(seminar.id)
    told = next((each for each in seen.seminars if each.id == seminar.id), None) if seen else None
    if seen is None or told is None:
        return None
    cover, slides = cover_of(read_deck(told.body)[0], told.title)
    return _Deck(
        seminar=told,
        cover=cover,
        slides=slides,
        shown=shown(slides, seen, linked),
        cases=frozenset(covered(slides, seen)),
    )


def when(seminar: Seminar) -> str:
    """2027年2月18日（木）15:00〜16:00."""
    times = f"{seminar.start}〜{seminar.end or ''}" if seminar.start else ""
    return f"{weekday(seminar.date)}{times}"


def _times(seminar: Seminar, zone: tzinfo) -> tuple[str, str]:
    """When it begins and ends, in ISO 8601 with the zone: of an unknown time the day alone, of an unknown end "".

    An end that is earlier than the start is on the day after."""

    def at(clock: str) -> datetime:
        hours, minutes = clock.split(":")[:2]
        return datetime.combine(seminar.date, time(int(hours), int(minutes)), zone)

    starts = at(seminar.start) if seminar.start else None
    ends = at(seminar.end) if seminar.end else None
    if starts and ends and ends <= starts:
        ends += timedelta(days=1)
    return starts.isoformat() if starts else iso(seminar.date), ends.isoformat() if ends else ""


def _event(seminar: Seminar, view: View, deck: _Deck | None, zone: tzinfo) -> Page:
    url = document_url("seminars", seminar.id)
    known = {term.id: term for term in view.terms}
    slides = deck.slides if deck else ()
    wanted = {*seminar.cases, *(deck.cases if deck else ())}
    asked: list[Json] = [{"question": one.question, "paragraphs": _paragraphs(one.answer)} for one in seminar.qa]
    last_to_apply = min(seminar.apply_by or seminar.date, seminar.date)
    starts, ends = _times(seminar, zone)
    data: Data = {
        **shared(seminar, view),
        "lead": seminar.description or "",
        "labels": [KINDS["seminar"], *([words.SEMINAR_FORMAT.label_of(seminar.format)] if seminar.format else [])],
        "when": when(seminar),
        "starts_iso": starts,
        "ends_iso": ends,
        "format_key": seminar.format or "",
        "format": words.SEMINAR_FORMAT.label_of(seminar.format) if seminar.format else "",
        "venue": seminar.venue or "",
        "fee": seminar.fee or "",
        "apply_by": weekday(seminar.apply_by) if seminar.apply_by and view.as_of <= last_to_apply else "",
        "host": seminar.host or "",
        "contact": seminar.contact or "",
        "notice": seminar.notice or "",
        "registration_url": seminar.registration_url or "",
        "past": seminar.date < view.as_of,
        "over_iso": ends or iso(seminar.date),
        "open": view.as_of <= last_to_apply,
        "open_until": iso(last_to_apply),
        "archive": _recorded_until(seminar, view),
        "archive_until": iso(seminar.archive_until),
        **_recorded(seminar, view),
        "qa": asked,
        "speakers": [{"name": s.name, "title": s.title or "", "company": s.company or ""} for s in seminar.speakers],
        "slides_url": f"{url}slides/" if slides else "",
        "handout_url": f"{url}handout/" if slides else "",
        "ics_url": "seminars.ics",
        "cases": [case_card(case, view) for case in view.cases if case.id in wanted],
        "terms": [term_data(known[name]) for name in seminar.terms if name in known],
    }
    return Page(
        url=url,
        template="seminar.html",
        title=seminar.title,
        kind="seminar",
        section="seminars",
        side="seminars",
        description=seminar.description or "",
        breadcrumbs=(HOME, (KINDS["seminar"], "seminars/")),
        data=data,
        bodies={"body": _agenda(slides)},
        search=SearchFields(
            summary=seminar.description or "",
            facets=(*([str(data["format"])] if data["format"] else []), *seminar.tags),
            filters={"kind": ("seminar",)},
            texts=tuple(_texts(seminar, data)),
        ),
        lastmod=lastmod(seminar),
        edit_file=seminar.file,
    )


def _recorded(seminar: Seminar, view: View) -> Data:
    """The recording, as long as it may be watched: from the day itself, for the page hides it until all is over."""
    recorded = seminar.recording
    over = seminar.archive_until is not None and seminar.archive_until < view.as_of
    if recorded is None or over:
        return {}
    length = f"（{recorded.minutes}分）" if recorded.minutes else ""
    return {"recording_url": recorded.url, "recording": f"録画を見る{length}"}


def _paragraphs(text: str) -> list[Json]:
    return ["".join(block.split("\n")) for block in text.split("\n\n") if block.strip()]


def _recorded_until(seminar: Seminar, view: View) -> str:
    until = seminar.archive_until
    return f"{weekday(until)}まで" if until and view.as_of <= until else ""


_TOLD = {
    "when": "日時",
    "format": "開催形式",
    "venue": "会場",
    "fee": "参加費",
    "apply_by": "申込締切",
    "archive": "アーカイブ配信",
    "host": "主催",
    "contact": "問い合わせ",
}


def _texts(seminar: Seminar, data: Data) -> Iterator[tuple[str, str, str]]:
    """When, where and who, in the words of the page."""
    yield "", "", "\n".join(f"{label}：{data[key]}" for key, label in _TOLD.items() if data[key])
    for asked in seminar.qa:
        yield "qa", asked.question, asked.answer
    speakers = [" ".join(filter(None, (s.name, s.company, s.title))) for s in seminar.speakers]
    if speakers:
        yield "speakers", "登壇者", "\n".join(speakers)


def _agenda(slides: tuple[Slide, ...]) -> Body:
    titles = [slide.title for slide in slides if slide.title]
    return Body(text="\n".join(["## お話しすること", "", *(f"- {title}" for title in titles)]) if titles else "")


def _slides(deck: _Deck, *, handout: bool) -> Page:
    """The slides, or the same as a paper to take home."""
    seminar, cover = deck.seminar, deck.cover
    url = document_url("seminars", seminar.id)
    with_notes = not handout or seminar.handout_notes
    told = {"note-0": cover.notes} if cover and cover.notes else {}
    bodies = {name: body for name, body in {**told, **deck.shown.bodies}.items() if with_notes or name[:4] != "note"}
    lead = " ".join(part.body.text for part in cover.parts if isinstance(part, Text)) if cover else ""
    data: Data = {
        "heading": seminar.title,
        "slides": [{**slide, "notes": slide["notes"] if with_notes else ""} for slide in deck.shown.slides],
        "subtitle": " ".join(lead.split()) or seminar.description or "",
        "cover_notes": "note-0" if "note-0" in bodies else "",
        "when": when(seminar),
        "host": seminar.host or "",
        "notice": seminar.notice or "",
        "sample": seminar.sample,
        "back_url": url,
        "handout_url": f"{url}handout/",
        "slides_url": f"{url}slides/",
    }
    name = "配布資料" if handout else "スライド"
    return Page(
        url=f"{url}handout/" if handout else f"{url}slides/",
        template="handout.html" if handout else "slides.html",
        title=f"{seminar.title}（{name}）",
        section="seminars",
        description=seminar.description or "",
        breadcrumbs=(HOME, (KINDS["seminar"], "seminars/"), (seminar.title, url)),
        data=data,
        bodies=bodies,
        outward=True,
        lastmod=lastmod(seminar),
    )
