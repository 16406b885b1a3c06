"""What readers searched for in vain → what to write next: synonyms for what is there, topics for what is not."""

from __future__ import annotations

from .beacon import Usage, read_usage
from .closing import Gaps, Synonym, close
from .merging import Merged, Query, merge
from .misses import Log, Miss, read_logs
from .opened import Opened, as_data, opened, pages_of, told
from .private import Private
from .shown import as_json, as_text

__all__ = [
    "Gaps",
    "Log",
    "Merged",
    "Miss",
    "Opened",
    "Private",
    "Query",
    "Synonym",
    "Usage",
    "as_data",
    "as_json",
    "as_text",
    "close",
    "merge",
    "opened",
    "pages_of",
    "read_logs",
    "read_usage",
    "told",
]
