"""Queries with judged answers: what is asked, in which manner of writing, and the pages that truly answer it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

CATEGORIES = {
    "exact": "as written",
    "compound-part": "part of a compound",
    "katakana-variant": "katakana variants",
    "width": "full and half width",
    "kana-typing": "kana typing",
    "okurigana": "okurigana",
    "synonym": "synonyms",
    "english": "English",
    "single-kanji": "single kanji",
    "multi-word": "several words",
    "sentence": "sentences",
    "prefix": "half a word",
    "typo": "typos",
    "inflection": "inflection",
    "code-switch": "English amid Japanese",
    "numbers-dates": "numbers and dates",
    "particles": "particles",
    "o-go-prefix": "お and ご",
    "old-kanji": "old kanji",
    "long-vowel": "long vowels",
    "middle-dot": "middle dots",
    "half-typed-romaji": "half-typed romaji",
    "names": "names of clients",
    "phrases": "wordings",
    "none": "must find nothing",
}
"""Every manner of writing, in the order of the tables."""

_SHORT = {
    "part": "compound-part",
    "katakana": "katakana-variant",
    "kana": "kana-typing",
    "single": "single-kanji",
    "multi": "multi-word",
}
"""How other files of queries call the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One query; ``expected`` names the pages that answer it, the best first, and is empty if nothing may be shown."""

    id: str
    category: str
    text: str
    expected: tuple[str, ...]
    note: str = ""

    @property
    def wants_nothing(self) -> bool:
        return self.category == "none"


def read_queries(path: Path) -> list[Query]:
    """The queries of a file ``[{id, category, query, expected, note}, …]``; a ValueError names the first bad one."""
    return [_query(entry) for entry in json.loads(path.read_text("utf-8"))]


def _query(entry: dict[str, object]) -> Query:
    match entry:
        case {"id": str(name), "category": str(category), "query": str(text), "expected": list(expected)}:
            category = _SHORT.get(category, category)
            if category not in CATEGORIES:
                raise ValueError(f"{name}: unknown category {category!r}")
            if bool(expected) == (category == "none"):
                raise ValueError(f"{name}: pages are expected of every query but those that must find nothing")
            note = str(entry.get("note", ""))
            return Query(id=name, category=category, text=text, expected=tuple(map(str, expected)), note=note)
    raise ValueError(f"not a query: {entry!r}")
