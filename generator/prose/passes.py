"""What we do to the HTML of Python-Markdown, step by step; each step can be left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from .fragment import is_outside
from .tags import Tag, rewrite

Step = Callable[[Tag], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passes:
    """Which steps are taken. All are independent, but without ``sanitise`` the result is as safe as its author."""

    sanitise: bool = True
    """Only allow-listed tags, attributes, classes and addresses."""
    ids: bool = True
    """Ids that the site uses itself are renamed, repeated ones dropped, and the prefix put before all."""
    tables: bool = True
    """``style="text-align: right"`` → ``class="align-right"`` (the Content-Security-Policy forbids the first)."""
    levels: bool = True
    """The title is the page's only ``h1``: where a text has one of its own, all its headings move down by one."""
    externals: bool = True
    """Links to other hosts say ``rel="noopener noreferrer"``."""
    images: bool = True
    """Images load when they come into view; one on another host becomes its alternative text."""
    joins: bool = True
    """A line break between two Japanese characters is no space."""


ALL = Passes()
NONE = Passes(sanitise=False, ids=False, tables=False, levels=False, externals=False, images=False, joins=False)

_RESERVED = re.compile(
    r"__|cb-|search-|term-|part-\d|s\d+$|(?:main|fresh|related|content|header|nav|footer|search|toc|top|title)$",
    re.IGNORECASE,
)
_ALIGN = re.compile(r"\s*text-align:\s*(left|center|right);?\s*")
_DULL_ALT = re.compile(r"avatar|image|img|photo|icon|logo|picture|アバター|アイコン|画像|写真", re.IGNORECASE)
_CJK = "\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_MARKS = r"(?:</?(?:a|abbr|b|code|del|em|i|ins|mark|s|span|strong|u)\b[^<>]*>)*"
_BREAK = re.compile(rf"([{_CJK}]{_MARKS})\n(?={_MARKS}[{_CJK}])")
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_FIRST = re.compile(r"\s*<h1\b[^>]*>(.*?)</h1>\s*", re.DOTALL)
_ANY_TAG = re.compile(r"<[^>]*>")


def public_id(written: str) -> str:
    """The id that a page has for one that an author wrote: those the site uses itself get ``x-`` before them."""
    return f"x-{written.lstrip('_')}" if _RESERVED.match(written) else written


def drop_title(html: str, title: str) -> str:
    """``html`` without its first heading where that says what the page's title says."""
    found = _FIRST.match(html)
    return html[found.end() :] if found and _same(unescape(_ANY_TAG.sub("", found[1])), title) else html


def apply(html: str, passes: Passes, prefix: str) -> str:
    """Take all steps but ``sanitise`` and ``drop_title``."""
    if passes.joins and "\n" in html:
        parts = _PRE.split(html)
        html = "".join(part if index % 2 else _BREAK.sub(r"\1", part) for index, part in enumerate(parts))
    steps = _steps(html, passes, prefix)
    if not steps:
        return html

    def take(tag: Tag) -> str | None:
        before = tag.name, dict(tag.attributes)
        for step in steps:
            replaced = step(tag)
            if replaced is not None:
                return replaced
        return None if before == (tag.name, tag.attributes) else str(tag)

    return rewrite(html, take, "all" if any(bare in html for bare in ("<h1", "<img", "<input")) else "holding")


def _steps(html: str, passes: Passes, prefix: str) -> list[Step]:
    steps: list[Step] = []
    if passes.ids:
        steps.append(_ids(html, prefix))
    if passes.tables and "text-align" in html:
        steps.append(_align)
    if passes.levels and "<h1" in html:
        steps.append(_lower)
    if passes.externals:
        steps.append(_external)
    if passes.images:
        steps.append(_image)
    if passes.sanitise and "<input" in html:
        steps.append(_no_field)
    return steps


def _ids(html: str, prefix: str) -> Step:
    """Rename ids, and whatever points at them."""
    known: dict[str, str] = {}

    def collect(tag: Tag) -> None:
        if written := tag.attributes.get("id"):
            known.setdefault(written, prefix + public_id(written))

    rewrite(html, collect, "holding")
    used: set[str] = set()

    def step(tag: Tag) -> None:
        held = tag.attributes
        if "id" in held:
            new = known[held["id"]]
            held["id"] = new
            if new in used:
                del held["id"]
            used.add(new)
        if held.get("href", "").startswith("#"):
            target = held["href"][1:]
            new = known.get(target) or known.get(unquote(target)) or target
            held["href"] = f"#{new}"
        if "for" in held:
            held["for"] = known.get(held["for"], "")
        if "name" in held:
            held["name"] = prefix + public_id(held["name"])

    return step


def _align(tag: Tag) -> None:
    found = _ALIGN.fullmatch(tag.attributes.get("style", ""))
    if found:
        del tag.attributes["style"]
        tag.add_class(f"align-{found[1]}")


def _lower(tag: Tag) -> None:
    if len(tag.name) == 2 and tag.name[0] == "h" and tag.name[1].isdigit():
        tag.name = f"h{min(int(tag.name[1]) + 1, 6)}"


def _external(tag: Tag) -> None:
    if tag.name == "a" and tag.attributes.get("href", "").lower().startswith(("http:", "https:")):
        tag.attributes["rel"] = "noopener noreferrer"


def _image(tag: Tag) -> str | None:
    """No other host is ever asked for anything, so a picture that lives there is told in words."""
    if tag.name != "img":
        return None
    source, alt = tag.attributes.get("src", ""), tag.attributes.get("alt", "").strip()
    if source and not is_outside(source) and not source.lower().startswith("data:"):
        tag.attributes |= {"loading": "lazy", "decoding": "async"}
        return None
    if not alt or _DULL_ALT.fullmatch(alt):
        return ""
    return f"{Tag('span', attributes={'class': 'cb-image'})}{_text(alt)}</span>"


def _no_field(tag: Tag) -> str | None:
    """An ``input`` that lost its type would be a text field."""
    return "" if tag.name == "input" and "type" not in tag.attributes else None


def _text(plain: str) -> str:
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
