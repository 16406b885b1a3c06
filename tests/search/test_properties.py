"""What holds for any content: a page is found by each of its words, and the files say what the pages say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search import Document, analyse, build, index, numbering, shelves, termfiles, variants, wordlist
from generator.search.fold import fold, kana, plain
from generator.search.lexicon import Entry, in_order
from generator.search.pack import front_decode, read_columns, read_varints
from generator.search.phrases import Phrases
from generator.search.postings import Postings

from .conftest import over
from .corpus import DOCUMENTS, SYNONYMS, VOCABULARY, written

_SEARCH = """async (queries) => {
  const index = await (await import("/engine/engine.js")).openIndex(new URL("index/", location.href).href);
  const found = [];
  for (const query of queries) {
    const { hits } = await index.search(query, { limit: 1000, facets: false });
    found.push(hits.map((hit) => hit.url.split("#")[0]));
  }
  return found;
}"""


WRITTEN = written()
ANALYSED = [analyse(document) for document in DOCUMENTS]


def _surfaces(analysed: Sequence[Any]) -> dict[str, set[str]]:
    """How texts write their nouns and verbs → the pages that do.

    Grammar is no topic, and a kana by itself is in half of all words: nobody searches for either.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for page in analysed:
        for surface, _, _, _, kind, _ in page["words"]:
            if kind in ("noun", "verb") and not (len(surface) == 1 and "ぁ" <= surface <= "ヿ"):
                found[surface].add(page["url"])
    return found


@pytest.mark.parametrize("small", [False, True], ids=["whole", "many small files"])
@pytest.mark.parametrize("documents", [DOCUMENTS, WRITTEN], ids=["corpus", "generated"])
def test_a_page_is_found_by_each_of_its_words(
    documents: tuple[Document, ...], small: bool, chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if small:
        for module, name, value in (
            (index, "WHOLE", 0),
            (shelves, "CORE", 0),
            (shelves, "FILE", 100),
            (numbering, "FILE", 100),
            (numbering, "BLOCK", 4),
        ):
            monkeypatch.setattr(module, name, value)
    analysed = [analyse(document) for document in documents]
    files = build(analysed, synonyms=SYNONYMS, vocabulary=VOCABULARY)
    assert any(name.startswith("words.") for name in files) is small
    wanted = _surfaces(analysed)
    with over(files, tmp_path, chromium) as page:
        found = dict(zip(wanted, page.evaluate(_SEARCH, list(wanted)), strict=True))
    assert {word: missed for word, pages in wanted.items() if (missed := sorted(pages - set(found[word])))} == {}


def test_without_a_page_the_engine_finds_nothing(chromium: Any, tmp_path: Path) -> None:
    files = build([], known=variants.NONE)
    with over(files, tmp_path, chromium) as page:
        assert page.evaluate(_SEARCH, ["会員", "たいかい", "server", ""]) == [[], [], [], []]


@settings(max_examples=10, deadline=None)
@given(st.permutations(ANALYSED))
def test_in_any_order_the_same_bytes(analysed: list[Any]) -> None:
    def made(pages: Sequence[Any]) -> dict[str, bytes]:
        return build(pages, synonyms=SYNONYMS, vocabulary=VOCABULARY, known=variants.NONE)

    assert made(analysed) == made(ANALYSED)


CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cn", "Cs", "Co"])


@given(st.text(CHARACTERS))
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert fold(plain(text)) == plain(fold(text)) == kana(fold(text)) == fold(text)


KEYS = st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=6)
TERMS = ("", "会員", "書く", "サーバー", "ltv", "𠮷野")
ENTRIES = st.builds(Entry, key=KEYS, term=st.sampled_from(TERMS), relation=st.integers(0, 4), ending=st.integers(0, 12))


@given(st.sets(ENTRIES))
def test_a_word_list_is_read_as_it_was_packed(entries: set[Entry]) -> None:
    rows = in_order(entries)
    known = wordlist.Terms(
        ids={term: 3 * at for at, term in enumerate(TERMS)},
        pages={term: at for at, term in enumerate(TERMS)},
        light={"書く"},
        shown={term: term for term in TERMS},
    )
    shared, rest, counts, stands, kinds, ids, pages, lights, _ = read_columns(wordlist.pack(rows, known))
    numbers = list(accumulate(read_varints(ids)))
    keys = front_decode(shared, rest) if rows else []
    every = [key for key, count in zip(keys, read_varints(counts), strict=True) for _ in range(count)]
    places = accumulate(-(step + 1) // 2 if step % 2 else step // 2 for step in read_varints(stands))
    terms = [TERMS[numbers[place - 1] // 3] if place else "" for place in places]
    assert [
        Entry(key=key, relation=kind & 7, term=term, ending=kind >> 3)
        for key, term, kind in zip(every, terms, kinds, strict=True)
    ] == rows
    assert read_varints(pages) == [number // 3 for number in numbers]
    assert [TERMS[number // 3] for number, light in zip(numbers, lights, strict=True) if light] in ([], ["書く"])


SEQUENCES = st.sets(st.lists(st.integers(0, 4), min_size=2, max_size=4).map(tuple))
ROWS = st.dictionaries(st.integers(0, 40), st.tuples(st.integers(0, 15), st.integers(0, 300)), min_size=1)


@settings(deadline=None)
@given(SEQUENCES, st.data())
def test_postings_are_read_as_they_were_filed(sequences: set[tuple[int, ...]], data: st.DataObject) -> None:
    compounds = Phrases(first=5)
    for sequence in sorted(sequences):
        compounds.number(sequence)
    size = 5 + len(sequences)
    found = data.draw(st.dictionaries(st.integers(0, size - 1), ROWS))
    postings = {
        inner: [(page, level, section) for page, (level, section) in sorted(rows.items())]
        for inner, rows in found.items()
    }
    packed = {inner: Postings(rows) for inner, rows in postings.items()}
    numbered = numbering.number({f"語{at}": at for at in range(5)}, (), compounds, packed)
    inner_of = {shipped: inner for inner, shipped in enumerate(numbered.ids)}
    assert len(inner_of) == len(numbered.ids) == size
    for first, begun in numbered.starts.items():
        for number, rest in enumerate(begun, first + 1):
            parts = tuple(inner_of[part] for part in (first, *rest))
            assert compounds.numbers[parts] == inner_of[number]
    filed = [number for file in numbered.files for number in file.numbers]
    assert sorted(set(filed)) == filed and set(inner_of) <= set(filed)
    rows = termfiles.rows_of(numbered, packed, {}, {})
    assert dict(_filed(list(termfiles.files(numbered, rows)), inner_of)) == postings


def _filed(files: Sequence[tuple[int, bytes]], inner_of: Mapping[int, int]) -> Iterator[tuple[int, Any]]:
    """A term's or compound's own number and its pages, of all that have some."""
    for first, data in files:
        counts, _, _, _, _, _, pages, levels, sections = read_columns(data)
        steps, parts = iter(read_varints(pages)), iter(read_varints(sections))
        strengths = iter(levels)
        for number, count in enumerate(read_varints(counts), first):
            own = accumulate(next(steps) for _ in range(count))
            rows = [(page, next(strengths), next(parts)) for page in own]
            if rows:
                yield inner_of[number], rows
