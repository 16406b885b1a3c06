"""How often something was said, by how many, and which way it goes: from the voices that a reader may see, alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..charts import Count, months
from ..model import vocabulary as words
from ..view import SOME_CLIENT, ShownVoice
from .words import month

SHOWN = 12
"""A trend shows so many months: those up to the last one in which anything at all was said."""
_RECENT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Voices counted together: ``times`` heard, from how many ``clients`` that can be told apart, and how often from
    others."""

    voices: int
    times: int
    clients: int
    others: int

    @property
    def sentence(self) -> str:
        """2 件の声を、5 回、4 社から聞きました。"""
        if not self.times:
            return f"{self.voices} 件の声があります。いつ、どこで聞いたかの記録はまだありません。"
        whom = f"、{self.clients} 社から" if self.clients else ""
        rest = f"（ほかに、どのお客様かを示せないもの {self.others} 回）" if self.clients and self.others else ""
        return f"{self.voices} 件の声を、{self.times} 回{whom}聞きました{rest}。"

    @property
    def figures(self) -> str:
        """5 回・4 社."""
        return f"{self.times} 回" + (f"・{self.clients} 社" if self.clients else "")


def counted(voices: Iterable[ShownVoice], until: str = "9999-99") -> Heard:
    """The count of ``voices``, as far as they were heard up to the month ``until`` (``YYYY-MM``)."""
    found = list(voices)
    said = [who for voice in found for on, who in voice.heard if month_key(on) <= until]
    known = [who for who in said if who not in ("", SOME_CLIENT)]
    return Heard(voices=len(found), times=len(said), clients=len(set(known)), others=len(said) - len(known))


def month_key(day: date) -> str:
    """``2026-10``."""
    return day.isoformat()[:7]


def months_heard(voices: Iterable[ShownVoice]) -> list[str]:
    """The months in which any of ``voices`` was heard, the latest first."""
    return sorted({month_key(on) for voice in voices for on, _ in voice.heard}, reverse=True)


def last_months(voices: Iterable[ShownVoice], count: int = SHOWN) -> list[str]:
    """The months up to the last one in which anything was heard, without gaps, the earliest first.

    They follow from what was said, never from the calendar: a site that nobody rebuilds stays true."""
    found = months_heard(voices)
    if not found:
        return []
    year, number = map(int, found[0].split("-"))
    last = year * 12 + number - 1
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(last - count + 1, last + 1)]


def trend(title: str, voices: Sequence[ShownVoice], span: Sequence[str]) -> tuple[str, str]:
    """The picture of how often ``voices`` were heard in the months of ``span``, and its sentence; "" for no span."""
    counts = Counter(month_key(on) for voice in voices for on, _ in voice.heard)
    bars = [Count(label=month(key), count=counts[key]) for key in span]
    picture = months(f"{title}：月ごとに聞いた回数", bars)
    if len(span) < 2 * _RECENT:
        return picture, ""
    now, before = (sum(counts[key] for key in span[at:to]) for at, to in ((-_RECENT, None), (-2 * _RECENT, -_RECENT)))
    return picture, f"{_span(span[-_RECENT:])}に {now} 回、その前の {_RECENT} か月に {before} 回。"


def _span(keys: Sequence[str]) -> str:
    """2026年9〜11月; 2026年12月〜2027年2月."""
    first, last = keys[0], keys[-1]
    end = f"{int(last[5:])}月" if first[:4] == last[:4] else month(last)
    return f"{month(first).removesuffix('月') if first[:4] == last[:4] else month(first)}〜{end}"


def risks(voices: Iterable[ShownVoice]) -> str:
    """解約につながるおそれ 2 件、失注 1 件; "" where there is none."""
    counts = Counter(voice.risk for voice in voices)
    found = (f"{word.label} {counts[word.key]} 件" for word in words.RISK if word.key != "none" and counts[word.key])
    return "、".join(found)
