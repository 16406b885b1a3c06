"""A deck → the bytes of a PowerPoint file: text that can be edited, notes, charts as shapes. The only importer of pptx.

The same deck gives the same bytes: dates come from the caller, never from the clock."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE as REL
from pptx.presentation import Presentation as Show
from pptx.slide import Slide as Page
from pptx.slide import SlideLayout
from pptx.util import Emu

from .blocks import TEXT, TITLE, Deck, Slide, Words
from .placing import HEIGHT, LEFT, TOP, WIDTH, Place, Stage, room_of
from .shapes import fill_words, ink, put

_FONT, _WINDOWS_FONT = "Noto Sans JP", "Yu Gothic"
"""The face that is asked for, and the one that Office takes for Japanese where that is not installed."""

_COVER, _BODY, _TITLE_ONLY = 0, 1, 5
_USED = (_COVER, _BODY, _TITLE_ONLY)
_COVER_TITLE, _COVER_TEXT = Place(LEFT, 150, WIDTH, 190), Place(LEFT, 360, WIDTH, 260)
_TITLE_PLACE, _BODY_PLACE = Place(LEFT, 44, WIDTH, 92), Place(LEFT, TOP, WIDTH, HEIGHT)
_PAPER, _COCOA, _ON_COCOA = RGBColor(0xFB, 0xF6, 0xEC), RGBColor(0x35, 0x22, 0x1A), RGBColor(0xF8, 0xEF, 0xE0)
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)

Pictures = Callable[[str], bytes | None]
"""The bytes of a picture of the page by its address there; None where there is none that a slide can hold."""


def write_pptx(deck: Deck, made: datetime, author: str, pictures: Pictures) -> bytes:
    """The deck as a file of 16:9; ``made`` is the day it tells of."""
    show = Presentation()
    _prepare(show)
    stage = Stage(deck.language, pictures)
    for slide in deck.slides:
        _slide(show, slide, stage)
    _signed(show, deck, made, author)
    data = io.BytesIO()
    show.save(data)
    return _settled(data.getvalue())


def _prepare(show: Show) -> None:
    """Paper of 16:9 in our colours and faces, and the three layouts that are used."""
    stage = Place(0, 0, 1280, 720)
    show.slide_width, show.slide_height = (Emu(each) for each in stage.box[2:])
    layouts = list(show.slide_layouts)
    for index, layout in enumerate(layouts):
        if index not in _USED:
            show.slide_layouts.remove(layout)
    master = show.slide_masters[0]
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = _PAPER
    for holder in list(master.placeholders):
        _into(holder, _TITLE_PLACE if holder.placeholder_format.idx == 0 else _BODY_PLACE)
    for index in _USED:
        _arrange(layouts[index], cover=index == _COVER)
    theme = master.part.part_related_by(REL.THEME)
    theme._blob = _with_faces(theme.blob)


def _arrange(layout: SlideLayout, *, cover: bool) -> None:
    for holder in list(layout.placeholders):
        number = holder.placeholder_format.idx
        if number > 1:
            layout.shapes._spTree.remove(holder._element)
        elif number == 0:
            _into(holder, _COVER_TITLE if cover else _TITLE_PLACE)
        else:
            _into(holder, _COVER_TEXT if cover else _BODY_PLACE)


def _into(holder: object, place: Place) -> None:
    for name, value in zip(("left", "top", "width", "height"), place.box, strict=True):
        setattr(holder, name, value)


def _with_faces(theme: bytes) -> bytes:
    text = theme.decode()
    text = text.replace(
        '<a:latin typeface="Calibri"/><a:ea typeface=""/>',
        f'<a:latin typeface="{_FONT}"/><a:ea typeface="{_FONT}"/>',
    )
    return re.sub(r'(script="Jpan" typeface=)"[^"]*"', rf'\1"{_WINDOWS_FONT}"', text).encode()


# -- slides -------------------------------------------------------------------------------------------------------


def _slide(show: Show, slide: Slide, stage: Stage) -> None:
    layouts = list(show.slide_layouts)
    alone = len(slide.blocks) == 1 and isinstance(slide.blocks[0], Words) and not slide.blocks[0].kind
    layout = layouts[0] if slide.kind == "cover" else layouts[1] if alone else layouts[2]
    page = show.slides.add_slide(layout)
    _title(page, slide)
    if alone:
        block = slide.blocks[0]
        assert isinstance(block, Words)
        room = _COVER_TEXT if slide.kind == "cover" else _BODY_PLACE
        body = page.placeholders[1]
        most = 1.0 if slide.kind == "cover" else 1.25
        fill_words(body.text_frame, block, stage, min(most, room.height / max(1.0, room_of(block, room.width))))
    else:
        _stacked(page, slide, stage)
    if slide.notes:
        notes = page.notes_slide.notes_text_frame
        if notes is not None:
            notes.text = "\n".join(slide.notes)


def _title(page: Page, slide: Slide) -> None:
    title = page.shapes.title
    if title is None:
        return
    frame = title.text_frame
    frame.text = slide.title
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if slide.kind else MSO_ANCHOR.TOP
    if slide.kind == "section":
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = _COCOA
        _into(title, Place(LEFT, 200, WIDTH, 320))
    for run in frame.paragraphs[0].runs:
        ink(
            run,
            TITLE if len(slide.title) <= 20 else TITLE - 8,
            bold=True,
            colour=_ON_COCOA if slide.kind == "section" else None,
        )


def _stacked(page: Page, slide: Slide, stage: Stage) -> None:
    """Blocks below one another, smaller where they would not fit."""
    gap = 20.0
    wanted = [room_of(block, WIDTH) for block in slide.blocks]
    free = HEIGHT - gap * (len(wanted) - 1)
    scale = min(1.0, free / max(1.0, sum(wanted)))
    top = TOP + max(0.0, (HEIGHT - sum(wanted) * scale - gap * (len(wanted) - 1)) / 3)
    for block, height in zip(slide.blocks, wanted, strict=True):
        put(page.shapes, block, Place(LEFT, top, WIDTH, height * scale), stage, scale)
        top += height * scale + gap


# -- the file -----------------------------------------------------------------------------------------------------


def _signed(show: Show, deck: Deck, made: datetime, author: str) -> None:
    """What the file says of itself: nothing of the machine or the template it was made with."""
    told = show.core_properties
    told.title, told.author, told.last_modified_by = deck.title, author, author
    told.comments, told.language = "", deck.language
    told.created = told.modified = made
    package = show.part.package
    for part, kind in ((package, REL.THUMBNAIL), (show.part, REL.PRINTER_SETTINGS)):
        for key, relation in list(part._rels.items()):
            if relation.reltype == kind:
                part._rels.pop(key)
    for relation in package._rels.values():
        if relation.reltype == REL.EXTENDED_PROPERTIES:
            relation.target_part._blob = _APP


_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"><Application>Casebook</Application></Properties>'
)


def _settled(data: bytes) -> bytes:
    """The same archive with no time of day in it."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return settled.getvalue()


__all__ = ["TEXT", "Pictures", "write_pptx"]
