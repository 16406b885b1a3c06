"""Why nothing, or not all, was published; in words for the operator."""

from __future__ import annotations


class NotPublished(Exception):
    """The message is for the operator; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint
