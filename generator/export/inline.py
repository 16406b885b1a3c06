"""Words, links and pictures within a line, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from ..prose.tags import words as named
from . import escaping
from .seen import DONE, DUE

_SPACE = re.compile(r"[ \t\n\r\f]+")
_MARKED = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "mark": "=="}
_STRICT = named("del s mark")
"""Elements whose signs mark no words that begin or end with other signs."""
_KEPT = named("sub sup kbd ins u q cite dfn var samp ruby rt rp")
"""Elements for which Markdown has no sign: they stay as they are."""
_FLOWING = ("cb-clause", "cb-term")
"""Pieces of the theme's that are part of a sentence."""
_TASKS = {DONE: "[x] ", DUE: "[ ] "}
_NOTE = re.compile(r"#?(.*)\bfn:(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where things lie for the text that is written.

    ``link`` and ``picture`` turn an address of the page into that of the text, or None where there is nothing there;
    ``drawing`` takes a drawn picture, and gives its address; ``wanted`` are the ids that some link leads to."""

    link: Callable[[str], str | None]
    picture: Callable[[str], str | None]
    drawing: Callable[[LexborNode], str | None]
    wanted: frozenset[str]


def inline(nodes: Iterator[LexborNode] | list[LexborNode], places: Places) -> str:
    """One line of Markdown, without spaces at its ends."""
    words = "".join(_apart(node) + _one(node, places) for node in nodes)
    return _SPACE.sub(" ", words).strip()


def children(node: LexborNode) -> list[LexborNode]:
    """What an element holds, texts included."""
    return list(node.iter(include_text=True))


def _one(node: LexborNode, places: Places) -> str:
    if node.is_text_node:
        return _words(node.text_content or "")
    if node.tag == "-comment":
        return ""
    maker = _MAKERS.get(node.tag or "")
    made = maker(node, places) if maker else _plain(node, places)
    anchor = node.attributes.get("id") or ""
    if anchor in places.wanted and not anchor.startswith("fnref:"):
        made = anchored(anchor) + made
    return f"{made} " if _is_piece(node) and made else made


def _within(node: LexborNode, places: Places) -> str:
    return "".join(_apart(child) + _one(child, places) for child in children(node))


def _apart(node: LexborNode) -> str:
    """The space that the style sheet leaves before a piece of the theme's, or between two spans."""
    follows = (
        node.tag == "span" and "class" not in node.attributes and node.prev is not None and node.prev.tag != "-text"
    )
    return " " if follows or _is_piece(node) else ""


def _is_piece(node: LexborNode) -> bool:
    name = node.attributes.get("class") or ""
    return name.startswith("cb-") and not name.startswith(_FLOWING)


def anchored(anchor: str) -> str:
    """A place to link to."""
    return f'<a id="{anchor}"></a>'


def _words(text: str) -> str:
    """Text with its marks escaped; that of a task's box stays a box."""
    return "".join(_TASKS.get(part) or escaping.text(part) for part in re.split(f"([{DONE}{DUE}])", text) if part)


def _plain(node: LexborNode, places: Places) -> str:
    inner = _within(node, places)
    return f"<{node.tag}>{inner}</{node.tag}>" if node.tag in _KEPT and inner else inner


def _marked(node: LexborNode, places: Places) -> str:
    """Strong, struck or marked words: their own spaces go before and after the marks."""
    inner = _within(node, places)
    words = inner.strip()
    if not words:
        return inner
    tag = node.tag or ""
    flanked = words[0].isalnum() and words[-1].isalnum()
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    if not flanked and tag in _STRICT:
        return f"{before}<{tag}>{words}</{tag}>{after}"
    sign = _MARKED[tag]
    return f"{before}{sign}{words}{sign}{after}"


def _link(node: LexborNode, places: Places) -> str:
    words = inline(children(node), places)
    href = node.attributes.get("href")
    if href and "footnote-ref" in (node.attributes.get("class") or ""):
        return f"[^{note_label(unquote(href))}]"
    target = places.link(href) if href and words else None
    return words if target is None else f"[{words}]({_address(target)})"


def note_label(anchor: str) -> str:
    """The label of a footnote by the id of its text: ``fn:1`` → 1, ``outcome-fn:1`` → outcome-1."""
    found = _NOTE.fullmatch(anchor)
    return re.sub(r"[^\w-]", "-", found[1] + found[2] if found else anchor)


def _superscript(node: LexborNode, places: Places) -> str:
    """The sign of a footnote is a superscript already."""
    inner = _within(node, places)
    return inner if inner.startswith("[^") else f"<sup>{inner}</sup>"


def _image(node: LexborNode, places: Places) -> str:
    source = node.attributes.get("src")
    target = places.picture(source) if source else None
    words = escaping.text(" ".join((node.attributes.get("alt") or "").split()))
    return words if target is None else f"![{words}]({_address(target)})"


def _drawing(node: LexborNode, places: Places) -> str:
    target = places.drawing(node)
    title = node.css_first("title")
    words = escaping.text(" ".join(title.text().split())) if title is not None else ""
    return "" if target is None else f"![{words}]({_address(target)})"


def _code(node: LexborNode, places: Places) -> str:
    words = " ".join(node.text().split())
    if not words:
        return ""
    return f"<code>{escaping.text(words)}</code>" if words.startswith((":::", "#!")) else escaping.code(words)


def _address(target: str) -> str:
    """An address that ends where it ends."""
    return (
        target.replace("(", "%28")
        .replace(")", "%29")
        .replace(" ", "%20")
        .replace("_", "%5F" if "__" in target else "_")
    )


_MAKERS: dict[str, Callable[[LexborNode, Places], str]] = {
    **dict.fromkeys(_MARKED, _marked),
    "a": _link,
    "br": lambda node, places: "<br>",
    "code": _code,
    "img": _image,
    "sup": _superscript,
    "svg": _drawing,
    "wbr": lambda node, places: "",
}
