"""Pointing the links of a fragment at pages, once it is known which pages there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .fragment import Fragment, Link
from .tags import Tag, rewrite


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Where an image is published, and its size in pixels, so that its space is kept while it loads."""

    url: str
    width: int = 0
    height: int = 0


def resolve(fragment: Fragment, to: Callable[[Link], str | Picture | None], *, broken: str = "cb-broken") -> str:
    """The fragment's HTML with each internal link and image pointing to what ``to`` returns for it.

    None unlinks: a link becomes ``<span class="cb-broken">text</span>``, an image its alternative text in such a
    span. With ``broken=""`` the text stands alone. An image that is answered by "" goes with its text."""
    if not any(link.internal for link in fragment.links):
        return fragment.html
    links = iter(fragment.links)
    opener, closer = (f'<span class="{broken}">', "</span>") if broken else ("", "")
    closers: list[str] = []

    def change(tag: Tag) -> str | None:
        if tag.name == "a" and tag.closes:
            return closers.pop() if closers else None
        link = next(links) if _target(tag) is not None else None
        answer = to(link) if link and link.internal else None
        unlinked = link is not None and link.internal and answer is None
        if tag.name == "a":
            closers.append(closer if unlinked else "</a>")
        if unlinked:
            return opener if tag.name == "a" else f"{opener}{_alt(tag)}{closer}"
        if tag.name == "img" and answer == "":
            return ""
        return _pointed(tag, answer) if answer is not None else None

    return rewrite(fragment.html, change, "linking")


def _target(tag: Tag) -> str | None:
    if tag.closes or tag.name not in ("a", "img"):
        return None
    return tag.attributes.get("href" if tag.name == "a" else "src")


def _pointed(tag: Tag, answer: str | Picture) -> str:
    picture = answer if isinstance(answer, Picture) else Picture(url=answer)
    tag.attributes["href" if tag.name == "a" else "src"] = picture.url
    if picture.width and picture.height and not tag.attributes.keys() & {"width", "height"}:
        tag.attributes |= {"width": str(picture.width), "height": str(picture.height)}
    return str(tag)


def _alt(tag: Tag) -> str:
    return tag.attributes.get("alt", "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
