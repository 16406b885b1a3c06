"""A finished page as Markdown: headings, lists, tables, boxes and what else stands on lines of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby

from selectolax.lexbor import LexborNode

from ..prose.tags import words
from . import escaping
from .inline import Places, anchored, children, inline, note_label

_BLOCKS = words(
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section summary table ul"
)
_INDENT = "    "
_BULLET, _NUMBER = re.compile("- "), re.compile(r"\d+\. ")


def markdown(part: LexborNode, places: Places) -> str:
    """The Markdown of a page's own part, ending in a line end."""
    return "\n\n".join(_Writer(places).blocks(part)) + "\n"


@dataclass(slots=True)
class _Writer:
    """Writes one page. ``_anchors`` are places that the next words are the first of."""

    places: Places
    _anchors: list[str] = field(default_factory=list)
    _within_item: int = 0

    def blocks(self, node: LexborNode) -> list[str]:
        """What a container holds: words between its blocks are paragraphs."""
        self._remember(node)
        found: list[str] = []
        for is_block, group in groupby(children(node), _is_block):
            nodes = list(group)
            if not is_block:
                found += self._paragraph(inline(nodes, self.places))
                continue
            for each in nodes:
                made = _MAKERS.get(each.tag or "", _Writer.blocks)(self, each)
                found += ["<!-- -->"] if found and made and _runs_on(found[-1], made[0]) else []
                found += made
        return found

    def _remember(self, node: LexborNode) -> None:
        anchor = node.attributes.get("id")
        if anchor and anchor in self.places.wanted:
            self._anchors.append(anchor)

    def _led(self, words: str) -> str:
        """Words with the places that they are the first of."""
        anchors, self._anchors = self._anchors, []
        return "".join(map(anchored, anchors)) + words

    def _paragraph(self, words: str) -> list[str]:
        return [escaping.line_start(self._led(words))] if words else []

    def _lines(self, node: LexborNode) -> str:
        """Everything that an element holds on one line, its blocks apart by breaks."""
        self._remember(node)
        lines: list[str] = []
        for is_block, group in groupby(children(node), _is_block):
            nodes = list(group)
            lines += [self._lines(each) for each in nodes] if is_block else [inline(nodes, self.places)]
        return "<br>".join(line for line in lines if line)

    def heading(self, node: LexborNode) -> list[str]:
        """A heading; in a list it is strong words, which do not stand in the contents."""
        words = self._lines(node)
        if not words:
            return []
        if self._within_item:
            return [self._led(escaping.strong(words))]
        anchor = node.attributes.get("id") or ""
        self._anchors = [each for each in self._anchors if each != anchor]
        mark = f" {{#{anchor}}}" if anchor and not set(anchor) & set(" =}\"'") else ""
        return [f"{'#' * int((node.tag or 'h2')[1])} {escaping.heading(self._led(words))}{mark}"]

    def strong(self, node: LexborNode) -> list[str]:
        """What a picture or a group of figures is called."""
        return self._paragraph(escaping.strong(self._lines(node)))

    def rule(self, node: LexborNode) -> list[str]:
        """A line across."""
        return ["* * *"]

    def quoted(self, node: LexborNode) -> list[str]:
        """A quotation."""
        inner = "\n\n".join(self.blocks(node))
        return ["\n".join(f"> {line}".rstrip() for line in inner.split("\n"))] if inner else []

    def items(self, node: LexborNode) -> list[str]:
        """A list, tight where each of its items is one line."""
        self._remember(node)
        numbered = node.tag == "ol"
        number = int(node.attributes.get("start") or 1) if numbered else 0
        made: list[str] = []
        tight = True
        for item in node.iter():
            self._within_item += 1
            blocks = self.blocks(item)
            self._within_item -= 1
            if blocks:
                marker = f"{number + len(made)}." if numbered else "-"
                made.append(_hung(f"{marker:<4}" if len(marker) < 4 else f"{marker} ", blocks))
                tight = tight and len(blocks) == 1 and "\n" not in blocks[0]
        return [("\n" if tight else "\n\n").join(made)] if made else []

    def pairs(self, node: LexborNode) -> list[str]:
        """A list of terms and what is said of each."""
        self._remember(node)
        made: list[str] = []
        self._within_item += 1
        for each in _members(node):
            if each.tag == "dt":
                words = escaping.line_start(self._led(self._lines(each)))
                made += [words] if words else []
            elif blocks := self.blocks(each):
                made.append(_hung(":   ", blocks))
        self._within_item -= 1
        return ["\n".join(_spaced(made))] if made else []

    def table(self, node: LexborNode) -> list[str]:
        """A table: its head, or an empty one, and a line a row."""
        self._remember(node)
        caption = node.css_first("caption")
        found = self._paragraph(self._lines(caption)) if caption is not None else []
        rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in node.css("tr")]
        grid = _grid(rows, self._cell)
        if not grid:
            return found
        aligned = [_alignment(cell) for cell in rows[0]] + ["---"] * len(grid[0])
        headed = all(cell.tag == "th" for cell in rows[0]) and (len(rows) > 1 or len(rows[0]) > 1)
        head = grid.pop(0) if headed else [""] * len(grid[0])
        lines = [head, aligned[: len(head)], *grid]
        return [*found, "\n".join(f"| {' | '.join(line)} |" for line in lines)]

    def _cell(self, cell: LexborNode) -> str:
        words = escaping.cell(self._lines(cell))
        return escaping.strong(words) if cell.tag == "th" and cell.attributes.get("scope") == "row" else words

    def folded(self, node: LexborNode) -> list[str]:
        """What opens on request."""
        self._remember(node)
        summary = node.css_first("summary")
        title = escaping.line_start(self._lines(summary)) if summary is not None else ""
        if summary is not None:
            summary.decompose()
        sign = "???+" if "open" in node.attributes else "???"
        return self._box(f'{sign} {_kinds(node)}"{title}"', node)

    def container(self, node: LexborNode) -> list[str]:
        """A ``div``: a box, tabs, code or footnotes by its class; else what it holds."""
        classes = (node.attributes.get("class") or "").split()
        for name, make in _CONTAINERS.items():
            if name in classes:
                return make(self, node)
        return self.blocks(node)

    def admonition(self, node: LexborNode) -> list[str]:
        """A box with a title."""
        title = node.css_first("p.admonition-title")
        words = escaping.line_start(self._lines(title)) if title is not None else ""
        if title is not None:
            title.decompose()
        return self._box(f'!!! {_kinds(node) or "note "}"{words}"', node)

    def tabs(self, node: LexborNode) -> list[str]:
        """A set of tabs, each with its title."""
        found: list[str] = []
        for part in node.iter():
            for tab in part.iter() if part.attributes.get("class") == "tabbed-content" else ():
                title = escaping.text(tab.attributes.get("data-title") or "")
                found += self._box(f'==={"" if found else "!"} "{title}"', tab)
        return ["\n\n".join(found)] if found else []

    def _box(self, opening: str, node: LexborNode) -> list[str]:
        return [opening + "\n\n" + "\n\n".join(_indented(block) for block in self.blocks(node))]

    def code(self, node: LexborNode) -> list[str]:
        """A block of code in a fence that is longer than any in it."""
        pre = node if node.tag == "pre" else node.css_first("pre")
        words = pre.text().strip("\n") if pre is not None else ""
        names = (node.attributes.get("class") or "").split()
        language = next((name[9:] for name in names if name.startswith("language-")), "")
        fence = "```"
        while fence in words:
            fence += "`"
        title = node.css_first(".filename")
        named = self._paragraph(escaping.strong(self._lines(title))) if title is not None else []
        return [*named, f"{fence}{' ' + language if language else ''}\n{words}\n{fence}"]

    def notes(self, node: LexborNode) -> list[str]:
        """Footnotes, where they stood."""
        found: list[str] = []
        for item in node.css("li"):
            anchor = item.attributes.get("id")
            if anchor:
                found.append(_hung(f"[^{note_label(anchor)}]: ", self.blocks(item) or [""]))
        return ["///Footnotes Go Here///", *found] if found else []


_MAKERS: dict[str, Callable[[_Writer, LexborNode], list[str]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Writer.heading),
    "blockquote": _Writer.quoted,
    "details": _Writer.folded,
    "div": _Writer.container,
    "dl": _Writer.pairs,
    "figcaption": _Writer.strong,
    "hr": _Writer.rule,
    "ol": _Writer.items,
    "pre": _Writer.code,
    "table": _Writer.table,
    "ul": _Writer.items,
}
_CONTAINERS: dict[str, Callable[[_Writer, LexborNode], list[str]]] = {
    "admonition": _Writer.admonition,
    "footnote": _Writer.notes,
    "highlight": _Writer.code,
    "tabbed-set": _Writer.tabs,
}


def _is_block(node: LexborNode) -> bool:
    """Does it stand on lines of its own, or hold something that does?"""
    if node.tag in _BLOCKS:
        return True
    return node.tag not in ("svg", "-text", "-comment") and any(map(_is_block, node.iter()))


def _runs_on(before: str, after: str) -> bool:
    """Would two blocks become one: a list after a list of its kind?"""
    return any(kind.match(before) and kind.match(after) for kind in (_BULLET, _NUMBER))


def _hung(marker: str, blocks: list[str]) -> str:
    """Blocks behind a marker, those after the first line as far in as Markdown asks for."""
    first, *others = blocks
    return "\n\n".join([marker + _indented(first).removeprefix(_INDENT), *map(_indented, others)])


def _indented(block: str) -> str:
    return "\n".join(_INDENT + line if line else line for line in block.split("\n"))


def _spaced(lines: list[str]) -> Iterable[str]:
    """Terms and their descriptions, with an empty line before each term that follows a description."""
    for number, line in enumerate(lines):
        if number and not line.startswith(":   ") and lines[number - 1].startswith(":   "):
            yield ""
        yield line


def _members(node: LexborNode) -> Iterable[LexborNode]:
    """The terms and descriptions of a list, those in groups too."""
    for each in node.iter():
        if each.tag in ("dt", "dd"):
            yield each
        else:
            yield from _members(each)


def _grid(rows: list[list[LexborNode]], say: Callable[[LexborNode], str]) -> list[list[str]]:
    """Rows of equal length: a cell over several columns or rows stands in the first of them."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[number]:
                column += 1
            wide, high = (int(cell.attributes.get(name) or 1) for name in ("colspan", "rowspan"))
            for line in grid[number : number + high]:
                line |= dict.fromkeys(range(column, column + wide), "")
            grid[number][column] = say(cell)
    size = max((max(line, default=-1) + 1 for line in grid), default=0)
    return [[line.get(at, "") for at in range(size)] for line in grid] if size else []


def _alignment(cell: LexborNode) -> str:
    classes = cell.attributes.get("class") or ""
    if "align-center" in classes:
        return ":-:"
    return "--:" if "align-right" in classes else ":--" if "align-left" in classes else "---"


def _kinds(node: LexborNode) -> str:
    """The kind of a box, with a space behind it; classes of the theme's own are none."""
    classes = (node.attributes.get("class") or "").split()
    kinds = [name for name in classes if name != "admonition" and not name.startswith("cb-")]
    return " ".join(kinds) + " " if kinds else ""
