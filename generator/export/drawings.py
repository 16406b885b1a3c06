"""Drawn pictures as files of their own, with the colours and letters of the theme in them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

_TOKEN = re.compile(r"(--cb-[a-z-]+):\s*([^;]+);")
_USED = re.compile(r"var\((--cb-[a-z-]+)\)")
_ROOM = 12
"""Units around the picture: its words may stand a little outside of its frame."""
_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def is_drawing(node: LexborNode) -> bool:
    """Does a picture within a page tell something? What is decoration has no title."""
    return node.css_first("title") is not None


def drawing(node: LexborNode, theme: Path) -> bytes:
    """A drawing as an SVG file. Links in it go: a picture in a page leads nowhere."""
    copy = LexborHTMLParser(node.html or "").css_first("svg")
    assert copy is not None
    for link in copy.css("a"):
        link.unwrap()
    whole = _BOX.sub(_frame, copy.html or "", count=1).replace("&nbsp;", "&#160;")
    head, _, rest = whole.partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{_style(theme)}</style>{rest}\n'.encode()


def _frame(found: re.Match[str]) -> str:
    width, height = (float(size) + 2 * _ROOM for size in found.groups())
    return f'viewBox="-{_ROOM} -{_ROOM} {width:g} {height:g}" width="{width * 1.2:g}" height="{height * 1.2:g}"'


@lru_cache(maxsize=2)
def _style(theme: Path) -> str:
    """The rules for drawings, with the theme's light colours as plain values."""
    styles = theme / "assets" / "css"
    tokens: dict[str, str] = {}
    for name, value in _TOKEN.findall((styles / "tokens.css").read_text("utf-8")):
        tokens.setdefault(name, value)
    rules = [line for line in (styles / "case-charts.css").read_text("utf-8").splitlines() if "{" in line]
    drawn = [line for line in rules if line.startswith((".cb-chart", ":where(.cb-chart")) and "-key" not in line]
    whole = "".join(drawn) + ".cb-chart{background:var(--cb-card);max-width:none}"
    return _USED.sub(lambda found: tokens[found[1]], whole)
