"""Which cases are alike, and why: computed from what a View holds alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from ..view import ShownCase, View

MOST = 4
"""At most so many similar cases are named for a case."""

REACH = 12
"""How far to look to either side among the cases that share a feature, in the order of their ids."""

FINALISTS = 24
"""So many candidates for a case are weighed exactly."""

_WEIGHTS = {"segment": 4, "purpose": 3, "playbook": 3, "trait": 2, "type": 1, "size": 1, "stage": 1}
_NAMES = {
    "segment": "業種",
    "purpose": "目的",
    "playbook": "進め方",
    "trait": "会員の特徴",
    "size": "企業規模",
    "type": "コミュニティの種類",
}
_TELLING = frozenset({"segment", "purpose", "playbook", "trait"})
"""Features that make two cases worth a look; size, type and stage alone do not."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """A case as a set of bits, one for each of its features; ``telling``: those that make candidates, with weights."""

    id: str
    kept_from: frozenset[str]
    bits: int
    telling: tuple[tuple[int, int], ...]


def similar(view: View) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each case id, the cases most like it, best first, as (id, reason).

    The likeness of two cases is the sum over the features they share of::

        segment 4 · each purpose 3 · each playbook 3 · each trait of members 2 · type of community 1 · size 1 · stage 1

    and they count as alike only where they share a segment, a purpose, a playbook or a trait. Ties go to the lower id.
    Candidates come from inverted lists (feature → cases), ``REACH`` to either side in each list; the ``FINALISTS`` that
    share most this way are weighed exactly. So the work grows with the number of cases and not with its square, and it
    is exact while no feature has more than ``REACH`` cases to either side and no case more rivals than finalists.
    A case is never named on the page of one that it is ``kept_from``.
    """
    masks, marks = _index(view.cases)
    lists = _lists(marks)
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for at, mark in enumerate(marks):
        scored = sorted(_scored(at, mark, lists, masks, marks))
        found[mark.id] = tuple(
            (marks[other].id, _reason(mark.bits & marks[other].bits, masks)) for _, other in scored[:MOST]
        )
    return found


def reason(one: ShownCase, other: ShownCase) -> str:
    """Why two cases are alike, in words; "" where they share nothing worth naming."""
    masks, marks = _index((one, other))
    return _reason(marks[0].bits & marks[1].bits, masks)


def _features(case: ShownCase) -> Iterator[tuple[str, str]]:
    """The features of a case as (kind, key); only those that may rank are listed."""
    yield "segment", case.client.segment
    yield "size", case.client.employees
    yield from (("purpose", purpose) for purpose in case.purposes)
    yield from (("playbook", playbook) for playbook in case.playbooks)
    if case.community:
        yield "type", case.community.type
        yield "stage", case.community.stage
        yield from (("trait", trait) for trait in case.community.member_traits)


def _index(cases: Sequence[ShownCase]) -> tuple[dict[str, int], list[_Marks]]:
    """The bits that belong to each kind of feature, and every case as marks."""
    numbers: dict[tuple[str, str], int] = {}
    masks: dict[str, int] = dict.fromkeys(_WEIGHTS, 0)
    marks: list[_Marks] = []
    for case in cases:
        bits = 0
        telling: list[tuple[int, int]] = []
        for kind, key in dict.fromkeys(_features(case)):
            if key:
                number = numbers.setdefault((kind, key), len(numbers))
                bits |= 1 << number
                masks[kind] |= 1 << number
                if kind in _TELLING:
                    telling.append((number, _WEIGHTS[kind]))
        marks.append(_Marks(case.id, case.kept_from, bits, tuple(telling)))
    return masks, marks


def _lists(marks: Sequence[_Marks]) -> tuple[Mapping[int, Sequence[int]], Mapping[tuple[int, int], int]]:
    """The cases of each telling feature, and the place of a case in the list of a feature."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    places: dict[tuple[int, int], int] = {}
    for at, mark in enumerate(marks):
        for number, _ in mark.telling:
            places[number, at] = len(members[number])
            members[number].append(at)
    return members, places


def _scored(
    at: int,
    mark: _Marks,
    lists: tuple[Mapping[int, Sequence[int]], Mapping[tuple[int, int], int]],
    masks: Mapping[str, int],
    marks: Sequence[_Marks],
) -> Iterator[tuple[int, int]]:
    """The finalists for a case as (minus their likeness, their number)."""
    members, places = lists
    rough: defaultdict[int, int] = defaultdict(int)
    for number, weight in mark.telling:
        place = places[number, at]
        for other in members[number][max(0, place - REACH) : place + REACH + 1]:
            rough[other] += weight
    rough.pop(at, None)
    weighed = tuple((masks[kind], weight) for kind, weight in _WEIGHTS.items())
    allowed = (other for other in rough if mark.id not in marks[other].kept_from)
    for other in nsmallest(FINALISTS, allowed, key=lambda other: (-rough[other], other)):
        common = mark.bits & marks[other].bits
        yield -sum((common & mask).bit_count() * weight for mask, weight in weighed), other


def _reason(common: int, masks: Mapping[str, int]) -> str:
    named = [name for kind, name in _NAMES.items() if common & masks[kind]][:2]
    return f"{'と'.join(named)}が同じ" if named else ""
