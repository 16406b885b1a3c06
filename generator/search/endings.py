"""How verbs and adjectives end, so that one lexicon entry stands for all forms of a word.

The table travels in the index's manifest: the browser expands the same forms.
"""

from __future__ import annotations

from functools import cache

# Class → (what the dictionary form ends in, every ending that may follow the stem).
_ROWS: tuple[tuple[str, str, str], ...] = (
    ("五段-カ行", "く", "か き く け こ い"),
    ("五段-ガ行", "ぐ", "が ぎ ぐ げ ご い"),
    ("五段-サ行", "す", "さ し す せ そ"),
    ("五段-タ行", "つ", "た ち つ て と っ"),
    ("五段-ナ行", "ぬ", "な に ぬ ね の ん"),
    ("五段-バ行", "ぶ", "ば び ぶ べ ぼ ん"),
    ("五段-マ行", "む", "ま み む め も ん"),
    ("五段-ラ行", "る", "ら り る れ ろ っ"),
    ("五段-ワア行", "う", "わ い う え お っ"),
    ("一段", "る", "* る れ ろ よ"),
    ("形容詞", "い", "い く かっ けれ かろ さ き"),
    ("サ行変格", "する", "し する すれ せ さ しろ"),
)
ENDINGS: tuple[tuple[str, ...], ...] = ((), *(tuple(row[2].replace("*", "").split(" ")) for row in _ROWS))
CAN = ("", "ける", "げる", "せる", "てる", "ねる", "べる", "める", "れる", "える")
"""「…できる」 by class: a form of the verb unless a verb of its own is written so (続ける is none of 続く)."""
ICHIDAN = 10
FINALS = ("", *(row[1] for row in _ROWS))


@cache
def class_of(conjugation: str) -> int:
    """Sudachi's conjugation type (``五段-カ行``, ``下一段-タ行``…) → our class, 0 when it does not conjugate."""
    name = "一段" if "一段" in conjugation else conjugation
    return next((i for i, row in enumerate(_ROWS, 1) if row[0] == name), 0)


def stem(base: str, ending: int) -> str:
    """The part of a dictionary form that never changes; "" when the form does not end as its class says."""
    final = FINALS[ending]
    return base.removesuffix(final) if base.endswith(final) else ""


def forms(stem_: str, ending: int) -> list[str]:
    """Every form of a stem; a lone kana is dropped, it would match anywhere."""
    found = [stem_ + end for end in ENDINGS[ending]]
    return [form for form in found if len(form) > 1 or not "ぁ" <= form <= "ゖ"]
