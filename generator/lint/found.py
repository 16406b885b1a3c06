"""What is found in one file: findings, which may be silenced where they stand, and what silences them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..problems import Place, Problem, warning


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning, and the line (from 1) at which the value begins that it is about: a silence may stand there too."""

    problem: Problem
    first_line: int


def finding(code: str, place: Place, message: str, hint: str, *, first_line: int = 0) -> Finding:
    """A finding at ``place``; its value begins there where nothing else is said."""
    return Finding(warning(code, place, message, hint), first_line or place.line)


@dataclass(frozen=True, slots=True)
class Silence:
    """``casebook: allow CODE reason`` as it was written."""

    code: str
    reason: str
    place: Place


Use = tuple[str, str, int, int, int, int]
"""One way of spelling a word in one file: as written, the form under which spellings meet, how often, and the line and
column where first, with the line at which that value begins. A site has tens of thousands: plain tuples cost least."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one file gave; ``leads_to`` are the site's URLs its links may mean, ``preferred`` spellings that the
    glossary uses as its headings, by normal form."""

    findings: tuple[Finding, ...] = ()
    silences: tuple[Silence, ...] = ()
    uses: tuple[Use, ...] = ()
    leads_to: tuple[str, ...] = ()
    preferred: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> list[Any]:
        """The reading as plain lists, without the name of the file."""
        return [
            [
                [f.problem.code, f.problem.message, f.problem.hint, *_span(f.problem.place), f.first_line]
                for f in self.findings
            ],
            [[s.code, s.reason, *_span(s.place)] for s in self.silences],
            self.uses,
            self.leads_to,
            self.preferred,
        ]

    @classmethod
    def from_json(cls, data: list[Any], file: str) -> Reading:
        """The inverse of ``to_json``, for the file of that name."""
        findings, silences, uses, leads_to, preferred = data
        return cls(
            findings=tuple(
                finding(code, _place(file, span), message, hint, first_line=span[3])
                for code, message, hint, *span in findings
            ),
            silences=tuple(Silence(code, reason, _place(file, span)) for code, reason, *span in silences),
            uses=tuple(map(tuple, uses)),
            leads_to=tuple(leads_to),
            preferred=tuple((normal, surface) for normal, surface in preferred),
        )


def _span(place: Place | None) -> tuple[int, int, int]:
    return (place.line, place.column, place.length) if place else (1, 1, 1)


def _place(file: str, span: list[int]) -> Place:
    return Place(file=file, line=span[0], column=span[1], length=span[2])
