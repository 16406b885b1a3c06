"""What stands on a slide, as plain values. Sizes are in units of a stage 1280 wide and 720 high."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from selectolax.lexbor import LexborNode

TITLE, TEXT, SMALL, LARGE = 52, 32, 28, 88

Tone: TypeAlias = Literal["", "muted", "accent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Letters of one look; ``href`` is the address of another site, else ""."""

    text: str
    bold: bool = False
    italic: bool = False
    mono: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph. ``mark`` says whether it is an item of a list, ``level`` (from 0) how deep."""

    runs: tuple[Run, ...]
    mark: Literal["", "bullet", "number"] = ""
    level: int = 0
    size: int = TEXT
    tone: Tone = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Paragraphs; those of a quote stand beside a rule, those of code on a ground of their own."""

    lines: tuple[Line, ...]
    kind: Literal["", "quote", "code"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table; the first row is its head."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart: the SVG of the page, drawn anew as shapes."""

    svg: LexborNode
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture of the site; ``path`` is that of its file, ``alt`` what it says."""

    path: str
    alt: str


Single: TypeAlias = Words | Grid | Drawing | Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Blocks side by side."""

    columns: tuple[tuple[Single, ...], ...]


Block: TypeAlias = Single | Beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide; ``notes`` are paragraphs. A ``section`` is a title alone, a ``cover`` the first of all."""

    title: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    kind: Literal["", "cover", "section"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A whole deck: its title, the language of its words, and its slides."""

    title: str
    language: str
    slides: tuple[Slide, ...]
