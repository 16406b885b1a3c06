"""Problems are data: what is wrong, where, and what to type instead.

Every stage returns the problems it found beside its value; only ``cli`` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning does not (unless ``--strict``)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A span in a source file; ``file`` is relative to the site folder, line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def is_whole_file(self) -> bool:
        """True where no span is named: the problem is the file itself (its name, encoding, a missing key)."""
        return (self.line, self.column, self.length) == (1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend. ``code`` is kebab-case and has an entry in ``docs/problems.md``."""

    code: str
    severity: Severity
    message: str
    hint: str
    place: Place | None = None

    @property
    def is_error(self) -> bool:
        """True when this problem stops a build."""
        return self.severity is Severity.ERROR


def error(code: str, place: Place | None, message: str, hint: str) -> Problem:
    """Make a problem that stops the build."""
    return Problem(code=code, severity=Severity.ERROR, place=place, message=message, hint=hint)


def warning(code: str, place: Place | None, message: str, hint: str) -> Problem:
    """Make a problem that is worth mending but publishes all the same."""
    return Problem(code=code, severity=Severity.WARNING, place=place, message=message, hint=hint)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by file, line and column, dropping exact repeats; problems without a place come first."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.place is not None, p.place or Place(file=""), p.code, p.message)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """True when at least one problem stops a build."""
    return any(problem.is_error for problem in problems)
