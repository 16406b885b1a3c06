"""Navigation: the top sections, and side navigations in chunks that never grow with the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..view import View
from .cards import category_label
from .page import Page

NEIGHBOURS = 30

TITLES = {
    "cases": "事例",
    "articles": "ナレッジ",
    "playbooks": "進め方",
    "stories": "現場の話",
    "glossary": "用語",
    "seminars": "セミナー",
    "phrases": "例文",
    "voices": "ご意見・ご要望",
}


_SIDES = {**TITLES, "kpis": "指標の一覧"}
"""Headings of side navigations: the sections, and lists that are reached from pages alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One chunk of a side navigation: its heading, and groups of (title, url)."""

    title: str
    url: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def sections(view: View, order: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """The top navigation as (key, title, url): what there is content for, in the configured order."""
    filled = {
        "cases": True,
        "articles": True,
        "playbooks": bool(view.playbooks),
        "stories": bool(view.stories),
        "glossary": bool(view.terms),
        "seminars": bool(view.seminars),
        "phrases": bool(view.phrases) and view.reaches("sales"),
        "voices": bool(view.voices) and view.is_inside("sales"),
    }
    keys = [key for key in order if key in TITLES] or list(TITLES)
    return tuple((key, TITLES[key], f"{key}/") for key in keys if filled[key])


def sides(pages: Iterable[Page], view: View) -> Mapping[str, Side]:
    """The side navigation of each page that has one, by URL. Pages of a chunk share one value."""
    members: dict[str, list[Page]] = {}
    for page in pages:
        if page.side:
            members.setdefault(page.side, []).append(page)
    categories = tuple(
        (category_label(view, name.removeprefix("articles/")), f"{name}/")
        for name in members
        if name.startswith("articles/")
    )
    found: dict[str, Side] = {}
    for name, group in members.items():
        details = [page for page in group if page.kind != "page" and not _is_list(page, name)]
        chunks = [details[at : at + NEIGHBOURS] for at in range(0, len(details), NEIGHBOURS)] or [[]]
        made = [_side(name, chunk, categories, view) for chunk in chunks]
        found |= {page.url: made[0] for page in group}
        for chunk, side in zip(chunks, made, strict=True):
            found |= {page.url: side for page in chunk}
    return found


def _is_list(page: Page, name: str) -> bool:
    """Is it the list of all that a side navigation leads to? Its heading leads there already."""
    below = page.url.removeprefix(f"{name}/")
    return not below or below.startswith("page/")


def _side(name: str, chunk: Sequence[Page], categories: tuple[tuple[str, str], ...], view: View) -> Side:
    top = name.partition("/")[0]
    links = tuple((page.title, page.url) for page in chunk)
    groups: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    if top == "articles" and categories:
        groups.append(("分類", categories))
    if links:
        heading = category_label(view, name.removeprefix("articles/")) if "/" in name else ""
        groups.append((heading, links))
    return Side(title=_SIDES.get(top, ""), url=f"{top}/", groups=tuple(groups))
