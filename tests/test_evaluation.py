"""The queries of the evaluation are sound, and its measures are those that they claim to be."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evaluation.__main__ import _run
from evaluation.engines import ENGINES, OURS
from evaluation.queries import CATEGORIES, Query, read_queries
from evaluation.report import Outcome, as_markdown, failing, table
from evaluation.scoring import by_category, positive, score
from evaluation.sites import SETS, Set
from evaluation.texts import Block, Text, read_page
from evaluation.thresholds import read_thresholds, shortfalls
from generator.load import DEFAULTS
from generator.urls import kpi_url
from tests.browsers import need_chromium

ROOT = Path(__file__).parent.parent
THERE = [each for each in SETS if each.there]


def _query(name: str, *expected: str, category: str = "exact") -> Query:
    return Query(id=name, category=category, text=name, expected=expected)


# -- what is committed -------------------------------------------------------------------------------------------


def _pages(pages: Set) -> set[str]:
    """What the queries of a set may expect, by the files that it is built from."""
    if pages.imported:
        return {path.stem for path in pages.source.rglob("*.md")}
    files = [path.relative_to(pages.source).with_suffix("") for path in pages.source.rglob("*.*")]
    kpis = re.findall(r"^(\w+):$", (DEFAULTS / "kpis.yml").read_text("utf-8"), re.MULTILINE)
    return {f"{path.as_posix()}/" for path in files} | {"phrases/", "voices/"} | set(map(kpi_url, kpis))


@pytest.mark.parametrize("pages", THERE, ids=lambda pages: pages.name)
def test_queries_are_sound(pages: Set) -> None:
    queries = pages.read()
    assert len({query.id for query in queries}) == len(queries)
    assert len({query.text for query in queries}) == len(queries)
    known = _pages(pages)
    for query in queries:
        assert query.text.strip() and set(query.expected) <= known, query.id
        assert len(set(query.expected)) == len(query.expected), query.id


@pytest.mark.parametrize("pages", [each for each in THERE if each.name != "public"], ids=lambda pages: pages.name)
def test_there_are_queries_of_many_kinds(pages: Set) -> None:
    queries = pages.read()
    assert len(queries) >= 150
    assert sum(query.wants_nothing for query in queries) >= 12
    assert {query.category for query in queries} >= set(CATEGORIES) - {"names", "phrases"}


def test_every_set_has_its_thresholds() -> None:
    assert set(read_thresholds()) == {each.name for each in SETS}


def test_the_lock_names_its_package_by_hash_alone() -> None:
    lock = (ROOT / "requirements-eval.lock").read_text("utf-8")
    assert re.fullmatch(r"(?:[a-z0-9-]+==[0-9.]+(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n)+", lock)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"id": "a", "category": "odd", "query": "x", "expected": ["p"]}, "unknown category"),
        ({"id": "a", "category": "exact", "query": "x", "expected": []}, "pages are expected"),
        ({"id": "a", "category": "none", "query": "x", "expected": ["p"]}, "pages are expected"),
        ({"id": "a", "category": "exact", "query": "x"}, "not a query"),
    ],
)
def test_a_bad_query_is_named(entry: dict[str, object], said: str, tmp_path: Path) -> None:
    file = tmp_path / "queries.json"
    file.write_text(json.dumps([entry]), "utf-8")
    with pytest.raises(ValueError, match=said):
        read_queries(file)


# -- measures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "shown", "recall", "rank", "precision"),
    [
        pytest.param("a", "a", 1, 1, 1, id="found"),
        pytest.param("a", "xa", 1, 1 / 2, 1 / 2, id="second"),
        pytest.param("ab", "axyz", 1 / 2, 1, 1 / 4, id="half"),
        pytest.param("ab", "vwxyzab", 0, 1 / 6, 0, id="past the fifth"),
        pytest.param("a", "lmnopvwxyza", 0, 0, 0, id="past the tenth"),
        pytest.param("abcdefg", "abcdefg", 1, 1, 1, id="more than five"),
        pytest.param("a", "xxa", 1, 1 / 2, 1 / 2, id="shown twice"),
        pytest.param("a", "", 0, 0, None, id="nothing"),
    ],
)
def test_scores(expected: str, shown: str, recall: float, rank: float, precision: float | None) -> None:
    found = score(_query("q", *expected), list(shown))
    assert (found.recall, found.reciprocal_rank, found.precision) == (recall, rank, precision)


@pytest.mark.parametrize(("shown", "worth"), [((), 1), (("x",), 0)])
def test_what_must_find_nothing(shown: tuple[str, ...], worth: float) -> None:
    found = score(_query("q", category="none"), shown)
    assert (found.recall, found.reciprocal_rank, found.precision) == (worth, worth, None)


QUERIES = [_query("one", "a"), _query("two", "a", "b", category="typo"), _query("none", category="none")]
ANSWERS = {"one": ["a"], "two": ["x", "a"], "none": ["x"]}


def test_means() -> None:
    whole = positive(QUERIES, ANSWERS)
    assert (whole.count, whole.recall, whole.mrr, whole.precision) == (2, 0.75, 0.75, 0.75)
    parts = by_category(QUERIES, ANSWERS)
    assert list(parts) == ["exact", "typo", "none"]
    assert parts["none"].recall == 0


def test_what_lies_below_is_said() -> None:
    wanted = {"recall": 0.8, "mrr": 0.5, "typo": 0.5, "none": 1.0, "width": 1.0}
    assert list(shortfalls(QUERIES, ANSWERS, wanted)) == [
        "recall@5: 0.750, wanted 0.80",
        "must find nothing: 0.000, wanted 1.00",
    ]


# -- telling -----------------------------------------------------------------------------------------------------


def test_an_engine_that_did_not_run_has_no_figure() -> None:
    outcome = Outcome(
        name="set", about="two pages", pages=2, queries=QUERIES, answers={"Ours": ANSWERS}, missing={"Other": "no disk"}
    )
    assert table(outcome)[1] == ["as written", "1", "1.00 / 1.00", "–"]
    assert table(outcome)[-1] == ["must find nothing", "1", "0.00", "–"]
    text = as_markdown("2026-11-21", ["Ours 1"], [outcome], ["One set was skipped"])
    assert "Other was not run: no disk." in text and "One set was skipped." in text


def test_a_failing_query_says_what_was_found_instead() -> None:
    (two, none) = failing(QUERIES, ANSWERS)
    assert two == "two typo 「two」 showed ✗ x, a; missed: b"
    assert none == "none none 「none」 showed ✗ x"
    assert len(list(failing(QUERIES, ANSWERS, every=True))) == 3


def test_texts_are_what_a_reader_reads(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(
        "<nav>外</nav><article class='cb-page'><p>架空</p><h1>解約<wbr>率</h1><ul><li>一<li>二 <b>三</b></ul>"
        "<div class=cb-card>ほかのページ</div><button>写す</button></article>",
        "utf-8",
    )
    text = read_page(page, "glossary/churn/")
    assert text is not None
    assert [(block.level, block.text) for block in text.blocks] == [(1, "解約率"), (0, "架空"), (0, "一"), (0, "二 三")]
    assert Text(url="a/", blocks=(Block(text="#1 <b>", level=2),)).as_markdown() == "## \\#1 &lt;b\\>\n"
    assert "<h2>#1 &lt;b&gt;</h2>" in Text(url="a/", blocks=(Block(text="#1 <b>", level=2),)).as_html()


# -- the whole ---------------------------------------------------------------------------------------------------


def test_a_small_set_is_built_and_asked(tmp_path: Path) -> None:
    need_chromium()
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "churn.md").write_text("---\ntitle: 解約率の下げ方\n---\n\n定期便の話です。\n", "utf-8")
    (tmp_path / "pages" / "events.md").write_text("---\ntitle: 催しの開き方\n---\n\n会場の話です。\n", "utf-8")
    queries = [
        {"id": "q1", "category": "kana", "query": "かいやくりつ", "expected": ["churn"]},
        {"id": "q2", "category": "none", "query": "水族館", "expected": []},
    ]
    (tmp_path / "queries.json").write_text(json.dumps(queries), "utf-8")
    small = Set(name="small", about="two", source=tmp_path / "pages", queries=tmp_path / "queries.json")
    (outcome,) = _run([small], [OURS])
    assert outcome.pages == 2
    assert outcome.answers == {"Casebook": {"q1": ["churn"], "q2": []}}


def test_the_others_are_known_by_their_packages() -> None:
    assert [engine.name for engine in ENGINES] == ["Casebook", "Pagefind", "Material"]
    assert all(engine.package for engine in ENGINES)
