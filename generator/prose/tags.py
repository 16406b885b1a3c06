"""Tags in finished HTML: enough to read and rewrite what nh3 has written, in one pass and without a tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Literal

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?>[^\"'>]+|\"[^\"]*\"|'[^']*')*)>")
_HOLDING = re.compile(r"<()([A-Za-z][A-Za-z0-9-]*)(\s(?>[^\"'>]+|\"[^\"]*\"|'[^']*')*)>")
_LINKING = re.compile(r"<(/?)(a|img)(?=[\s/>])((?>[^\"'>]+|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s=\"'/>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


@dataclass(slots=True)
class Tag:
    """One opening or closing tag; ``attributes`` hold values as text, entities read."""

    name: str
    closes: bool = False
    attributes: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        if self.closes:
            return f"</{self.name}>"
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.name}{attributes}>"

    def add_class(self, name: str) -> None:
        """Put one more class on this tag."""
        self.attributes["class"] = f"{self.attributes.get('class', '')} {name}".strip()

    def has_class(self, name: str) -> bool:
        """True where ``name`` is one of its classes."""
        return name in self.attributes.get("class", "").split()


def words(text: str) -> frozenset[str]:
    """The names in ``text``, apart by spaces."""
    return frozenset(text.split())


def tokens(html: str) -> Iterator[str | Tag]:
    """Text (as written, entities unread) and tags, in order."""
    end = 0
    for found in _TAG.finditer(html):
        if found.start() > end:
            yield html[end : found.start()]
        yield _tag(found)
        end = found.end()
    if end < len(html):
        yield html[end:]


Which = Literal["all", "holding", "linking"]
"""The tags to look at: all, those that hold attributes, or links and images. The others cost as much to read."""

_PATTERNS = {"all": _TAG, "holding": _HOLDING, "linking": _LINKING}


def rewrite(html: str, change: Callable[[Tag], str | None], which: Which = "all") -> str:
    """``html`` with each tag for which ``change`` returns a string replaced by it; None leaves it as it was."""

    def one(found: re.Match[str]) -> str:
        changed = change(_tag(found))
        return found[0] if changed is None else changed

    return _PATTERNS[which].sub(one, html)


def _tag(found: re.Match[str]) -> Tag:
    attributes: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(found[3]) if found[3] else ():
        attributes.setdefault(name.lower(), unescape(double or single or bare))
    return Tag(found[2].lower(), bool(found[1]), attributes)
