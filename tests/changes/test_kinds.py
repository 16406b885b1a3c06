"""Each kind of change is reported for what it is, on real git history."""

from __future__ import annotations

from typing import Any

import pytest

from generator.approval import approval_digest
from generator.config import read_config
from generator.load import load

from .shelf import ARTICLE, CASE, SECOND, History

INSIDE = ["sales", "editors"]
ALL = ["public", "marketing", "sales", "editors"]


def _pages(told: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    return [(page["change"], page["url"], page["circles"]) for page in told["pages"]]


def _digest(history: History, case: str) -> str:
    config, _ = read_config(history.folder / "site_config.yml")
    assert config is not None
    return approval_digest(load(config).library.cases[case], config.audiences)


def test_nothing_changes(history: History) -> None:
    told = history.told()
    assert told["pages"] == told["widened"] == told["metrics"] == told["approvals"] == []
    assert set(told["along"].values()) == {0}
    history.edit("cases/case-0001.yml", "purposes:", "# 覚え書き\npurposes:")
    assert history.told()["pages"] == [], "a comment changes no page, nor do the lines below it"
    assert "サイトに変わるところはありません。" in history.run("main")[1]


def test_a_page_is_added(history: History) -> None:
    history.write(
        "articles/operation/welcome.md", ARTICLE.replace("返信の書き方", "はじめの一週間").replace("返信", "声")
    )
    told = history.told()
    assert _pages(told) == [("added", "articles/operation/welcome/", ALL)]
    assert told["pages"][0]["title"] == "はじめの一週間"
    assert told["pages"][0]["file"] == "content/articles/operation/welcome.md"
    assert min(told["along"].values()) > 0, "the list of articles is another one"
    assert told["widened"] == []


def test_a_page_is_changed(history: History) -> None:
    history.edit("articles/operation/reply.md", "名前を添えます", "部署と名前を添えます")
    told = history.told()
    assert _pages(told) == [("changed", "articles/operation/reply/", ALL)]
    assert told["pages"][0]["keys"] == ["body"]


def test_a_page_changes_for_those_alone_who_read_the_part(history: History) -> None:
    history.edit("cases/case-0001.yml", "弊社が毎日返信を続けて", "弊社が毎朝返信を続けて")
    assert _pages(history.told()) == [("changed", "cases/case-0001/", INSIDE)]


def test_the_record_of_the_client_changes_its_cases(history: History) -> None:
    history.edit("organizations/org-0001.yml", "食品メーカーA社", "食品メーカーB社")
    assert ("changed", "cases/case-0001/", ALL) in _pages(history.told())


def test_a_page_is_removed(history: History) -> None:
    (history.folder / "content/stories/night.md").unlink()
    assert _pages(history.told()) == [("removed", "stories/night/", INSIDE)]


def test_a_withdrawn_case_is_removed(history: History) -> None:
    history.edit("cases/case-0001.yml", "audience: public", "audience: public\nstatus: withdrawn")
    (row,) = (page for page in history.told()["pages"] if page["url"] == "cases/case-0001/")
    assert (row["change"], row["circles"], row["beside"]) == ("removed", ALL, ["onepager/"])


def test_a_page_moves_without_a_redirect(history: History) -> None:
    (history.folder / "content/articles/operation/reply.md").unlink()
    history.write("articles/operation/answer.md", ARTICLE.replace("最後に", "終わりに"))
    (row,) = history.told()["pages"]
    assert (row["change"], row["url"], row["to"]) == (
        "moved-without-redirect",
        "articles/operation/reply/",
        "articles/operation/answer/",
    )
    assert "redirect_from" in history.run("main")[1]


def test_a_page_moves_to_another_category(history: History) -> None:
    (history.folder / "content/articles/operation/reply.md").unlink()
    history.write(
        "articles/basics/reply.md", "---\ntitle: 別の文章\naudience: public\npublished_on: 2025-06-01\n---\n\n別。\n"
    )
    rows = {page["url"]: page for page in history.told()["pages"]}
    assert rows["articles/operation/reply/"]["change"] == "moved-without-redirect"
    assert rows["articles/operation/reply/"]["to"] == "articles/basics/reply/"


def test_a_page_moves_with_a_redirect(history: History) -> None:
    (history.folder / "content/articles/operation/reply.md").unlink()
    old = "redirect_from: [/articles/operation/reply/]\n"
    history.write("articles/operation/answer.md", ARTICLE.replace("published_on", f"{old}published_on"))
    (row,) = history.told()["pages"]
    assert (row["change"], row["url"], row["to"], row["circles"]) == (
        "moved",
        "articles/operation/reply/",
        "articles/operation/answer/",
        ALL,
    )


def test_an_audience_is_widened(history: History) -> None:
    history.edit("cases/case-0002.yml", "audience: sales", "audience: public")
    told = history.told()
    (row,) = told["widened"]
    assert (row["document"], row["before"], row["after"], row["whole"]) == ("cases/case-0002", "sales", "public", True)
    assert (row["file"], row["line"]) == ("content/cases/case-0002.yml", 3)
    assert ("added", "cases/case-0002/", ["public", "marketing"]) in _pages(told)


def test_an_audience_is_narrowed(history: History) -> None:
    history.edit("articles/operation/reply.md", "audience: public", "audience: sales")
    told = history.told()
    assert told["widened"] == []
    assert ("removed", "articles/operation/reply/", ["public", "marketing"]) in _pages(told)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status: draft", "status: published"),
        ("publish_on: 2027-01-01", "publish_on: 2026-01-01"),
        ("extra: {a: b}\nstatus: in_review", "extra: {a: b}"),
    ],
)
def test_whatever_key_widens_is_seen(history: History, before: str, after: str) -> None:
    history.edit("articles/operation/reply.md", "audience: public", f"audience: public\n{before}")
    history.commit()
    history.edit("articles/operation/reply.md", before, after)
    (row,) = history.told()["widened"]
    assert (row["document"], row["before"], row["after"]) == ("articles/reply", "editors", "public")


def test_a_hold_that_ends_widens(history: History) -> None:
    history.edit("organizations/org-0001.yml", "contract:", "hold: {since: 2026-10-01, reason: 確認中}\ncontract:")
    history.commit()
    history.edit("organizations/org-0001.yml", "hold: {since: 2026-10-01, reason: 確認中}\n", "")
    (row,) = history.told()["widened"]
    assert (row["document"], row["after"], row["uses"]) == ("cases/case-0001", "public", ["seminar", "proposal"])


def test_a_use_is_widened(history: History) -> None:
    history.edit("cases/case-0001.yml", "proposal: [alias, metrics]", "proposal: [name, metrics, quotes]")
    (row,) = history.told()["widened"]
    assert (row["document"], row["after"], row["uses"]) == ("cases/case-0001", None, ["proposal"])
    assert row["items"] == ["社名", "コメント"]


def test_what_may_be_said_is_widened(history: History) -> None:
    history.edit("cases/case-0001.yml", "  approved_on", "  verbal: [name]\n  approved_on")
    (row,) = history.told()["widened"]
    assert (row["uses"], row["items"]) == (["verbal"], ["社名"])


def test_a_figure_is_shown_more_exactly(history: History) -> None:
    history.edit("cases/case-0001.yml", "web: ratio", "web: actual")
    (row,) = history.told()["widened"]
    assert (row["before"], row["after"], row["items"]) == ("marketing", "public", ["解約率の実数"])


def test_a_block_is_widened(history: History) -> None:
    history.edit("cases/case-0001.yml", "/// audience | sales", "/// audience | marketing")
    (row,) = history.told()["widened"]
    assert (row["document"], row["before"], row["after"], row["whole"]) == (
        "cases/case-0001",
        "sales",
        "marketing",
        False,
    )
    (text,) = row["texts"]
    assert text["text"] == "立ち上げの三か月は、弊社が毎日返信を続けていました。"
    assert (text["file"], text["line"]) == ("content/cases/case-0001.yml", 10)


def test_a_sentence_is_copied_where_more_read_it(history: History) -> None:
    said = "解約が続いているお客様に、最初の三か月の話からご紹介ください。"
    history.edit("articles/operation/reply.md", "最後に", f"{said}最後に")
    (row,) = history.told()["widened"]
    assert (row["document"], row["before"], row["after"]) == ("articles/reply", "sales", "public")
    assert [text["text"] for text in row["texts"]] == [said]


def test_what_a_buyer_asks_is_widened(history: History) -> None:
    adoption = "adoption: {department: 販売部, client_team: {people: 2}, timeline: {considered: 2024-01}}\n"
    history.edit("cases/case-0001.yml", "consent:", f"{adoption}consent:")
    history.commit()
    history.edit("cases/case-0001.yml", "{people: 2}", "{audience: marketing, people: 2}")
    (row,) = history.told()["widened"]
    assert (row["before"], row["after"], row["items"]) == ("sales", "marketing", ["先方の体制"])


def test_a_circle_sees_what_it_gains_itself(history: History) -> None:
    history.edit("stories/night.md", "audience: sales", "audience: public")
    for circle, rows in (("public", 1), ("marketing", 1), ("sales", 0)):
        assert len(history.told("main", "--audience", circle)["widened"]) == rows


def test_an_item_is_widened(history: History) -> None:
    listing = "audience: sales\nitems:\n  - {text: お世話になっております。先日のご相談の件です。, audience: editors}\n"
    history.write("phrases/mails.yml", listing + "  - {text: 短い例文。}\n")
    history.commit()
    history.edit("phrases/mails.yml", ", audience: editors", "")
    (row,) = history.told()["widened"]
    assert (row["document"], row["before"], row["after"]) == ("phrases/mails", "editors", "sales")


def test_what_a_client_approved_is_changed(history: History) -> None:
    digest = _digest(history, "case-0001")
    history.edit("cases/case-0001.yml", "  approved_on", f"  approved_digest: {digest}\n  approved_on")
    history.commit()
    history.edit("cases/case-0001.yml", "半年で途切れて", "三か月で途切れて")
    (row,) = history.told()["approvals"]
    assert (row["document"], row["renewed"], row["approved_on"]) == ("cases/case-0001", False, "2026-03-10")
    history.edit("cases/case-0001.yml", digest, _digest(history, "case-0001"))
    (row,) = history.told()["approvals"]
    assert row["renewed"], "somebody must look whether the client was asked"


def test_text_inside_changes_no_approval(history: History) -> None:
    digest = _digest(history, "case-0001")
    history.edit("cases/case-0001.yml", "  approved_on", f"  approved_digest: {digest}\n  approved_on")
    history.commit()
    history.edit("cases/case-0001.yml", "弊社が毎日返信を続けて", "弊社が毎朝返信を続けて")
    assert history.told()["approvals"] == []


def test_metrics_are_changed_added_and_removed(history: History) -> None:
    history.edit("cases/case-0001.yml", "after: {value: 5,", "after: {value: 4,")
    (row,) = history.told()["metrics"]
    assert (row["change"], row["document"], row["kpi"], row["keys"]) == (
        "changed",
        "cases/case-0001",
        "解約率",
        ["after"],
    )
    assert (row["before"], row["after"]) == ("8% → 5%（37.5%減）", "8% → 4%（50%減）")
    assert row["line"] == 13
    history.edit("cases/case-0001.yml", "kpi: churn_rate", "kpi: retention_rate")
    rows = history.told()["metrics"]
    assert sorted((row["change"], row["kpi"]) for row in rows) == [("added", "継続率"), ("removed", "解約率")]


def test_consent_that_ends_soon_is_told(history: History) -> None:
    history.edit("cases/case-0002.yml", "2028-03-31", "2027-01-30")
    history.edit("cases/case-0001.yml", "2028-03-31", "2027-01-31")
    rows = history.told()["expiring"]
    assert [(row["document"], row["until"], row["touched"]) for row in rows] == [
        ("cases/case-0002", "2027-01-30", True)
    ]
    history.commit()
    assert [row["touched"] for row in history.told("HEAD")["expiring"]] == [False]


def test_new_and_mended_problems_are_told(history: History) -> None:
    history.edit("articles/operation/reply.md", "最後に", "[前の話](missing.md)。最後に")
    told = history.told()
    (problem,) = told["problems"]["new"]
    assert (problem["code"], problem["file"]) == ("broken-link", "content/articles/operation/reply.md")
    history.commit()
    history.edit("articles/operation/reply.md", "返信は、まず", "\n返信は、まず")
    assert history.told("HEAD")["problems"] == {"new": [], "mended": []}, "it only went to another line"
    history.edit("articles/operation/reply.md", "[前の話](missing.md)。", "")
    told = history.told("HEAD")
    assert [problem["code"] for problem in told["problems"]["mended"]] == ["broken-link"]


def test_a_picture_is_changed(history: History) -> None:
    history.edit("articles/operation/reply.md", "最後に", "![図](flow.svg)\n\n最後に")
    history.write("articles/operation/flow.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    history.commit()
    history.write("articles/operation/flow.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="9"/>')
    assert _pages(history.told("HEAD")) == [("changed", "articles/operation/reply/", ALL)]


def test_settings_are_told(history: History) -> None:
    with (history.folder / "site_config.yml").open("a") as config:
        config.write("samples: hide\n")
    assert history.told()["settings"] == ["samples"]


def test_what_came_with_a_page_is_part_of_its_row(history: History) -> None:
    history.write("seminars/spring.md", ARTICLE.replace("published_on", "date: 2027-02-18\npublished_on"))
    rows = [page for page in history.told()["pages"] if page["document"]]
    assert [(row["url"], row["beside"]) for row in rows] == [("seminars/spring/", ["slides/", "handout/"])]


def test_one_circle_alone(history: History) -> None:
    history.edit("stories/night.md", "深夜の投稿", "夜中の投稿")
    history.edit("articles/operation/reply.md", "名前を添えます", "部署と名前を添えます")
    told = history.told("main", "--audience", "public")
    assert _pages(told) == [("changed", "articles/operation/reply/", ["public"])]
    assert list(told["along"]) == ["public"]


def test_the_gravest_comes_first(history: History) -> None:
    history.edit("cases/case-0002.yml", "audience: sales", "audience: public")
    history.edit("cases/case-0001.yml", "after: {value: 5,", "after: {value: 4,")
    code, text, _ = history.run("main")
    titles = [line for line in text.split("\n") if line.startswith("■")]
    assert (code, titles) == (0, ["■ まず確かめてください", "■ ページ", "■ 数字"])
    _, markdown, _ = history.run("main", "--format", "markdown")
    bold = [line for line in markdown.split("\n") if line.startswith("- **")]
    assert len(bold) == 1 and "営業 → 社外公開" in bold[0]
    assert markdown.index(bold[0]) < markdown.index("### ページ") < markdown.index("### 数字")


def test_a_small_change_fits_on_a_screen(history: History) -> None:
    history.edit("cases/case-0001.yml", "after: {value: 5,", "after: {value: 4,")
    assert len(history.run("main")[1].split("\n")) <= 12


def test_many_rows_are_counted(history: History) -> None:
    for number in range(20):
        history.write(f"cases/case-{number + 100:04d}.yml", SECOND.replace("新商品", f"新商品{number}"))
    _, text, _ = history.run("main")
    assert "ほか" in text and len(text.split("\n")) < 30
    assert sum(page["url"].startswith("cases/case-") for page in history.told()["pages"]) == 20


def test_cases_of_the_shelf_are_sound(history: History) -> None:
    assert history.told()["errors"] == {"base": 0, "head": 0}
    assert CASE.count("///") == 2
