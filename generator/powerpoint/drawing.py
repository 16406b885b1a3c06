"""A chart of ``charts`` (SVG of rectangles, lines, dots and words) → a group of shapes that can be edited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt
from selectolax.lexbor import LexborNode

from .blocks import Drawing
from .placing import EMU, POINTS, Place, width_of

_INK, _MUTED, _ACCENT = RGBColor(0x2E, 0x1D, 0x15), RGBColor(0x6B, 0x55, 0x46), RGBColor(0xA3, 0x3A, 0x1F)
_BEFORE, _SOFT, _RULE, _PAPER = (
    RGBColor(0x85, 0x76, 0x69),
    RGBColor(0xF8, 0xE6, 0xDC),
    RGBColor(0x8D, 0x76, 0x63),
    RGBColor(0xFB, 0xF6, 0xEC),
)
_SIZES = {"label": 12.0, "value": 17.0}
"""Font sizes of ``case-charts.css`` in units of the picture."""
_DRAWN = frozenset({"rect", "line", "circle", "polygon", "polyline", "text"})


def draw(shapes: Any, drawing: Drawing, place: Place) -> None:
    """Draw the chart as large as ``place`` allows, as one group that says what it shows."""
    scale = min(place.width / drawing.width, place.height / drawing.height)
    group = shapes.add_group_shape()
    pen = _Pen(group.shapes, place, scale)
    for node in _drawn(drawing.svg):
        pen.draw(node)
    said = drawing.svg.css("title, desc")
    title, *rest = [node.text(deep=True).strip() for node in said] or [""]
    held = group._element.nvGrpSpPr.cNvPr
    held.set("name", title)
    held.set("descr", "。".join([title, *rest]))


def _drawn(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter():
        if child.tag in _DRAWN:
            yield child
        else:
            yield from _drawn(child)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws at a place, ``scale`` units of the stage for one of the picture."""

    shapes: Any
    place: Place
    scale: float

    def draw(self, node: LexborNode) -> None:
        names = (node.attributes.get("class") or "").split()
        kind = next((name.removeprefix("cb-chart__") for name in names), "")
        tone = next((name.rpartition("--")[2] for name in names if "--" in name), "")
        if node.tag == "rect":
            self.bar(node, tone)
        elif node.tag == "line":
            self.rule(node, dashed=kind == "target")
        elif node.tag == "circle":
            self.spot(node)
        elif node.tag == "text":
            self.words(node, kind, tone)
        else:
            self.path(node)

    def x(self, value: float) -> float:
        return self.place.left + value * self.scale

    def y(self, value: float) -> float:
        return self.place.top + value * self.scale

    def box(self, left: float, top: float, width: float, height: float) -> tuple[int, int, int, int]:
        return Place(self.x(left), self.y(top), width * self.scale, height * self.scale).box

    def bar(self, node: LexborNode, tone: str) -> None:
        box = self.box(*(_number(node, name) for name in ("x", "y", "width", "height")))
        self.filled(self.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box), _BEFORE if tone == "before" else _ACCENT)

    def filled(self, shape: Any, colour: RGBColor) -> None:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour
        shape.line.fill.background()
        shape.shadow.inherit = False

    def rule(self, node: LexborNode, *, dashed: bool) -> None:
        x1, y1, x2, y2 = (_number(node, name) for name in ("x1", "y1", "x2", "y2"))
        ends = (round(each * EMU) for each in (self.x(x1), self.y(y1), self.x(x2), self.y(y2)))
        line = self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        line.line.color.rgb = _INK if dashed else _RULE
        line.line.width = Pt(1.5 if dashed else 1)
        if dashed:
            line.line.dash_style = MSO_LINE.DASH

    def spot(self, node: LexborNode) -> None:
        x, y, r = (_number(node, name) for name in ("cx", "cy", "r"))
        spot = self.shapes.add_shape(MSO_SHAPE.OVAL, *self.box(x - r, y - r, 2 * r, 2 * r))
        self.filled(spot, _PAPER)
        spot.line.color.rgb = _ACCENT
        spot.line.width = Pt(2.5)

    def path(self, node: LexborNode) -> None:
        pairs = [pair.split(",") for pair in (node.attributes.get("points") or "").split()]
        points = [(round(self.x(float(x)) * EMU), round(self.y(float(y)) * EMU)) for x, y in pairs]
        closed = node.tag == "polygon"
        builder = self.shapes.build_freeform(*points[0], scale=1.0)
        builder.add_line_segments(points[1:], close=closed)
        shape = builder.convert_to_shape()
        shape.shadow.inherit = False
        if closed:
            self.filled(shape, _SOFT)
        else:
            shape.fill.background()
            shape.line.color.rgb = _ACCENT
            shape.line.width = Pt(3)

    def words(self, node: LexborNode, kind: str, tone: str) -> None:
        text = node.text(deep=True)
        size = _SIZES.get(kind, 12.0) - (2.0 if tone == "before" else 0.0)
        x, y, wide = _number(node, "x"), _number(node, "y"), width_of(text, size) + 4
        anchor = node.attributes.get("text-anchor") or "start"
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        box = self.shapes.add_textbox(*self.box(left, y - size, wide, size * 1.3))
        frame = box.text_frame
        frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        paragraph = frame.paragraphs[0]
        paragraph.alignment = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}[anchor]
        run = paragraph.add_run()
        run.text = text
        run.font.size = Pt(max(1, round(size * self.scale * POINTS)))
        run.font.bold = kind == "value" and tone != "before"
        run.font.color.rgb = _MUTED if kind == "label" or tone == "before" else _INK


def _number(node: LexborNode, name: str) -> float:
    return float(node.attributes.get(name) or 0)
