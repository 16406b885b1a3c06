"""What is remembered of how texts were cut never changes how they are cut."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search import Section, analyse, build, variants
from generator.search.cut import Cutter
from generator.search.cuts import Cuts

from .corpus import written

TEXTS = st.text("運営代行会員サイとた", min_size=1, max_size=8)
LEXICON = st.dictionaries(TEXTS, st.integers(0, 4), max_size=12)


@settings(deadline=None)
@given(st.lists(LEXICON, min_size=1, max_size=4), st.lists(TEXTS, max_size=8))
def test_texts_are_cut_by_the_lexicon_that_is_followed(lexicons: list[dict[str, int]], texts: list[str]) -> None:
    cuts = Cuts()
    for relations in lexicons:
        cuts = Cuts.from_bytes(cuts.to_bytes())
        cuts.follow(relations)
        cutter = Cutter(relations)
        for text in texts:
            assert list(cuts.keys(text)) == [piece.key for piece in cutter.cut(text)]


def test_an_index_made_with_a_memory_is_the_one_made_without() -> None:
    cuts = Cuts()
    pages = [analyse(page) for page in written(40)]
    build(pages, known=variants.NONE, cuts=cuts)
    more = Section(anchor="", heading="", text="葡萄酒の樽を眺めて、会員の声を聞き流した。")
    for at, page in enumerate(written(40)[:3]):
        pages[at] = analyse(replace(page, sections=(*page.sections, more)))
        cuts = Cuts.from_bytes(cuts.to_bytes())
        assert build(pages, known=variants.NONE, cuts=cuts) == build(pages, known=variants.NONE)


def test_what_is_no_longer_asked_for_is_forgotten() -> None:
    cuts = Cuts()
    cuts.follow({"運営": 0})
    cuts.keys("運営代行")
    cuts.follow({"運営": 0})
    cuts.keys("運営")
    assert list(json.loads(cuts.to_bytes())["cuts"]) == ["運営"]
