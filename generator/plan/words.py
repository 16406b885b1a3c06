"""Values as a reader reads them: dates, periods, numbers and changes in Japanese."""

from __future__ import annotations

from datetime import date

from ..derived import improvement, point_change
from ..model import vocabulary as words
from ..model.catalogue import Kpi
from ..view import Figure

KINDS = {
    "case": "事例",
    "story": "現場の話",
    "article": "ナレッジ",
    "term": "用語",
    "phrase": "例文",
    "playbook": "進め方",
    "kpi": "指標",
    "seminar": "セミナー",
    "voice": "ご意見・ご要望",
    "page": "ページ",
}

_WEEKDAYS = "月火水木金土日"


def month(text: str) -> str:
    """``2024-08`` or ``2024-08-15`` → 2024年8月; ``2024`` → 2024年; "" stays ""."""
    if not text:
        return ""
    year, _, rest = text.partition("-")
    return f"{year}年{int(rest[:2])}月" if rest else f"{year}年"


def month_of(day: date | None) -> str:
    """A day as its month: 2026年9月."""
    return f"{day.year}年{day.month}月" if day else ""


def day(value: date | None) -> str:
    """2026年9月1日."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def weekday(value: date) -> str:
    """2027年2月18日（木）."""
    return f"{day(value)}（{_WEEKDAYS[value.weekday()]}）"


def period(span: tuple[str, str] | None) -> str:
    """2023年9月〜2024年8月; one month alone where both ends are the same."""
    if span is None:
        return ""
    first, last = month(span[0]), month(span[1])
    return first if first == last else f"{first}〜{last}"


def fiscal_year(text: str) -> str:
    """The Japanese fiscal year (April–March) that a month lies in, as its first calendar year: ``2024-03`` → 2023."""
    if len(text) < 7:
        return text[:4]
    year, number = int(text[:4]), int(text[5:7])
    return str(year if number >= 4 else year - 1)


def quantity(value: float, unit: str) -> str:
    """A number with its unit: 8%、1,200件、1.8倍. At most two decimals, none that say nothing."""
    shown = f"{value:,.2f}".rstrip("0").rstrip(".").replace("-", "\N{MINUS SIGN}")
    return f"{shown}{unit}"


def change(ratio: float) -> str:
    """A relative change: 50%減、20%増、変わらず. Above threefold, as a multiple: 4.2倍."""
    if ratio >= 2:
        return f"{ratio + 1:.1f}".rstrip("0").rstrip(".") + "倍"
    percent = f"{abs(ratio) * 100:.1f}".rstrip("0").rstrip(".")
    return "変わらず" if percent == "0" else f"{percent}%{'減' if ratio < 0 else '増'}"


def figure_note(figure: Figure) -> str:
    """The note that travels with a figure: who measured, when, n, how, and what it does not promise."""
    parts = [words.COMPARE.label_of(figure.compare)]
    if figure.before_period or figure.after_period:
        parts.append(" と ".join(period(p) for p in (figure.before_period, figure.after_period) if p))
    if figure.population:
        parts.append(f"対象：{figure.population}")
    if figure.sample:
        parts.append(f"n={figure.sample}")
    if figure.measured_by:
        parts.append(f"測定：{words.MEASURED_BY.label_of(figure.measured_by)}")
    if figure.confounders:
        parts.append(f"ほかの要因：{figure.confounders}")
    note = "／".join(parts) + "。"
    if figure.compare == "members_vs_nonmembers":
        note += "もともと熱心な方が参加している可能性があります。"
    return note + "効果を保証するものではありません。"


def short_note(figure: Figure) -> str:
    """The note where a figure stands in a list: how, when, n, who, and what it does not promise."""
    parts = [words.COMPARE.label_of(figure.compare), period(figure.after_period)]
    parts += [f"n={figure.sample}"] if figure.sample else []
    parts += [f"{words.MEASURED_BY.label_of(figure.measured_by)}測定"] if figure.measured_by else []
    note = "・".join(part for part in parts if part) + "。"
    if figure.compare == "members_vs_nonmembers":
        note += "もともと熱心な方が参加している可能性があります。"
    return note + "効果を保証するものではありません。"


def is_better(figure: Figure, kpi: Kpi) -> bool | None:
    """Whether the change goes the good way; None where the KPI has none or nothing changed."""
    moved = figure.change if figure.change is not None else point_change(figure.before, figure.after)
    better = improvement(moved, kpi.direction) if moved else None
    return None if better is None else better > 0


_SCORES = frozenset({"ポイント", "点"})
"""Units of scores: their zero does not mean "nothing", so that a ratio of two of them says nothing."""


def is_score(kpi: Kpi) -> bool:
    """Whether a KPI counts points on a scale of its own, like NPS."""
    return kpi.unit in _SCORES


def effect(figure: Figure, kpi: Kpi) -> float | None:
    """The change by which cases of one KPI are compared: relative, for a score in its points; None where the reader
    may not know it or it has no meaning."""
    return point_change(figure.before, figure.after) if is_score(kpi) else figure.change


def effect_words(value: float, kpi: Kpi) -> str:
    """An ``effect`` in words: 50%減, 19ポイント増."""
    return amount(value, kpi) if is_score(kpi) else change(value)


def changed(figure: Figure, kpi: Kpi) -> str:
    """The change of a figure in words; "" for none. A score of which only the ratio may be shown gives the ratio."""
    value = effect(figure, kpi)
    if value is not None:
        return effect_words(value, kpi)
    return "" if figure.change is None else change(figure.change)


def amount(difference: float, kpi: Kpi) -> str:
    """A difference in the unit of a KPI: 3.9ポイント減, 1,200件増; 変わらず for none."""
    shown = quantity(abs(difference), "ポイント" if kpi.unit == "%" else kpi.unit)
    return "変わらず" if round(difference, 2) == 0 else f"{shown}{'減' if difference < 0 else '増'}"
