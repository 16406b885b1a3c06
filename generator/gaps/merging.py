"""Logs of several readers → queries: spellings of one thing together, those that may tell of somebody left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..fold import fold
from .misses import Log, Miss
from .private import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What readers asked for: the commonest spelling, how often, in how many files, and the last day."""

    text: str
    times: int
    files: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The queries, most asked first, and how many were left out: names of somebody, or how to reach them."""

    queries: tuple[Query, ...]
    names: int = 0
    contacts: int = 0


def merge(logs: Iterable[Log], private: Private) -> Merged:
    """Bring the misses of all ``logs`` together. One telling spelling leaves out all spellings of a query."""
    spellings: dict[str, list[tuple[int, Miss]]] = {}
    for file, log in enumerate(logs):
        for miss in log.misses:
            spellings.setdefault(fold(miss.query) or miss.query, []).append((file, miss))
    groups = list(spellings.values())
    contacts = [group for group in groups if any(private.contacts(miss.query) for _, miss in group)]
    rest = [group for group in groups if group not in contacts]
    names = [group for group in rest if any(private.names(miss.query) for _, miss in group)]
    queries = [_query(group) for group in rest if group not in names]
    return Merged(queries=in_order(queries), names=len(names), contacts=len(contacts))


def in_order(queries: Iterable[Query]) -> tuple[Query, ...]:
    """Most asked first, then by the most readers."""
    return tuple(sorted(queries, key=lambda query: (-query.times, -query.files, query.text)))


def _query(group: list[tuple[int, Miss]]) -> Query:
    texts = Counter[str]()
    for _, miss in group:
        texts[miss.query] += miss.times
    return Query(
        text=min(texts, key=lambda text: (-texts[text], text)),
        times=texts.total(),
        files=len({file for file, _ in group}),
        day=max(miss.day for _, miss in group),
    )
