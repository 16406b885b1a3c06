"""A share card as a picture: 1200 × 630 pixels, a PNG of few colours, the same bytes for the same card and font."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ..fonts import Fonts
from ..phrasing import phrases
from .card import Card

SIZE = (1200, 630)
_PAPER, _INK, _MUTED, _ACCENT = "#fbf6ec", "#2e1d15", "#6b5546", "#a33a1f"
_COCOA, _CREAM, _VEIN = "#35221a", "#f3eadb", "#b98d66"
_LEFT, _TOP, _WIDTH, _NOTE_WIDTH = 80, 72, 800, 750
_COLOURS = 64
_TITLE_SIZES = (74, 64, 56, 50, 44, 38)
_MOST_LINES = 4


def drawn(card: Card, fonts: Fonts | None) -> bytes:
    """The PNG of a card; without a font, the two tones alone: no letter is better than a box in its place."""
    picture = _ground().copy()
    if fonts is not None:
        _write(ImageDraw.Draw(picture), card, fonts)
    few = picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _write(draw: ImageDraw.ImageDraw, card: Card, fonts: Fonts) -> None:
    y = _TOP
    draw.text((_LEFT, y), " ・ ".join(card.labels), _MUTED, _face(fonts.bold, 28))
    y += 62
    face, lines = fitting(card.title, fonts, room=270 if card.figure else 380)
    for line in lines:
        draw.text((_LEFT, y), line, _INK, face)
        y += round(face.size * 1.42)
    if card.figure:
        _figure(draw, card, fonts, max(y + 14, 372))
    foot = "　".join(filter(None, (card.site, card.remark)))
    draw.text((_LEFT, SIZE[1] - 66), foot, _MUTED, _face(fonts.bold, 26))


def _figure(draw: ImageDraw.ImageDraw, card: Card, fonts: Fonts, y: int) -> None:
    """The number in large letters, what it is beside it, and its note below: a figure never travels without."""
    large, small = _face(fonts.bold, 62), _face(fonts.bold, 28)
    draw.text((_LEFT, y), card.figure, _ACCENT, large)
    draw.text((_LEFT + round(large.getlength(card.figure)) + 24, y + 34), card.figure_label, _INK, small)
    note = _face(fonts.regular, 19)
    for at, line in enumerate(_noted(card.note, note)):
        draw.text((_LEFT, y + 92 + at * 29), line, _MUTED, note)


def _noted(text: str, face: ImageFont.FreeTypeFont) -> list[str]:
    """A figure's note in two lines: how it was measured, as far as it fits, and its last sentence, which is whole."""
    told, dot, last = text.rstrip("。").rpartition("。")
    return [*_shortened(told + dot, face, 1, _NOTE_WIDTH), last + "。"] if told else [last]


def fitting(text: str, fonts: Fonts, room: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest face in which a title fits its place, and its lines, broken between phrases."""
    for size in _TITLE_SIZES:
        face = _face(fonts.bold, size)
        lines = broken(text, face)
        if len(lines) <= _MOST_LINES and len(lines) * size * 1.42 <= room:
            return face, _even(text, face, len(lines))
    return face, _shortened(text, face, int(room // (face.size * 1.42)))


def broken(text: str, face: ImageFont.FreeTypeFont, width: float = _WIDTH) -> list[str]:
    """``text`` in lines of at most ``width`` pixels, broken between phrases; a phrase that is longer, anywhere."""
    lines = [""]
    for piece in _pieces(text, face, width):
        if lines[-1] and face.getlength(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _even(text: str, face: ImageFont.FreeTypeFont, count: int) -> list[str]:
    """The same number of lines, as even as can be: no last line of one or two letters."""
    longest = max(face.getlength(piece) for piece in _pieces(text, face, _WIDTH))
    low, high = max(longest, face.getlength(text) / count), float(_WIDTH)
    while high - low > face.size / 4:
        middle = (low + high) / 2
        low, high = (low, middle) if len(broken(text, face, middle)) <= count else (middle, high)
    return broken(text, face, high)


def _pieces(text: str, face: ImageFont.FreeTypeFont, width: float) -> Iterator[str]:
    for piece in phrases(text):
        yield from (piece,) if face.getlength(piece) <= width else piece


def _shortened(text: str, face: ImageFont.FreeTypeFont, most: int, width: float = _WIDTH) -> list[str]:
    """At most ``most`` lines; where there is more, the last ends in 「…」."""
    lines = broken(text, face, width)
    if len(lines) <= most:
        return lines
    last = "".join(lines[most - 1 :])
    while last and face.getlength(last + "…") > width:
        last = last[:-1]
    return [*lines[: most - 1], last + "…"]


@lru_cache(maxsize=32)
def _face(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


# -- the ground: the theme's marbled chocolate --------------------------------------------------------------------

_DARK = "M400 0v240H214c-32-21-19-44 8-58 31-16 52-25 38-48-13-22-41-20-34-47 7-28 46-20 62-44 10-15 6-31 20-43z"
_LIGHT = (
    "M400 74c-36-9-53 9-63 27-11 20-31 19-25 41 7 24 39 14 43 39 3 22-15 32-20 59h20c6-24 28-31 24-59-4-26-35-24-37-43"
    "-1-17 20-17 31-32 8-11 14-15 27-13z"
)
_MARBLE = ((_DARK, _COCOA), (_LIGHT, _CREAM))
"""The two tones of ``partials/marble.html``, on a field of 400 × 240."""
_SCALE, _FINER = 2.625, 2


@lru_cache(maxsize=1)
def _ground() -> Image.Image:
    """Drawn finer than it is needed, then made smaller: edges are then smooth."""
    ground = Image.new("RGB", (SIZE[0] * _FINER, SIZE[1] * _FINER), _PAPER)
    draw = ImageDraw.Draw(ground)
    scale, shift = _SCALE * _FINER, (SIZE[0] - 400 * _SCALE) * _FINER + 190 * _FINER
    for path, colour in _MARBLE:
        draw.polygon([(x * scale + shift, y * scale) for x, y in outline(path)], fill=colour)
    draw.rectangle((0, (SIZE[1] - 10) * _FINER, SIZE[0] * _FINER, SIZE[1] * _FINER), fill=_VEIN)
    return ground.resize(SIZE, Image.Resampling.LANCZOS)


_STEP = re.compile(r"([MvHhcz])([^MvHhcz]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_POINTS = 16


def outline(path: str) -> Iterator[tuple[float, float]]:
    """The points of an SVG path of the commands M, v, H, h and c (relative cubic curves)."""
    x = y = 0.0
    for letter, text in _STEP.findall(path):
        n = [float(number) for number in _NUMBER.findall(text)]
        match letter:
            case "M":
                x, y = n
                yield x, y
            case "v":
                y += n[0]
                yield x, y
            case "H" | "h":
                x = n[0] if letter == "H" else x + n[0]
                yield x, y
            case "c":
                for at in range(0, len(n), 6):
                    curve = [(0.0, 0.0), *zip(n[at : at + 6 : 2], n[at + 1 : at + 6 : 2], strict=True)]
                    yield from ((x + dx, y + dy) for dx, dy in _curve(curve))
                    x, y = x + n[at + 4], y + n[at + 5]


def _curve(points: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    for step in range(1, _POINTS + 1):
        t = step / _POINTS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
