"""Asking a built site from the terminal: the engine that the site ships, run without a browser."""

from __future__ import annotations

from .answers import Hit, Piece, Result, Suggestion, Why
from .engine import Engine, EngineError
from .filters import BadFilter, chosen
from .shown import as_text
from .site import BuiltSite, NoSite, open_site

__all__ = [
    "BadFilter",
    "BuiltSite",
    "Engine",
    "EngineError",
    "Hit",
    "NoSite",
    "Piece",
    "Result",
    "Suggestion",
    "Why",
    "as_text",
    "chosen",
    "open_site",
]
