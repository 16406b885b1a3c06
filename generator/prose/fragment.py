"""What a converted text is: HTML, and what other stages need to know of it. Plain data that a cache can keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading that can be linked to; ``title`` is plain text, ``level`` 1 to 6."""

    id: str
    title: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link or image as written; ``line`` counts from 0 within the text, as far as it can be told."""

    target: str
    line: int
    image: bool

    @property
    def internal(self) -> bool:
        """True where it means something of this site: a page, an image, or a place in the same text."""
        return bool(self.target) and not is_outside(self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The plain text below one heading, a line per block; the first has no heading and may be empty."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Safe HTML with its headings, links in order, plain text by section, and every id in it."""

    html: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    sections: tuple[Section, ...] = ()
    ids: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; ``from_json`` makes the same value of it."""
        return {
            "html": self.html,
            "headings": [(each.id, each.title, each.level) for each in self.headings],
            "links": [(each.target, each.line, each.image) for each in self.links],
            "sections": [(each.anchor, each.heading, each.text) for each in self.sections],
            "ids": self.ids,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Fragment:
        """The value that ``to_json`` was called on."""
        return cls(
            html=data["html"],
            headings=tuple(Heading(id=i, title=title, level=level) for i, title, level in data["headings"]),
            links=tuple(Link(target=target, line=line, image=image) for target, line, image in data["links"]),
            sections=tuple(
                Section(anchor=anchor, heading=heading, text=text) for anchor, heading, text in data["sections"]
            ),
            ids=tuple(data["ids"]),
        )


def is_outside(target: str) -> bool:
    """True for addresses with a scheme or a host: ``https://…``, ``mailto:…``, ``//host/…``."""
    start = target[:40].lower().replace("\\", "/")
    return start.startswith(("http:", "https:", "mailto:", "tel:", "//"))
