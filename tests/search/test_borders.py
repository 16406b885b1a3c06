"""Files are cut by what is in them: one thing more moves the borders near it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.search import Document, Section, analyse, build, variants
from generator.search.borders import mark, ranges
from generator.search.numbering import BLOCK, number
from generator.search.phrases import Phrases

from .corpus import written

SIZES = st.lists(st.integers(1, 400), max_size=80)


@given(SIZES, st.randoms(use_true_random=False))
def test_every_thing_is_in_one_file(sizes: list[int], lots: object) -> None:
    marks = [mark(str(at)) for at in range(len(sizes))]
    found = list(ranges(sizes, marks, 200))
    assert [at for places in found for at in places] == list(range(len(sizes)))
    for places in found:
        assert len(places) == 1 or sum(sizes[at] for at in places) <= 280
    for one, other in pairwise(found):
        assert sum(sizes[at] for at in one) >= 120 or sizes[other[0]] + sum(sizes[at] for at in one) > 280


def test_a_thing_more_moves_few_borders() -> None:
    names = [f"語{at:04}" for at in range(2_000)]
    before = _cut(names)
    for at in range(0, 2_000, 40):
        after = _cut([*names[:at], f"新語{at}", *names[at:]])
        assert len(before ^ after) < 20, "of a hundred files"
    assert len(before) > 90


def _cut(names: list[str]) -> set[tuple[str, ...]]:
    found = ranges([20] * len(names), [mark(name) for name in names], 400)
    return {tuple(names[at] for at in places) for places in found}


def test_a_term_more_leaves_the_others_their_numbers() -> None:
    terms = [f"ご{at:04}" for at in range(900)]
    before = _numbers(terms)
    moved = [len(before.items() - _numbers([*terms, f"ご{at:04}の次"]).items()) for at in range(0, 900, 30)]
    assert sorted(moved)[len(moved) // 2] <= 1, "one that another had the place of, if any"


def _numbers(terms: list[str]) -> dict[str, int]:
    return number({term: at for at, term in enumerate(sorted(terms))}, (), Phrases(first=len(terms)), {}).terms


def test_a_long_run_has_numbers_of_its_own() -> None:
    compounds = Phrases(first=BLOCK)
    for other in range(1, BLOCK):
        compounds.number((0, other))
    numbered = number({f"語{at:04}": at for at in range(BLOCK)}, (), compounds, {})
    first = numbered.ids[0]
    assert [numbered.ids[BLOCK + at] for at in range(BLOCK - 1)] == list(range(first + 1, first + BLOCK))
    assert len(set(numbered.ids)) == 2 * BLOCK - 1


def test_a_changed_page_leaves_most_files_of_the_index_as_they_were() -> None:
    """Words that no other page has come into one page: the files of other words keep every byte."""
    pages = written(120)
    more = Section(anchor="", heading="", text="螺旋階段を葡萄酒の樽のそばで眺めた。")
    before = _files(pages)
    after = _files((*pages[:40], replace(pages[40], sections=(*pages[40].sections, more)), *pages[41:]))
    assert len(before) > 100
    assert len(after - before) < len(before) / 3


def _files(pages: tuple[Document, ...]) -> set[bytes]:
    """What the files hold; their names carry a hash that eight share."""
    return set(build([analyse(page) for page in pages], known=variants.NONE).values())
