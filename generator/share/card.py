"""What a share card says: plain values out of a page that everybody may read."""

from __future__ import annotations

from dataclasses import dataclass

from ..plan.page import Page
from ..plan.words import KINDS

_KINDS = ("case", "story", "article", "seminar")
_LABELS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The texts of one card. ``figure`` is the change of the first figure ("38.1%減"), with its label and its note."""

    title: str
    labels: tuple[str, ...]
    site: str
    remark: str = ""
    figure: str = ""
    figure_label: str = ""
    note: str = ""


def card_of(page: Page, site: str) -> Card | None:
    """The card of a page; None for a page of a kind that has none."""
    if page.kind not in _KINDS:
        return None
    labels = page.data.get("labels")
    shown = [str(label) for label in labels if label != KINDS[page.kind]] if isinstance(labels, list) else []
    when = str(page.data.get("when") or "")
    figure = page.data.get("figure")
    told = figure if isinstance(figure, dict) and figure.get("change") else {}
    return Card(
        title=page.title,
        labels=(KINDS[page.kind], *([when] if when else shown[:_LABELS])),
        site=site,
        remark=_remark(page),
        figure=str(told.get("change") or ""),
        figure_label=str(told.get("label") or ""),
        note=str(told.get("note") or ""),
    )


def _remark(page: Page) -> str:
    if not page.data.get("sample"):
        return ""
    return "架空の事例" if page.kind == "case" else "見本"
