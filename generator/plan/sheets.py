"""What one case gives to the sales desk: the sheet to hand over, and the rows that stand side by side."""

from __future__ import annotations

from ..model import vocabulary as words
from ..qr import qr_svg
from ..view import ShownCase, View
from . import gist
from .cards import case_labels, figure_data, iso
from .page import Data, Json
from .pictures import figure_with_picture, points


def handout(case: ShownCase, proposal: View, public: str = "") -> Data:
    """The sheet to hand over (お渡し用): both ``case`` and ``proposal`` are of that use, and nothing else goes in but
    ``public``, the address of its public page."""
    figures: list[Json] = [figure_with_picture(figure, proposal) for figure in case.figures]
    return {
        "id": case.id,
        "sample": case.sample,
        "labels": case_labels(case, proposal),
        "client": case.client.label,
        "lead": case.summary,
        "three": gist.three_lines(case, proposal),
        "figure": figures[0] if figures else None,
        "figures": figures[1:],
        "subject": gist.subject(case, proposal),
        "conditions": list(case.conditions),
        "quotes": gist.quotes(case)[:1],
        "freshness": gist.freshness(case),
        "until": iso(case.until),
        "case_url": f"cases/{case.id}/",
        "public": _public(public) if public else None,
    }


def _public(address: str) -> Data:
    """The address of a public page, as it is printed, and as a code for a phone."""
    short = address.partition("://")[2].rstrip("/")
    return {"url": address, "short": short, "code_html": qr_svg(address, "公開ページ")}


def compare_rows(case: ShownCase, view: View) -> list[Json]:
    """A case as rows for comparing: what it is, what it took, and each KPI under its own key."""
    segment = view.catalogues.segments.get(case.client.segment)
    community = case.community
    rows = [
        _row("segment", "業種", segment.label if segment else ""),
        _row("size", "企業規模", words.EMPLOYEES.label_of(case.client.employees) if case.client.employees else ""),
        _row("purpose", "目的", *(words.PURPOSE.label_of(purpose) for purpose in case.purposes)),
        _row("type", "コミュニティの種類", words.COMMUNITY_TYPE.label_of(community.type) if community else ""),
        _row("members", "会員数", community.members if community else ""),
        _row("operation", "運営体制", gist.operation(case)),
        *(_figure_row(case, at, view) for at in range(len(case.figures))),
        _row("first", "成果が見えるまで", gist.until_first_result(case)),
        _row("effort", "先方の体制", gist.effort(case)),
        _row("conditions", "再現条件", *case.conditions),
        _row("setbacks", "つまずきと学び", *case.setbacks),
        _row("fresh", "新しさ", *(str(label) for label in gist.freshness(case))),
    ]
    return [row for row in rows if row["lines"]]


def _row(key: str, label: str, *lines: str, note: str = "", how: str = "") -> Data:
    return {"key": key, "label": label, "lines": [line for line in lines if line], "note": note, "how": how}


def _figure_row(case: ShownCase, at: int, view: View) -> Data:
    """Figures of one KPI share a row; ``how`` each was compared says whether they can be held against each other."""
    figure = case.figures[at]
    data = figure_data(figure, view)
    values = f"{data['before']} → {data['after']}" if data.get("before") and data.get("after") else ""
    apart = points(figure, view.catalogues.kpis[figure.kpi])
    change = f"{data['change']}（{apart}）" if apart and data.get("change") else data.get("change")
    shown = [str(text) for text in (values, change, None if values else data.get("after")) if text]
    outcome, note = str(data.get("outcome") or ""), str(data["note"])
    how = words.COMPARE.label_of(figure.compare)
    return _row(f"kpi-{figure.kpi}", str(data["label"]), *shown, outcome, note=note, how=how)
