"""How often the pages of a site were opened, beside those that nobody opened."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..columns import clean, table
from ..record import Record
from .beacon import Usage

_TITLE = re.compile(rb"<title>([^<]{0,500})</title>")
_MOST_OPENED, _MOST_UNOPENED = 20, 200
_DOCUMENT = re.compile(
    r"(?:cases|stories|glossary|playbooks|seminars)/[a-z0-9-]+/|articles/[a-z0-9-]+/[a-z0-9-]+/",
)
"""Pages that somebody wrote: lists, sheets and what turns by itself are opened on the way to these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Pages with their titles and counts: those opened, most often first, and those nobody opened, by URL."""

    usage: Usage
    most: tuple[tuple[str, str, int], ...]
    never: tuple[tuple[str, str], ...]


def pages_of(record: Record) -> tuple[str, ...]:
    """The URLs of a built site's pages, relative to it."""
    found = (name.removesuffix("index.html") for name in record.files if name.endswith("index.html"))
    return tuple(url for url in found if not url or url.endswith("/"))


def opened(usage: Usage, pages: Iterable[str], folder: Path) -> Opened:
    """Bring counts and pages together; titles are read from the site in ``folder``."""
    never = sorted(url for url in pages if _DOCUMENT.fullmatch(url) and not usage.views[url])
    most = sorted(usage.views.items(), key=lambda each: (-each[1], each[0]))
    return Opened(
        usage=usage,
        most=tuple((url, _title(folder, url), times) for url, times in most),
        never=tuple((url, title) for url in never if (title := _title(folder, url))),
    )


def _title(folder: Path, url: str) -> str:
    """What a page is called; "" for one that only leads to another."""
    try:
        head = (folder / url / "index.html").read_bytes()[:20_000]
    except OSError:
        return ""
    found = _TITLE.search(head)
    if found is None or b'http-equiv="refresh"' in head:
        return ""
    title = html.unescape(found[1].decode("utf-8", "replace"))
    return title.rpartition(" - ")[0] or title


def told(found: Opened) -> str:
    """The same for a reader."""
    usage = found.usage
    span = f"{_day(usage.first)} から {_day(usage.last)} まで、" if usage.first else ""
    head = f"{span}開かれた回数は {usage.views.total():,} 回でした。"
    parts = ["\n".join(filter(None, (head, "".join(_left_out(usage)))))]
    if found.most:
        rows = [(f"{times:,}", f"/{url}", clean(title)) for url, title, times in found.most[:_MOST_OPENED]]
        parts.append("\n".join(["よく開かれたページ", *_table(rows, ("回数", "ページ", "題"))]))
    if found.never:
        rows_never = [(f"/{url}", clean(title)) for url, title in found.never[:_MOST_UNOPENED]]
        more = len(found.never) - len(rows_never)
        rest = [f"  ほか {more:,} ページ"] if more else []
        heading = f"だれも開いていないページ（{len(found.never):,}）"
        parts.append("\n".join([heading, *_table(rows_never, ("ページ", "題")), *rest]))
    return "\n\n".join(parts)


def _table(rows: Iterable[tuple[str, ...]], head: tuple[str, ...]) -> Iterator[str]:
    yield from (f"  {row}" for row in table([head, *rows], {0} if len(head) == 3 else set()))


def _left_out(usage: Usage) -> Iterator[str]:
    if usage.elsewhere:
        yield f"このサイトにないページの {usage.elsewhere:,} 回は数えていません。"
    if usage.unread:
        yield f"読めない {usage.unread:,} 行は飛ばしました。"
    if usage.dropped:
        yield f"ことばが多すぎるため、回数の少ない {usage.dropped:,} 回分を除きました。"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def as_data(found: Opened) -> dict[str, object]:
    """The same as plain values for JSON."""
    usage = found.usage
    return {
        "from": _day(usage.first),
        "to": _day(usage.last),
        "views": usage.views.total(),
        "pages": [{"url": url, "title": title, "times": times} for url, title, times in found.most],
        "never_opened": [{"url": url, "title": title} for url, title in found.never],
        "left_out": {"elsewhere": usage.elsewhere, "unread": usage.unread, "queries": usage.dropped},
    }
