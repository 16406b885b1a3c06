"""Slides as templates print them: the author's own words, and what the View of their use gives of cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..deck import Columns, Part, Pull, Slide, Text, pulls_of
from ..model.body import Body
from ..urls import document_url
from ..view import Figure, ShownCase, View
from . import gist
from .cards import case_labels, figure_data, iso
from .page import Data, Json
from .pictures import figure_with_picture
from .words import short_note

_LABELS = 2
"""Segment and size; purposes are for those who look for cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The slides of a seminar as data, with the Markdown texts that their ``body`` and ``notes`` name."""

    slides: tuple[Data, ...]
    bodies: Mapping[str, Body]


def cover_of(slides: tuple[Slide, ...], title: str) -> tuple[Slide | None, tuple[Slide, ...]]:
    """The author's own cover, where the first slide repeats the seminar's title, and the slides after it."""
    repeats = bool(slides) and slides[0].title == title
    return (slides[0], slides[1:]) if repeats else (None, slides)


def shown(slides: Iterable[Slide], seen: View, linked: frozenset[str]) -> Shown:
    """Every slide; what ``seen`` does not cover is not there. ``linked`` are the cases whose page everybody has."""
    bodies: dict[str, Body] = {}
    desk = _Desk(seen=seen, linked=linked, bodies=bodies, cases={case.id: case for case in seen.cases})
    return Shown(slides=tuple(desk.slide(slide, number) for number, slide in enumerate(slides, 1)), bodies=bodies)


def covered(slides: Iterable[Slide], seen: View) -> Iterator[str]:
    """The ids of the cases that slides take something from, as far as their View has them."""
    known = {case.id for case in seen.cases}
    yield from (pull.case for pull in pulls_of(slides) if pull.case in known)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What slides are made from; ``bodies`` gathers the texts while they are made."""

    seen: View
    linked: frozenset[str]
    bodies: dict[str, Body]
    cases: Mapping[str, ShownCase]

    def slide(self, slide: Slide, number: int) -> Data:
        parts = self.parts(slide.parts, f"slide-{number}")
        notes = self.text(slide.notes, f"note-{number}")
        return {"title": slide.title, "parts": parts, "notes": notes, "layout": "" if parts else "section"}

    def text(self, body: Body, name: str) -> str:
        if body:
            self.bodies[name] = body
        return name if body else ""

    def parts(self, parts: Iterable[Part], name: str) -> list[Json]:
        """Parts as data. A part that does not show leaves its step to nothing."""
        found = (self.part(part, name if at == 1 else f"{name}-{at}") for at, part in enumerate(parts, 1))
        return [part for part in found if part]

    def part(self, part: Part, name: str) -> Data | None:
        if isinstance(part, Columns):
            rows = [self.parts(row, f"{name}-{letter}") for letter, row in zip("abc", part.columns, strict=False)]
            columns: list[Json] = [row for row in rows if row]
            return {"kind": "columns", "columns": columns, "appears": part.appears} if columns else None
        if isinstance(part, Text):
            return {"kind": "text", "body": self.text(part.body, name), "appears": part.appears}
        case = self.cases.get(part.case)
        data = self.pulled(part, case) if case else None
        return (
            {**data, "appears": part.appears, "until": iso(case.until), "sample": case.sample}
            if case and data
            else None
        )

    def pulled(self, pull: Pull, case: ShownCase) -> Data | None:
        if pull.what == "card":
            return self.card(case)
        if pull.what == "chart":
            kpis = self.seen.catalogues.kpis
            figures = (each for each in case.figures if pull.kpi in (each.kpi, kpis[each.kpi].name))
            figure = next(figures, None)
            return {"kind": "chart", "client": case.client.label, **self.measured(figure)} if figure else None
        quoted = tuple(each for each in case.quotes if each.number == pull.number)
        words = gist.quotes(replace(case, quotes=quoted))
        return {"kind": "quote", "client": case.client.label, "quote": words[0]} if words else None

    def card(self, case: ShownCase) -> Data:
        """The case in short, with the one figure that matters: a slide says one thing."""
        first = case.figures[0] if case.figures else None
        return {
            "kind": "case",
            "client": case.client.label,
            "labels": case_labels(case, self.seen)[:_LABELS],
            "title": case.title,
            "url": document_url("cases", case.id) if case.id in self.linked else "",
            "figure": {**figure_data(first, self.seen), "note": short_note(first)} if first else None,
        }

    def measured(self, figure: Figure) -> Data:
        """A figure with its picture: the short note for the slide, the whole one for the handout."""
        data = figure_with_picture(figure, self.seen)
        over_time = figure.points and data.get("before") and data.get("after")
        data["span"] = f"{data['before']} → {data['after']}" if over_time else ""
        return {"figure": {**data, "note": short_note(figure), "whole_note": data["note"]}}
