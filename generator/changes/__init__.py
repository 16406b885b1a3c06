"""What a change does to the sites: two states of the content through one pipeline, and what differs, in plain words."""

from .compare import Asked, changes
from .data import as_json
from .markdown import as_markdown
from .report import Changes
from .sides import Past, past_of
from .text import as_text

__all__ = ["Asked", "Changes", "Past", "as_json", "as_markdown", "as_text", "changes", "past_of"]
