"""From a figure to its picture: which chart tells it honestly, and in which words."""

from __future__ import annotations

from .. import charts
from ..derived import point_change
from ..model.catalogue import Kpi
from ..view import Figure, View
from .cards import figure_data
from .page import Data, Json
from .words import amount, change, month, period, quantity

_SIDES = {
    "members_vs_nonmembers": ("会員でない方", "会員"),
    "cohort": ("先に入会した方", "後に入会した方"),
    "year_on_year": ("前年", "当年"),
}


def figure_with_picture(figure: Figure, view: View) -> Data:
    """A figure as templates print it: with ``chart_html`` where a picture says more, ``table`` and ``definition``."""
    kpi = view.catalogues.kpis[figure.kpi]
    over_time = _trend(figure, kpi)
    picture = over_time or _bars(figure, kpi)
    data: Data = {**figure_data(figure, view), "chart_html": picture, "definition": definition(kpi)}
    data["points"] = points(figure, kpi)
    data["table"] = _table(figure, kpi, each_point=bool(over_time)) if picture else []
    if picture and figure.before is None and figure.change is not None:
        data["chart_note"] = "比べる前を100とした割合です。"
    return data


def figure_lines(figure: Figure, view: View) -> list[str]:
    """A figure as its page says it: what was measured, its values or its ratio, of whom, what else played a part."""
    data = figure_with_picture(figure, view)
    if data.get("before") and data.get("after"):
        values = [f"{data['before']} → {data['after']}", data.get("change"), data["points"]]
    else:
        values = [data.get("after") or data.get("change"), data.get("change") if data["chart_html"] else ""]
    words = dict.fromkeys(str(value) for value in (data["label"], *values, data.get("outcome")) if value)
    return [line for line in ("　".join(words), figure.population, figure.confounders) if line]


def points(figure: Figure, kpi: Kpi) -> str:
    """The difference of two percentages in points, which a relative change is easily mistaken for: 11.3ポイント増."""
    difference = point_change(figure.before, figure.after)
    return amount(difference, kpi) if difference and kpi.unit == "%" else ""


def _table(figure: Figure, kpi: Kpi, *, each_point: bool) -> list[Json]:
    """What the picture draws, as label and value: every point of a trend, else before, after and target."""
    aimed = [("目標", quantity(figure.target, kpi.unit))] if figure.target is not None else []
    before, after = _sides(figure)
    if each_point:
        found = [(month(on), quantity(value, kpi.unit)) for on, value in figure.points]
    elif figure.before is not None and figure.after is not None:
        found = [(before, quantity(figure.before, kpi.unit)), (after, quantity(figure.after, kpi.unit))]
    else:
        found = [(before, "100"), (after, quantity(100 * (1 + (figure.change or 0.0)), ""))]
    return [{"label": label, "value": value} for label, value in (*found, *aimed)]


def definition(kpi: Kpi) -> str:
    """What a KPI counts, of what."""
    said = kpi.definition or ""
    return f"{said}分母：{kpi.denominator}。" if said and kpi.denominator and "%" in kpi.unit else said


def _bars(figure: Figure, kpi: Kpi) -> str:
    """Before and after as lengths; where only the ratio may be shown, before is 100."""
    if figure.compare == "single":
        return ""
    before, after = _sides(figure)
    if figure.before is not None and figure.after is not None:
        aimed = figure.target
        return charts.before_after(
            f"{kpi.name}の変化",
            charts.Bar(label=before, text=quantity(figure.before, kpi.unit), value=figure.before),
            charts.Bar(label=after, text=quantity(figure.after, kpi.unit), value=figure.after),
            target=None if aimed is None else charts.Bar(label="目標", text=quantity(aimed, kpi.unit), value=aimed),
        )
    if figure.change is None or figure.change < -1:
        return ""
    return charts.before_after(
        f"{kpi.name}の変化（割合）",
        charts.Bar(label=before, text="100", value=100),
        charts.Bar(label=after, text=change(figure.change), value=100 * (1 + figure.change)),
    )


def _sides(figure: Figure) -> tuple[str, str]:
    before, after = _SIDES.get(figure.compare, ("前", "後"))
    first, last = period(figure.before_period), period(figure.after_period)
    return (f"{before}（{first}）" if first else before), (f"{after}（{last}）" if last else after)


def _trend(figure: Figure, kpi: Kpi) -> str:
    points = [
        charts.Point(at=_place(on), value=value, label=month(on), text=quantity(value, kpi.unit))
        for on, value in figure.points
    ]
    aimed = figure.target
    return charts.trend(
        f"{kpi.name}の推移",
        points,
        target=None if aimed is None else charts.Bar(label="目標", text=quantity(aimed, kpi.unit), value=aimed),
    )


def _place(on: str) -> int:
    """A month as a number that rises by one a month."""
    return int(on[:4]) * 12 + (int(on[5:7]) if len(on) >= 7 else 1)
