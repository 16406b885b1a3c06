from __future__ import annotations

import json
from itertools import pairwise

from generator.search.analysis import analyse, split
from generator.search.document import Document, Section
from generator.search.words import BREAK, Words

PAGE = Document(
    url="articles/kai-ritsu/",
    title="退会率を下げる",
    kind="article",
    facets=("食品・飲料", "運営"),
    sections=(
        Section(anchor="", heading="", text="。。運営の代行を、\n\n見直す（退会率）。"),
        Section(anchor="a", heading="運営の代行", text=""),
    ),
)
OTHER = Document(url="b/", title="代行を見直す", kind="article")


def test_what_was_read_before_changes_nothing() -> None:
    first = json.dumps(analyse(PAGE))
    analyse(OTHER)
    assert json.dumps(analyse(PAGE)) == first


def test_words_are_numbered_as_they_come() -> None:
    page = analyse(PAGE)
    met = dict.fromkeys(number for run in page["runs"] for number in run)
    apart = [n for n, (surface, _, _, _, kind, _) in enumerate(page["words"]) if kind == "grammar" and surface != "の"]
    assert sorted([*met, *apart]) == list(range(len(page["words"])))
    assert len({tuple(word) for word in page["words"]}) == len(page["words"])


def test_breaks_stand_alone_and_at_the_end() -> None:
    line = Words().cut("。。運営の代行を、\n\n見直す（退会率）。")
    assert line[0] != BREAK and line[-1] == BREAK
    assert (BREAK, BREAK) not in pairwise(line)


def test_lines_are_runs_of_words_that_touch() -> None:
    page = analyse(PAGE)

    def said(line: list[int]) -> list[str]:
        return ["".join(page["words"][number][0] for number in page["runs"][run]) for run in line]

    assert said(page["sections"][0][1]) == ["運営の代行", "見直す", "退会率"]
    assert said(page["sections"][1][0]) == ["運営の代行"]
    assert page["sections"][1][1] == []
    assert page["runs"] == [list(run) for run in dict.fromkeys(map(tuple, page["runs"]))]


def test_runs_end_where_words_do_not_touch() -> None:
    assert list(split([2, 0, 1, 1, 0, -1], [False, True, False, True])) == [(2, 0), (0,)]
    assert list(split([], [True])) == []


def test_digits_are_read_by_what_they_touch_whatever_was_read_before() -> None:
    texts = ("2024", "2024年8月", "二", "二つ", "一つ", "一")
    forward, backward = Words(), Words()
    one = {text: [forward.known[n] for n in forward.cut(text) if n != BREAK] for text in texts}
    other = {text: [backward.known[n] for n in backward.cut(text) if n != BREAK] for text in reversed(texts)}
    assert one == other
