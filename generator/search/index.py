"""Analysed pages → the files of the index, the same bytes for the same pages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import chain
from typing import Any

from . import core, lexicon, phrases, postings, records, variants
from .agreement import Agreement
from .cut import COSTS, READING
from .document import Spelling, Synonym
from .endings import CAN, ENDINGS, FINALS
from .fold import kana
from .phrases import Phrases
from .site import Run, Site, read
from .words import Word

VERSION = 1
Json = dict[str, Any]


def build(
    analysed: Sequence[Json],
    *,
    synonyms: Sequence[Synonym] = (),
    vocabulary: Sequence[Spelling] = (),
    known: variants.Variants | None = None,
    labels: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, bytes]:
    """Make the index: relative file name → bytes, to be written below ``search/index/``.

    ``analysed`` are ``analyse()``'s results, in any order; ``known`` is what the dictionary adds (scanned when not
    given, about two seconds); ``labels`` name the filters' keys for people: ``{"segment": {"food": "食品・飲料"}}``.
    """
    known = variants.scan() if known is None else known
    analysed = sorted(analysed, key=lambda page: str(page["url"]))
    said = phrases.said_by(synonyms, vocabulary)
    spoken = {text: phrases.cut(text) for synonym in said for text in (*synonym.words, *synonym.to)}
    site = read(analysed, [word for cut in spoken.values() for word in cut])
    book = lexicon.make(site.words, known)
    _add_readings(book, site, vocabulary, spoken)
    compounds = _compounds(site, [[site.numbers[word.term] for word in cut] for cut in spoken.values()])
    rows = postings.make(list(_tallies(site, compounds, Agreement(book, site))))
    expansions = _expansions(site, compounds, said, spoken, known)
    parts = core.Parts(
        entries=book.sorted(),
        numbers=site.numbers,
        words=list(site.used()),
        compounds=compounds,
        counts=[len(rows.get(number, ())) for number in range(len(site.numbers) + len(compounds.numbers))],
        expansions=expansions,
        pages=[(str(page["kind"]), page["filters"]) for page in analysed],
    )
    return _files(parts, rows, [records.record(page) for page in analysed], labels or {})


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


def _tallies(site: Site, compounds: Phrases, agreement: Agreement) -> Iterator[postings.Tally]:
    @cache
    def found(run: Run) -> list[int]:
        return [*run.terms, *compounds.within(run.terms), *agreement.extra(run)]

    for rows in site.pages:
        tally = postings.Tally()
        for row in rows:
            tally.add(row.field, list(chain.from_iterable(map(found, row.runs))), row.section)
        yield tally


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
    for number, others in lexicon.kin(site.numbers, known).items():
        for other in others:
            found.setdefault((number, other), core.KINDRED_WEIGHT)
    return found


def _files(
    parts: core.Parts,
    rows: Mapping[int, Sequence[postings.Posting]],
    shown: Sequence[Any],
    labels: Mapping[str, Mapping[str, str]],
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}

    def put(stem: str, suffix: str, data: bytes) -> str:
        name = f"{stem}.{sha256(data).hexdigest()[:8]}.{suffix}"
        files[name] = data
        return name

    manifest = {
        "version": VERSION,
        "pages": len(shown),
        "core": put("core", "bin", core.pack(parts)),
        "postings": [[n, put("postings", "bin", data)] for n, data in postings.shards(rows, len(parts.counts))],
        "records": [[n, put("records", "json", data)] for n, data in records.shards(shown)],
        "kinds": parts.kinds(),
        "filters": parts.filters(),
        "labels": {name: dict(sorted(values.items())) for name, values in sorted(labels.items())},
        "costs": COSTS,
        "endings": ENDINGS,
        "finals": FINALS,
        "can": CAN,
    }
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return {"manifest.json": text.encode(), **dict(sorted(files.items()))}


def sizes(files: Mapping[str, bytes]) -> Counter[str]:
    """Bytes by kind of file, for a report."""
    found: Counter[str] = Counter()
    for name, data in files.items():
        found[name.split(".")[0]] += len(data)
    return found
