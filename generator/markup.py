"""Markdown → safe HTML, with its headings, links and plain text. The only importer of Python-Markdown and nh3.

``convert`` depends on one text and nothing else, so that its result can be cached by that text; ``resolve`` then
points its links at pages. Why it is made this way: ``docs/design/2026-11-20-markdown.md``.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import markdown
import nh3
from markdown.extensions import toc
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry

from .prose.allowed import ATTRIBUTES, GONE_WITH_CONTENT, TAGS, kept
from .prose.dialect import ALLOWED_EXTENSIONS, DEFAULT, MARKED_INLINE, Dialect, extended, needed, refusal
from .prose.fragment import Fragment, Heading, Link, Section
from .prose.limits import MarkupError, check
from .prose.passes import ALL, NONE, Passes, apply, drop_title
from .prose.reading import read
from .prose.resolve import Picture, resolve

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
    "clean",
    "convert",
    "extended",
    "inline",
    "refusal",
    "resolve",
]


def convert(
    text: str, dialect: Dialect = DEFAULT, passes: Passes = ALL, *, prefix: str = "", title: str = ""
) -> Fragment:
    """Markdown → HTML with its headings, links, sections and ids.

    ``prefix`` goes before every id, for a text that shares its page with others. With ``title``, a first heading that
    says the same is left out, since the page shows its title itself. Depends on nothing but its arguments.
    Raises MarkupError for a text that cannot be converted in reasonable time."""
    html = to_html(text, dialect)
    if passes.sanitise:
        html = _GAPS.sub(lambda found: found[1] or "\n", clean(html)).strip("\n")
    if title:
        html = drop_title(html, title)
    return read(apply(html, passes, prefix), text)


_GAPS = re.compile(r"(<pre\b.*?</pre>)|\n{2,}", re.DOTALL)
"""Empty lines tell nothing, but that a comment stood there."""


def inline(text: str, to: Callable[[Link], str | Picture | None] | None = None, dialect: Dialect = DEFAULT) -> str:
    """One line of Markdown (a list item, a caption) → safe HTML without ``<p>``.

    Links within the site are answered by ``to``; without it they become their text."""
    one_line = " ".join(text.split())
    html = clean(to_html(one_line, dialect, inline=True)).strip()
    html = html.removeprefix("<p>").removesuffix("</p>")
    fragment = read(apply(html, ALL, ""), one_line)
    return resolve(fragment, to or (lambda link: None), broken="")


def clean(html: str) -> str:
    """``html`` with nothing in it but the allowed tags and attributes, well formed."""
    return _CLEANER.clean(html)


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(GONE_WITH_CONTENT),
    attributes=ATTRIBUTES,
    attribute_filter=kept,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)

_INLINE_MARK = re.compile(r"[!-/:-@\[-`{-~\x02\x03]|  \n")
"""What every inline pattern of the extensions in ``MARKED_INLINE`` needs at least one of."""


class _Inline(InlineProcessor):
    """Passes text that holds no mark at all: most Japanese sentences, at a tenth of the cost."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if not _INLINE_MARK.search(data):
            return data
        done: str = super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc]
        return done


_SLUGIFY: dict[str, Callable[[str, str], str]] = {"unicode": toc.slugify_unicode, "ascii": toc.slugify}


_MOST_INSTANCES = 48


class _Instances(threading.local):
    def __init__(self) -> None:
        self.by_key: OrderedDict[tuple[str, bool, tuple[str, ...]], markdown.Markdown] = OrderedDict()

    def get(self, dialect: Dialect, inline: bool, names: tuple[str, ...]) -> markdown.Markdown:
        """The instance for some of a dialect's extensions; the least recently used make room."""
        key = (dialect.key, inline, names)
        engine = self.by_key.get(key)
        if engine is None:
            engine = self.by_key[key] = _make(dialect, inline, names)
            if len(self.by_key) > _MOST_INSTANCES:
                self.by_key.popitem(last=False)
        self.by_key.move_to_end(key)
        return engine


_instances = _Instances()


def to_html(text: str, dialect: Dialect, *, inline: bool = False) -> str:
    """What stock Python-Markdown makes of ``text``; with ``inline``, one paragraph whatever its first characters are.

    Raises MarkupError where the text is too long, too deep, or would take too long."""
    check(text)
    engine = _instances.get(dialect, inline, needed(dialect, text))
    try:
        return engine.reset().convert(text)
    except RecursionError as fault:
        _instances.by_key.clear()
        raise MarkupError.nested(0) from fault


def _make(dialect: Dialect, inline: bool, names: tuple[str, ...]) -> markdown.Markdown:
    options: dict[str, dict[str, Any]] = {
        name: dict(values) for name, values in dialect.options.items() if name in names
    }
    if "toc" in options and "slugify" in options["toc"]:
        options["toc"]["slugify"] = _SLUGIFY[str(options["toc"]["slugify"])]
    engine = markdown.Markdown(extensions=list(names), extension_configs=options)
    if MARKED_INLINE.issuperset(names):
        engine.treeprocessors.register(_Inline(engine), "inline", 20)
    if inline:
        paragraph = engine.parser.blockprocessors["paragraph"]
        engine.parser.blockprocessors = Registry()
        engine.parser.blockprocessors.register(paragraph, "paragraph", 10)
        engine.preprocessors.deregister("html_block", strict=False)
    return engine
