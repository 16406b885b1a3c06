"""The quick look at a text misses no marking that the careful one sees."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import markings

_WORDS = (
    "audience AUDIENCE ａｕｄｉｅｎｃｅ / ／ // /// ⁄ ∕ 〳 ::: ： ：：： | - * > 1. １） ①",
    "あ ア 漢 々 ー ・ 、 ※ → ％ （ x é ﾊﾞ ß",
)
_PARTS = st.sampled_from([*" ".join(_WORDS).split(" "), " ", "\u3000", "\n", "\u200b"])
_FRAMES = ("{}// publc\n", "x\n{}/ / a\n", "{}::: a", "a{}udience", "-{}//x", "1.{}//x", "/{}/x")


def _carefully(text: str) -> bool:
    return bool(markings._POSSIBLE.search(markings._as_seen(text)))


@given(st.lists(_PARTS, max_size=12).map("".join))
def test_the_quick_look_sees_what_the_careful_one_sees(text: str) -> None:
    assert markings.possible(text) == _carefully(text)


@pytest.mark.parametrize("frame", _FRAMES)
def test_any_letter_is_seen_alike(frame: str) -> None:
    letters = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    texts = (frame.format(letter) for letter in letters if unicodedata.category(letter) != "Cn")
    assert [ascii(text) for text in texts if markings.possible(text) != _carefully(text)] == []
