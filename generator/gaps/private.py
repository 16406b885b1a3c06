"""Queries that may tell of somebody: they are left out of what is shown, whoever wrote them down."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ..fold import fold
from ..model.organization import Organization
from ..names import NameFinder

_COMPANY = re.compile(r"(?:株式|有限|合同|合資|合名)会社|\((?:株|有|合|同|資|名)\)|(?:社団|財団|医療|学校)法人")
_PERSON = re.compile(r"(?<![多同仕模異一両有文神客皆])様(?![々子式相態])")
"""`様` after a name; not in 仕様, 様子, 皆様."""
_CONTACT = re.compile(
    r"@|[a-z]{2,}://|www\.|[a-z0-9-]+\.(?:co|com|jp|net|org|info|io)(?![a-z])|\d[\d\s()‐‑–—―ー−-]{7,}\d",
)

_RUNS = re.compile(r"[\u3041-\u309fー]+|[\u30a1-\u30ffー]+|[\u3400-\u9fff々]+|[a-z0-9&]+")
_HALF = 3
"""A word of this many characters or more may be a name that was not typed to its end."""


class Private:
    """Knows every name of the organisations that the content holds, in every spelling."""

    def __init__(self, clients: Iterable[Organization]) -> None:
        known = tuple(clients)
        self._names = NameFinder(known)
        self._forms = tuple({fold(name) for client in known for name in client.names})

    def names(self, text: str, pieces: Iterable[str] = ()) -> bool:
        """Whether ``text`` may name an organisation or a person. ``pieces``: how the search engine cuts it."""
        plain = unicodedata.normalize("NFKC", text).casefold()
        if _COMPANY.search(plain) or _PERSON.search(plain):
            return True
        return any(self._names.clients_in(part) or self._begins(part) for part in (*_parts(plain), *pieces))

    def contacts(self, text: str) -> bool:
        """Whether ``text`` holds an address, a telephone number or the like."""
        return bool(_CONTACT.search(unicodedata.normalize("NFKC", text).casefold()))

    def _begins(self, part: str) -> bool:
        """Whether ``part`` is at least the first half of a name."""
        folded = fold(part)
        return len(folded) >= _HALF and any(
            form.startswith(folded) and 2 * len(folded) >= len(form) for form in self._forms
        )


def _parts(plain: str) -> Iterator[str]:
    """The whole, its words, and its runs of one script: short names only count where they stand alone."""
    yield plain
    yield from plain.split()
    yield from _RUNS.findall(plain)
