"""The texts of a built site's pages, as plain blocks: the same material for every engine that is compared."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SEARCHED = re.compile(r"(?:cases|stories|glossary|playbooks|seminars|kpis)/[^/]+|articles/[^/]+/[^/]+|phrases|voices")
"""The addresses of pages that answer questions; lists, sheets and slides only lead to them or repeat them."""

_ASIDE = "script, style, template, svg, nav, button, form, [popover], .cb-card, .cb-sheet, .cb-toc-fold"
"""What stands in an article but tells of another page, or of nothing."""

_BLOCK = {"p", "li", "dt", "dd", "th", "td", "div", "section", "header", "footer", "blockquote", "pre", "figure"}
_BLOCK |= {"ul", "ol", "dl", "table", "tr", "details", "summary", "figcaption", "article", "aside"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph or heading."""

    text: str
    level: int = 0
    """1 to 6 for a heading, 0 for a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One page: its address relative to the site's root, and its blocks, the title first."""

    url: str
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        return self.blocks[0].text if self.blocks else self.url

    def as_html(self) -> str:
        """A page of its own, as a static site of any maker might hold it."""
        body = "\n".join(f"<{tag}>{html.escape(block.text)}</{tag}>" for block in self.blocks for tag in [_tag(block)])
        title = html.escape(self.title)
        head = f'<!doctype html>\n<html lang="ja"><head><meta charset="utf-8"><title>{title}</title></head>'
        return f"{head}<body><main>\n{body}\n</main></body></html>\n"

    def as_markdown(self) -> str:
        """The same, for a maker that starts from Markdown."""
        return "\n\n".join(f"{'#' * block.level} {_plain(block.text)}".lstrip() for block in self.blocks) + "\n"


def _tag(block: Block) -> str:
    return f"h{block.level}" if block.level else "p"


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return re.sub(r"([\\`*_{}\[\]>#+!.-])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def read_site(site: Path) -> list[Text]:
    """The pages of a built site that answer questions, by address; a list that is still empty answers none."""
    pages = {path.parent.relative_to(site).as_posix(): path for path in site.rglob("index.html")}
    found = (read_page(path, f"{name}/") for name, path in sorted(pages.items()) if _SEARCHED.fullmatch(name))
    return [text for text in found if text is not None]


def read_page(path: Path, url: str) -> Text | None:
    """The blocks of one page's article, None where it only says that there is nothing yet."""
    article = LexborHTMLParser(path.read_text("utf-8")).css_first("article.cb-page")
    if article is None:
        raise ValueError(f"{url}: no article")
    if article.css_first(".cb-empty:not([hidden])") is not None:
        return None
    for aside in article.css(_ASIDE):
        aside.decompose()
    blocks = list(_merged(list(_pieces(article, 0))))
    blocks.sort(key=lambda block: block.level != 1)
    return Text(url=url, blocks=tuple(blocks))


_Piece = tuple[str, int, bool]
"""Some text, the level of the heading it stands in, and whether a block begins or ends here."""


def _pieces(node: LexborNode, level: int) -> Iterator[_Piece]:
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            yield child.text(), level, False
        elif tag in _BLOCK or tag in _HEADINGS or tag == "br":
            inside = _HEADINGS.get(tag, level)
            yield "", inside, True
            yield from _pieces(child, inside)
            yield "", level, True
        else:
            yield from _pieces(child, level)


def _merged(pieces: Sequence[_Piece]) -> Iterator[Block]:
    text, of = "", 0
    for piece, level, edge in [*pieces, ("", 0, True)]:
        if edge and (joined := " ".join(text.split())):
            yield Block(text=joined, level=of)
        text, of = ("", level) if edge else (text + piece, level)
