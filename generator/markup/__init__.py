"""Markdown → safe HTML, with its headings, links and plain text. The only importer of Python-Markdown and nh3.

``convert`` depends on one text and nothing else, so that its result can be cached by that text; ``resolve`` then
points its links at pages. Why it is made this way: ``docs/design/2026-11-20-markdown.md``.
"""

from .convert import convert, inline
from .dialect import ALLOWED_EXTENSIONS, DEFAULT, Dialect, extended, refusal
from .fragment import Fragment, Heading, Link, Section
from .limits import MarkupError
from .passes import ALL, NONE, Passes
from .resolve import Picture, resolve

__all__ = [
    "ALL",
    "ALLOWED_EXTENSIONS",
    "DEFAULT",
    "NONE",
    "Dialect",
    "Fragment",
    "Heading",
    "Link",
    "MarkupError",
    "Passes",
    "Picture",
    "Section",
    "convert",
    "extended",
    "inline",
    "refusal",
    "resolve",
]
