"""Kana → latin letters, in the ways that people write names: Hepburn and Kunrei, long vowels shown or not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

_HEPBURN = """
あ a い i う u え e お o か ka き ki く ku け ke こ ko さ sa し shi す su せ se そ so た ta ち chi つ tsu て te と to
な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho ま ma み mi む mu め me も mo や ya ゆ yu よ yo
ら ra り ri る ru れ re ろ ro わ wa ゐ i ゑ e を o が ga ぎ gi ぐ gu げ ge ご go ざ za じ ji ず zu ぜ ze ぞ zo
だ da ぢ ji づ zu で de ど do ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ゔ vu
きゃ kya きゅ kyu きょ kyo しゃ sha しゅ shu しょ sho ちゃ cha ちゅ chu ちょ cho にゃ nya にゅ nyu にょ nyo
ひゃ hya ひゅ hyu ひょ hyo みゃ mya みゅ myu みょ myo りゃ rya りゅ ryu りょ ryo ぎゃ gya ぎゅ gyu ぎょ gyo
じゃ ja じゅ ju じょ jo ぢゃ ja ぢゅ ju ぢょ jo びゃ bya びゅ byu びょ byo ぴゃ pya ぴゅ pyu ぴょ pyo
ふぁ fa ふぃ fi ふぇ fe ふぉ fo てぃ ti でぃ di でゅ dyu とぅ tu どぅ du うぃ wi うぇ we うぉ wo
しぇ she じぇ je ちぇ che つぁ tsa ゔぁ va ゔぃ vi ゔぇ ve ゔぉ vo ぁ a ぃ i ぅ u ぇ e ぉ o ゃ ya ゅ yu ょ yo
"""
_KUNREI = """
し si ち ti つ tu ふ hu じ zi ぢ zi づ zu しゃ sya しゅ syu しょ syo ちゃ tya ちゅ tyu ちょ tyo
じゃ zya じゅ zyu じょ zyo ぢゃ zya ぢゅ zyu ぢょ zyo しぇ sye じぇ zye ちぇ tye
"""


def _table(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_SYSTEMS = (_table(_HEPBURN), {**_table(_HEPBURN), **_table(_KUNREI)})
_KANA = re.compile("[ぁ-ゖー]+")
_LONG = re.compile("ou|oo|uu|aa|ee|ii|([aiueo])-")
_WAYS = ("written", "short", "h", "doubled")
"""おう as ``ou``, ``o``, ``oh`` or ``oo``; ー as the vowel again, or as those."""


def romaji(kana: str) -> Iterator[str]:
    """Every way of writing ``kana`` in latin letters, each once; nothing for what is not kana alone.

    おおぞら → oozora, ozora, ohzora; しんぶん → shinbun, shimbun, sinbun."""
    text = unicodedata.normalize("NFKC", kana)
    text = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text if c not in " 　・")
    if not _KANA.fullmatch(text):
        return
    found = (_long(_nasal(_spelt(text, table), soft), way) for table, soft, way in product(_SYSTEMS, (0, 1), _WAYS))
    yield from dict.fromkeys(found)


def _spelt(kana: str, table: dict[str, str]) -> str:
    """Syllable by syllable; っ doubles what follows, ー is ``-``, ん is ``n`` before a vowel too."""
    parts: list[str] = []
    at = 0
    while at < len(kana):
        pair, one = kana[at : at + 2], kana[at]
        if one == "っ":
            following = table.get(kana[at + 1 : at + 3]) or table.get(kana[at + 1 : at + 2], "")
            parts.append("t" if following.startswith("ch") else following[:1])
        elif pair in table and len(pair) == 2:
            parts.append(table[pair])
            at += 1
        else:
            parts.append({"ん": "n", "ー": "-"}.get(one) or table.get(one, ""))
        at += 1
    return "".join(parts)


def _nasal(text: str, soft: int) -> str:
    """shinbun, or shimbun as older names have it."""
    return re.sub("n(?=[bmp])", "m", text) if soft else text


def _long(text: str, way: str) -> str:
    def written(found: re.Match[str]) -> str:
        vowel = found[1] or found[0][0]
        match way:
            case "short":
                return vowel
            case "h":
                return "oh" if vowel == "o" else vowel
            case "doubled":
                return vowel * 2
            case _:
                return vowel * 2 if found[1] else found[0]

    return _LONG.sub(written, text).replace("-", "")
