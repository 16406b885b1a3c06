"""Reading finished HTML: its headings, links, ids, and its plain text by section."""

from __future__ import annotations

import re
from html import unescape

from .fragment import Fragment, Heading, Link, Section
from .tags import Tag, tokens, words

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = words(
    "a abbr b bdi cite code del dfn em i img input ins kbd label mark q rp rt ruby s samp small span strong sub sup"
    " time u var wbr"
)
_UNSPOKEN = ("footnote-ref", "footnote-backref", "headerlink")
_CELL = "\x02"
_SPACE = re.compile(r"[ \t\r\f\v\n\u00a0]+")
_CJK_BREAK = re.compile(
    r"(?<=[\u2e80-\u30ff\u3400-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u2e80-\u30ff\u3400-\u9fff\uff00-\uffef])"
)


class _Reader:
    """Collects while it walks; one walk makes everything."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.ids: list[str] = []
        self.links: list[Link] = []
        self.headings: list[Heading] = []
        self.sections: list[Section] = []
        self.anchor = self.heading = self.heading_id = ""
        self.lines: list[str] = []
        self.words: list[str] = []
        self.depth_pre = 0
        self.silent = ""
        self.searched = 0

    def read(self, html: str) -> Fragment:
        for token in tokens(html):
            if isinstance(token, str):
                self.text(token)
            elif token.closes:
                self.close(token)
            else:
                self.open(token)
        self.end_section()
        return Fragment(
            html=html,
            headings=tuple(self.headings),
            links=tuple(self.links),
            sections=tuple(self.sections),
            ids=tuple(self.ids),
        )

    def text(self, token: str) -> None:
        if not self.silent:
            self.words.append(unescape(token) if "&" in token else token)

    def open(self, tag: Tag) -> None:
        held = tag.attributes
        if held.get("id"):
            self.ids.append(held["id"])
        target = held.get("href") if tag.name == "a" else held.get("src") if tag.name == "img" else None
        if target is not None:
            self.links.append(Link(target=target, line=self.line_of(target), image=tag.name == "img"))
        if tag.name == "a" and any(tag.has_class(name) for name in _UNSPOKEN):
            self.silent = "a"
        if tag.name not in _INLINE:
            self.end_line(tag.name)
        if tag.name == "pre":
            self.depth_pre += 1
        if tag.name in _HEADINGS:
            self.end_section()
            self.heading_id = held.get("id", "")

    def close(self, tag: Tag) -> None:
        if self.silent and tag.name == self.silent:
            self.silent = ""
        if tag.name in _HEADINGS:
            title = _tidy("".join(self.words))
            self.words.clear()
            self.anchor, self.heading = self.heading_id, title
            if self.heading_id:
                self.headings.append(Heading(id=self.heading_id, title=title, level=_HEADINGS[tag.name]))
        elif tag.name not in _INLINE:
            self.end_line(tag.name)
        if tag.name == "pre":
            self.depth_pre = max(0, self.depth_pre - 1)

    def end_line(self, name: str) -> None:
        if name in ("td", "th"):
            self.words.append(_CELL)
            return
        if not self.words:
            return
        whole = "".join(self.words)
        lines = whole.split("\n") if self.depth_pre else [whole]
        self.lines += [line for line in map(_tidy, lines) if line]
        self.words.clear()

    def end_section(self) -> None:
        self.end_line("")
        if self.lines or self.heading:
            self.sections.append(Section(anchor=self.anchor, heading=self.heading, text="\n".join(self.lines)))
        self.lines.clear()
        self.anchor = self.heading = ""

    def line_of(self, target: str) -> int:
        """The line on which ``target`` is written, looking on from the last one found."""
        at = self.source.find(target, self.searched)
        if at < 0:
            at = self.source.find(target)
        if at < 0:
            return self.source.count("\n", 0, self.searched)
        self.searched = max(self.searched, at)
        return self.source.count("\n", 0, at)


def read(html: str, source: str) -> Fragment:
    """The fragment of ``html``, made from the Markdown ``source`` (which tells the lines of its links)."""
    return _Reader(source).read(html)


def _tidy(text: str) -> str:
    if text.isspace():
        return ""
    joined = _CJK_BREAK.sub("", text) if "\n" in text else text
    return _SPACE.sub(" ", joined.replace(_CELL, " ")).strip()
