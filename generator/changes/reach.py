"""Who could see what on each side: what more people may see now, as the gate decides, whatever key made it so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..fold import fold
from ..model import vocabulary as words
from ..model.case import Adoption, Case
from ..model.document import Document
from ..plan.page import Json, Page
from ..problems import Place
from ..validate.names import free_texts
from ..view import Figure, ShownCase, View
from .report import Text, Widened
from .sides import HANDED, Side, Site, url_of

Reach = frozenset[str]
"""Circles, and uses as ``use:proposal``."""

Item = tuple[str, str]
"""Something of a document: in words, and what else tells it from others of those words. ("", "") is the whole."""

WHOLE: Item = ("", "")
SHORTEST = 12
"""Sentences with fewer characters stand in many texts by chance. The leak check counts the same."""

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_PICTURE = re.compile(r"!\[|<img", re.IGNORECASE)


def widened(base: Side, head: Side, touched: Collection[str]) -> Iterator[Widened]:
    """Every document of which more may be seen now: as a whole, in its items, or in single sentences.

    ``touched`` are the keys of documents whose source differs: sentences are looked for in these."""
    before, after = _reaches(base), _reaches(head)
    gains: dict[str, dict[Item, Reach]] = defaultdict(dict)
    for (key, item), reach in after.items():
        was = before.get((key, item))
        if was and reach - was:
            gains[key][item] = reach - was
    texts = _Texts(base, head, gains)
    for key, document in head.documents():
        found = gains.get(key, {})
        sentences = list(texts.gained(key, document)) if key in touched else []
        yield from _rows(key, document, found, sentences, before, head)


def _rows(
    key: str,
    document: Document,
    gains: Mapping[Item, Reach],
    sentences: list[tuple[Text, Reach, Reach]],
    before: Mapping[tuple[str, Item], Reach],
    head: Side,
) -> Iterator[Widened]:
    """One row for the document as a whole, with what came along; one for each other gain."""
    order, title, whole = head.config.audiences, title_of(document), gains.get(WHOLE, frozenset())
    place = document.keys.key("audience") or Place(file=document.file)

    def row(was: Reach, gained: Reach, items: tuple[str, ...] = (), texts: tuple[Text, ...] = ()) -> Widened:
        return Widened(
            document=key,
            title=title,
            place=texts[0].place if texts else place,
            before=_widest(was, order) if _widest(gained, order) else "",
            circles=tuple(circle for circle in order if circle in gained),
            uses=tuple(use for use in ("web", *HANDED, "verbal") if f"use:{use}" in gained),
            whole=not items and not texts,
            items=items,
            texts=texts,
        )

    if whole:
        along = _in_order(item[0] for item, gained in gains.items() if item[0] and gained <= whole)
        first = row(before[key, WHOLE], whole)
        yield Widened(**{name: getattr(first, name) for name in Widened.__slots__} | {"items": along})
    rest: dict[tuple[Reach, Reach], dict[str, None]] = defaultdict(dict)
    for item, gained in gains.items():
        if item[0] and gained - whole:
            left = gained - whole
            was = before[key, item] if _widest(left, order) else frozenset()
            rest[was, left][item[0]] = None
    for (was, gained), items in rest.items():
        yield row(was, gained, items=_in_order(items))
    said: dict[tuple[Reach, Reach], list[Text]] = defaultdict(list)
    for text, was, gained in sentences:
        said[was, gained].append(text)
    for (was, gained), found in said.items():
        yield row(was, gained, texts=tuple(found))


def title_of(document: Document) -> str:
    """A document's title, or its term; its id where it has neither."""
    return str(getattr(document, "title", None) or getattr(document, "term", None) or document.id)


def _in_order(items: Iterable[str]) -> tuple[str, ...]:
    """Items once each, what tells most of a client first."""
    return tuple(sorted(set(items), key=lambda item: (_GRAVEST.index(item) if item in _GRAVEST else 9, item)))


_GRAVEST = ("社名", "ロゴ", "コミュニティ名", "登壇者の名前", "別名")


def _widest(reach: Reach, order: Iterable[str]) -> str:
    return next((circle for circle in order if circle in reach), "")


# -- documents and their items -----------------------------------------------------------------------------------


def _reaches(side: Side) -> dict[tuple[str, Item], Reach]:
    found: dict[tuple[str, Item], set[str]] = defaultdict(set)
    for circle, site in side.sites.items():
        for key, item in _shown(site.view):
            found[key, item].add(circle)
    for use, view in side.handed.items():
        for key, item in _handed(view, use):
            found[key, item].add(f"use:{use}")
    for key, document in side.documents():
        if isinstance(document, Case) and document.consent.status == "granted":
            for granted in document.consent.verbal:
                found[key, (words.CONSENT_ITEM.label_of(granted), "")].add("use:verbal")
    return {name: frozenset(reach) for name, reach in found.items()}


def _shown(view: View) -> Iterator[tuple[str, Item]]:
    """What stands in a circle's own site."""
    for case in view.cases:
        yield from ((f"cases/{case.id}", item) for item in _items(case, view))
    for name, shown in (
        ("stories", view.stories),
        ("articles", view.articles),
        ("glossary", view.terms),
        ("playbooks", view.playbooks),
        ("seminars", view.seminars),
    ):
        yield from ((f"{name}/{document.id}", WHOLE) for document in shown)
    for seminar in view.seminars:
        yield from (
            (f"seminars/{seminar.id}", ("登壇者の名前", each.name)) for each in seminar.speakers if each.consent
        )


def _handed(view: View, use: str) -> Iterator[tuple[str, Item]]:
    """What may leave the building by one use: cases, and the slides of seminars that are made for it."""
    for case in view.cases:
        yield from ((f"cases/{case.id}", item) for item in _items(case, view))
    for seminar in view.seminars:
        if seminar.shown_to == use:
            yield f"seminars/{seminar.id}", WHOLE


def _items(case: ShownCase, view: View) -> Iterator[Item]:
    yield WHOLE
    if case.client.named:
        yield "社名", ""
    if case.client.alias:
        yield "別名", ""
    if case.logo:
        yield "ロゴ", ""
    if case.community and case.community.name:
        yield "コミュニティ名", ""
    if any(body.pictures and _PICTURE.search(body.text) for body in (case.challenge, case.approach, case.outcome)):
        yield "本文の画像", ""
    for figure in case.figures:
        label = view.catalogues.kpis[figure.kpi].name
        if figure.change is not None:
            yield f"{label}の変化率", identity(figure)
        if figure.exact:
            yield f"{label}の実数", identity(figure)
    for quote in case.quotes:
        yield "コメント", quote.text
    yield from _adoption(case.adoption)


def _adoption(adoption: Adoption | None) -> Iterator[Item]:
    """The parts of what a buyer asks first, each of which may have a circle of its own."""
    if adoption is None:
        return
    if adoption.client_team:
        yield "先方の体制", ""
    if adoption.timeline:
        yield "導入の時期", ""
    if replace(adoption, client_team=None, timeline=None) != Adoption(audience=adoption.audience):
        yield "導入の経緯", ""


def identity(figure: Figure) -> str:
    """What tells one figure of a case from its others, however exact it shows."""
    return f"{figure.kpi} {figure.compare} {figure.before_period} {figure.after_period} {figure.population}"


# -- sentences ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Texts:
    """Sentences of both sides with the circles that read them."""

    base: Side
    head: Side
    gains: Mapping[str, Mapping[Item, Reach]]
    _before: dict[str, Reach] | None = None

    def gained(self, key: str, document: Document) -> Iterator[tuple[Text, Reach, Reach]]:
        """Each sentence of a document that circles read now which read it nowhere before, though others did."""
        after = {circle: self._told(site, key, document) for circle, site in self.head.sites.items()}
        covered = self.gains.get(key, {}).get(WHOLE, frozenset())
        seen: set[str] = set()
        for free in free_texts(document, self.head.config.audiences):
            for sentence in _sentences(free.text):
                folded = _fold(sentence)
                was = self.before.get(folded)
                if was is None or folded in seen:
                    continue
                seen.add(folded)
                now = frozenset(circle for circle, told in after.items() if folded in told)
                gained = now - was - covered
                if gained:
                    yield Text(text=sentence, place=free.place or Place(file=document.file)), was, gained

    @property
    def before(self) -> Mapping[str, Reach]:
        """Every sentence of the base's pages with its circles."""
        if self._before is None:
            found: dict[str, set[str]] = defaultdict(set)
            for circle, site in self.base.sites.items():
                for page in site.pages.values():
                    for folded in _folded(page):
                        found[folded].add(circle)
            self._before = {folded: frozenset(circles) for folded, circles in found.items()}
        return self._before

    def _told(self, site: Site, key: str, document: Document) -> frozenset[str]:
        url = url_of(key, document)
        pages = [page for name, page in site.pages.items() if url and name.startswith(url)]
        return frozenset(folded for page in pages for folded in _folded(page))


def _folded(page: Page) -> Iterator[str]:
    for text in (page.title, page.description, *_strings(page.data), *(body.text for body in page.bodies.values())):
        yield from map(_fold, _sentences(text))


def _strings(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        if not value.startswith("<"):
            yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


_fold = lru_cache(maxsize=1 << 17)(fold)
"""Circles share most of their sentences."""


@lru_cache(maxsize=1 << 12)
def _sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, without what Markdown puts before a line, but for those that are short."""
    found = (sentence.strip(" \t#>*-+|0123456789.") for sentence in _SENTENCE.findall(text))
    return tuple(sentence for sentence in found if len(sentence) >= SHORTEST)
