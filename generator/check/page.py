"""What one finished page says of itself: its ids, where it leads, what it loads, and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..problems import Place, Problem, error

_LOADED_LINKS = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon", "mask-icon"}
)
_DATA_BLOCKS = frozenset({"application/ld+json", "application/json"})
_ADDRESSES = ("src", "action", "formaction", "poster", "data", "xlink:href")
_RARER = "[src], [srcset], [action], [formaction], [poster], object[data], use"
_HAS_INLINE = re.compile(rb"[\s\"'/](?:style|on[a-z]{3,})\s*=|<style|<script", re.IGNORECASE)
_STYLED = "[style], style, script"
_HANDLER = re.compile(rb"(on(?<=[\s\"'/]on)[a-z]{3,})\s*=")
"""Of small letters: the engine looks for the first two alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """The ids of a page, the addresses it leads to and loads, and the problems it has by itself."""

    ids: frozenset[str]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def read_page(name: str, data: bytes) -> PageFacts:
    """Read the page that is served as ``name``."""
    tree = LexborHTMLParser(data.decode("utf-8", "replace"))
    ids: dict[str, int] = {}
    links: dict[str, None] = {}
    loads: dict[str, None] = {}
    for node in tree.css("[id]"):
        identity = node.attributes["id"] or ""
        ids[identity] = ids.get(identity, 0) + 1
    for node in tree.css("[href]"):
        (loads if _is_loaded(node, "href") else links)[node.attributes["href"] or ""] = None
    for node in tree.css(_RARER):
        held = node.attributes
        for attribute in _ADDRESSES:
            if (value := held.get(attribute)) is not None and (attribute != "data" or node.tag == "object"):
                (loads if _is_loaded(node, attribute) else links)[value] = None
        loads |= dict.fromkeys(_candidates(held.get("srcset") or ""))
    problems = [
        *(_faulty(name, "duplicate-id", f"id「{each}」が 2 回出ています。") for each, n in ids.items() if n > 1),
        *_missing(name, tree),
        *_inline(name, data, tree),
    ]
    return PageFacts(ids=frozenset(ids), links=tuple(links), loads=tuple(loads), problems=tuple(problems))


def _is_loaded(node: LexborNode, attribute: str) -> bool:
    """True for what a browser fetches with the page; False for what a reader goes to."""
    if node.tag == "link":
        return bool(set((node.attributes.get("rel") or "").lower().split()) & _LOADED_LINKS)
    return attribute not in ("href", "action", "formaction") or node.tag in ("use", "image")


def _candidates(srcset: str) -> Iterator[str]:
    yield from (part.split()[0] for part in srcset.split(",") if part.split())


def _missing(name: str, tree: LexborHTMLParser) -> Iterator[Problem]:
    """What every page has: language, title, heading, policy."""
    html = tree.css_first("html")
    if html is None or not html.attributes.get("lang"):
        yield _faulty(name, "page-incomplete", "ページに言語（lang）がありません。")
    title = tree.css_first("head > title")
    if title is None or not title.text().strip():
        yield _faulty(name, "page-incomplete", "ページに題（title）がありません。")
    if tree.css_first("h1") is None:
        yield _faulty(name, "page-incomplete", "ページに大見出し（h1）がありません。")
    if tree.css_first('meta[http-equiv="Content-Security-Policy" i][content*="default-src"]') is None:
        yield _faulty(name, "page-incomplete", "ページに Content-Security-Policy がありません。")


def _inline(name: str, data: bytes, tree: LexborHTMLParser) -> Iterator[Problem]:
    """Scripts and styles within the page, which the policy forbids."""
    if not _HAS_INLINE.search(data):
        return
    for node in tree.css(_STYLED):
        held = node.attributes
        if "style" in held or node.tag == "style":
            yield _faulty(name, "inline-code", "ページの中にスタイルが書かれています。")
        elif node.tag == "script" and "src" not in held and (held.get("type") or "").lower() not in _DATA_BLOCKS:
            yield _faulty(name, "inline-code", "ページの中にスクリプトが書かれています。")
    for handler in {found.decode() for found in _HANDLER.findall(data.lower())}:
        if tree.css_first(f"[{handler}]") is not None:
            yield _faulty(name, "inline-code", f"ページの中にスクリプト（{handler}）が書かれています。")


def _faulty(name: str, code: str, message: str) -> Problem:
    hint = "テーマのテンプレートを直してください。原稿が原因のときは、この内容を添えて担当へ知らせてください。"
    return error(code, Place(file=name), message, hint)
