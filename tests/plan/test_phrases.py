"""Phrases: every wording once, by shelf, concept and purpose; wrong usages beside what to say."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from generator.model.glossary import Misuse, Phrase, Term
from generator.plan.page import Page
from generator.plan.phrases import plan_phrases

from .shelf import desk
from .shown import shell, shown


def _phrase(text: str, **rest: Any) -> Phrase:
    known: dict[str, Any] = {"concept": "community", "recipient": "external", "purpose": "お詫び"}
    return Phrase(text=text, **{**known, **rest})


MAIL = _phrase("〔お名前〕様\n\n〔自社名〕です。", kind="mail", subject="お詫び", recipient="superior")
PHRASES = (
    _phrase("社内の一文。", recipient="internal"),
    _phrase("社外の一文。", instead_of="すみません。"),
    MAIL,
    _phrase("連絡の一文。", concept="communication"),
    _phrase("どの相手にも。", concept=None, recipient=None, purpose=None, kind="fragment"),
    _phrase("社内の一文。", concept="communication", recipient="internal"),
)
TERMS = tuple(
    Term(
        id=name,
        file="",
        audience="public",
        term=term,
        definition="定義。",
        misuses=(Misuse(wrong=f"{term}を誤って使う", why="わけ。", instead="言い直し"),),
    )
    for name, term in (("community-management", "コミュニティマネジメント"), ("churn", "解約"))
)


def _page(audience: str = "sales", phrases: tuple[Phrase, ...] = PHRASES, terms: tuple[Term, ...] = TERMS) -> Page:
    at = desk([], audience)
    (page,) = plan_phrases(replace(at, view=replace(at.view, phrases=phrases, terms=terms)))
    return page


def _rows(page: Page) -> list[tuple[str, str, str, str]]:
    """Group, entry, recipient and text of every row in order."""
    data: Any = page.data
    return [
        (group["anchor"], entry["title"], row["recipient"], "".join(part["text"] for part in row["parts"]))
        for group in data["groups"]
        for entry in group["entries"]
        for row in entry["phrases"]
    ]


def test_wider_circles_have_no_such_page() -> None:
    for audience in ("public", "marketing"):
        assert plan_phrases(desk([], audience)) == []


def test_every_phrase_stands_once_by_shelf_concept_purpose_and_recipient() -> None:
    assert _rows(_page()) == [
        ("community-wording", "お詫び", "external", "社外の一文。"),
        ("community-wording", "お詫び", "internal", "社内の一文。"),
        ("communication-wording", "お詫び", "external", "連絡の一文。"),
        ("communication-wording", "お詫び", "internal", "社内の一文。"),
        ("general-wording", "", "", "どの相手にも。"),
        ("community-mail", "お詫び", "superior", MAIL.text),
    ]


def test_counts_beside_values_are_those_of_the_rows() -> None:
    data: Any = _page().data
    counts = {facet["key"]: {v["key"]: v["count"] for v in facet["values"]} for facet in data["filters"]}
    assert counts == {
        "kind": {"sentence": 4, "fragment": 1, "mail": 1, "misuse": 2},
        "concept": {"community": 4, "communication": 2},
        "purpose": {"お詫び": 5},
    }
    assert {v["key"]: v["count"] for v in data["recipients"]} == {"external": 2, "superior": 1, "internal": 2}
    assert data["count"] == "例文が 8 件あります。"


def test_a_misuse_of_a_concept_belongs_to_it() -> None:
    data: Any = _page().data
    assert [(it["term"], it["concept"]) for it in data["misuses"]] == [
        ("コミュニティマネジメント", "community"),
        ("解約", ""),
    ]


def test_the_page_tells_wrong_from_right_in_words_and_marks_what_to_fill_in() -> None:
    page = _page()
    text = shown([page], shell("sales"))[page.url]
    assert re.search(
        r"言い換え前</span><span[^>]*>すみません。.*?こう言います</span><p[^>]*>社外の一文。</p>", text, re.S
    )
    assert re.search(r"避けたい使い方</span><span[^>]*>解約を誤って使う.*?言い直し", text, re.S)
    assert '<span class="cb-blank">〔お名前〕</span>様\n\n<span class="cb-blank">〔自社名〕</span>です。</p>' in text
    ids = re.findall(r'id="(p-[^"]+)"', text)
    assert len(ids) == len(set(ids)) == 5  # the same words twice: one anchor
    anchors = {anchor for anchor, _, _ in page.search.texts} if page.search else set()
    assert anchors == set(ids)


def test_without_a_phrase_the_page_says_so() -> None:
    page = _page(phrases=(), terms=())
    text = shown([page], shell("sales"))[page.url]
    assert "例文はまだありません" in text
    assert "data-cb-phrases" not in text
    assert "phrases.js" not in text
