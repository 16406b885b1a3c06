"""What one build is asked to make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .config import SiteConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What one build is asked to make.

    ``jobs`` 0 means one process for each core; ``shared`` is a folder for what is the same for every site."""

    config: SiteConfig
    audience: str
    output: Path
    as_of: date
    strict: bool = False
    jobs: int = 0
    use_cache: bool = True
    shared: Path | None = None
    origin: str | None = None
    """What the site is made from, as ``standing.origin`` tells; None where nothing is to be remembered of it."""
