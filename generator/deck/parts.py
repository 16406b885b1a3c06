"""What a slide is made of, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..model.body import Body
from ..problems import Place

Appears: TypeAlias = Literal["", "one", "items"]
"""How a part comes: with its slide, at a step of its own, or its list item by item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Markdown of the author's own."""

    body: Body
    appears: Appears = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """What is taken from a case: its card, the picture of a KPI, or a quote by its number (from 1)."""

    case: str
    what: Literal["card", "chart", "quote"]
    place: Place
    kpi: str = ""
    number: int = 1
    appears: Appears = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Parts side by side."""

    columns: tuple[tuple[Text | Pull, ...], ...]
    appears: Appears = ""


Part: TypeAlias = Text | Pull | Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide: a title, what is shown, and what is said."""

    title: str
    parts: tuple[Part, ...]
    notes: Body


def pulls_of(slides: Iterable[Slide]) -> Iterator[Pull]:
    """Everything that slides take from cases, in reading order."""
    for slide in slides:
        for part in slide.parts:
            rows = part.columns if isinstance(part, Columns) else ((part,),)
            yield from (each for row in rows for each in row if isinstance(each, Pull))
