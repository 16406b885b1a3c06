"""A report for programs: everything, as JSON. As secret as the narrowest circle."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ..problems import Place, Problem
from .report import Changes, Widened


def as_json(changes: Changes) -> str:
    """``{base, head, date, circles, errors, settings, unread, widened, approvals, pages, along, metrics, expiring,
    problems}``; places are ``file`` and ``line``, circles and uses their keys."""
    data = {
        "base": changes.base,
        "head": changes.head,
        "date": changes.as_of.isoformat(),
        "circles": list(changes.circles),
        "errors": {"base": changes.base_errors, "head": changes.head_errors},
        "settings": list(changes.settings),
        "unread": list(changes.unread),
        "widened": [_widened(row) for row in changes.widened],
        "approvals": [
            {
                "document": row.document,
                "title": row.title,
                "approved_on": row.approved_on.isoformat() if row.approved_on else None,
                "renewed": row.renewed,
                **_where(row.place),
            }
            for row in changes.approvals
        ],
        "pages": [
            {
                "change": row.change,
                "url": row.url,
                "to": row.to or None,
                "title": row.title,
                "document": row.document or None,
                "file": row.file or None,
                "circles": list(row.circles),
                "beside": list(row.beside),
                "keys": list(row.keys),
            }
            for row in changes.pages
        ],
        "along": dict(changes.along),
        "metrics": [
            {
                "change": row.change,
                "document": row.document,
                "kpi": row.kpi,
                "before": row.before or None,
                "after": row.after or None,
                "keys": list(row.keys),
                **_where(row.place),
            }
            for row in changes.metrics
        ],
        "expiring": [
            {"document": row.document, "until": row.until.isoformat(), "touched": row.touched, **_where(row.place)}
            for row in changes.expiring
        ],
        "problems": {"new": _problems(changes.new), "mended": _problems(changes.mended)},
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _widened(row: Widened) -> dict[str, object]:
    return {
        "document": row.document,
        "title": row.title,
        "before": row.before or None,
        "after": row.after or None,
        "circles": list(row.circles),
        "uses": list(row.uses),
        "whole": row.whole,
        "items": list(row.items),
        "texts": [{"text": text.text, **_where(text.place)} for text in row.texts],
        **_where(row.place),
    }


def _problems(problems: Iterable[Problem]) -> list[dict[str, object]]:
    return [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "message": problem.message,
            "hint": problem.hint,
            **(_where(problem.place) if problem.place else {"file": None, "line": None}),
        }
        for problem in problems
    ]


def _where(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line}
