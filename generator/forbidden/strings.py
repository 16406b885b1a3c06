"""The strings that a circle may not see: names, titles, texts cut into windows, ids, names of pictures, records."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..check import Forbidden, Source, Where
from ..model.document import Document
from ..model.knowledge import Article
from ..model.organization import Organization
from ..problems import Place
from .policy import Path, Policy
from .remembered import folded, runs
from .spellings import SHORT, as_firm, spellings, without_firm
from .values import lines, values

WINDOW = 12
"""Characters of a text that are enough to know it by; shorter texts are too common to be a sign of a leak."""

_KEY = re.compile(r"[a-z0-9_-]+")
"""Keys of vocabularies, ids and dates say nothing by themselves."""
_TITLES = frozenset({"title", "term", "english", "aliases"})
_SERIAL = re.compile(r"[a-z]+-\d{4,}")
_TELLING_ID, _TELLING_FILE = 12, 12
_PAGELESS = ("phrases", "voices")
_HOST = re.compile(r"https?://(?:www\.)?[^/\s?#]*", re.IGNORECASE)
"""Many addresses have the same host: it is the rest that tells."""


@dataclass(frozen=True, slots=True)
class Strings:
    """Gathers what one circle may not see. ``is_word`` tells whether a text is one word of the dictionary."""

    policy: Policy
    is_word: Callable[[str], bool]

    def __iter__(self) -> Iterator[Forbidden]:
        for client in self.policy.library.organizations.values():
            yield from self._of_client(client)
        for collection, document in self.policy.library:
            if isinstance(document, Organization):
                continue
            if self.policy.hidden(document):
                public = self.policy.is_public(document)
                yield from self._hidden(document, titles=not public)
                yield from self._ids(collection, document) if not public else ()
            else:
                yield from self._narrower(document)

    # -- clients -----------------------------------------------------------------------------------------------

    def _of_client(self, client: Organization) -> Iterator[Forbidden]:
        policy = self.policy
        if not policy.may_name(client):
            common = {folded(each.text) for each in client.common_words}
            for path, name in _named(client):
                is_word = self._sounds if path == ("reading",) and self._is_one_word(client) else self.is_word
                yield from self._name(name, Source("name", client.keys.at(*path)), common, is_word)
        if policy.use:
            for name in client.not_for.companies:
                yield from self._name(name, Source("name", client.keys.at("not_for", "companies")))
            yield from _cut(client.not_for.note or "", Source("inside", client.keys.at("not_for", "note")))
            yield from _cut(client.hold.reason or "" if client.hold else "", Source("inside", client.keys.at("hold")))
        if not policy.knows(client):
            yield Forbidden(client.id, Source("id", client.keys.at() or Place(file=client.file)), Where.TOKEN)

    def _is_one_word(self, client: Organization) -> bool:
        return client.name is not None and self.is_word(without_firm(client.name))

    @staticmethod
    def _sounds(text: str) -> bool:
        """How a word sounds is a word: the dictionary does not list ちゅうおう beside 中央."""
        return True

    def _name(
        self,
        name: str,
        source: Source,
        common: Collection[str] = (),
        is_word: Callable[[str], bool] | None = None,
    ) -> Iterator[Forbidden]:
        """All spellings of a name; a common word only where it is plainly a company's name."""
        if (form := folded(name).strip("\ue001")) in common:
            yield from (Forbidden(firm, source, Where.FIRM) for firm in as_firm(form))
            return
        for spelling, where in spellings(name, is_word or self.is_word):
            if spelling not in common:
                yield Forbidden(spelling, source, where)

    # -- documents ---------------------------------------------------------------------------------------------

    def _hidden(self, document: Document, *, titles: bool) -> Iterator[Forbidden]:
        """Everything that a hidden document says."""
        for path, text, place in values(document):
            if path[0] in _TITLES:
                if not titles:
                    continue
                yield from self._title(text, Source("title", place))
            yield from self._value(path, text, place, "hidden", step=WINDOW)
        for narrower in (False, True):
            for text, place in lines(document, self.policy, narrower=narrower):
                yield from _cut(text, Source("hidden", place), step=WINDOW)

    def _narrower(self, document: Document) -> Iterator[Forbidden]:
        """Parts, items and records of a visible document that are for a narrower circle."""
        for path, text, place in values(document):
            if what := self.policy.withheld(document, path):
                yield from self._value(path, text, place, what)
        for text, place in lines(document, self.policy, narrower=True):
            yield from _cut(text, Source("block", place))

    def _value(self, path: Path, text: str, place: Place, what: str, step: int = 1) -> Iterator[Forbidden]:
        if path[-1] == "record" and path[0] == "consent":
            what = "record"
        if path == ("community", "name"):
            what = "community"
        if what in ("community", "person"):
            yield from self._name(text, Source(what, place))
        elif what == "record":
            form = folded(text)
            yield Forbidden(form, Source(what, place), Where.ANYWHERE if len(form) > 5 else Where.WORD)
        elif not _KEY.fullmatch(text):
            yield from _cut(text, Source(what, place), step)

    def _title(self, text: str, source: Source) -> Iterator[Forbidden]:
        """A title of any length; one that is short, or one word, counts only as a word of its own."""
        form = folded(text)
        word = len(form) < SHORT or (len(form) < WINDOW and self.is_word(text))
        if len(form) > 1:
            yield Forbidden(form, source, Where.WORD if word else Where.ANYWHERE)

    def _ids(self, collection: str, document: Document) -> Iterator[Forbidden]:
        """The id of a hidden document as an address, and alone where nothing else could be called so.

        That of a withdrawn one is no secret: its old address may still answer."""
        if document.status == "withdrawn" or collection in _PAGELESS:
            return
        source = Source("id", Place(file=document.file))
        folder = f"articles/{document.category}" if isinstance(document, Article) else collection
        yield Forbidden(f"{folder}/{document.id}", source, Where.TOKEN)
        if _SERIAL.fullmatch(document.id) or ("-" in document.id and len(document.id) >= _TELLING_ID):
            yield Forbidden(document.id, source, Where.TOKEN)


def of_pictures(images: Iterable[str], content: str, shown: str) -> Iterator[Forbidden]:
    """The names of pictures that ``shown`` (texts and ids) does not speak of; ``images``: paths below ``content``."""
    for image in images:
        name = PurePosixPath(image).name
        if name.casefold() not in shown:
            stem = PurePosixPath(image).stem.casefold()
            source = Source("asset", Place(file=f"{content}/{image}"))
            yield Forbidden(name.casefold(), source, Where.TOKEN)
            if len(stem) >= _TELLING_FILE and stem not in shown:
                yield Forbidden(stem, source, Where.TOKEN)


def _named(client: Organization) -> Iterator[tuple[Path, str]]:
    for key in ("name", "short_name", "reading", "romaji"):
        if text := getattr(client, key):
            yield (key,), text
    for index, text in enumerate(client.other_names):
        yield ("other_names", index), text


def _cut(text: str, source: Source, step: int = 1) -> Iterator[Forbidden]:
    """The windows of a text, as pages hold it: each, or with ``step`` so many that any long excerpt holds one."""
    for run in runs(_HOST.sub("", text)):
        form = folded(run)
        last = len(form) - WINDOW
        if last >= 0:
            for start in (*range(0, last, step), last):
                yield Forbidden(form[start : start + WINDOW], source)
