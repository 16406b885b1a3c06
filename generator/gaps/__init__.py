"""What readers searched for in vain → what to write next: synonyms for what is there, topics for what is not."""

from __future__ import annotations

from .closing import Gaps, Synonym, close
from .merging import Merged, Query, merge
from .misses import Log, Miss, read_logs
from .private import Private
from .shown import as_json, as_text

__all__ = [
    "Gaps",
    "Log",
    "Merged",
    "Miss",
    "Private",
    "Query",
    "Synonym",
    "as_json",
    "as_text",
    "close",
    "merge",
    "read_logs",
]
