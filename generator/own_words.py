"""What the site says by itself, whatever the content: such words are no sign of a leak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .config import SiteConfig
from .theme_assets import theme_words

_WRITERS = ("plan", "charts", "audience.py", "redact.py", "feeds.py", "json_ld.py", "offline.py")
"""The modules whose texts stand on pages."""
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*[ぁ-んァ-ヶ一-鿿](?:[^"\\\n]|\\.)*)"')
_FILLED = re.compile(r"\{[^{}]*\}")


def own_words(config: SiteConfig, theme: Path) -> tuple[str, ...]:
    """The words of templates, of the modules that plan pages, and of the configuration."""
    said = (config.site_description, *(config.name_for(circle) for circle in config.audiences))
    return (*theme_words(theme), *_literals(), *filter(None, said))


@cache
def _literals() -> tuple[str, ...]:
    return tuple(dict.fromkeys(_of_modules()))


def _of_modules() -> Iterator[str]:
    package = Path(__file__).parent
    for name in _WRITERS:
        path = package / name
        for module in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            for literal in _LITERAL.findall(module.read_text("utf-8")):
                yield from filter(None, _FILLED.split(literal.replace("\\n", "\n")))
