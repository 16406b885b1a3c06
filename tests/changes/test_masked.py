"""The report for a pull request quotes nothing that only some may read, whatever the change."""

from __future__ import annotations

import re

import pytest

from .shelf import ARTICLE, FILES, History

NARROW = (
    "あおぞら",
    "Aozora",
    "弊社が毎日返信",
    "立ち上げの三か月",
    "毎朝の楽しみ",
    "最初の三か月の話",
    "一年間の話し合い",
    "夜の当番",
    "深夜の投稿",
    "CR-2026-777",
    "七番倉庫",
    "8%",
    "2027-01-15",
)
"""A piece of each thing that the widest circle may not read: names, parts, quotes, titles, records, values, dates."""

_WIDENING = (
    ("cases/case-0001.yml", "/// audience | sales", "/// audience | marketing"),
    ("cases/case-0001.yml", "  /// audience | sales\n", ""),
    ("cases/case-0001.yml", "web: [alias, metrics]", "web: [name, metrics, quotes]"),
    ("cases/case-0001.yml", "web: ratio", "web: actual"),
    ("cases/case-0001.yml", "after: {value: 5,", "after: {value: 4,"),
    ("cases/case-0001.yml", "metrics:\n", "metrics:\n  - {kpi: 七番倉庫}\n"),
    ("cases/case-0001.yml", "title: ", "title: あおぞら食品の"),
    ("cases/case-0001.yml", "audience: public", "audience: 七番倉庫"),
    ("cases/case-0001.yml", "status: granted", "status: refused"),
    ("cases/case-0002.yml", "audience: sales", "audience: public"),
    ("cases/case-0002.yml", "organization: org-0001\n", ""),
    ("organizations/org-0001.yml", "audience: sales", "audience: public"),
    ("organizations/org-0001.yml", "name: 株式会社あおぞら食品\n", ""),
    ("stories/night.md", "audience: sales", "audience: public"),
    ("stories/night.md", "audience: sales", "audience: sals"),
    ("stories/night.md", "---\n\n深夜", "---\n\n```\n/// audience | sales\n深夜"),
    ("articles/operation/reply.md", "最後に", "解約が続いているお客様に、最初の三か月の話からご紹介ください。最後に"),
)
"""Edits that open what was narrow, or break it; some leave the content with errors."""


def _start(history: History) -> None:
    history.edit("cases/case-0001.yml", "  approved_on", "  record: CR-2026-777\n  approved_on")
    history.edit("cases/case-0002.yml", "purposes", "organization: org-0001\npurposes")
    history.edit("cases/case-0002.yml", "2028-03-31", "2027-01-15")
    history.commit()


def _markdown(history: History, base: str = "HEAD") -> str:
    code, out, err = history.run(base, "--format", "markdown")
    assert code in (0, 1), err
    assert out.startswith("<!-- casebook diff -->\n## ")
    return out


@pytest.mark.parametrize(("file", "old", "new"), _WIDENING)
def test_nothing_narrow_is_quoted(history: History, file: str, old: str, new: str) -> None:
    _start(history)
    history.edit(file, old, new)
    opened = _markdown(history)
    history.commit()
    closed = history.run("HEAD", "HEAD~1", "--format", "markdown")[1]
    for narrow in NARROW:
        assert narrow not in opened and narrow not in closed, narrow
    assert len(opened.split("\n")) > 5


def test_the_terminal_quotes_what_a_reviewer_must_see(history: History) -> None:
    history.edit("cases/case-0001.yml", "/// audience | sales", "/// audience | marketing")
    _, text, _ = history.run("main")
    assert "content/cases/case-0001.yml:10 立ち上げの三か月は、弊社が毎日返信を続けていました。" in text


def test_what_everybody_reads_is_quoted(history: History) -> None:
    history.edit("articles/operation/reply.md", "名前を添えます", "部署と名前を添えます")
    history.edit("cases/case-0001.yml", "after: {value: 5,", "after: {value: 4,")
    told = _markdown(history)
    assert "| 変更 | `/articles/operation/reply/`「返信の書き方」 | すべて | `body` |" in told
    assert "| 変更 | `cases/case-0001` | 解約率 | 37.5%減 | 50%減 |" in told


def test_a_figure_that_is_not_for_everybody_is_masked(history: History) -> None:
    history.edit("cases/case-0001.yml", "web: ratio", "web: none")
    history.commit()
    history.edit("cases/case-0001.yml", "after: {value: 5,", "after: {value: 4,")
    assert "| 解約率 | （社外に出ない値） | （社外に出ない値） |" in _markdown(history)


def test_what_only_this_change_opens_is_not_yet_quoted(history: History) -> None:
    history.edit("stories/night.md", "audience: sales", "audience: public")
    told = _markdown(history)
    assert "| 追加 | `/stories/night/` | 社外公開／マーケティング |" in told
    history.edit("cases/case-0001.yml", "web: ratio", "web: actual")
    history.edit("cases/case-0001.yml", "after: {value: 5,", "after: {value: 4,")
    assert "| 解約率 | （社外に出ない値） | （社外に出ない値） |" in _markdown(history)
    history.commit()
    (history.folder / "content/stories/night.md").unlink()
    assert "夜の当番" not in _markdown(history), "nor is what it takes back"


def test_nothing_is_quoted_where_the_gate_may_have_been_told_wrong(history: History) -> None:
    history.edit("articles/operation/reply.md", "audience: public", "audience: public\naudience: sales")
    history.edit("cases/case-0001.yml", "会員どうしの場", "会員が話す場")
    code, told, _ = history.run("main", "--format", "markdown")
    assert code == 1
    assert "`/cases/case-0001/`" in told and "会員" not in told


def test_names_in_file_names_are_masked(history: History) -> None:
    history.write("articles/operation/aozora-foods.md", ARTICLE.replace("返信の書き方", "別の題").replace("返信", "声"))
    told = _markdown(history)
    assert "name-in-id" in told and "aozora" not in told and "/articles/operation/…/" in told


def test_a_title_calls_nobody_and_breaks_no_table(history: History) -> None:
    text = ARTICLE.replace("返信の書き方", "'@everyone | <b>題</b> [a](b) `c` #1'").replace("返信", "声")
    history.write("articles/operation/odd.md", text)
    told = _markdown(history)
    (row,) = (line for line in told.split("\n") if "operation/odd" in line)
    assert "&#64;everyone \\| \\<b\\>" in row
    assert len(re.findall(r"(?<!\\)\|", row)) == 5


def test_the_shelf_holds_what_is_looked_for(history: History) -> None:
    _start(history)
    written = "".join(path.read_text("utf-8") for path in sorted((history.folder / "content").rglob("*.*")))
    places = written + "2027-01-15 8% 七番倉庫"
    assert [narrow for narrow in NARROW if narrow not in places] == []
    assert len(FILES) == 6
