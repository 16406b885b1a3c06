"""Which cases are alike, and why: computed from what a View holds alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..view import ShownCase, View

MOST = 4
"""At most so many similar cases are named for a case."""

REACH = 12
"""How far to look to either side among the cases that share a feature, in the order of their ids."""

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
    """A case as a set of bits, one for each of its features."""

    id: str
    segment: str
    not_for: tuple[str, ...]
    bits: int


def similar(view: View) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each case id, the cases most like it, best first, as (id, reason).

    The likeness of two cases is the sum over the features they share of::

        segment 4 · each purpose 3 · each playbook 3 · each trait of members 2 · type of community 1 · size 1 · stage 1

    and they count as alike only where they share a segment, a purpose, a playbook or a trait. Ties go to the lower id.
    Candidates come from inverted lists (feature → cases), ``REACH`` to either side in each list, so the work grows
    with the number of cases and not with its square; up to 2 × ``REACH`` cases to a feature this is exact.
    A case whose client must not be shown in a segment (``not_for``) is never named beside a case of that segment.
    """
    groups, masks, marks = _index(view.cases)
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for at, mark in enumerate(marks):
        scored = sorted(_scored(at, mark, groups, masks, marks))
        found[mark.id] = tuple(
            (marks[other].id, _reason(mark.bits & marks[other].bits, masks)) for _, other in scored[:MOST]
        )
    return found


def reason(one: ShownCase, other: ShownCase) -> str:
    """Why two cases are alike, in words; "" where they share nothing worth naming."""
    _, masks, marks = _index((one, other))
    return _reason(marks[0].bits & marks[1].bits, masks)


def may_stand_beside(case: ShownCase, segment: str) -> bool:
    """False where the case's client must not be shown to readers from ``segment``."""
    return not segment or segment not in case.not_for


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


def _index(cases: Sequence[ShownCase]) -> tuple[list[list[list[int]]], dict[str, int], list[_Marks]]:
    """For each case the lists of cases it shares a telling feature with; the bits of each kind; all marks."""
    numbers: dict[tuple[str, str], int] = {}
    members: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    masks: dict[str, int] = dict.fromkeys(_WEIGHTS, 0)
    marks: list[_Marks] = []
    for at, case in enumerate(cases):
        bits = 0
        for feature in _features(case):
            if feature[1]:
                bit = 1 << numbers.setdefault(feature, len(numbers))
                bits |= bit
                masks[feature[0]] |= bit
                if feature[0] in _TELLING:
                    members[feature].append(at)
        marks.append(_Marks(case.id, case.client.segment, case.not_for, bits))
    groups: list[list[list[int]]] = [[] for _ in cases]
    for listed in members.values():
        for place, at in enumerate(listed):
            groups[at].append(listed[max(0, place - REACH) : place + REACH + 1])
    return groups, masks, marks


def _scored(
    at: int, mark: _Marks, groups: Sequence[Iterable[Iterable[int]]], masks: Mapping[str, int], marks: Sequence[_Marks]
) -> Iterator[tuple[int, int]]:
    """Each candidate as (minus its likeness, its number)."""
    weighed = tuple((masks[kind], weight) for kind, weight in _WEIGHTS.items())
    for other in set().union(*groups[at]) - {at}:
        if mark.segment and mark.segment in marks[other].not_for:
            continue
        common = mark.bits & marks[other].bits
        yield -sum((common & mask).bit_count() * weight for mask, weight in weighed), other


def _reason(common: int, masks: Mapping[str, int]) -> str:
    named = [name for kind, name in _NAMES.items() if common & masks[kind]][:2]
    return f"{'と'.join(named)}が同じ" if named else ""
