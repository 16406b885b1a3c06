"""The Markdown dialect of a site: the default one with what its configuration adds from the allow-list."""

from __future__ import annotations

from .config import SiteConfig
from .markup import DEFAULT, Dialect, extended, refusal
from .problems import Place, Problem, error


def dialect_of(config: SiteConfig) -> tuple[Dialect, list[Problem]]:
    """The dialect to write in, and what is wrong with the configured one."""
    entries = config.markdown_extensions or ()
    refused = [found for name, options in entries if (found := refusal(name, options))]
    problems = [error("unknown-extension", Place(file=config.file), message, hint) for message, hint in refused]
    return (DEFAULT if problems or not entries else extended(entries)), problems
