"""Lists that never grow with the site: 200 cards a page, going on at ``page/2/``."""

from __future__ import annotations

from collections.abc import Sequence

from .page import Data, Json, Page

PER_PAGE = 200


def paged(
    url: str,
    title: str,
    lead: str,
    cards: Sequence[Json],
    *,
    noun: str,
    section: str = "",
    side: str = "",
    breadcrumbs: tuple[tuple[str, str], ...] = (("ホーム", ""),),
    data: Data | None = None,
    per_page: int = PER_PAGE,
) -> list[Page]:
    """The pages of one list; an empty list has one page that says so."""
    count = max(1, -(-len(cards) // per_page))
    return [
        Page(
            url=_url(url, number),
            template="list.html",
            title=title if number == 1 else f"{title}（{number} ページ目）",
            section=section or url,
            side=side or url,
            description=lead,
            breadcrumbs=breadcrumbs if number == 1 else (*breadcrumbs, (title, f"{url}/")),
            data={
                "lead": lead,
                "count": f"{noun}が {len(cards):,} 件あります。" if cards else "",
                "noun": noun,
                "cards": list(cards[(number - 1) * per_page : number * per_page]),
                "pager": _pager(url, number, count),
                "empty": {"title": f"{noun}はまだありません", "text": "掲載できるものがそろうと、ここに並びます。"},
                **(data or {}),
            },
        )
        for number in range(1, count + 1)
    ]


def _url(url: str, number: int) -> str:
    return f"{url}/" if number == 1 else f"{url}/page/{number}/"


def _pager(url: str, number: int, count: int) -> Data | None:
    if count == 1:
        return None
    return {
        "page": number,
        "pages": count,
        "prev": _url(url, number - 1) if number > 1 else "",
        "next": _url(url, number + 1) if number < count else "",
        "links": [
            {"title": str(n), "url": _url(url, n), "current": n == number}
            for n in range(1, count + 1)
            if n in (1, count) or abs(n - number) <= 2
        ],
    }
