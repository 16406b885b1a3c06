"""Where a client or one of its cases is used: in which sites, at which address, by which line of which file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from .. import audience as gate
from ..config import SiteConfig
from ..deck import pulls_of, read_deck
from ..fold import fold
from ..links import page_candidates, targets_of
from ..model.body import Body
from ..model.case import Case
from ..model.document import Document
from ..model.glossary import VoiceList
from ..model.knowledge import Article, Playbook, Seminar
from ..model.library import Library
from ..model.organization import Organization
from ..names import NameFinder
from ..problems import Place
from ..urls import document_url
from ..validate.links import BODIES
from ..validate.names import free_texts
from ..view import View

_SHOWN_AS = {"glossary": "terms"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One place of use. ``urls`` are its addresses by circle, none where no site shows it on that day.

    ``by_hand`` says that the words stand in a source of their own, and stay until somebody edits them."""

    kind: str
    title: str
    place: Place
    urls: Mapping[str, str] = field(default_factory=dict)
    by_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """All uses of one client or case, as of one day. ``client`` is None where the case has no record of one.

    ``widest`` is the circle outside the company."""

    id: str
    as_of: date
    widest: str
    client: Organization | None
    cases: tuple[Case, ...]
    seminars: tuple[Seminar, ...]
    uses: tuple[Use, ...]


def withdrawal(library: Library, config: SiteConfig, name: str, as_of: date) -> Withdrawal | None:
    """Every use of the organisation or case ``name`` on that day; None where there is no such one."""
    case, client = library.cases.get(name), library.organizations.get(name)
    if case is not None:
        cases: tuple[Case, ...] = (case,)
        client = library.organization_of(case)
    elif client is not None:
        cases = tuple(each for each in library.cases.values() if each.organization == client.id)
    else:
        return None
    search = _Search(library, config, cases, None if case else client, _sites(library, config, as_of))
    uses = sorted(search.uses(), key=lambda use: (use.place.file, use.place.line, use.kind))
    wanted = {each.id for each in cases}
    told = tuple(seminar for seminar in library.seminars.values() if wanted & _told_of(seminar))
    return Withdrawal(
        id=name,
        as_of=as_of,
        widest=config.audiences[0],
        client=client,
        cases=cases,
        seminars=told,
        uses=tuple(uses),
    )


def _told_of(seminar: Seminar) -> set[str]:
    """The cases that a seminar names, or takes something from for its slides."""
    named = {name.rpartition("/")[2] for name in seminar.cases}
    return named | {pull.case for pull in pulls_of(read_deck(seminar.body)[0])}


@dataclass(frozen=True, slots=True)
class _Site:
    """One circle's site: the View of its pages, and that of what it hands out."""

    circle: str
    view: View
    proposal: View
    home: str

    def has(self, collection: str, document: Document) -> bool:
        shown = getattr(self.view, _SHOWN_AS.get(collection, collection))
        return any(getattr(each, "id", "") == document.id for each in shown)


def _sites(library: Library, config: SiteConfig, as_of: date) -> tuple[_Site, ...]:
    def see(circle: str, use: str) -> View:
        return gate.view(library, circle, use, as_of, config.audiences, samples=config.samples)

    return tuple(
        _Site(
            circle,
            see(circle, gate.site_use(circle, config.audiences)),
            see(circle, "proposal"),
            config.url_for(circle) or "/",
        )
        for circle in config.audiences
    )


@dataclass(frozen=True, slots=True)
class _Search:
    library: Library
    config: SiteConfig
    cases: tuple[Case, ...]
    client: Organization | None
    sites: tuple[_Site, ...]

    def uses(self) -> Iterator[Use]:
        for case in self.cases:
            yield from self._pages_of(case)
        for collection, document in self.library:
            if document not in self.cases:
                yield from self._references(collection, document)
                yield from self._links(collection, document)
                if isinstance(document, Seminar):
                    yield from self._slides(document)
        if self.client is not None:
            yield from self._voices(self.client)
            yield from self._mentions(self.client)

    def _pages_of(self, case: Case) -> Iterator[Use]:
        place = case.keys.at() or Place(file=case.file)
        yield Use(kind="事例のページ", title=case.title, place=place, urls=self._urls("cases", case))
        sheet = f"cases/{case.id}/onepager/"
        handed = {
            site.circle: site.home + sheet
            for site in self.sites
            if site.view.reaches("marketing") and any(each.id == case.id for each in site.proposal.cases)
        }
        if handed:
            yield Use(kind="お渡し用の1枚・商談シート", title=case.title, place=place, urls=handed)
        for name in case.playbooks:
            playbook = self.library.playbooks.get(name)
            if playbook is not None:
                at = case.keys.at("playbooks", case.playbooks.index(name)) or place
                shown = self._urls("playbooks", playbook)
                yield Use(kind="進め方のページの事例欄", title=playbook.title, place=at, urls=shown)

    def _references(self, collection: str, document: Document) -> Iterator[Use]:
        """Keys of other documents that name one of the cases."""
        wanted = {case.id for case in self.cases}
        for key in ("case", "cases", "related"):
            if key == "related" and collection != "cases":
                continue
            value = getattr(document, key, None) or ()
            for index, name in enumerate((value,) if isinstance(value, str) else value):
                if name.rpartition("/")[2] in wanted:
                    place = document.keys.at(key, index) or Place(file=document.file)
                    told = key == "case" or isinstance(document, Seminar)
                    kind = "この事例を語る現場の話" if key == "case" else _KINDS[collection]
                    yield self._use(kind, collection, document, place, by_hand=told)
                    if isinstance(document, Seminar):
                        yield self._use("スライド", collection, document, place, "slides/", by_hand=True)
                        yield self._use("配布資料", collection, document, place, "handout/", by_hand=True)

    def _links(self, collection: str, document: Document) -> Iterator[Use]:
        """Links in texts to the page of one of the cases."""
        wanted = {document_url("cases", case.id) for case in self.cases}
        for name in BODIES:
            body = getattr(document, name, None)
            if not isinstance(body, Body) or "case-" not in body.text:
                continue
            folder = PurePosixPath(body.file).relative_to(PurePosixPath(self.config.content_dir)).parent
            for target in targets_of(body.text):
                path = unquote(urlsplit(target.text).path)
                if path and wanted & set(page_candidates(path, folder, _url(collection, document))):
                    place = body.place(target.line, target.column, len(target.text))
                    yield self._use("本文のリンク", collection, document, place, by_hand=True)

    def _slides(self, seminar: Seminar) -> Iterator[Use]:
        """Parts of slides that are taken from one of the cases: they go when it goes, files made before do not."""
        wanted = {case.id for case in self.cases}
        for pull in pulls_of(read_deck(seminar.body)[0]):
            if pull.case in wanted:
                for kind, below in (("スライド", "slides/"), ("配布資料", "handout/")):
                    yield self._use(f"{kind}の中の図・言葉", "seminars", seminar, pull.place, below)

    def _voices(self, client: Organization) -> Iterator[Use]:
        for listing in self.library.voices.values():
            for index, voice in enumerate(listing.items):
                for at, hearing in enumerate(voice.heard):
                    if hearing.organization == client.id:
                        place = listing.keys.at("items", index, "heard", at, "organization")
                        at_last = place or Place(file=listing.file)
                        yield self._use("ご意見・ご要望", "voices", listing, at_last, by_hand=True)

    def _mentions(self, client: Organization) -> Iterator[Use]:
        """Texts that name the client, or use its alias."""
        finder, alias = NameFinder([client]), fold(client.alias)
        for collection, document in self.library:
            if isinstance(document, Organization):
                continue
            for free in free_texts(document, self.config.audiences):
                named = bool(finder.clients_in(free.text))
                if named or (alias and alias in fold(free.text)):
                    kind = "文章の中の社名" if named else "文章の中の別名"
                    yield self._use(kind, collection, document, free.place or Place(file=document.file), by_hand=True)

    def _use(
        self, kind: str, collection: str, document: Document, place: Place, below: str = "", by_hand: bool = False
    ) -> Use:
        urls = self._urls(collection, document, below)
        return Use(kind=kind, title=_title(document), place=place, urls=urls, by_hand=by_hand)

    def _urls(self, collection: str, document: Document, below: str = "") -> dict[str, str]:
        url = _url(collection, document) + below
        if collection in ("phrases", "voices"):
            shown = [site for site in self.sites if site.view.reaches(document.audience)]
        else:
            shown = [site for site in self.sites if site.has(collection, document)]
        return {site.circle: site.home + url for site in shown}


_KINDS = {
    "stories": "現場の話",
    "articles": "ナレッジ",
    "seminars": "セミナーの案内",
    "cases": "ほかの事例の「似た事例」",
}


def _url(collection: str, document: Document) -> str:
    return document_url(collection, document.id, document.category if isinstance(document, Article) else "")


def _title(document: Document) -> str:
    if isinstance(document, Case | Article | Playbook | Seminar):
        return document.title
    if isinstance(document, VoiceList):
        return "ご意見・ご要望"
    return str(getattr(document, "title", "") or getattr(document, "term", "") or document.id)
