"""The texts of documents with their places, as the check needs them: single values, and Markdown line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import blocks
from ..model.body import Body
from ..model.document import Document
from ..problems import Place
from .policy import Path, Policy
from .remembered import runs

BODIES = ("challenge", "approach", "outcome", "body")

_NO_TEXT = frozenset(
    {"audience", "status", "organization", "related", "playbooks", "redirect_from", "review", "extra", *BODIES}
)

_WORDS = re.compile(r"[^\W\d_]")


def values(document: Document) -> Iterator[tuple[Path, str, Place]]:
    """The single values of a document, but its Markdown texts and what is no text."""
    for path, scalar in document.keys.scalars():
        if path[0] not in _NO_TEXT and not scalar.is_null:
            yield path, scalar.text, scalar.place


def lines(document: Document, policy: Policy, *, narrower: bool) -> Iterator[tuple[str, Place]]:
    """The lines of a document's Markdown for narrower circles than this one, or those of all the others."""
    for name in BODIES:
        body = getattr(document, name, None)
        if not isinstance(body, Body) or not body:
            continue
        rows = body.text.split("\n")
        for part in blocks.split(body, policy.audiences)[0]:
            if (bool(part.audience) and policy.closed(part.audience)) == narrower:
                inner = slice(part.start + 1, part.end - 1) if part.audience else slice(part.start, part.end)
                for index in range(*inner.indices(len(rows))):
                    yield rows[index], body.place(index)


def shown_texts(document: Document, policy: Policy) -> Iterator[str]:
    """All that this circle may read of a visible document: values, and each Markdown text in one piece.

    Bare numbers and dates are no text: whether they may show is another question."""
    for path, text, _ in values(document):
        if path[0] != "consent" and _WORDS.search(text) and not policy.withheld(document, path):
            pieces = list(runs(text))
            yield from pieces
            if pieces != [text]:
                yield text  # titles are looked for as they are written
    yield "".join(run for text, _ in lines(document, policy, narrower=False) for run in runs(text))
