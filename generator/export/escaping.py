"""Text that means itself in Markdown: every sign that Python-Markdown and its extensions would take for a mark."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\\`*\[\]{}~^<]|={2,}|\+{2,}|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])|&(?=#?\w+;)")
_ENTITIES = {"<": "&lt;", "&": "&amp;", "^": "&#94;", "=": "&#61;", "+": "&#43;"}
"""Signs that a backslash does not tame with every set of extensions."""
_START = re.compile(r"([#>]|!(?=!!)|-(?=[\s-]|$)|\+(?=\s|$)|\d{1,9}(?=[.)](?:\s|$)))|(:(?=\s)|[|=]|\?(?=\?\?)|/(?=//))")
_CLOSING_HASHES = re.compile(r"#(?=#*\s*$)")


def text(words: str) -> str:
    """``words`` for anywhere in a line."""
    return _MARKS.sub(lambda found: "".join(_ENTITIES.get(sign, f"\\{sign}") for sign in found[0]), words)


def line_start(line: str) -> str:
    """A line of Markdown whose first characters begin no list, heading or other block."""
    found = _START.match(line)
    if found is None:
        return line
    if found[2]:
        return f"&#{ord(found[2])};{line[1:]}"
    return f"\\{line}" if not line[0].isdigit() else f"{found[0]}\\{line[found.end() :]}"


def heading(line: str) -> str:
    """A line of Markdown as the words of a heading, whose last signs do not close it."""
    return _CLOSING_HASHES.sub("&#35;", line)


def cell(line: str) -> str:
    """A line of Markdown as one cell of a table."""
    return line.replace("|", "&#124;")


def strong(line: str) -> str:
    """A line of Markdown as strong words; one that holds such words, or none, stays as it is."""
    return f"**{line.strip()}**" if line.strip() and "**" not in line else line


def code(words: str) -> str:
    """``words`` as code within a line."""
    runs = {len(run) for run in re.findall("`+", words)}
    ticks = "`" * next(size for size in range(1, len(words) + 2) if size not in runs)
    room = " " if words[:1] == "`" or words[-1:] == "`" else ""
    return f"{ticks}{room}{words}{room}{ticks}"
