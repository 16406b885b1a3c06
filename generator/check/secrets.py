"""What a finished site must not say, as plain values: made by ``forbidden``, looked for by ``LeakFinder``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from ..problems import Place


class Where(Enum):
    """Where a string counts.

    ``ANYWHERE`` · ``APART``: where no letter of its own script (katakana, latin) stands beside it · ``WORD``: as a word
    of its own, in text that a reader sees · ``FIRM``: as a word of its own, anywhere · ``TOKEN``: as a whole id or a
    segment of an address."""

    ANYWHERE = 0
    APART = 1
    WORD = 2
    FIRM = 3
    TOKEN = 4


class Source(NamedTuple):
    """What a string is ("name", "quote", …), and where it is written."""

    what: str
    place: Place | None = None


class Forbidden(NamedTuple):
    """A string that must not show. ``form`` is folded (``check.folded``); that of a token is as written."""

    form: str
    source: Source
    where: Where = Where.ANYWHERE


class Detail(NamedTuple):
    """What tells too much only beside the case it is of: a figure, a month, a prefecture.

    ``case`` is the id; ``patterns`` are regular expressions for text that is ``plain``."""

    case: str
    patterns: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Secrets:
    """All that one circle may not see. Equal where the digest is: workers keep a finder for each.

    ``subjects`` are the ways (``plain``) by which a page speaks of a case, each with the case's id; ``covers`` are
    names that the circle knows: a forbidden form within one of them is no leak."""

    forbidden: tuple[Forbidden, ...] = ()
    details: tuple[Detail, ...] = ()
    subjects: tuple[tuple[str, str], ...] = ()
    covers: tuple[str, ...] = ()
    digest: str = ""

    @classmethod
    def of(
        cls,
        forbidden: Iterable[Forbidden],
        details: Iterable[Detail] = (),
        subjects: Iterable[tuple[str, str]] = (),
        covers: Iterable[str] = (),
    ) -> Secrets:
        """Secrets with their digest."""
        parts = tuple(forbidden), tuple(details), tuple(subjects), tuple(covers)
        digest = hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()
        return cls(forbidden=parts[0], details=parts[1], subjects=parts[2], covers=parts[3], digest=digest)

    def __bool__(self) -> bool:
        return bool(self.forbidden or self.details)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secrets) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source once, in order: what a finder's answers count in."""
        found = (*(each.source for each in self.forbidden), *(each.source for each in self.details))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What each file of a site must not say: what its circle may not see, and, for what is handed over, what the use
    it was made for does not cover. ``outward``: the path of a file, or of its folder, → the secrets of its use."""

    site: Secrets
    outward: Mapping[str, Secrets] = field(default_factory=dict)

    def over(self, name: str) -> Secrets:
        """The secrets that the file ``name`` is held against."""
        while name and name not in self.outward:
            name = name.rpartition("/")[0]
        return self.outward.get(name, self.site)
