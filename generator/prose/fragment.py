"""What a converted text is: HTML, and what other stages need to know of it. Plain data that a cache can keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
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
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Fragment:
        """The value that ``to_json`` was called on."""
        return cls(
            html=data["html"],
            headings=tuple(Heading(**each) for each in data["headings"]),
            links=tuple(Link(**each) for each in data["links"]),
            sections=tuple(Section(**each) for each in data["sections"]),
            ids=tuple(data["ids"]),
        )


def is_outside(target: str) -> bool:
    """True for addresses with a scheme or a host: ``https://…``, ``mailto:…``, ``//host/…``."""
    start = target[:40].lower().replace("\\", "/")
    return start.startswith(("http:", "https:", "mailto:", "tel:", "//"))
