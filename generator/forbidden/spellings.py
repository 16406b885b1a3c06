"""The forms under which a name may stand in a finished file, each with how much it takes to count.

``check.folding`` evens out width, case, kana, separators and the rest; here is what folding cannot know: readings in
latin letters, long vowels, company forms in English. The list, with reasons: ``docs/design/2026-11-21-leak-check.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..check.folding import FIRM, folded, plain, shaped
from ..check.secrets import Where
from .romaji import romaji

_KATAKANA = re.compile(r"[゠-ヿ\s・]+")
_KANA = re.compile("[ぁ-ゖー]+")
_LATIN = re.compile("[a-z0-9]+")
_ENGLISH_FIRM = re.compile(
    r"[\s,]+(?:co\.?,?\s*ltd\.?|company,?\s*limited|inc\.?|corp\.?|corporation|k\.?k\.?|ltd\.?|llc|g\.?k\.?|plc"
    r"|kabushiki\s*kaisha|holdings)\s*$",
    re.IGNORECASE,
)
_FIRM_READ = re.compile("^(?:かぶしき|ゆうげん|ごうどう)がいし[ゃや]|(?:かぶしき|ゆうげん|ごうどう)がいし[ゃや]$")
_LONG_KANA = re.compile(
    "(?<=[おこそとのほもよろごぞどぼぽ])[うお]|(?<=[うくすつぬふむゆるぐずぶぷ])う|(?<=[えけせてねへめれげぜでべぺ])[えい]"
)

SHORT = 4
"""Forms shorter than this count only as words of their own, in text that is seen."""
_LONGEST_WORD = 10
_SURE_LATIN = 8
"""Latin forms shorter than this stand by chance within others: they count between other letters."""
_SURE_ROMAJI = 6
"""Derived latin forms shorter than this are not looked for: they are words of their own (date, note, same)."""


def spellings(name: str, is_word: Callable[[str], bool]) -> Iterator[tuple[str, Where]]:
    """The folded forms of one written form of a name. ``is_word`` tells whether a text is one word of the dictionary.

    A form may come twice, the second time as a firm: 株式会社さくら counts where さくら alone would not."""
    bare = without_firm(name)
    form = folded(bare)
    if len(form) < 2:
        return
    where = _where(bare, form, is_word)
    yield form, where
    if where is Where.WORD:
        yield from ((firm, Where.FIRM) for firm in as_firm(form))
    for variant in _kana_variants(form):
        yield variant, where
    for latin in romaji(bare):
        if len(latin) >= _SURE_ROMAJI:
            yield latin, _where_latin(latin)


def without_firm(name: str) -> str:
    """A name in one width and case, without its company form: さくら for 株式会社さくら, sakura for Sakura Co., Ltd."""
    return _FIRM_READ.sub("", shaped(plain(_ENGLISH_FIRM.sub("", name))).replace(FIRM, "").strip())


def as_firm(form: str) -> tuple[str, ...]:
    """A form where it can be nothing but a company: beside 株式会社, or addressed as 様."""
    return f"{FIRM}{form}", f"{form}{FIRM}", f"{form}様", f"{form}御中"


def _where(written: str, form: str, is_word: Callable[[str], bool]) -> Where:
    if len(form) < SHORT or (len(form) <= _LONGEST_WORD and is_word(written)):
        return Where.WORD
    if _LATIN.fullmatch(form):
        return _where_latin(form)
    return Where.APART if _KATAKANA.fullmatch(written) else Where.ANYWHERE


def _where_latin(form: str) -> Where:
    return Where.APART if len(form) < _SURE_LATIN else Where.ANYWHERE


def _kana_variants(form: str) -> Iterator[str]:
    """コンピューター as コンピュータ; とうきょう as とーきょー."""
    if "ー" in form and len(form) > SHORT + 1:
        yield form.removesuffix("ー")
        yield form.replace("ー", "")
    if len(form) > SHORT and _LONG_KANA.search(form):
        yield _LONG_KANA.sub("ー", form)
