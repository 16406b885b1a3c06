"""One form for every way of writing the same words, wider than ``fold``: what is read here was written by a machine.

Two forms of a text. ``plain`` keeps its shape: width, case and what nobody sees are evened out, so that where a word
ends can still be told. ``folded`` has nothing but letters, each in one form. The spellings are listed, with reasons, in
``docs/design/2026-11-21-leak-check.md``.
"""

from __future__ import annotations

import re
import unicodedata

from ..search.kanji import OLD

EDGE = "\ue000"
"""Stands between blocks, cells and attributes: part of no text."""

FIRM = "\ue001"
"""Stands for 株式会社, ㈱ and their kin, wherever they stand beside a name."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e01ef]"
)
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]")
_FIRMS = re.compile(
    "株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|\\([株有同資名相社財学医福]\\)|一般社団法人|一般財団法人|公益社団法人"
    "|公益財団法人|特定非営利活動法人|学校法人|医療法人|社会福祉法人|独立行政法人|国立大学法人|宗教法人|npo法人"
)
"""Each begins with a letter, not a group: so the engine looks for those letters alone."""
_SEPARATORS = re.compile(r"[\s・･_\-‐‑‒–—―−﹣.,、。/\\|~〜*+'’‘´`･‧∙•⋅·&:;!?…‥♪☆★○●◎◇◆=]+")
_AGAIN = re.compile(f"([^\n{EDGE}])々")
_V = re.compile("[ヴゔ][ァィェォぁぃぇぉ]?")
_B = dict(zip("ァィェォぁぃぇぉ", "バビベボばびべぼ", strict=True))
_FORMS = str.maketrans(
    {chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
    | dict(zip("ぁぃぅぇぉっゃゅょゎゕゖぢづゐゑ", "あいうえおつやゆよわかけじずいえ", strict=True))
    | dict(zip("ァィゥェォッャュョヮヵヶヂヅヰヱ", "あいうえおつやゆよわかけじずいえ", strict=True))
    | OLD
)
"""Letters that stand for one another: katakana and small kana, kana that sound alike, old forms of kanji."""
_EVEN = [_FORMS.get(code, code) for code in range(max(_FORMS) + 1)]
"""The same as a list: a mapping raises an error within for each letter that it lacks, at twice the cost."""

_OPENER = re.compile(
    r"^(?:[ \t]*(?:>|[-*+:](?=\s)|\d+[.)](?=\s)|#{1,6}(?=\s)|(?:!!!|\?\?\?\+?|===|///)[ \w-]*[|\"]?|\[[ xX]\]))*"
)
_ADDRESS = re.compile(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|\]\[[^\]]*\]|\{[:.#][^}]*\}")
_MARKDOWN = re.compile(r"\*+|~~|==|`+|!?\[|\]|(?<!\w)_+|_+(?!\w)|\\(?=\W)")
_BETWEEN = re.compile(r"\s*\|\s*|<[^>]*>|\"$")


def plain(text: str) -> str:
    """``text`` in one width and case, without what no reader sees. Its spaces stay."""
    if text.isascii():
        return text.casefold()
    text = _INVISIBLE.sub("", text).replace("\u309b", "\u3099").replace("\u309c", "\u309a")
    text = unicodedata.normalize("NFKC", text).casefold()
    if _ACCENTED.search(text):
        text = _ACCENTED.sub(_unaccented, text)
    if "々" in text:
        text = _AGAIN.sub(r"\1\1", text)
    if "ヴ" in text or "ゔ" in text:
        text = _V.sub(lambda found: _B.get(found[0][1:]) or ("ブ" if found[0] == "ヴ" else "ぶ"), text)
    return text


def _unaccented(found: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFD", found[0])[0]
    return "" if unicodedata.combining(letter) else letter


def shaped(text: str) -> str:
    """What is ``plain``, with company forms as FIRM: to tell where a word ends in it."""
    return _FIRMS.sub(FIRM, text)


def folded(text: str) -> str:
    """Nothing but the letters of ``text``, each in one form."""
    return squeezed(plain(text))


def squeezed(text: str) -> str:
    """``folded`` of what is ``plain`` already."""
    bare = _SEPARATORS.sub("", text)
    return bare if bare.isascii() else evened(_FIRMS.sub(FIRM, bare))


def evened(text: str) -> str:
    """``text`` with letters in one form, none more and none fewer."""
    return text if text.isascii() else text.translate(_EVEN)


def loosely(form: str) -> re.Pattern[str]:
    """Finds a folded form in what is ``plain`` and ``evened``, with separators anywhere in it."""
    between = _SEPARATORS.pattern.removesuffix("+") + "*"
    return re.compile(between.join(map(re.escape, form)))


def runs(text: str) -> tuple[str, ...]:
    """The runs of plain text in Markdown, as they stand unbroken in a finished page: without marks, addresses and
    the openers of lines. ``- **数字**を[一つ](a.md)`` is the one run ``数字を一つ``; each cell of a table is a run.
    Forbidden texts are cut by it, since a page never holds the marks of the source."""
    lines = (_OPENER.sub("", line) for line in text.splitlines())
    parts = (part for line in lines for part in _BETWEEN.split(_MARKDOWN.sub("", _ADDRESS.sub("]", line))))
    return tuple(part.strip() for part in parts if part.strip())
