"""A piece of Markdown that remembers where it came from."""

from __future__ import annotations

from dataclasses import dataclass

from ..problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Markdown text with the source line of each of its lines, so that a problem in it has a place.

    ``margin`` is the number of columns before each line in the source: text inside YAML is indented. Without
    ``pictures`` none that the text refers to may show.
    """

    text: str
    file: str = ""
    lines: tuple[int, ...] = ()
    margin: int = 0
    pictures: bool = True

    @classmethod
    def starting_at(cls, text: str, file: str, first_line: int, margin: int = 0) -> Body:
        """A body whose lines follow one another in ``file`` from ``first_line``."""
        lines = tuple(range(first_line, first_line + text.count("\n") + 1))
        return cls(text=text, file=file, lines=lines, margin=margin)

    def place(self, index: int, column: int = 1, length: int = 1) -> Place:
        """The place of ``length`` characters from ``column`` (from 1) of line ``index`` (from 0) of this text."""
        line = self.lines[min(index, len(self.lines) - 1)] if self.lines else 1
        return Place(file=self.file, line=line, column=column + self.margin, length=max(1, length))

    def __bool__(self) -> bool:
        return bool(self.text.strip())


EMPTY = Body(text="")
