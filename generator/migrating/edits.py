"""One edit of a text, at the place that the reader of YAML gives to a node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..problems import Place

Texts: TypeAlias = Mapping[str, str]
"""Texts by path, line ends as they are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Write ``new`` for ``old``, which stands once within ``place``."""

    path: str
    place: Place
    old: str
    new: str


def edited(text: str, edit: Edit) -> str | None:
    """``text`` after one edit; None where its place does not hold ``old`` as it is: escaped, or over several lines."""
    lines = text.splitlines(keepends=True)
    at, begin = edit.place.line - 1, edit.place.column - 1
    line = lines[at] if at < len(lines) else ""
    end = begin + edit.place.length
    span = line[begin:end]
    if not edit.old or span.count(edit.old) != 1:
        return None
    lines[at] = line[:begin] + span.replace(edit.old, edit.new) + line[end:]
    return "".join(lines)
