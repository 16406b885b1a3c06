from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.fold import fold, plain
from generator.search.kanji import OLD

from .conftest import Engine

STABLE = st.characters(codec="utf-8", exclude_categories=["Cn", "Cs", "Co"])


@given(st.text(STABLE))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ＬＴＶ", "ltv"),
        ("ｺﾐｭﾆﾃｨ", "こみゅにてぃ"),
        ("ｻｰﾊﾞｰ", "さーばー"),
        ("コミュ\u200bニティ", "こみゅにてぃ"),
        ("㈱①", "(株)1"),
        ("か\u3099", "が"),
    ],
)
def test_ways_of_typing_meet(typed: str, key: str) -> None:
    assert fold(typed) == key


def test_browser_folds_alike(engine: Engine) -> None:
    points = [chr(code) for code in range(0x20, 0xFFFF) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    pairs = "".join(old + new for old, new in OLD.items())
    texts = [*points, "會員證", "ﾊﾟﾝとＰＡＮ", "がぎぐ\u3099", "İstanbul ΑΣ", "ヷヸ"]
    assert engine.call("fold", "(m.learnOld(v[0]), v[1].map(m.fold))", [pairs, texts]) == [fold(text) for text in texts]


def test_browser_finds_the_way_back(engine: Engine) -> None:
    found = engine.call("fold", "m.plainWithMap(v)", "ｻｰﾊﾞｰが㍿")
    assert found == {"plain": plain("ｻｰﾊﾞｰが㍿"), "from": [0, 1, 2, 4, 5, 6, 6, 6, 6, 7]}
