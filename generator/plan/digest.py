"""What was said in one month, as Markdown that can be pasted wherever the product team works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One voice as the digest tells it; ``heard`` are (day, client) of this month, ``cases`` (title, URL)."""

    feature: str
    text: str
    reading: str
    labels: tuple[str, ...]
    is_new: bool
    heard: tuple[tuple[str, str], ...]
    so_far: str
    cases: tuple[tuple[str, str], ...]


def digest(title: str, lead: str, themes: Mapping[str, Sequence[Entry]], site: str) -> str:
    """The digest; ``site`` is the address that links begin with, "" where none is known."""
    rows = [f"# {_plain(title)}", "", _plain(lead), "", "> 社外秘です。社外の方には渡さないでください。"]
    for theme, entries in themes.items():
        rows += ["", f"## {_plain(theme)}"]
        for entry in entries:
            rows += ["", *_told(entry, site or "/")]
    return "\n".join(rows) + "\n"


def _told(entry: Entry, site: str) -> Iterator[str]:
    yield f"### {_plain(entry.feature or '声')}" + ("（はじめて聞いた声）" if entry.is_new else "")
    yield ""
    yield f"> {_plain(entry.text)}"
    yield ""
    if entry.reading:
        yield f"- 読み解き: {_plain(entry.reading)}"
    yield f"- {'・'.join(map(_plain, entry.labels))}"
    whom = "、".join(f"{on} {_plain(who)}".strip() for on, who in entry.heard)
    yield f"- この月: {len(entry.heard)} 回（{whom}）。これまで: {entry.so_far}"
    for title, url in entry.cases:
        yield f"- 事例: [{_plain(title)}]({site}{url})"


def _plain(text: str) -> str:
    """``text`` so that Markdown shows it as it is."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
