"""A PDF as somebody holds it: its pages, what can be read on them, where it stands, and whether its fonts are in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject, PdfReader

A4 = (595, 842)
"""In points."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size in points, its text without spaces, and its lines from the top, each with its height on it."""

    size: tuple[int, int]
    text: str
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed document."""

    sheets: tuple[Sheet, ...]
    title: str
    loose_fonts: frozenset[str] = field(default_factory=frozenset)
    """Fonts that a reader would have to have."""

    @property
    def text(self) -> str:
        return "".join(sheet.text for sheet in self.sheets)


def solid(text: str) -> str:
    """A text without any space: lines break anywhere on paper."""
    return "".join(text.split())


def read(data: bytes) -> Paper:
    """Read a PDF."""
    reader = PdfReader(io.BytesIO(data), strict=True)
    return Paper(
        sheets=tuple(_sheet(page) for page in reader.pages),
        title=(reader.metadata.title if reader.metadata else None) or "",
        loose_fonts=frozenset(name for page in reader.pages for name in _loose(page)),
    )


def _sheet(page: PageObject) -> Sheet:
    found: dict[float, str] = {}
    pieces: list[str] = []

    def keep(text: str, cm: list[float], tm: list[float], fonts: object, size: float) -> None:
        pieces.append(text)
        if text.strip():
            height = round(tm[4] * cm[1] + tm[5] * cm[3] + cm[5], 1)
            found[height] = found.get(height, "") + solid(text)

    page.extract_text(visitor_text=keep)
    box = page.mediabox
    lines = tuple(sorted(found.items(), reverse=True))
    return Sheet(size=(round(box.width), round(box.height)), text=solid("".join(pieces)), lines=lines)


def _loose(page: PageObject) -> Iterator[str]:
    """Names of fonts that are not embedded. A Type 3 font is drawn by the document itself."""
    resources: Any = page["/Resources"]
    fonts: Any = resources.get("/Font", {})
    for name in fonts:
        font = fonts[name].get_object()
        for part in (each.get_object() for each in font.get("/DescendantFonts", [font])):
            kept = part.get("/FontDescriptor", {})
            if part["/Subtype"] != "/Type3" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(kept):
                yield str(part.get("/BaseFont"))
