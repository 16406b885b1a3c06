"""Seminars: the event page, and the slides and handout made from the View of their own use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo

from ..model import vocabulary as words
from ..model.body import EMPTY, Body
from ..model.knowledge import Seminar
from ..urls import document_url
from ..view import View
from .cards import case_card, iso, lastmod, page_card, shared, term_data
from .knowledge import HOME
from .page import Data, Desk, Json, Page, SearchFields
from .paging import paged
from .words import KINDS, weekday

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,3}\s+(.+?)\s*#*\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide: a title, what is shown, and what is said."""

    title: str
    body: Body
    notes: Body


def split_slides(body: Body) -> tuple[Slide, ...]:
    """Cut a seminar's Markdown at ``---`` lines outside fenced code; ``Note:`` alone on a line starts the notes."""
    return tuple(_slide(part) for part in _parts(body) if part)


def _parts(body: Body) -> Iterator[Body]:
    lines = body.text.split("\n")
    fence, start = "", 0
    for index, line in enumerate([*lines, "---"]):
        found = _FENCE.match(line)
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        if (line.strip() == "---" and not fence) or index == len(lines):
            yield _cut(body, lines, start, index)
            start = index + 1


def _cut(body: Body, lines: list[str], start: int, end: int) -> Body:
    numbers = body.lines[start:end] if body.lines else ()
    return replace(body, text="\n".join(lines[start:end]), lines=numbers)


def _slide(part: Body) -> Slide:
    lines = part.text.split("\n")
    note = next((i for i, line in enumerate(lines) if line.strip() in ("Note:", "Notes:", "ノート:")), len(lines))
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    heading = _HEADING.fullmatch(lines[first])
    start = first + 1 if heading else first
    return Slide(
        title=heading[1] if heading else "",
        body=_cut(part, lines, start, max(start, note)),
        notes=_cut(part, lines, note + 1, len(lines)) if note < len(lines) else EMPTY,
    )


def cover_of(slides: tuple[Slide, ...], title: str) -> tuple[Slide | None, tuple[Slide, ...]]:
    """The author's own cover, where the first slide repeats the seminar's title, and the slides after it."""
    repeats = bool(slides) and slides[0].title == title
    return (slides[0], slides[1:]) if repeats else (None, slides)


def plan_seminars(desk: Desk) -> list[Page]:
    """``/seminars/``, each seminar's page, its slides and its handout."""
    view = desk.view
    newest = sorted(view.seminars, key=lambda s: (s.date, s.id), reverse=True)
    cards: list[Json] = [page_card(seminar, view) for seminar in newest]
    lead = "コミュニティの成果と進め方をお話しするセミナーです。"
    pages = paged("seminars", KINDS["seminar"], lead, cards, noun=KINDS["seminar"])
    for seminar in view.seminars:
        outward = _outward(desk, seminar)
        cover, slides = cover_of(split_slides(outward.body), seminar.title) if outward else (None, ())
        pages.append(_event(seminar, view, slides, desk.zone))
        if outward and slides:
            pages += [_deck(outward, cover, slides, handout=False), _deck(outward, cover, slides, handout=True)]
    return pages


def _outward(desk: Desk, seminar: Seminar) -> Seminar | None:
    """The seminar as its own use shows it, whichever site is being built."""
    seen = desk.seminars.get(seminar.id)
    return next((s for s in seen.seminars if s.id == seminar.id), None) if seen else None


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


def _event(seminar: Seminar, view: View, slides: tuple[Slide, ...], zone: tzinfo) -> Page:
    url = document_url("seminars", seminar.id)
    known = {term.id: term for term in view.terms}
    wanted = set(seminar.cases)
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
    speakers = [" ".join(filter(None, (s.name, s.company, s.title))) for s in seminar.speakers]
    if speakers:
        yield "speakers", "登壇者", "\n".join(speakers)


def _agenda(slides: tuple[Slide, ...]) -> Body:
    titles = [slide.title for slide in slides if slide.title]
    return Body(text="\n".join(["## お話しすること", "", *(f"- {title}" for title in titles)]) if titles else "")


def _deck(seminar: Seminar, cover: Slide | None, slides: tuple[Slide, ...], *, handout: bool) -> Page:
    url = document_url("seminars", seminar.id)
    bodies: dict[str, Body] = {}
    rows: list[Json] = []
    if cover and cover.notes and not handout:
        bodies["note-0"] = cover.notes
    for number, slide in enumerate(slides, 1):
        body, note = f"slide-{number}", f"note-{number}"
        if slide.body:
            bodies[body] = slide.body
        if slide.notes and not handout:
            bodies[note] = slide.notes
        rows.append(
            {
                "title": slide.title,
                "body": body if slide.body else "",
                "notes": note if slide.notes and not handout else "",
                "figure": None,
                "layout": "" if slide.body else "section",
            }
        )
    data: Data = {
        "heading": seminar.title,
        "slides": rows,
        "subtitle": " ".join(cover.body.text.split()) if cover and cover.body else seminar.description or "",
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
