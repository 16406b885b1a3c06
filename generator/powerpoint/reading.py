"""A finished ``slides/index.html`` → a deck. What the page does not say, no file made from it can."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .blocks import LARGE, SMALL, TEXT, Beside, Block, Deck, Drawing, Grid, Line, Photo, Run, Single, Slide, Tone, Words

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_LISTS = ("ul", "ol")
_HEADS = ("h3", "h4", "h5", "h6")
_UNSEEN = (".cb-sr", ".cb-slide__number", ".headerlink")
_LOOKS = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "code": "mono", "kbd": "mono"}


def read_slides(page: bytes) -> Deck:
    """The deck of a finished page. Raises ValueError where the page holds none."""
    tree = LexborHTMLParser(page.decode())
    root, deck = tree.css_first("html"), tree.css_first("[data-cb-deck]")
    if root is None or deck is None:
        raise ValueError("no deck on this page")
    for unseen in deck.css(", ".join(_UNSEEN)):
        unseen.decompose()
    slides = tuple(_slide(section) for section in deck.css(".cb-slide"))
    return Deck(title=slides[0].title, language=root.attributes.get("lang") or "ja", slides=slides)


def _slide(section: LexborNode) -> Slide:
    names = (section.attributes.get("class") or "").split()
    title = section.css_first(".cb-slide__title")
    cover = "cb-slide--cover" in names
    return Slide(
        title=_plain(title) if title else "",
        blocks=tuple(_cover(section)) if cover else tuple(_parts(section.css_first(".cb-slide__parts"))),
        notes=tuple(_notes(section)),
        kind="cover" if cover else "section" if "cb-slide--section" in names else "",
    )


def _cover(section: LexborNode) -> Iterator[Block]:
    subtitle = section.css(".cb-slide__subtitle")
    foot = section.css(".cb-slide__foot > *")
    lines = [*(_line(node, size=SMALL, tone="muted") for node in subtitle), *(_line(node, size=SMALL) for node in foot)]
    yield Words(lines=tuple(lines))


def _notes(section: LexborNode) -> Iterator[str]:
    for block in _children(section.css_first(".cb-slide__notes .md-typeset")):
        items = block.css("li")
        yield from (text for text in map(_plain, items or [block]) if text)


def _children(node: LexborNode | None) -> list[LexborNode]:
    return list(node.iter()) if node else []


# -- parts --------------------------------------------------------------------------------------------------------


def _parts(node: LexborNode | None) -> Iterator[Block]:
    for part in _children(node):
        if "cb-part--columns" in (part.attributes.get("class") or "").split():
            columns = (tuple(block for each in column.iter() for block in _part(each)) for column in part.iter())
            yield Beside(columns=tuple(columns))
        elif part.css_first(".cb-picture__chart"):
            yield from _wide_chart(part)
        else:
            yield from _part(part)


def _part(part: LexborNode) -> Iterator[Single]:
    names = (part.attributes.get("class") or "").split()
    if "cb-part--text" in names:
        yield from _text(part.css_first(".cb-slide__body"))
    elif "cb-part--case" in names:
        yield _case(part)
    elif "cb-part--chart" in names:
        yield from _chart(part)
    elif "cb-part--quote" in names:
        yield _quote(part)


def _case(part: LexborNode) -> Words:
    lines = [_line(node, size=SMALL) for node in part.css(".cb-part__labels")]
    lines += [_line(node, size=36, bold=True) for node in part.css(".cb-part__title")]
    lines += [_line(node, size=SMALL) for node in part.css(".cb-figure__label")]
    lines += [_line(node, size=LARGE - 32, bold=True) for node in part.css(".cb-figure__values")]
    lines += [_line(node, size=SMALL) for node in part.css(".cb-figure__outcome")]
    lines += [_line(node, size=SMALL, tone="muted") for node in part.css(".cb-figure__note")]
    return Words(lines=tuple(lines))


def _chart(part: LexborNode) -> Iterator[Single]:
    """Caption, picture, what changed, and the note."""
    yield Words(lines=tuple(_line(node, size=SMALL) for node in part.css(".cb-picture__label")))
    drawn = part.css_first("svg")
    if drawn is not None:
        width, height = (float(each) for each in (drawn.attributes.get("viewBox") or "").split()[2:])
        yield Drawing(svg=drawn, width=width, height=height)
    told = [_line(node, size=LARGE - 24, bold=True, tone="accent") for node in part.css(".cb-picture__change")]
    told += [_line(node) for node in part.css(".cb-picture__points, .cb-picture__outcome")]
    yield Words(lines=tuple(told))
    yield Words(lines=tuple(_line(node, size=SMALL, tone="muted") for node in part.css(".cb-picture__note")))


def _wide_chart(part: LexborNode) -> Iterator[Block]:
    """On a slide of its own what changed stands beside the picture."""
    caption, drawing, told, note = _chart(part)
    yield from (caption, Beside(columns=((drawing,), (told,))), note)


def _quote(part: LexborNode) -> Words:
    said = [_line(node, size=40, bold=True) for node in part.css(".cb-slide-quote__text")]
    return Words(
        lines=(*said, *(_line(node, size=SMALL, tone="muted") for node in part.css(".cb-slide-quote__by"))),
        kind="quote",
    )


# -- running text -------------------------------------------------------------------------------------------------


def _text(body: LexborNode | None) -> Iterator[Single]:
    """Blocks of running text; paragraphs and lists that follow one another are one."""
    gathered: list[Line] = []
    for node in _children(body):
        block = _other(node)
        if block is None:
            gathered += _lines(node)
            continue
        if gathered:
            yield Words(lines=tuple(gathered))
        gathered = []
        yield block
    if gathered:
        yield Words(lines=tuple(gathered))


def _other(node: LexborNode) -> Single | None:
    """What is no paragraph, heading or list."""
    name = node.tag or ""
    picture = node.css_first("img")
    if name == "blockquote":
        return Words(lines=tuple(line for child in node.iter() for line in _lines(child)), kind="quote")
    if name == "table" or (name == "div" and node.css_first("table")):
        return Grid(rows=tuple(tuple(_plain(cell) for cell in row.css("th, td")) for row in node.css("tr")))
    if name == "pre" or (name == "div" and node.css_first("pre")):
        return Words(lines=tuple(_code(node)), kind="code")
    if picture is not None and not _plain(node):
        held = picture.attributes
        return Photo(path=held.get("src") or "", alt=held.get("alt") or "")
    return None


def _code(node: LexborNode) -> Iterator[Line]:
    for row in node.text(deep=True).strip("\n").split("\n"):
        yield Line(runs=(Run(text=row, mono=True),), size=SMALL)


def _lines(node: LexborNode, level: int = 0) -> Iterator[Line]:
    name = node.tag or ""
    if name in _LISTS:
        for item in node.css("li"):
            if item.parent == node:
                yield from _item(item, name == "ol", level)
    elif name in _HEADS:
        yield _line(node, size=36, bold=True)
    elif name in ("div", "details", "dl", "section"):
        for child in node.iter():
            yield from _lines(child, level)
    else:
        line = _line(node)
        if line.text.strip():
            yield line


def _item(item: LexborNode, numbered: bool, level: int) -> Iterator[Line]:
    """An item as one paragraph, and the lists within it."""
    inner = [child for child in item.iter() if child.tag in _LISTS]
    runs = tuple(_runs(item, skipped=frozenset(_LISTS)))
    yield Line(runs=_tidy(runs), mark="number" if numbered else "bullet", level=level)
    for child in inner:
        yield from _lines(child, level + 1)


def _line(node: LexborNode, size: int = TEXT, bold: bool = False, tone: Tone = "") -> Line:
    return Line(runs=_tidy(tuple(_runs(node, bold=bold))), size=size, tone=tone)


def _runs(
    node: LexborNode,
    *,
    bold: bool = False,
    italic: bool = False,
    mono: bool = False,
    href: str = "",
    skipped: frozenset[str] = frozenset(),
) -> Iterator[Run]:
    """The letters of an element with their look; pieces that stand apart on the page stand apart here."""
    look = {"bold": bold, "italic": italic, "mono": mono}
    for child in node.iter(include_text=True):
        name = child.tag or ""
        if name == "-text":
            yield Run(text=child.text(deep=False), href=href, **look)
        elif name == "br":
            yield Run(text=" ", href=href, **look)
        elif name not in skipped:
            more = {**look, **({_LOOKS[name]: True} if name in _LOOKS else {})}
            target = child.attributes.get("href") or "" if name == "a" else ""
            yield from _runs(
                child, href=target if target.startswith(("http:", "https:")) else href, skipped=skipped, **more
            )


def _tidy(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs with white space as a browser shows it (one space at most, none at the ends); neighbours alike are one."""
    found: list[Run] = []
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        if not found or found[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if found and replace(run, text="") == replace(found[-1], text=""):
            found[-1] = replace(found[-1], text=found[-1].text + text)
        elif text:
            found.append(replace(run, text=text))
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(run for run in found if run.text)


def _plain(node: LexborNode) -> str:
    return "".join(run.text for run in _tidy(tuple(_runs(node))))
