"""Which spellings count as one word."""

from __future__ import annotations

import pytest

from generator.lint.found import Use
from generator.lint.spelling import inconsistent
from generator.search.nouns import spelled

TWICE = (
    ("コミュニティーを開く。", "コミュニティを開く。"),
    ("問合せが減る。", "問い合わせが減る。"),
    ("ユーザの声。", "ユーザーの声。"),
    ("サーバが止まる。", "サーバーが止まる。"),
    ("取組みの記録。", "取り組みの記録。"),
    ("引継ぎの月。", "引き継ぎの月。"),
    ("マネージメントの話。", "マネジメントの話。"),
    ("コミュニティーマネージャーの日。", "コミュニティマネージャーの日。"),
)
ONCE = (
    ("子どもの声。", "子供の声。"),
    ("申込書を送る。", "申し込みの期限。"),
    ("受付の時間。", "電話で受け付けています。"),
    ("人が話せる場。", "人が話し始める。"),
    ("community の話。", "コミュニティの話。"),
    ("大切なこと。", "大切な事。"),
    ("コミュニティを開く。", "コミュニケーションを整える。"),
)


def _uses(*texts: str) -> dict[str, list[Use]]:
    return {
        f"{n}.md": [(surface, normal, 1, 1, start + 1, 1) for start, surface, normal in spelled(text)]
        for n, text in enumerate(texts)
    }


@pytest.mark.parametrize(("one", "other"), TWICE)
def test_one_word_spelled_twice(one: str, other: str) -> None:
    (found,) = inconsistent(_uses(one, other, other), {})
    assert found.problem.place
    assert found.problem.place.file == "0.md"


@pytest.mark.parametrize(("one", "other"), ONCE)
def test_two_words_or_a_matter_of_style(one: str, other: str) -> None:
    assert list(inconsistent(_uses(one, other), {})) == []


def test_one_spelling_is_never_wrong() -> None:
    assert list(inconsistent(_uses("問合せの数。", "問合せの窓口。"), {"問い合わせ": "問い合わせ"})) == []


def test_the_glossary_decides_against_the_many() -> None:
    uses = _uses("ユーザの会。", "ユーザの声。", "ユーザー会。")
    found = [each.problem.message for each in inconsistent(uses, {"ユーザー": "ユーザー"})]
    assert len(found) == 2


def test_places_are_those_of_the_text() -> None:
    text = "はじめに、問合せとユーザを数える。" * 700
    for start, surface, _ in spelled(text):
        assert text[start:].startswith(surface)
