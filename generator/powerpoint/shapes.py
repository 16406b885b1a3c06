"""Blocks → shapes: words, tables, pictures, columns; charts are drawn anew from the SVG of the page."""

from __future__ import annotations

import io
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Pt

from .blocks import SMALL, Beside, Block, Drawing, Grid, Line, Photo, Run, Words
from .drawing import draw
from .placing import EMU, GAP, POINTS, Place, Stage, room_of, shares

INK, MUTED, ACCENT, VEIN = (
    RGBColor(0x2E, 0x1D, 0x15),
    RGBColor(0x6B, 0x55, 0x46),
    RGBColor(0xA3, 0x3A, 0x1F),
    RGBColor(0xB9, 0x8D, 0x66),
)
_SUNK, _CARD = RGBColor(0xF3, 0xEA, 0xDB), RGBColor(0xFF, 0xFD, 0xF8)
_TONES = {"": INK, "muted": MUTED, "accent": ACCENT}
_INDENT = 40


def put(shapes: Any, block: Block, place: Place, stage: Stage, scale: float) -> None:
    """Add ``block`` to ``shapes`` at ``place``, its letters at ``scale`` of their size."""
    if isinstance(block, Words):
        _words(shapes, block, place, stage, scale)
    elif isinstance(block, Grid):
        _grid(shapes, block, place, stage, scale)
    elif isinstance(block, Drawing):
        draw(shapes, block, place)
    elif isinstance(block, Photo):
        _photo(shapes, block, place, stage, scale)
    else:
        _beside(shapes, block, place, stage, scale)


def _beside(shapes: Any, block: Beside, place: Place, stage: Stage, scale: float) -> None:
    left = place.left
    for column, width in zip(block.columns, shares(block, place.width), strict=True):
        top = place.top
        for each in column:
            height = room_of(each, width) * scale
            put(shapes, each, Place(left, top, width, height), stage, scale)
            top += height + 12 * scale
        left += width + GAP


def _words(shapes: Any, block: Words, place: Place, stage: Stage, scale: float) -> None:
    inset = 32.0 if block.kind == "quote" else 0.0
    if block.kind == "quote":
        rule = shapes.add_shape(MSO_SHAPE.RECTANGLE, *Place(place.left, place.top, 8, place.height).box)
        rule.fill.solid()
        rule.fill.fore_color.rgb = VEIN
        rule.line.fill.background()
    box = shapes.add_textbox(*Place(place.left + inset, place.top, place.width - inset, place.height).box)
    if block.kind == "code":
        box.fill.solid()
        box.fill.fore_color.rgb = _SUNK
    fill_words(box.text_frame, block, stage, scale, margin=16 if block.kind == "code" else 0)


def fill_words(frame: Any, block: Words, stage: Stage, scale: float, margin: float = 0) -> None:
    """Write paragraphs into a text frame."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for side in ("left", "right", "top", "bottom"):
        setattr(frame, f"margin_{side}", Emu(round(margin * EMU)))
    for index, line in enumerate(block.lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        _paragraph(paragraph, line, stage, scale)


def _paragraph(paragraph: Any, line: Line, stage: Stage, scale: float) -> None:
    paragraph.line_spacing = 1.3
    paragraph.space_after = Pt(round(line.size * scale * 0.25 * POINTS))
    for run in line.runs:
        written = paragraph.add_run()
        written.text = run.text
        ink(written, line.size * scale, bold=run.bold, colour=_TONES[line.tone], run=run, language=stage.language)
    _mark(paragraph._p.get_or_add_pPr(), line)


def _mark(properties: Any, line: Line) -> None:
    """Bullets and numbers of our own; a paragraph that is no item has none, whatever its placeholder says."""
    indent = round(_INDENT * EMU)
    properties.set("marL", str(indent * (line.level + 1) if line.mark else 0))
    properties.set("indent", str(-indent if line.mark else 0))
    tag = {"": "a:buNone", "bullet": "a:buChar", "number": "a:buAutoNum"}[line.mark]
    element = OxmlElement(tag)
    properties.append(element)
    if line.mark == "bullet":
        element.set("char", "•")
    elif line.mark == "number":
        element.set("type", "arabicPeriod")


def ink(
    written: Any,
    size: float,
    *,
    bold: bool = False,
    colour: RGBColor | None = None,
    run: Run | None = None,
    language: str = "ja",
) -> None:
    """The look of a run; ``size`` in units."""
    font = written.font
    font.size = Pt(round(size * POINTS))
    font.bold = bold
    font.color.rgb = INK if colour is None else colour
    properties = written._r.get_or_add_rPr()
    properties.set("lang", "ja-JP" if language == "ja" else language)
    properties.set("altLang", "en-US")
    if run is not None:
        font.italic = run.italic or None
        if run.mono:
            font.name = "Consolas"
        if run.href:
            written.hyperlink.address = run.href


def _grid(shapes: Any, block: Grid, place: Place, stage: Stage, scale: float) -> None:
    wide = max(len(row) for row in block.rows)
    frame = shapes.add_table(len(block.rows), wide, *place.box)
    table = frame.table
    for y, row in enumerate(block.rows):
        for x in range(wide):
            cell = table.cell(y, x)
            cell.fill.solid()
            cell.fill.fore_color.rgb = _SUNK if y == 0 else _CARD
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            written = cell.text_frame.paragraphs[0].add_run()
            written.text = row[x] if x < len(row) else ""
            ink(written, SMALL * scale, bold=y == 0, language=stage.language)


def _photo(shapes: Any, block: Photo, place: Place, stage: Stage, scale: float) -> None:
    """The picture, as large as its place allows; what it says where a slide cannot hold it."""
    data = stage.picture(block.path)
    if data is None:
        line = Line(runs=(Run(text=block.alt),), size=SMALL, tone="muted")
        _words(shapes, Words(lines=(line,)), place, stage, scale)
        return
    picture = shapes.add_picture(io.BytesIO(data), *place.box[:2])
    ratio = min(place.box[2] / picture.width, place.box[3] / picture.height)
    picture.width, picture.height = round(picture.width * ratio), round(picture.height * ratio)
    picture._element.nvPicPr.cNvPr.set("descr", block.alt)
