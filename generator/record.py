"""What a finished site says of itself in ``build.json``: whose it is, what it holds, until when it is true."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

RECORD = "build.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The record of a folder that Casebook wrote. ``fresh_until`` as it stands there, None for no such day."""

    audience: str
    files: frozenset[str]
    fresh_until: str | None = None
    of_day: str = ""
    """The day that the site tells of, as ``YYYY-MM-DD``."""
    tree: str = ""
    """One digest of all its files."""
    samples: bool = True
    """Whether fictional content shows in it; in doubt it does."""

    def is_fresh(self, today: date) -> bool:
        """A build is out of date from the first day on which it would be another one; in doubt it is."""
        try:
            return self.fresh_until is None or today < date.fromisoformat(self.fresh_until)
        except ValueError:
            return False


def read_record(folder: Path) -> Record | None:
    """The record of a finished site; None where ``folder`` holds none of ours that can be read."""
    try:
        return parse_record((folder / RECORD).read_bytes())
    except OSError:
        return None


def parse_record(data: bytes) -> Record | None:
    """The record that ``data``, the bytes of a ``build.json``, is; None where it is none of ours."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("generator") != "casebook" or not isinstance(told.get("files"), list):
        return None
    until = told.get("fresh_until")
    return Record(
        audience=str(told.get("audience", "")),
        files=frozenset(map(str, told["files"])),
        fresh_until=None if until is None else str(until),
        of_day=str(told.get("date", "")),
        tree=str(told.get("tree", "")),
        samples=told.get("samples") is not False,
    )
