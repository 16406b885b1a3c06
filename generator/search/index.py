"""Analysed pages → the files of the index, the same bytes for the same pages."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from typing import Any

from . import core, lexicon, phrases, postings, records, shelves, sounds, termfiles, variants, wordlist
from .agreement import Agreement
from .cut import COSTS, READING, SURFACE
from .cuts import Cuts
from .document import Spelling, Synonym
from .endings import CAN, ENDINGS, FINALS
from .fold import kana
from .kanji import OLD
from .numbering import number
from .pagefile import Filtered
from .phrases import Phrases
from .site import Gathered, Row, Run, Shown, Site
from .words import Word

VERSION = 3
WHOLE = 26_000  # bytes of a compressed lexicon that is not worth splitting
KINDRED_WEIGHT = 0.6
Json = dict[str, Any]


def build(
    analysed: Iterable[Json],
    *,
    synonyms: Sequence[Synonym] = (),
    vocabulary: Sequence[Spelling] = (),
    known: variants.Variants | None = None,
    labels: Mapping[str, Mapping[str, str]] | None = None,
    cuts: Cuts | None = None,
) -> dict[str, bytes]:
    """Make the index: relative file name → bytes, to be written below ``search/index/``.

    ``analysed`` are ``analyse()``'s results in any order, each read and let go; ``known`` is what the dictionary adds
    (scanned when not given, about two seconds); ``labels`` name the filters' keys for people:
    ``{"segment": {"food": "食品・飲料"}}``; ``cuts`` are what is remembered of the last index, and then of this one.
    """
    known = variants.scan() if known is None else known
    cuts = Cuts() if cuts is None else cuts
    gathered = Gathered()
    for page in analysed:
        gathered.add(page)
    said = phrases.said_by(phrases.leading(synonyms, gathered.terms), vocabulary)
    spoken = {text: phrases.cut(text) for synonym in said for text in (*synonym.words, *synonym.to)}
    site = gathered.with_spoken(word for cut in spoken.values() for word in cut)
    book = lexicon.make(site.words, known)
    _add_readings(book, site, vocabulary, spoken)
    cuts.follow(book.relations())
    compounds = _compounds(site, [[site.numbers[word.term] for word in cut] for cut in spoken.values()])
    rows = _postings(site, compounds, Agreement(book, site, cuts))
    expansions = _expansions(site, compounds, said, spoken, known)
    return _files(
        _Found(
            entries=book.sorted(),
            site=site,
            compounds=compounds,
            postings=rows,
            expansions=expansions,
        ),
        gathered.shown,
        labels or {},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """All that is known of a site's words, under the site's own numbers."""

    entries: list[lexicon.Entry]
    site: Site
    compounds: Phrases
    postings: Mapping[int, postings.Postings]
    expansions: Mapping[tuple[int, int], float]

    def pages(self) -> dict[str, int]:
        """How many pages have each term."""
        return {
            term: len(self.postings[number]) if number in self.postings else 0
            for term, number in self.site.numbers.items()
        }


def _add_readings(
    book: lexicon.Lexicon, site: Site, vocabulary: Sequence[Spelling], spoken: Mapping[str, tuple[Word, ...]]
) -> None:
    """A glossary term's reading as given there, for terms of one word that the dictionary reads otherwise."""
    for spelling in vocabulary:
        cut = spoken.get(spelling.term) or phrases.cut(spelling.term)
        if len(cut) == 1 and cut[0].term in site.numbers and len(spelling.reading) > 1:
            book.add(kana(spelling.reading), cut[0].term, READING)


def _compounds(site: Site, spoken: Sequence[Sequence[int]]) -> Phrases:
    """Number the sequences worth a posting of their own: said, in a title or heading, or common."""
    found = Phrases(first=len(site.numbers))
    for sequence in spoken:
        if 1 < len(sequence) <= phrases.LONGEST:
            found.number(sequence)
    for rows in site.pages:
        for row in rows:
            if row.field in ("title", "heading", "names", "facets"):
                for run in row.runs:
                    for sequence in phrases.pairs(run.terms, 3):
                        found.number(sequence)
    for sequence in phrases.common([run.terms for row in rows for run in row.runs] for rows in site.pages):
        found.number(sequence)
    return found


def _postings(site: Site, compounds: Phrases, agreement: Agreement) -> Mapping[int, postings.Postings]:
    @cache
    def found(run: Run) -> list[int]:
        return [*run.terms, *compounds.within(run.terms), *agreement.extra(run)]

    def length(rows: Iterable[Row]) -> int:
        return sum(len(found(run)) for row in rows if row.field == "body" for run in row.runs)

    def tally(rows: Iterable[Row]) -> postings.Tally:
        tally = postings.Tally()
        for row in rows:
            tally.add(row.field, list(chain.from_iterable(map(found, row.runs))), row.section)
        return tally

    return postings.make(map(tally, site.pages), list(map(length, site.pages)))


def _expansions(
    site: Site,
    compounds: Phrases,
    said: Sequence[Synonym],
    spoken: Mapping[str, tuple[Word, ...]],
    known: variants.Variants,
) -> dict[tuple[int, int], float]:
    """(from, to) → weight: what the site says, then what the dictionary holds for the same."""
    numbers = {
        text: compounds.number([site.numbers[word.term] for word in cut])
        for text, cut in spoken.items()
        if 0 < len(cut) <= phrases.LONGEST
    }
    found = lexicon.alike(site.words, site.numbers) | phrases.expansions(said, numbers)
    for term, others in lexicon.kin(site.numbers, known).items():
        for other in others:
            found.setdefault((term, other), KINDRED_WEIGHT)
    return found


def _files(found: _Found, shown: Sequence[Shown], labels: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    made = _Files()
    numbering = number(found.site.numbers, found.site.words, found.compounds, found.postings)
    terms = wordlist.known_of(found.site.used(), numbering.terms, found.pages())
    spoken = sounds.of(found.site.words, found.site.numbers, found.compounds, found.postings)
    terms = sounds.join(terms, spoken, numbering)
    entries = lexicon.in_order([*found.entries, *(sound.entry for sound in spoken)])
    shelved = shelves.split(entries, terms.pages, lambda entries: len(packed(wordlist.pack(entries, terms))) <= WHOLE)
    further = [entry for shelf in shelved.further for entry in shelf]
    inner = list(shelves.ranges(shelves.inner(further))) if further else []
    rows = termfiles.rows_of(numbering, found.postings, found.expansions, _writings(further))
    families = [
        made.family("words", ((shelf[0].key, wordlist.pack(shelf, terms)) for shelf in shelved.further)),
        made.family("inner", ((shelf[0].key, wordlist.pack(shelf, terms)) for shelf in inner)),
        made.family("terms", termfiles.files(numbering, rows)),
        made.family("records", records.files([page.record for page in shown], [page.url for page in shown])),
    ]
    filtered = Filtered(pages=[(page.kind, page.filters) for page in shown])
    names = sorted({name for page in shown for name in page.names})
    settings = {
        "pages": len(shown),
        "filtered": made.put("filtered", filtered.pack()),
        "names": made.put("names", _json(names)),
        "kinds": filtered.kinds(),
        "filters": filtered.filters(),
        "labels": {name: dict(sorted(values.items())) for name, values in sorted(labels.items())},
        "costs": COSTS,
        "endings": ENDINGS,
        "finals": FINALS,
        "can": CAN,
        "old": _old_forms(entries),
    }
    words = wordlist.pack(shelved.core, terms)
    packed_core = core.pack(_json(settings), words, shelves.beginnings(further), families)
    manifest = {"version": VERSION, "pages": len(shown), "core": made.put("core", packed_core)}
    return {"manifest.json": _json(manifest), **dict(sorted(made.files.items()))}


def _old_forms(entries: Iterable[lexicon.Entry]) -> str:
    """Old forms of the kanji that the site's words have, each before the form in use."""
    used = set(chain.from_iterable(entry.key for entry in entries))
    return "".join(old + new for old, new in OLD.items() if new in used)


def _writings(further: Iterable[lexicon.Entry]) -> dict[str, list[termfiles.Key]]:
    """How texts write the terms that are not in the core: a hit marks them though the query wrote them otherwise."""
    found: defaultdict[str, list[termfiles.Key]] = defaultdict(list)
    for entry in further:
        if entry.relation == SURFACE:
            found[entry.term].append((entry.key, entry.ending))
    return dict(found)


class _Files:
    """Files by their names, which carry a hash of what is in them: a browser may keep them for good."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put(self, stem: str, data: bytes) -> str:
        """Add a file of its own."""
        name = f"{stem}.{sha256(data).hexdigest()[:8]}.gz"
        self.files[name] = packed(data)
        return name

    def family(self, stem: str, rows: Iterable[tuple[int | str, bytes]]) -> core.Family:
        """Add files of one sort, each under where its range begins; neighbours share a hash, so that it weighs less."""
        found = list(rows)
        hashes = []
        for start in range(0, len(found), core.GROUP):
            group = found[start : start + core.GROUP]
            hashed = sha256(b"".join(sha256(data).digest() for _, data in group)).hexdigest()[:6]
            hashes.append(hashed)
            for place, (_, data) in enumerate(group, start):
                self.files[f"{stem}.{place}-{hashed}.gz"] = packed(data)
        return core.Family(firsts=[first for first, _ in found], hashes=hashes)


def packed(data: bytes) -> bytes:
    """Compressed as gzip, without a date: any server may hand it out as it is, and many compress nothing themselves."""
    return gzip.compress(data, 9, mtime=0)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
