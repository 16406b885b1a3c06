"""What search is told beside the pages' texts: their kinds, and the words that people use for the same thing."""

from __future__ import annotations

from collections import Counter
from datetime import date

from generator.indexing import _synonyms, document_of
from generator.load import read_catalogues
from generator.model.catalogue import Catalogues, Segment
from generator.plan.page import Page, SearchFields
from generator.search import Synonym, analysis, phrases
from generator.source import Sources
from generator.texts import Texts
from generator.view import View

SEGMENT = Segment(
    id="apparel",
    label="衣料品・服飾",
    jsic="E11",
    jsic_label="繊維工業",
    aliases=("アパレル", "服飾"),
)


def _analysed(kind: str) -> analysis.Json:
    fields = SearchFields(names=("みほん食品", "退会"), organizations=("ミホン食品",), facets=("食品",))
    page = Page(url="cases/case-0001/", template="case.html", title="題名", kind=kind, search=fields)
    return analysis.analyse(document_of(page, fields, Texts(fragments={}, problems=())))


def _facets(kind: str) -> set[str]:
    found = _analysed(kind)
    return {found["words"][number][0] for run in found["fields"]["facets"] for number in found["runs"][run]}


def test_a_page_is_found_by_its_kind() -> None:
    assert _facets("seminar") == {"セミナー", "食品"}
    assert _facets("page") == {"食品"}


def test_only_organisations_are_listed_as_names() -> None:
    assert _analysed("case")["names"] == ["みほん食品"]


def test_a_label_of_two_words_is_found_by_either() -> None:
    view = View(
        audience="public",
        audiences=("public",),
        use="web",
        as_of=date(2026, 11, 1),
        catalogues=Catalogues(segments={"apparel": SEGMENT}),
    )
    assert list(_synonyms(view)) == [
        Synonym(words=("アパレル",), to=("衣料品", "服飾"), weight=0.8),
        Synonym(words=("繊維工業",), to=("衣料品", "服飾"), weight=0.6),
    ]


def test_synonyms_that_lead_nowhere_are_left_out() -> None:
    page = analysis.analyse(document_of(_PAGE, SearchFields(), Texts(fragments={}, problems=())))
    known = {term for _, term, *_ in page["words"]}
    group, away = Synonym(words=("チラシ", "フライヤー")), Synonym(words=("割引", "値引き"))
    directed = Synonym(words=("ビラ",), to=("チラシ", "パンフレット"), weight=0.8)
    nowhere = Synonym(words=("チラシ",), to=("割引",), weight=0.8)
    assert list(phrases.leading([group, away, directed, nowhere], known)) == [
        group,
        Synonym(words=("ビラ",), to=("チラシ",), weight=0.8),
    ]


_PAGE = Page(url="a/", template="article.html", title="チラシの作り方", kind="article")


def test_the_packaged_synonyms_say_each_word_once() -> None:
    catalogues, problems = read_catalogues(Sources(), "content")
    grouped = Counter(word for group in catalogues.groups for word in group)
    assert problems == []
    assert [word for word, times in grouped.items() if times > 1] == []
    assert [word for word, times in Counter(one.from_ for one in catalogues.directed).items() if times > 1] == []
