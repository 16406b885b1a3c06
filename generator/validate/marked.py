"""Markings of a circle in values that cannot be narrowed in part: they would be published as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..markings import meant, possible
from ..model.document import Document
from ..problems import Problem, error
from .links import BODIES

_NOT_SHOWN = frozenset({"extra", *BODIES})
"""``extra`` is on no page; bodies may hold narrower parts, and are looked at as such."""


def marked_values(document: Document, audiences: Sequence[str]) -> Iterator[Problem]:
    """Every value of ``document`` with a line that looks like the opener of a narrower part."""
    for path, scalar in document.keys.scalars():
        if path[0] in _NOT_SHOWN or not possible(scalar.text):
            continue
        if any(meant(line, audiences) for line in scalar.text.split("\n")):
            yield error(
                "audience-block",
                scalar.place,
                "この項目の中では、audience の区切りは使えません。",
                "狭い範囲の文は、本文の区切りか、audience を書ける項目（talk_track など）に移してください。",
            )
