"""Pictures that say nothing to whoever cannot see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..links import without_code
from ..model.body import Body
from ..model.document import Document
from ..validate.links import BODIES
from .found import Finding, finding

_MARKDOWN = re.compile(r"!\[\s*\](?=[(\[])")
_HTML = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"[^\"]*[^\"\s][^\"]*\"|'[^']*[^'\s][^']*'|[^\s\"'>]+)", re.IGNORECASE)


def without_words(document: Document) -> Iterator[Finding]:
    """The pictures of a document's texts that have no words in their place."""
    for name in BODIES:
        body = getattr(document, name, None)
        if not isinstance(body, Body) or ("![" not in body.text and "<img" not in body.text.lower()):
            continue
        for index, line in enumerate(without_code(body.text).split("\n")):
            bare = (found for found in _HTML.finditer(line) if not _ALT.search(found[0]))
            for found in (*_MARKDOWN.finditer(line), *bare):
                yield finding(
                    "no-alt-text",
                    body.place(index, found.start() + 1, len(found[0])),
                    "画像に説明の文がありません。",
                    "「![週ごとの投稿数のグラフ](graph.png)」のように、見えない方にも伝わる言葉を入れてください。",
                )
