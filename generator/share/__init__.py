"""Share cards: the picture that a chat or a social network shows beside a link to a public page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    """``names``: a page's URL → the path of its card · ``files``: path → bytes."""

    names: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def share_cards(pages: Iterable[Page], site: str, fonts: Fonts | None, workshop: Workshop) -> Cards:
    """Draw the card of each page that has one. ``site`` is the site's name; a card is named by its contents."""
    made_by = key_of("card", stamp(("share", "phrasing.py"), ("pillow", "budoux")), fonts.digest if fonts else "")
    cards = {page.url: card for page in pages if (card := card_of(page, site))}
    keys = {url: key_of(made_by, repr(card) if fonts else "") for url, card in cards.items()}
    drawings = {key: cards[url] for url, key in keys.items()}
    made = workshop.begin("共有カード", {key: key for key in drawings}, drawings.__getitem__, _draw, fonts)()
    names = {url: f"{FOLDER}/{keys[url][:20]}.png" for url in cards}
    return Cards(
        names=names,
        files={f"{FOLDER}/{key[:20]}.png": data for key, data in made.items()},
        problems=() if fonts or not cards else (_no_font(),),
    )


def _draw(cards: Sequence[Card], fonts: Fonts | None) -> list[bytes]:
    return [drawn(card, fonts) for card in cards]


def _no_font() -> Problem:
    return warning(
        "no-japanese-font",
        None,
        "日本語のフォントが見つからないため、共有カードは文字のない絵になりました。",
        "Noto Sans CJK JP を入れて（Debian・Ubuntu では fonts-noto-cjk）、もう一度ビルドしてください。",
    )
