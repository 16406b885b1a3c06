"""What a client approved, as one short digest: a text that changed since is shown to the client again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from . import blocks
from .model.body import Body
from .model.case import Case

_DIGITS = 12
_USES = ("web", "seminar", "proposal")
_BESIDE = frozenset({"keys", "audience", "show"})
"""What a metric says of itself, and no reader sees."""

_ONLY_ACTUAL = frozenset({"points", "target"})
"""What goes where only the ratio shows. The values stay: the ratio is made of them."""


def approval_digest(case: Case, audiences: Sequence[str]) -> str:
    """The first 12 hex digits of SHA-256 over all that may leave the building of ``case``.

    That is: title, summary, the open parts of challenge, approach and outcome, conditions, setbacks; where granted for
    any use, the community's name and the quotes; the figures of each use, as exact as it shows them. White space at
    the ends of lines and of texts does not count. ``audiences`` are the circles, the widest first."""
    granted = {item for use in _USES for item in case.consent.grants(use)}
    widest = (None, audiences[0])
    told = {
        "title": case.title,
        "summary": case.summary,
        **{name: _open(getattr(case, name), audiences) for name in ("challenge", "approach", "outcome")},
        "conditions": case.conditions,
        "setbacks": case.setbacks,
        "community": case.community.name if case.community and "community_name" in granted else None,
        "quotes": [
            (quote.speaker, quote.role, quote.text)
            for quote in case.quotes
            if "quotes" in granted and quote.audience in widest and (quote.speaker != "member" or quote.consent)
        ],
        "figures": {use: list(_figures(case, use, widest)) for use in _USES},
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _open(body: Body, audiences: Sequence[str]) -> str:
    """The part of a text that every reader sees."""
    lines = blocks.keep(body, audiences, audiences[:1]).text.split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _figures(case: Case, use: str, widest: Sequence[str | None]) -> Iterator[object]:
    for metric in case.metrics if "metrics" in case.consent.grants(use) else ():
        show = getattr(metric.show, use)
        if metric.audience in widest and show != "none":
            hidden = _BESIDE if show == "actual" else _BESIDE | _ONLY_ACTUAL
            yield show, {name: value for name, value in asdict(metric).items() if name not in hidden}
