"""Share cards: the picture that a chat or a social network shows beside a link to a public page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..cache import key_of
from ..fonts import Fonts
from ..plan.page import Page
from ..problems import Problem, warning
from ..stamps import stamp
from ..workshop import Workshop
from .card import Card, card_of
from .drawing import drawn

__all__ = ["Card", "Cards", "card_of", "share_cards"]

FOLDER = "assets/cards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """``names``: a page's URL → the path of its card."""

    names: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def share_cards(
    pages: Iterable[Page], site: str, fonts: Fonts | None, workshop: Workshop, put: Callable[[str, bytes], None]
) -> Cards:
    """Draw the card of each page that has one, and hand it to ``put`` with its path.

    ``site`` is the site's name; a card is named by its contents."""
    made_by = key_of("card", stamp(("share", "phrasing.py"), ("pillow", "budoux")), fonts.digest if fonts else "")
    cards = {page.url: card for page in pages if (card := card_of(page, site))}
    keys = {url: key_of(made_by, repr(card) if fonts else "") for url, card in cards.items()}
    drawings = {key: cards[url] for url, key in keys.items()}
    things = ((_path(key), key, card) for key, card in drawings.items())
    for path, data in workshop.stream("共有カード", things, len(drawings), _draw, fonts):
        put(path, data)
    return Cards(
        names={url: _path(key) for url, key in keys.items()},
        problems=() if fonts or not cards else (_no_font(),),
    )


def _path(key: str) -> str:
    return f"{FOLDER}/{key[:20]}.png"


def _draw(cards: Sequence[Card], fonts: Fonts | None) -> list[bytes]:
    return [drawn(card, fonts) for card in cards]


def _no_font() -> Problem:
    return warning(
        "no-japanese-font",
        None,
        "日本語のフォントが見つからないため、共有カードは文字のない絵になりました。",
        "Noto Sans CJK JP を入れて（Debian・Ubuntu では fonts-noto-cjk）、もう一度ビルドしてください。",
    )
