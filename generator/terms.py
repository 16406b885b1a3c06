"""Link the first mention of each explained term in a page's text to its definition. One pass over finished HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_CLOSED = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "button", "label", "th"})


def mark_terms(html: str, terms: Mapping[str, str]) -> str:
    """``html`` with the first mention of each term linked.

    ``terms`` maps what is written in the text to the relative URL of its definition; links, code and headings
    are left alone.
    """
    if not terms:
        return html
    left = {escape(word, quote=False): url for word, url in sorted(terms.items(), key=lambda item: -len(item[0]))}
    parts = _TAG.split(html)
    depth = 0
    for index, part in enumerate(parts):
        if index % 2:
            name = _NAME.match(part)
            if name and name[1].lower() in _CLOSED:
                depth += -1 if part.startswith("</") else 1
        elif part.strip() and depth == 0 and left:
            parts[index] = _mark(part, left)
    return "".join(parts)


def _mark(text: str, left: dict[str, str]) -> str:
    """Link the terms that ``text`` mentions, and take them off the list. No term is linked inside another's link."""
    for word in list(left):
        at = text.find(word)
        if at >= 0:
            linked = f'<a class="cb-term" href="{escape(left.pop(word))}">{word}</a>'
            return _mark(text[:at], left) + linked + _mark(text[at + len(word) :], left)
    return text
