"""What a withdrawal touches: every place where a client or a case is used, what people must recall, and the edit."""

from .recall import Edit, edits, recalls
from .shown import as_json, as_markdown, as_text
from .uses import Use, Withdrawal, withdrawal

__all__ = ["Edit", "Use", "Withdrawal", "as_json", "as_markdown", "as_text", "edits", "recalls", "withdrawal"]
