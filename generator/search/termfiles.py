"""Files of terms: what each begins, what else it is called, how it is written, and the pages that have it.

A file holds a range of shipped numbers. Of a term it has the compounds that the term begins (and what those are called
otherwise), so that one file tells all that a query may mean; the pages of a compound lie under the compound's number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from .numbering import Numbering
from .pack import columns, deltas, varints, zigzag
from .postings import Postings

WEIGHT_STEPS = 20
COMMON = 400  # pages

_NONE = Postings()

Key = tuple[str, int]
"""A way of writing, as in the lexicon: folded key or stem, and the class of its endings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All by shipped number: pages, what else a term is called and how well that answers, ways of writing."""

    postings: Mapping[int, Postings]
    expansions: Mapping[int, Sequence[tuple[int, float]]]
    writings: Mapping[int, Sequence[Key]]


def rows_of(
    numbering: Numbering,
    postings: Mapping[int, Postings],
    expansions: Mapping[tuple[int, int], float],
    writings: Mapping[str, Sequence[Key]],
) -> Rows:
    """Renumber what is known under a site's own numbers; words for the same thing only where some page has them."""
    ids = numbering.ids
    others: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for (one, other), weight in sorted(expansions.items()):
        if postings.get(other):
            others[ids[one]].append((ids[other], weight))
    return Rows(
        postings={ids[inner]: found for inner, found in postings.items()},
        expansions={number: sorted(found) for number, found in others.items()},
        writings={numbering.terms[term]: found for term, found in writings.items()},
    )


def files(numbering: Numbering, rows: Rows) -> Iterator[tuple[int, bytes]]:
    """(first number, bytes) of each file."""
    for file in numbering.files:
        yield file.numbers[0], _file(file.numbers, file.terms, numbering.starts, rows)


def _file(numbers: range, terms: Sequence[int], starts: Mapping[int, Sequence[tuple[int, ...]]], rows: Rows) -> bytes:
    found = [rows.postings.get(number, _NONE) for number in numbers]
    keys = [key for term in terms for key in rows.writings.get(term, ())]
    return columns(
        varints(map(len, found)),
        varints(deltas(terms)),
        varints(value for term in terms for value in _begun(term, starts.get(term, ()), rows)),
        varints(len(rows.writings.get(term, ())) for term in terms),
        "\n".join(key for key, _ in keys).encode(),
        bytes(ending for _, ending in keys),
        b"".join(varints(deltas(row.pages)) for row in found),
        b"".join(map(_levels, found)),
        varints(chain.from_iterable(map(_sections, found))),
    )


def _begun(term: int, begun: Sequence[tuple[int, ...]], rows: Rows) -> Iterable[int]:
    """A term's other names; how many compounds it begins; of each its pages, further parts and other names."""
    yield from _others(term, rows)
    yield len(begun)
    for number, parts in enumerate(begun, term + 1):
        yield len(rows.postings.get(number, _NONE))
        yield len(parts)
        yield from (zigzag(part - term) for part in parts)
        yield from _others(number, rows)


def _others(number: int, rows: Rows) -> Iterable[int]:
    others = rows.expansions.get(number, ())
    yield len(others)
    for other, weight in others:
        yield zigzag(other - number)
        yield round(weight * WEIGHT_STEPS)


def _levels(row: Postings) -> bytes:
    """How strongly each page has it; of a common word in steps of two: they lie on too many pages to be told finely."""
    return bytes(row.levels) if len(row) < COMMON else bytes(level & ~1 for level in row.levels)


def _sections(row: Postings) -> Iterable[int]:
    """The section of each page; of a common word only where it weighs most, elsewhere the page's top."""
    if len(row) < COMMON:
        return row.sections
    telling = sorted(row.levels)[3 * len(row) // 4]
    return [section if level > telling else 0 for level, section in zip(row.levels, row.sections, strict=True)]
