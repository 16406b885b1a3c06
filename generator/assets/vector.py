"""SVG: read with a real XML parser and written anew from an allow-list. Nothing in it runs, asks, or tells.

Styles become presentation attributes, since the site's policy forbids any within a page.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from xml.parsers import expat

from .raster import Broken, Size

_NS = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset(
    [
        *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *(
            "text",
            "tspan",
            "linearGradient",
            "radialGradient",
            "stop",
            "clipPath",
            "mask",
            "pattern",
            "marker",
            "switch",
        ),
        *("filter", "feGaussianBlur", "feOffset", "feMerge", "feMergeNode", "feFlood", "feComposite", "feBlend"),
        *("feColorMatrix", "feDropShadow"),
    ]
)
_PRESENTATION = frozenset(
    [
        *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap"),
        *("stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity", "color"),
        *("font-family", "font-size", "font-weight", "font-style", "text-anchor", "letter-spacing", "word-spacing"),
        *("dominant-baseline", "stop-color", "stop-opacity", "clip-path", "clip-rule", "mask", "filter", "display"),
        *("visibility", "marker-start", "marker-mid", "marker-end", "mix-blend-mode", "isolation", "paint-order"),
        *("flood-color", "flood-opacity", "transform", "vector-effect", "shape-rendering", "text-rendering"),
    ]
)
_GEOMETRY = frozenset(
    [
        *("id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "dx", "dy", "width"),
        *(
            "height",
            "viewBox",
            "preserveAspectRatio",
            "points",
            "pathLength",
            "offset",
            "gradientUnits",
            "spreadMethod",
        ),
        *("gradientTransform", "clipPathUnits", "maskUnits", "maskContentUnits", "patternUnits", "patternTransform"),
        *("patternContentUnits", "markerWidth", "markerHeight", "markerUnits", "refX", "refY", "orient", "rotate"),
        *("textLength", "lengthAdjust", "in", "in2", "result", "stdDeviation", "mode", "operator", "type", "values"),
        *("k1", "k2", "k3", "k4", "filterUnits", "primitiveUnits", "version", "href"),
    ]
)
_FILTER_INPUTS = frozenset({"SourceGraphic", "SourceAlpha", "FillPaint", "StrokePaint"})
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"\.?[\w-]+")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")
_MAX_ELEMENTS = 50_000
_MAX_DEPTH = 100


def looks_like_svg(data: bytes) -> bool:
    """True for what may be SVG; ``sanitise`` finds out."""
    return b"<svg" in data[:4_000] or b"<\x00s\x00v\x00g" in data[:8_000]


def sanitise(data: bytes) -> tuple[bytes, Size]:
    """The drawing alone, and its size. Raises Broken for what is no SVG, or one that brings its own entities."""
    root = _parse(data)
    if root.tag != f"{{{_NS}}}svg":
        raise Broken("SVG ではありません。")
    rules = _rules(root)
    ids = _new_ids(root)
    clean = _copy(root, rules, ids, 0)
    clean.set("xmlns", _NS)
    return ET.tostring(clean, encoding="utf-8"), _size(clean)


def _parse(data: bytes) -> ET.Element:
    """Read the tree. A document type could hold entities that expand without end, or name files to read."""
    builder = ET.TreeBuilder()
    reader = expat.ParserCreate(namespace_separator="}")
    reader.StartDoctypeDeclHandler = _refuse_doctype
    reader.StartElementHandler = lambda name, held: builder.start(_name(name), {_name(k): v for k, v in held.items()})
    reader.EndElementHandler = lambda name: builder.end(_name(name))
    reader.CharacterDataHandler = builder.data
    try:
        reader.Parse(data, True)
        root: ET.Element = builder.close()
    except (expat.ExpatError, AssertionError, ValueError, LookupError) as fault:
        if isinstance(fault, Broken):
            raise
        raise Broken("XML として読み取れません。") from fault
    if sum(1 for _ in root.iter()) > _MAX_ELEMENTS:
        raise Broken("図形が多すぎます。", "図を簡単にするか、PNG にしてください。")
    return root


def _refuse_doctype(name: str, system: str | None, public: str | None, internal: bool) -> None:
    if internal:
        raise Broken("中に DOCTYPE の定義があります。", "「<!DOCTYPE …>」の行を消してください。")


def _name(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _local(tag: object) -> str:
    """The name of an SVG element; "" for one of another namespace."""
    if not isinstance(tag, str):
        return ""
    space, _, name = tag.rpartition("}")
    return name if space == f"{{{_NS}" else ""


def _rules(root: ET.Element) -> dict[str, dict[str, str]]:
    """Declarations of plain rules (``.a, path { fill: red }``) by selector; others draw nothing we would keep."""
    rules: dict[str, dict[str, str]] = {}
    for style in root.iter(f"{{{_NS}}}style"):
        for selectors, declared in _RULE.findall(_COMMENT.sub("", style.text or "")):
            for selector in selectors.split(","):
                if _SELECTOR.fullmatch(selector.strip()):
                    rules.setdefault(selector.strip(), {}).update(_declarations(declared))
    return rules


def _declarations(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in _COMMENT.sub("", text).split(";"))
    found = {name.strip().lower(): value.replace("!important", "").strip() for name, _, value in pairs}
    return {name: value for name, value in found.items() if name in _PRESENTATION and value}


def _new_ids(root: ET.Element) -> dict[str, str]:
    """Ids and the names of a filter's steps tell the names of layers, so each gets a number instead."""
    named = (node.get(key) for node in root.iter() for key in ("id", "result"))
    return {old: f"i{number}" for number, old in enumerate(dict.fromkeys(filter(None, named)), 1)}


def _copy(node: ET.Element, rules: dict[str, dict[str, str]], ids: dict[str, str], depth: int) -> ET.Element:
    if depth > _MAX_DEPTH:
        raise Broken("入れ子が深すぎます。", "図を簡単にするか、PNG にしてください。")
    name = _local(node.tag)
    copy = ET.Element(name, _attributes(node, name, rules, ids))
    text = name in ("text", "tspan")
    copy.text = node.text if text else None
    for child in node:
        if _local(child.tag) in _ELEMENTS:
            copy.append(_copy(child, rules, ids, depth + 1))
            copy[-1].tail = child.tail if text else None
    return copy


def _attributes(node: ET.Element, name: str, rules: dict[str, dict[str, str]], ids: dict[str, str]) -> dict[str, str]:
    """Geometry and presentation; a style wins over a class, a class over an element's rule, that over an attribute."""
    held = {key: value for key, value in node.attrib.items() if key in _GEOMETRY or key in _PRESENTATION}
    if _XLINK in node.attrib:
        held.setdefault("href", node.attrib[_XLINK])
    held |= rules.get(name, {})
    for each in (node.get("class") or "").split():
        held |= rules.get(f".{each}", {})
    held |= _declarations(node.get("style") or "")
    found = {key: _value(key, value, ids) for key, value in held.items()}
    return {key: value for key, value in found.items() if value is not None}


def _value(key: str, value: str, ids: dict[str, str]) -> str | None:
    """A value that refers to nothing outside this drawing; None where it would."""
    if key in ("id", "result"):
        return ids.get(value)
    if key in ("in", "in2"):
        return ids.get(value) or (value if value in _FILTER_INPUTS else None)
    if key == "href":
        return f"#{ids[value[1:]]}" if value.startswith("#") and value[1:] in ids else None
    local = _REFERENCE.sub(lambda found: f"url(#{ids[found[1]]})" if found[1] in ids else "none", value)
    rest = _REFERENCE.sub("", local).lower()
    return (
        None
        if any(bad in rest for bad in ("url", "://", "javascript:", "data:", "@import", "\\", "expression"))
        else local
    )


def _size(root: ET.Element) -> Size:
    lengths = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if lengths[0] and lengths[1]:
        return Size(round(float(lengths[0][1])), round(float(lengths[1][1])))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        return Size(round(float(box[2])), round(float(box[3])))
    except (IndexError, ValueError, OverflowError):
        return Size(0, 0)
