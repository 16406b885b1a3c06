"""The Markdown dialect of a site: the default one, or the allow-listed extensions that its configuration names."""

from __future__ import annotations

from collections.abc import Mapping

from .config import SiteConfig
from .markup import ALLOWED_EXTENSIONS, DEFAULT, Dialect
from .model.keys import nearest
from .problems import Place, Problem, error


def dialect_of(config: SiteConfig) -> tuple[Dialect, list[Problem]]:
    """The dialect to write in, and what is wrong with the configured one."""
    if config.markdown_extensions is None:
        return DEFAULT, []
    problems: list[Problem] = []
    options: dict[str, Mapping[str, object]] = {}
    for name, chosen in config.markdown_extensions:
        if name not in ALLOWED_EXTENSIONS:
            near = nearest(name, ALLOWED_EXTENSIONS)
            hint = f"「{near}」ではありませんか。" if near else f"使える拡張: {'、'.join(sorted(ALLOWED_EXTENSIONS))}。"
            problems.append(
                error("unknown-extension", Place(file=config.file), f"「{name}」という拡張は使えません。", hint)
            )
        options[name] = chosen if isinstance(chosen, dict) else {}
    return Dialect(extensions=tuple(options), options=options), problems
