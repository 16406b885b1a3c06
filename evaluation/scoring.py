"""What an engine's answers are worth.

The measures are those usual for a first page of results: of the pages that should be found, how many stand in the top
five (recall@5, out of five at most); how high the first right one stands (its reciprocal rank in the top ten); and how
much of what the top five showed was right (precision@5, over queries that showed anything). A query that must find
nothing scores 1 when nothing is shown, else 0, and takes part in no other mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from .queries import CATEGORIES, Query

Answers = Mapping[str, Sequence[str]]
"""The pages shown for each query by its id, the best first."""

_TOP = 5
_RANKED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one query's answer is worth; ``precision`` is None where nothing was shown or nothing may be."""

    recall: float
    reciprocal_rank: float
    precision: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The means over some queries; a mean over no query is None."""

    count: int
    recall: float | None
    mrr: float | None
    precision: float | None


def score(query: Query, shown: Sequence[str]) -> Score:
    """Judge the pages shown for one query; a page shown twice counts once, where it first stands."""
    pages = list(dict.fromkeys(shown))
    if query.wants_nothing:
        clean = 0.0 if pages else 1.0
        return Score(recall=clean, reciprocal_rank=clean, precision=None)
    right = set(query.expected)
    found = sum(page in right for page in pages[:_TOP])
    rank = next((rank for rank, page in enumerate(pages[:_RANKED], 1) if page in right), 0)
    return Score(
        recall=found / min(_TOP, len(right)),
        reciprocal_rank=1 / rank if rank else 0.0,
        precision=found / len(pages[:_TOP]) if pages else None,
    )


def summarise(scores: Iterable[Score]) -> Summary:
    """The means of some queries' scores."""
    known = list(scores)
    shown = [each.precision for each in known if each.precision is not None]
    return Summary(
        count=len(known),
        recall=mean(each.recall for each in known) if known else None,
        mrr=mean(each.reciprocal_rank for each in known) if known else None,
        precision=mean(shown) if shown else None,
    )


def by_category(queries: Sequence[Query], answers: Answers) -> dict[str, Summary]:
    """The means of each category that has queries, in the order of the tables."""
    scores = [(query.category, score(query, answers.get(query.id, ()))) for query in queries]
    there = {category for category, _ in scores}
    return {
        name: summarise(each for category, each in scores if category == name) for name in CATEGORIES if name in there
    }


def positive(queries: Sequence[Query], answers: Answers) -> Summary:
    """The means of all queries that should find something."""
    return summarise(score(query, answers.get(query.id, ())) for query in queries if not query.wants_nothing)
