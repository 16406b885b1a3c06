"""Analysed pages → the files of the index, the same bytes for the same pages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from . import core, lexicon, phrases, postings, records, variants
from .cut import COSTS, READING, SURFACE, Cutter
from .document import Spelling, Synonym
from .endings import ENDINGS, FINALS
from .fold import kana
from .phrases import BREAK, OF, Line, Phrases
from .words import Word

VERSION = 1
Json = dict[str, Any]
Row = tuple[str, int, list[Word | None]]  # field, section number (0 for none), its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All pages as lines of term numbers, and the words behind them."""

    numbers: Mapping[str, int]  # term → its number, in order
    words: Mapping[Word, int]  # how often each is used
    pages: Sequence[Sequence[Row]]

    def line(self, row: Row) -> Line:
        """A row's words as numbers, with breaks where they do not touch."""
        return [self._number(word) for word in row[2]]

    def _number(self, word: Word | None) -> int:
        if word is None:
            return BREAK
        if word.kind == "grammar":
            return OF if word.surface == "の" else BREAK
        return self.numbers[word.term]


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
    site = _site(analysed, [word for cut in spoken.values() for word in cut])
    book = lexicon.make(site.words, known)
    _add_readings(book, site, vocabulary, spoken)
    compounds = _compounds(site, [[site.numbers[word.term] for word in cut] for cut in spoken.values()])
    rows = postings.make(_tallies(site, compounds, _Agreement(book, site)))
    expansions = _expansions(site, compounds, said, spoken, known)
    parts = core.Parts(
        entries=book.sorted(),
        numbers=site.numbers,
        words=site.words,
        compounds=compounds,
        counts=[len(rows.get(number, ())) for number in range(len(site.numbers) + len(compounds.numbers))],
        expansions=expansions,
        pages=[(str(page["kind"]), page["filters"]) for page in analysed],
    )
    return _files(parts, rows, [records.record(page) for page in analysed], labels or {})


def _site(analysed: Sequence[Json], spoken: Sequence[Word]) -> Site:
    pages = [_rows(page) for page in analysed]
    found = Counter(dict.fromkeys(spoken, 0))
    for rows in pages:
        for _, _, line in rows:
            found.update(word for word in line if word is not None)
    terms = sorted({word.term for word in found if word.kind != "grammar"})
    return Site(numbers={term: n for n, term in enumerate(terms)}, words=found, pages=pages)


def _words(page: Json) -> list[Word]:
    return [Word(surface=s, term=t, reading=r, base=b, kind=k, ending=e) for s, t, r, b, k, e in page["words"]]


def _rows(page: Json) -> list[Row]:
    found = _words(page)

    def row(field: str, section: int, line: Sequence[int]) -> Row:
        return field, section, [found[number] if number >= 0 else None for number in line]

    rows = [row(field, 0, line) for field, line in page["fields"].items()]
    for number, (heading, body) in enumerate(page["sections"], 1):
        rows += [row("heading", number, heading), row("body", number, body)]
    return rows


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
            if row[0] in ("title", "heading", "names", "facets"):
                for run in phrases.runs(site.line(row)):
                    for sequence in phrases.pairs(run, 3):
                        found.number(sequence)
    for sequence in phrases.common([site.line(row) for row in rows] for rows in site.pages):
        found.number(sequence)
    return found


class _Agreement:
    """Cuts the site's own text with the shipped segmenter, and tells what the analyser cut otherwise."""

    def __init__(self, book: lexicon.Lexicon, site: Site) -> None:
        self._cutter = Cutter(book.relations())
        self._terms: dict[str, list[int]] = {}
        for entry in book.sorted():
            if entry.term and entry.relation == SURFACE:
                for form in entry.forms():
                    self._terms.setdefault(form, []).append(site.numbers[entry.term])
        self._seen: dict[str, list[list[int]]] = {}

    def extra(self, words: Sequence[Word | None], numbers: Mapping[str, int]) -> list[int]:
        """Terms that the shipped segmenter finds in a line and the analyser did not."""
        found: list[int] = []
        run: list[Word] = []
        for word in (*words, None):
            if word is not None and word.kind != "grammar":
                run.append(word)
            elif run:
                found += self._missed(run, numbers)
                run = []
        return found

    def _missed(self, run: Sequence[Word], numbers: Mapping[str, int]) -> list[int]:
        text = "".join(word.surface for word in run)
        if text not in self._seen:
            self._seen[text] = [self._terms[p.key] for p in self._cutter.cut(text) if p.key in self._terms]
        have = {numbers[word.term] for word in run}
        return [terms[0] for terms in self._seen[text] if not have.intersection(terms)]


def _tallies(site: Site, compounds: Phrases, agreement: _Agreement) -> list[postings.Tally]:
    tallies = []
    for rows in site.pages:
        tally = postings.Tally.empty()
        for row in rows:
            field, section, words = row
            line = site.line(row)
            tally.add(field, (number for number in line if number >= 0), section)
            tally.add(field, (n for run in phrases.runs(line) for n in compounds.within(run)), section)
            tally.add(field, agreement.extra(words, site.numbers), section)
        tallies.append(tally)
    return tallies


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
    found = phrases.expansions(said, numbers)
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
    }
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return {"manifest.json": text.encode(), **dict(sorted(files.items()))}


def sizes(files: Mapping[str, bytes]) -> Counter[str]:
    """Bytes by kind of file, for a report."""
    found: Counter[str] = Counter()
    for name, data in files.items():
        found[name.split(".")[0]] += len(data)
    return found
