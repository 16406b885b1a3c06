"""Why nothing was printed, in words for the reader."""

from __future__ import annotations


class NotPrinted(Exception):
    """Nothing was printed. The message is for the reader; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint
