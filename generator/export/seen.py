"""The part of a finished page that tells its own: what a reader sees without scripts, forms and the frame aside."""

from __future__ import annotations

from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

_OWN = "article.cb-page, main.cb-deck"
_UNSEEN = "script, style, template, dialog, button, input, select, textarea, form, [hidden]"
FURNITURE = (
    ".cb-toc-fold",  # the contents of the page, which other engines make themselves
    ".cb-bar",  # the actions of the page's head once more, for thumbs
    ".cb-slide__pick",  # how the overview of a deck is worked
    ".footnote-backref",
    ".headerlink",
    ".tabbed-labels",  # they come back as the titles of the tabs
    "td.linenos",
)
"""Pieces that serve to move about a page of ours and tell nothing of their own."""

_KEPT_INPUTS = "li.task-list-item"
DONE, DUE = "\ue000", "\ue001"
"""Stand for the box of a task that is done, and of one that is not."""


def own_part(html: str) -> LexborNode | None:
    """The element that holds what a page tells, without what is not seen; None for a page that has no such part."""
    found = LexborHTMLParser(html).css_first(_OWN)
    if found is None:
        return None
    for tabs in found.css("div.tabbed-set"):
        _title_tabs(tabs)
    for item in found.css(_KEPT_INPUTS):
        _mark_task(item)
    _drop_broken_notes(found)
    for node in found.css(f"{_UNSEEN}, {', '.join(FURNITURE)}"):
        node.decompose()
    for shown in found.css("noscript"):
        shown.unwrap()
    return found


def _title_tabs(tabs: LexborNode) -> None:
    """Give each tab its title, which stands apart from it."""
    titles = [label.text(strip=True) for label in _within(tabs, "tabbed-labels")]
    for title, tab in zip(titles, _within(tabs, "tabbed-content"), strict=False):
        tab.attrs["data-title"] = title


def _drop_broken_notes(part: LexborNode) -> None:
    """Where a sign and its footnote cannot be told to belong together, they are a link and a list like others."""
    signs, notes = part.css("a.footnote-ref"), part.css("div.footnote li")
    wanted = {unquote((sign.attributes.get("href") or "#")[1:]) for sign in signs}
    if wanted != {note.attributes.get("id") for note in notes}:
        for node in (*signs, *part.css("div.footnote")):
            del node.attrs["class"]


def _within(tabs: LexborNode, part: str) -> list[LexborNode]:
    """What a part of a set of tabs holds; tabs within tabs have parts of their own."""
    return [child for each in tabs.iter() if each.attributes.get("class") == part for child in each.iter()]


def _mark_task(item: LexborNode) -> None:
    box = item.css_first("input[type=checkbox]")
    control = item.css_first(".task-list-control") or box
    if box is not None and control is not None:
        control.replace_with(DONE if "checked" in box.attributes else DUE)
