"""A server's log → what was opened, and what was searched for in vain. Lines are somebody else's: none is believed.

Lines of three kinds are read: JSON with ``time`` and ``uri`` (nginx, by a ``log_format``), JSON of Caddy, and the
combined form of nginx and Apache. Nothing of a line is kept but its day, a page that the site has, and the words of a
query; addresses, names of browsers and whatever else stands there are never looked at.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import IO
from urllib.parse import parse_qs

from .misses import Miss

LONGEST_LINE = 16_384  # bytes
MOST_QUERIES = 20_000
"""Different queries kept at a time: above it, those asked least make room, so that a flood costs no memory."""
_LONGEST_QUERY = 40  # characters; what pages send
_NUMBER = re.compile(r"\d")
_COMBINED = re.compile(
    r'\[(\d{2}/[A-Z][a-z]{2}/\d{4}):[^\]]{1,30}\] "([A-Z]{1,10}) ([^" ]{1,8000}) [^"]{1,10}" (\d{3})(?: |$)'
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What logs say of a site: how often each of its pages was opened, and queries that found nothing.

    ``elsewhere``: views of pages that the site does not have · ``unread``: lines that are none of a beacon's, though
    they name its path, and lines too long · ``dropped``: queries left out since there were too many of them."""

    views: Counter[str] = field(default_factory=Counter)
    misses: tuple[Miss, ...] = ()
    first: date | None = None
    last: date | None = None
    elsewhere: int = 0
    unread: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    day: date
    uri: str


def read_usage(files: Iterable[Path], beacon: str, pages: Iterable[str], zone: tzinfo) -> Usage:
    """Count the lines of ``files`` that asked for ``beacon``. ``pages`` are the site's, as URLs relative to it.

    Memory is bounded by the pages and by ``MOST_QUERIES``, whatever the logs hold. Raises OSError."""
    count = _Count(beacon, frozenset(pages), zone)
    for path in files:
        with path.open("rb") as file:
            for line in _lines(file):
                count.line(line)
    return count.usage()


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; of one that is too long, its beginning alone, cut so that it cannot be read as a line."""
    while line := file.readline(LONGEST_LINE):
        whole = line.endswith(b"\n") or len(line) < LONGEST_LINE
        yield line if whole else b"\0"
        while not whole:
            rest = file.readline(LONGEST_LINE)
            whole = rest.endswith(b"\n") or not rest


class _Count:
    """Takes line after line."""

    def __init__(self, beacon: str, pages: frozenset[str], zone: tzinfo) -> None:
        self.mark = beacon.encode()
        self.beacon, self.pages, self.zone = beacon, pages, zone
        self.views: Counter[str] = Counter()
        self.queries: dict[str, tuple[int, date]] = {}
        self.first: date | None = None
        self.last: date | None = None
        self.elsewhere = self.unread = self.dropped = 0

    def line(self, line: bytes) -> None:
        if line == b"\0":
            self.unread += 1
        elif self.mark in line:
            asked = _asked(line.decode("utf-8", "replace").strip(), self.zone)
            if asked is None or not self._counted(asked):
                self.unread += 1

    def _counted(self, asked: _Asked) -> bool:
        path, _, query = asked.uri.partition("?")
        given = _given(query) if path == self.beacon else {}
        if given.get("kind") == "view" and "page" in given:
            self._view(given["page"])
        elif given.get("kind") == "miss" and (words := _words(given.get("query", ""))):
            self._miss(words, asked.day)
        else:
            return False
        self.first = min(asked.day, self.first or asked.day)
        self.last = max(asked.day, self.last or asked.day)
        return True

    def _view(self, page: str) -> None:
        if page.startswith("/") and page[1:] in self.pages:
            self.views[page[1:]] += 1
        else:
            self.elsewhere += 1

    def _miss(self, query: str, day: date) -> None:
        times, last = self.queries.get(query, (0, day))
        self.queries[query] = (times + 1, max(last, day))
        if len(self.queries) > MOST_QUERIES:
            kept = sorted(self.queries.items(), key=lambda each: each[1], reverse=True)
            self.dropped += sum(times for _, (times, _) in kept[MOST_QUERIES // 2 :])
            self.queries = dict(kept[: MOST_QUERIES // 2])

    def usage(self) -> Usage:
        """What was counted."""
        return Usage(
            views=self.views,
            misses=tuple(Miss(query=text, day=day, times=times) for text, (times, day) in self.queries.items()),
            first=self.first,
            last=self.last,
            elsewhere=self.elsewhere,
            unread=self.unread,
            dropped=self.dropped,
        )


def _given(query: str) -> dict[str, str]:
    """The parameters of a request that a page sends: each once."""
    try:
        found = parse_qs(query, max_num_fields=4)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items() if len(values) == 1}


def _words(text: str) -> str:
    """A query as pages send it, whoever sent it: one line, cut, without digits; "" for what cannot be one."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    hidden = any(unicodedata.category(character).startswith("C") or character == "\ufffd" for character in plain)
    return "" if hidden or len(plain) < 2 else _NUMBER.sub("#", plain[:_LONGEST_QUERY])


# -- forms of lines ----------------------------------------------------------------------------------------------


def _asked(line: str, zone: tzinfo) -> _Asked | None:
    return _in_json(line, zone) if line.startswith("{") else _combined(line)


def _combined(line: str) -> _Asked | None:
    found = _COMBINED.search(line)
    if found is None or found[2] != "POST" or not found[4].startswith("2"):
        return None
    day, month, year = found[1].split("/")
    try:
        return _Asked(day=date(int(year), _MONTHS.index(month) + 1, int(day)), uri=found[3])
    except ValueError:
        return None


def _in_json(line: str, zone: tzinfo) -> _Asked | None:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    request = data.get("request")
    inner = request if isinstance(request, dict) else data
    uri, method = inner.get("uri"), inner.get("method", "POST")
    status = str(data.get("status", 204))
    day = _day(data.get("time", data.get("ts")), zone)
    if not isinstance(uri, str) or method != "POST" or not status.startswith("2") or day is None:
        return None
    return _Asked(day=day, uri=uri)


def _day(value: object, zone: tzinfo) -> date | None:
    """The day of a time: ISO 8601 as it was written, or seconds since 1970 in the site's zone."""
    try:
        if isinstance(value, str):
            return datetime.fromisoformat(value).date()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, zone).date()
    except (ValueError, OverflowError, OSError):
        pass
    return None
