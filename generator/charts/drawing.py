"""What all pictures share: the frame, words and how much room they take."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from html import escape

WIDTH = 320

SIZES = {"label": 12, "value": 17}
"""Font sizes of ``case-charts.css`` in units of the picture, by the kind of text."""

_HALF = 0.6
"""How wide a half-width character is, in parts of the font size (digits of the fonts we name: 0.55–0.58)."""

_BROAD = frozenset("%MW→")
"""Half-width characters that are about as wide as a kana."""


def width_of(text: str, kind: str) -> float:
    """About how wide a text will be, rather too much than too little."""
    wide = sum(unicodedata.east_asian_width(letter) in "WFA" or letter in _BROAD for letter in text)
    return (wide + (len(text) - wide) * _HALF) * SIZES[kind]


def text(x: float, y: float, words: str, kind: str, anchor: str = "start", tone: str = "") -> str:
    """Words at a place; ``kind`` is one of ``SIZES``, ``tone`` a modifier of its class."""
    name = f"cb-chart__{kind}" + (f" cb-chart__{kind}--{tone}" if tone else "")
    held = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{name}" x="{short(x)}" y="{short(y)}"{held}>{escape(words)}</text>'


def line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line."""
    return f'<line class="cb-chart__{kind}" x1="{short(x1)}" y1="{short(y1)}" x2="{short(x2)}" y2="{short(y2)}"/>'


def svg(kind: str, title: str, description: str, height: float, parts: Sequence[str], role: str = "img") -> str:
    """A whole picture; ``role`` is ``group`` where its parts are links."""
    return (
        f'<svg class="cb-chart cb-chart--{kind}" viewBox="0 0 {WIDTH} {short(height)}" role="{role}" focusable="false">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>" + "".join(parts) + "</svg>"
    )


def within(x: float, words: str, kind: str) -> tuple[float, str]:
    """Where to put words that belong to ``x`` so that they stay in the picture: a place and its anchor."""
    half = width_of(words, kind) / 2
    if x - half < 0:
        return 0.0, "start"
    return (float(WIDTH), "end") if x + half > WIDTH else (x, "middle")


def cut(words: str, kind: str, room: float) -> str:
    """Words that fit into ``room``: their beginning and 「…」 where they are longer."""
    if width_of(words, kind) <= room:
        return words
    while words and width_of(words + "…", kind) > room:
        words = words[:-1]
    return words + "…"


def short(value: float) -> str:
    """A number with one decimal at most."""
    found = f"{value:.1f}".removesuffix(".0")
    return "0" if found == "-0" else found
