"""The search index of one site: its pages analysed, and the words that its readers use for the same thing."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from .cache import Cache, key_of
from .markup import Fragment
from .plan.facets import labels
from .plan.page import Page, SearchFields
from .plan.words import KINDS
from .search import analysis, index, variants
from .search.cuts import Cuts
from .search.document import Document, Section, Spelling, Synonym
from .search.variants import Variants
from .search.words import is_one_word
from .stamps import search_stamp
from .texts import Texts
from .view import View
from .workshop import Workshop

Files = Mapping[str, bytes]

_BETWEEN = re.compile("[・／、，]")
_ALIAS = 0.8
_BROADER = 0.6
"""A class of 日本標準産業分類 is wider than the segment that it stands for."""


def analyse(pages: Sequence[Page], texts: Texts, workshop: Workshop) -> Callable[[], tuple[bytes, ...]]:
    """Begin to analyse the pages that search knows; call the result for what is known of each, as JSON."""
    by_url = {page.url: document_of(page, page.search, texts) for page in pages if page.search}
    made_by = key_of("search", search_stamp())
    keys = {url: key_of(made_by, repr(document)) for url, document in by_url.items()}
    analysed = workshop.begin("索引", keys, by_url.__getitem__, _analyse, None)
    return lambda: tuple(analysed().values())


@contextmanager
def one_words(cache: Cache) -> Iterator[Callable[[str], bool]]:
    """Tells whether a text is one word of the dictionary; what was asked before is remembered, by its digest."""
    row = key_of("one word", search_stamp())
    kept = cache.read([row]).get(row)
    known: dict[str, bool] = json.loads(kept) if kept else {}
    asked: dict[str, bool] = {}

    def ask(text: str) -> bool:
        name = key_of(text)
        if name not in asked:
            asked[name] = known[name] if name in known else is_one_word(text)
        return asked[name]

    yield ask
    if asked != known:
        cache.write({row: json.dumps(asked).encode()})


def search_index(analysed: Sequence[bytes], view: View, workshop: Workshop, dictionary: Cache) -> Callable[[], Files]:
    """Begin to make the index of analysed pages; call the result for its files by name.

    ``dictionary`` keeps what the analyser's dictionary says of words: it takes two seconds to read, and is the same
    for every site.
    """
    words = (tuple(_synonyms(view)), tuple(_spellings(view)), labels(view))
    made_by = search_stamp()
    key = key_of("index", made_by, repr(words), *analysed)
    kept = workshop.cache.read([key]).get(key)
    last = key_of("cuts", made_by)
    if kept is not None:
        workshop.cache.keep([last])
        return lambda: _unpacked(kept)
    table = key_of("dictionary", variants.fingerprint(), made_by)
    before = workshop.cache.read([last]).get(last)
    making = workshop.pool.submit(_make, analysed, words, dictionary.read([table]).get(table), before)

    def finish() -> Files:
        made = making()
        workshop.cache.write({key: made.files, last: made.cuts})
        if made.table is not None:
            dictionary.write({table: made.table})
        return _unpacked(made.files)

    return finish


Words = tuple[tuple[Synonym, ...], tuple[Spelling, ...], Mapping[str, Mapping[str, str]]]


class _Made(NamedTuple):
    """Bytes to keep: an index's files in one, how its texts were cut, and the dictionary's table where it was read."""

    files: bytes
    cuts: bytes
    table: bytes | None


def _make(analysed: Sequence[bytes], words: Words, table: bytes | None, before: bytes | None) -> _Made:
    known = variants.scan() if table is None else Variants.from_json(table.decode())
    cuts = Cuts() if before is None else Cuts.from_bytes(before)
    synonyms, vocabulary, names = words
    files = index.build(
        map(json.loads, analysed), synonyms=synonyms, vocabulary=vocabulary, known=known, labels=names, cuts=cuts
    )
    packed = json.dumps({name: base64.b64encode(data).decode() for name, data in files.items()}).encode()
    return _Made(packed, cuts.to_bytes(), known.to_json().encode() if table is None else None)


def _unpacked(packed: bytes) -> Files:
    return {name: base64.b64decode(data) for name, data in json.loads(packed).items()}


# -- pages -------------------------------------------------------------------------------------------------------


def _analyse(documents: Sequence[Document], _: None) -> list[bytes]:
    return [
        json.dumps(analysis.analyse(document), ensure_ascii=False, separators=(",", ":")).encode()
        for document in documents
    ]


def document_of(page: Page, fields: SearchFields, texts: Texts) -> Document:
    """A page as plain text by section, with all that it may be found by."""
    further = (Section(anchor=anchor, heading=heading, text=text) for anchor, heading, text in fields.texts)
    return Document(
        url=page.url,
        title=page.title,
        kind=page.kind,
        summary=fields.summary,
        names=fields.names,
        organizations=fields.organizations,
        facets=(*_kind(page), *fields.facets),
        filters=fields.filters,
        sections=(*_sections(page, texts.fragments), *further),
    )


def _kind(page: Page) -> tuple[str, ...]:
    """The label of a page's kind, as the page and its hit show it; a plain page has none."""
    return (KINDS[page.kind],) if page.kind != "page" else ()


def _sections(page: Page, fragments: Mapping[tuple[str, str], Fragment]) -> Iterator[Section]:
    """The texts below each heading; what stands before the first is found under the body's own name."""
    for name in page.bodies:
        for part in fragments[page.url, name].sections:
            anchor = part.anchor or ("" if name == "body" else name)
            yield Section(anchor=anchor, heading=part.heading, text=part.text)


# -- words -------------------------------------------------------------------------------------------------------


def _synonyms(view: View) -> Iterable[Synonym]:
    catalogues = view.catalogues
    for group in catalogues.groups:
        yield Synonym(words=group)
    for one in catalogues.directed:
        yield Synonym(words=(one.from_,), to=one.to, weight=one.weight)
    for kpi in catalogues.kpis.values():
        if kpi.aliases:
            yield Synonym(words=(kpi.name, *kpi.aliases))
    for segment in catalogues.segments.values():
        yield from _called(segment.label, segment.aliases)
        if segment.jsic_label:
            yield Synonym(words=(segment.jsic_label,), to=_parts(segment.label), weight=_BROADER)
    for trait in catalogues.traits.values():
        yield from _called(trait.label, trait.aliases)


def _called(label: str, aliases: Iterable[str]) -> Iterable[Synonym]:
    """What people also say for a label; a part of the label says no more than itself."""
    parts = _parts(label)
    yield from (Synonym(words=(alias,), to=parts, weight=_ALIAS) for alias in aliases if alias not in parts)


def _parts(label: str) -> tuple[str, ...]:
    """食品・飲料 names two things, and no page says both in one breath."""
    return tuple(part for part in _BETWEEN.split(label) if part)


def _spellings(view: View) -> Iterable[Spelling]:
    for term in view.terms:
        yield Spelling(term=term.term, reading=term.reading or "", english=term.english or "", aliases=term.aliases)
