"""Search, build side: documents in, the files of the index out; the engine in the browser reads those files."""

from __future__ import annotations

from .analysis import analyse
from .document import Document, Section, Spelling, Synonym
from .index import build

__all__ = ["Document", "Section", "Spelling", "Synonym", "analyse", "build"]
