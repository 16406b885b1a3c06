"""Markdown → fragment: Python-Markdown, then our passes, then a reading of the result."""

from __future__ import annotations

from collections.abc import Callable

from .dialect import DEFAULT, Dialect
from .engine import to_html
from .fragment import Fragment, Link
from .passes import ALL, Passes, apply, drop_title
from .reading import read
from .resolve import Picture, resolve
from .sanitise import clean


def convert(
    text: str, dialect: Dialect = DEFAULT, passes: Passes = ALL, *, prefix: str = "", title: str = ""
) -> Fragment:
    """Markdown → HTML with its headings, links, sections and ids.

    ``prefix`` goes before every id, for a text that shares its page with others. With ``title``, a first heading that
    says the same is left out, since the page shows its title itself. Depends on nothing but its arguments.
    Raises MarkupError for a text that cannot be converted in reasonable time."""
    html = to_html(text, dialect)
    if passes.sanitise:
        html = clean(html)
    if title:
        html = drop_title(html, title)
    return read(apply(html, passes, prefix), text)


def inline(text: str, to: Callable[[Link], str | Picture | None] | None = None, dialect: Dialect = DEFAULT) -> str:
    """One line of Markdown (a list item, a caption) → safe HTML without ``<p>``.

    Links within the site are answered by ``to``; without it they become their text."""
    one_line = " ".join(text.split())
    html = clean(to_html(one_line, dialect, inline=True)).strip()
    html = html.removeprefix("<p>").removesuffix("</p>")
    fragment = read(apply(html, ALL, ""), one_line)
    return resolve(fragment, to or (lambda link: None), broken="")
