"""What a reader of a page reads, of ours and of the pages that other engines make of an export.

Written apart from ``generator.export``: what that leaves out by mistake, this still sees.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNSEEN = "script, style, template, dialog, form, button, input, select, textarea, [hidden]"
_MOVING = ".cb-toc-fold, .cb-bar, .cb-slide__pick, .footnote-backref, .headerlink, .linenos"
"""What serves to move about a page; the design note of the export names each."""


LEFT_OUT = {"search"}
"""What is left to the engine; ``404.html`` is no folder."""


def urls_of(site: Path) -> list[str]:
    """The pages of a site of ours that tell something of their own."""
    folders = (page.parent.relative_to(site).as_posix() for page in site.rglob("index.html"))
    return sorted(url for url in folders if url not in LEFT_OUT)


def ours(page: Path) -> str:
    """The text of a page of our own site, the words of its drawings where they stand."""
    part = LexborHTMLParser(page.read_text("utf-8")).css_first("article.cb-page, main.cb-deck")
    assert part is not None, page
    for drawing in part.css("svg"):
        drawing.replace_with(_drawn(drawing) if drawing.css_first("title") else "")
    return _text(part)


def theirs(page: Path) -> str:
    """The text of a page that an engine built with the theme Material, the words of its drawings where they stand."""
    part = LexborHTMLParser(page.read_text("utf-8")).css_first("article.md-content__inner")
    assert part is not None, page
    for picture in part.css('img[src$=".svg"]'):
        file = page.parent / posixpath.normpath(picture.attributes["src"] or "")
        drawing = LexborHTMLParser(file.read_text("utf-8")).css_first("svg")
        assert drawing is not None
        picture.replace_with(_drawn(drawing))
    for tags in part.css(".md-tags"):  # Zensical lists those of the front matter
        tags.decompose()
    return _text(part)


def _drawn(drawing: LexborNode) -> str:
    return " ".join(word.text() for word in drawing.css("text"))


def _text(part: LexborNode) -> str:
    for node in part.css(f"{_UNSEEN}, {_MOVING}"):
        node.decompose()
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", part.text()))


def differing(own: Path, other: Path, urls: list[str]) -> dict[str, tuple[str, str]]:
    """The pages whose texts differ, each with where: what ours says there, and what the other does."""
    assert urls, f"no page of {own} to compare"
    found = {}
    for url in urls:
        mine, their = ours(own / url / "index.html"), theirs(other / url / "index.html")
        if mine != their:
            pairs = enumerate(zip(mine, their, strict=False))
            at = next((at for at, (one, two) in pairs if one != two), min(len(mine), len(their)))
            found[url] = mine[max(0, at - 10) : at + 40], their[max(0, at - 10) : at + 40]
    return found
