"""Python-Markdown itself: one instance per dialect and thread, reused from text to text."""

from __future__ import annotations

import threading
from collections.abc import Callable

import markdown
from markdown.extensions import toc
from markdown.util import Registry

from .dialect import Dialect
from .limits import MarkupError, check

_SLUGIFY: dict[str, Callable[[str, str], str]] = {"unicode": toc.slugify_unicode, "ascii": toc.slugify}


class _Instances(threading.local):
    def __init__(self) -> None:
        self.by_key: dict[str, markdown.Markdown] = {}


_instances = _Instances()


def to_html(text: str, dialect: Dialect, *, inline: bool = False) -> str:
    """What stock Python-Markdown makes of ``text``; with ``inline``, one paragraph whatever its first characters are.

    Raises MarkupError where the text is too long, too deep, or would take too long."""
    check(text)
    key = f"{inline}{dialect.key}"
    engine = _instances.by_key.get(key)
    if engine is None:
        engine = _instances.by_key[key] = _make(dialect, inline)
    try:
        return engine.reset().convert(text)
    except RecursionError as fault:
        del _instances.by_key[key]
        raise MarkupError.nested(0) from fault


def _make(dialect: Dialect, inline: bool) -> markdown.Markdown:
    options = {name: dict(values) for name, values in dialect.options.items() if name in dialect.extensions}
    if "toc" in options and "slugify" in options["toc"]:
        options["toc"]["slugify"] = _SLUGIFY[str(options["toc"]["slugify"])]  # type: ignore[assignment]
    engine = markdown.Markdown(extensions=list(dialect.extensions), extension_configs=options)
    if inline:
        paragraph = engine.parser.blockprocessors["paragraph"]
        engine.parser.blockprocessors = Registry()
        engine.parser.blockprocessors.register(paragraph, "paragraph", 10)
        engine.preprocessors.deregister("html_block", strict=False)
    return engine
