"""Where things stand on a slide, and how much room they take. All in units of a stage 1280 wide and 720 high."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from .blocks import SMALL, Beside, Block, Drawing, Grid, Line, Photo, Words

EMU = 9525
"""English Metric Units in one unit: a slide is 12,192,000 of them wide."""
POINTS = 0.75
"""Points in one unit."""
LEFT, WIDTH, TOP, HEIGHT = 96.0, 1088.0, 156.0, 510.0
GAP = 48.0
_LEADING = 1.5
_ROW = 1.9
_TALLEST = 300.0


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on the stage."""

    left: float
    top: float
    width: float
    height: float

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width and height as PowerPoint counts."""
        left, top, width, height = (round(each * EMU) for each in (self.left, self.top, self.width, self.height))
        return left, top, width, height


@dataclass(frozen=True, slots=True)
class Stage:
    """What all slides share: the language of their words, and where their pictures come from."""

    language: str
    picture: Callable[[str], bytes | None]


def width_of(text: str, size: float) -> float:
    """About how wide a text is, rather too much than too little."""
    wide = sum(unicodedata.east_asian_width(letter) in "WFA" for letter in text)
    return (wide + (len(text) - wide) * 0.6) * size


def columns(width: float, count: int) -> float:
    """The width of each of ``count`` columns."""
    return (width - GAP * (count - 1)) / count


def shares(block: Beside, width: float) -> list[float]:
    """How wide each column is: a chart takes two thirds beside words alone."""
    drawn = [any(isinstance(each, Drawing) for each in row) for row in block.columns]
    if len(drawn) == 2 and drawn[0] and not drawn[1]:
        room = width - GAP
        return [room * 0.64, room * 0.36]
    return [columns(width, len(drawn))] * len(drawn)


def room_of(block: Block, width: float) -> float:
    """About how high a block is at its own size."""
    if isinstance(block, Words):
        inset = 40.0 if block.kind else 0.0
        return sum(_height(line, width - inset) for line in block.lines) + (24.0 if block.kind else 0.0)
    if isinstance(block, Grid):
        return len(block.rows) * SMALL * _ROW
    if isinstance(block, Drawing):
        return min(_TALLEST, width * block.height / block.width)
    if isinstance(block, Photo):
        return _TALLEST
    rows = zip(block.columns, shares(block, width), strict=True)
    return max(sum(room_of(each, share) + 12 for each in column) for column, share in rows)


def _height(line: Line, width: float) -> float:
    indent = 40.0 * (line.level + 1) if line.mark else 0.0
    rows = max(1, math.ceil(width_of(line.text, line.size) / max(1.0, width - indent)))
    return rows * line.size * _LEADING + line.size * 0.25
