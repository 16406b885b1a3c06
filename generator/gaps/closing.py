"""Each query asked again of the site as it is now: found, near to something, or a topic that nothing is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..asking import Engine, Piece, Result
from ..fold import fold
from .merging import Merged, Query, in_order
from .private import Private

_LONGEST = 60
"""What `synonyms.yml` takes for one word."""
_MOST = 3
_SLIP, _NEAR, _BESIDE = 0.8, 0.6, 0.4
"""How much a suggestion is worth: a slip of the finger, a word that looks alike, a word that stood beside it."""
_MATTERS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonym:
    """A line to consider for `synonyms.yml`, and the queries that ask for it."""

    word: str
    to: tuple[str, ...]
    weight: float
    queries: tuple[Query, ...]

    @property
    def times(self) -> int:
        """How often it was asked for."""
        return sum(query.times for query in self.queries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What became of the queries: found now (with the best page's title and URL), synonyms to add, topics to write.

    ``names`` and ``contacts``: how many were left out, since they may tell of somebody."""

    found: tuple[tuple[Query, str, str], ...]
    synonyms: tuple[Synonym, ...]
    missing: tuple[Query, ...]
    names: int
    contacts: int


def close(merged: Merged, engine: Engine, private: Private) -> Gaps:
    """Ask the site each query and sort it by the answer. Raises EngineError."""
    found: list[tuple[Query, str, str]] = []
    near: dict[tuple[str, float], list[tuple[Query, tuple[str, ...]]]] = {}
    missing: list[Query] = []
    names = merged.names
    for query in merged.queries:
        result = engine.search(query.text, limit=1)
        if private.names(query.text, (piece["text"] for piece in result["pieces"])):
            names += 1
        elif result["hits"]:
            found.append((query, result["hits"][0]["title"], result["hits"][0]["url"]))
        elif offers := list(_offers(query.text, result, engine, private)):
            for word, weight, to in offers:
                near.setdefault((word, weight), []).append((query, to))
        else:
            missing.append(query)
    return Gaps(
        found=tuple(found),
        synonyms=tuple(sorted((_synonym(*each) for each in near.items()), key=_surest)),
        missing=in_order(missing),
        names=names,
        contacts=merged.contacts,
    )


def _synonym(said: tuple[str, float], asked: list[tuple[Query, tuple[str, ...]]]) -> Synonym:
    to = dict.fromkeys(word for _, words in asked for word in words)
    return Synonym(word=said[0], weight=said[1], to=tuple(to)[:_MOST], queries=tuple(query for query, _ in asked))


def _surest(each: Synonym) -> tuple[float, int, str]:
    return -each.weight, -each.times, each.word


def _offers(
    text: str, result: Result, engine: Engine, private: Private
) -> Iterator[tuple[str, float, tuple[str, ...]]]:
    """What the readers' words may stand for on this site: word, weight, words of the site."""

    def useful(word: str, words: Iterable[str]) -> tuple[str, ...]:
        fit = (each for each in dict.fromkeys(words) if fold(each) != fold(word) and len(each) <= _LONGEST)
        safe = (each for each in fit if not private.names(each) and not private.contacts(each))
        return tuple(each for each in safe if engine.search(each, limit=1)["hits"])[:_MOST]

    suggested = {kind: [s["text"] for s in result["suggestions"] if s["kind"] == kind] for kind in ("typo", "near")}
    if len(text) <= _LONGEST and (to := useful(text, suggested["typo"])):
        yield text, _SLIP, to
        return
    known = [term for piece in result["pieces"] if piece["known"] and _matters(piece) for term in piece["terms"][:1]]
    for piece in result["pieces"]:
        if piece["known"] or not _matters(piece) or not 2 <= len(piece["text"]) <= _LONGEST:
            continue
        alike = [word for word in suggested["near"] if fold(word)[:2] == fold(piece["text"])[:2]]
        if to := useful(piece["text"], alike):
            yield piece["text"], _NEAR, to
        elif to := useful(piece["text"], known):
            yield piece["text"], _BESIDE, to


def _matters(piece: Piece) -> bool:
    return piece.get("share", 1) >= _MATTERS
