"""A piece of Markdown that remembers where it came from."""

from __future__ import annotations

from dataclasses import dataclass

from ..problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Markdown text with the source line of each of its lines, so that a problem in it has a place."""

    text: str
    file: str = ""
    lines: tuple[int, ...] = ()

    @classmethod
    def starting_at(cls, text: str, file: str, first_line: int) -> Body:
        """A body whose lines follow one another in ``file`` from ``first_line``."""
        return cls(text=text, file=file, lines=tuple(range(first_line, first_line + text.count("\n") + 1)))

    def place(self, index: int, column: int = 1) -> Place:
        """The place of line ``index`` (from 0) of this text."""
        line = self.lines[min(index, len(self.lines) - 1)] if self.lines else 1
        return Place(file=self.file, line=line, column=column)

    def __bool__(self) -> bool:
        return bool(self.text.strip())


EMPTY = Body(text="")
