"""What the search engine answers, as `engine.js` describes it."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Mark = tuple[int, int]
"""[start, end) in UTF-16 units, as browsers count."""


class Why(TypedDict):
    """One reason of a hit: which part of the query, what of the page, and what it was worth."""

    words: str
    term: str
    how: str
    weight: float
    level: int
    rarity: float
    score: float


class Hit(TypedDict):
    """A page that answers. ``covered`` and ``why`` are there when asked to explain."""

    url: str
    title: str
    titleMarks: list[Mark]
    kind: str
    section: str
    score: float
    excerpt: str
    marks: list[Mark]
    covered: NotRequired[float]
    why: NotRequired[list[Why]]


class Piece(TypedDict):
    """A word of the query as the engine cut it. ``share``: how much it matters, 1 for most words."""

    text: str
    known: bool
    terms: list[str]
    share: NotRequired[float]


class Suggestion(TypedDict):
    """Words to try instead."""

    text: str
    kind: Literal["typo", "completion", "near"]


class Result(TypedDict):
    """The answer to one query: hits best first, one a page."""

    hits: list[Hit]
    total: int
    suggestions: list[Suggestion]
    pieces: list[Piece]
    facets: dict[str, dict[str, int]]
