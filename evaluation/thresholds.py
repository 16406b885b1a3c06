"""The figures that our own engine must not fall below, set by set."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .queries import CATEGORIES, Query
from .scoring import Answers, by_category, positive

_FILE = Path(__file__).with_name("thresholds.json")
_WHOLE = {"recall": "recall@5", "mrr": "MRR", "precision": "precision@5"}

Thresholds = Mapping[str, float]
"""``recall``, ``mrr`` and ``precision`` of all queries that should find something, and recall by category."""


def read_thresholds(path: Path = _FILE) -> dict[str, dict[str, float]]:
    """The thresholds of each set; a ValueError names what no set can be measured by."""
    found: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8"))
    for name, thresholds in found.items():
        if unknown := set(thresholds) - set(_WHOLE) - set(CATEGORIES):
            raise ValueError(f"thresholds of {name}: unknown {sorted(unknown)}")
    return found


def shortfalls(queries: Sequence[Query], answers: Answers, thresholds: Thresholds) -> Iterator[str]:
    """What lies below its threshold, said in one line each. A category without queries is not measured."""
    whole, parts = positive(queries, answers), by_category(queries, answers)
    figures: dict[str, float | None] = {"recall": whole.recall, "mrr": whole.mrr, "precision": whole.precision}
    figures |= {name: part.recall for name, part in parts.items()}
    for name, wanted in thresholds.items():
        value = figures.get(name)
        if value is not None and value < wanted:
            yield f"{_WHOLE.get(name) or CATEGORIES[name]}: {value:.3f}, wanted {wanted:.2f}"
