"""What an evaluation says: one table a set, and the queries whose answers fall short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .queries import CATEGORIES, Query
from .scoring import Answers, Summary, by_category, positive, score

_NO_FIGURE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One set, asked: the answers of each engine that ran by its name, and why the others did not."""

    name: str
    about: str
    pages: int
    queries: Sequence[Query]
    answers: Mapping[str, Answers]
    missing: Mapping[str, str]

    @property
    def heading(self) -> str:
        return f"{self.name}: {self.about}; {self.pages} pages, {len(self.queries)} queries"


# -- tables ------------------------------------------------------------------------------------------------------


def table(outcome: Outcome) -> list[list[str]]:
    """The figures of one set: recall@5 and MRR by category and for all, then precision, for each engine."""
    names = [*outcome.answers, *outcome.missing]
    parts = {name: by_category(outcome.queries, answers) for name, answers in outcome.answers.items()}
    whole = {name: positive(outcome.queries, answers) for name, answers in outcome.answers.items()}
    counts = {name: sum(query.category == name for query in outcome.queries) for name in CATEGORIES}
    rows = [["recall@5 / MRR", "n", *names]]
    for category in CATEGORIES:
        if counts[category] and category != "none":
            found = {name: part[category] for name, part in parts.items()}
            rows.append([CATEGORIES[category], str(counts[category]), *(_both(found.get(name)) for name in names)])
    positives = sum(not query.wants_nothing for query in outcome.queries)
    rows.append(["all of these", str(positives), *(_both(whole.get(name)) for name in names)])
    precision = {name: each.precision for name, each in whole.items()}
    rows.append(["precision of the top five shown", "", *(_figure(precision.get(name)) for name in names)])
    if counts["none"]:
        nothing = {name: part["none"].recall for name, part in parts.items()}
        rows.append([CATEGORIES["none"], str(counts["none"]), *(_figure(nothing.get(name)) for name in names)])
    return rows


def _both(summary: Summary | None) -> str:
    return f"{_figure(summary.recall)} / {_figure(summary.mrr)}" if summary else _NO_FIGURE


def _figure(value: float | None) -> str:
    return _NO_FIGURE if value is None else f"{value:.2f}"


def absences(outcome: Outcome) -> list[str]:
    """Why an engine has no figures."""
    return [f"{name} was not run: {why}" for name, why in outcome.missing.items()]


def as_markdown(day: str, versions: Sequence[str], outcomes: Sequence[Outcome], skipped: Sequence[str]) -> str:
    """The whole of a run, for the repository."""
    lines = ["# Search, measured", "", f"Written by `make eval` on {day}: {', '.join(versions)}.", ""]
    lines += ["Each cell is recall@5 / MRR. What they mean is said in `scoring.py`.", ""]
    for outcome in outcomes:
        head, *rows = table(outcome)
        lines += [f"## {outcome.heading[0].upper()}{outcome.heading[1:]}", "", _row(head)]
        lines += [_row(["---", *["---:"] * (len(head) - 1)]), *map(_row, rows), ""]
        lines += [line for why in absences(outcome) for line in (f"{why}.", "")]
    lines += [line for why in skipped for line in (f"{why}.", "")]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


# -- queries -----------------------------------------------------------------------------------------------------


def failing(queries: Sequence[Query], answers: Answers, *, every: bool = False) -> Iterator[str]:
    """The queries that miss a page, put a wrong one first or show what is not there; or every query."""
    for query in queries:
        shown = list(answers.get(query.id, ()))
        worth = score(query, shown)
        if every or worth.recall < 1 or worth.reciprocal_rank < 1:
            yield _told(query, shown)


def _told(query: Query, shown: Sequence[str]) -> str:
    top = list(dict.fromkeys(shown))[:5]
    marked = ", ".join(page if page in query.expected else f"✗ {page}" for page in top) or "nothing"
    missed = [page for page in query.expected if page not in top]
    more = f"; missed: {', '.join(missed)}" if missed and len(top) - len(missed) < 5 else ""
    return f"{query.id} {query.category} 「{query.text}」 showed {marked}{more}"
