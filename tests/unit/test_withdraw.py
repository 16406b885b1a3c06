"""``casebook withdraw``: every use with its place and address, what people must recall, and the edit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.build import build
from generator.cli import main
from generator.config import read_config
from generator.order import Order

from ..bad.base import CASE, CASE_FILE, FRONT, ORG, ORG_FILE
from ..conftest import Site
from ..folders import CONFIG, Content

GRANTED = (
    "consent: {status: granted, web: [alias], seminar: [alias], proposal: [alias, metrics], verbal: [name],"
    " approved_on: 2026-03-10}\nplaybooks: [welcome]\n"
)
_PAGE = FRONT.replace("---\n\n", "published_on: 2026-01-01\n%s---\n\n本文。\n")
SEMINAR = FRONT.replace("---\n\n", "date: %s\ncases: [case-0001]\n---\n\n# 題\n\n話。\n")
FILES: dict[str, Content] = {
    CONFIG: "site_name: 見本\nsites: {public: {site_url: 'https://example.com/cb'}}\n",
    ORG_FILE: ORG,
    CASE_FILE: CASE + GRANTED,
    "content/cases/case-0002.yml": CASE.replace("organization: org-0001\n", "") + GRANTED + "related: [case-0001]\n",
    "content/playbooks/welcome.md": _PAGE % "",
    "content/stories/night.md": _PAGE % "case: case-0001\n",
    "content/articles/operation/reply.md": _PAGE % "" + "\n前。[事例](../../cases/case-0001.yml)\n",
    "content/articles/operation/inside.md": (_PAGE % "").replace("public", "sales") + "\nあおぞら食品の話。\n",
    "content/articles/operation/alias.md": _PAGE % "" + "\n食品メーカーＡ社の話。\n",
    "content/articles/operation/other.md": _PAGE % "",
    "content/seminars/past.md": SEMINAR % "2026-05-12",
    "content/seminars/next.md": SEMINAR % "2027-02-18",
    "content/voices/inside.yml": "audience: sales\nitems:\n"
    "  - {theme: 通知, text: 減らしたい。, heard: [{on: 2026-05-01, organization: org-0001}]}\n",
}


@pytest.fixture
def folder(site: Site) -> Path:
    return site(FILES)


def _run(root: Path, *arguments: str) -> int:
    return main([arguments[0], "--config", str(root / CONFIG), *arguments[1:]])


def _told(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> dict[str, list[dict[str, object]]]:
    assert _run(root, "withdraw", name, "--format", "json", "--as-of", "2026-11-01") == 0
    told: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return told


def _uses(told: dict[str, list[dict[str, object]]]) -> Iterator[tuple[object, object, object]]:
    yield from ((use["kind"], str(use["file"]).removeprefix("content/"), use["by_hand"]) for use in told["uses"])


OF_THE_CASE = {
    ("事例のページ", "cases/case-0001.yml", False),
    ("お渡し用の1枚・商談シート", "cases/case-0001.yml", False),
    ("進め方のページの事例欄", "cases/case-0001.yml", False),
    ("ほかの事例の「似た事例」", "cases/case-0002.yml", False),
    ("この事例を語る現場の話", "stories/night.md", True),
    ("本文のリンク", "articles/operation/reply.md", True),
    *(
        (kind, f"seminars/{name}.md", True)
        for kind in ("セミナーの案内", "スライド", "配布資料")
        for name in ("past", "next")
    ),
}
OF_THE_CLIENT = {
    ("ご意見・ご要望", "voices/inside.yml", True),
    ("文章の中の社名", "articles/operation/inside.md", True),
    ("文章の中の別名", "articles/operation/alias.md", True),
}


def test_every_use_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert set(_uses(_told(folder, "case-0001", capsys))) == OF_THE_CASE
    assert set(_uses(_told(folder, "org-0001", capsys))) == OF_THE_CASE | OF_THE_CLIENT


def test_places_and_addresses_are_exact(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uses = {(use["kind"], use["file"]): use for use in _told(folder, "org-0001", capsys)["uses"]}
    link = uses["本文のリンク", "content/articles/operation/reply.md"]
    assert link["line"] == 9
    page = uses["事例のページ", "content/cases/case-0001.yml"]["urls"]
    rest = dict.fromkeys(("marketing", "sales", "editors"), "/cases/case-0001/")
    assert page == {"public": "https://example.com/cb/cases/case-0001/", **rest}
    sheet = uses["お渡し用の1枚・商談シート", "content/cases/case-0001.yml"]["urls"]
    assert isinstance(sheet, dict) and set(sheet) == {"marketing", "sales", "editors"}
    assert uses["ご意見・ご要望", "content/voices/inside.yml"]["urls"] == {"sales": "/voices/", "editors": "/voices/"}


def test_every_address_is_a_page(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    told = _told(folder, "org-0001", capsys)
    config, _ = read_config(folder / CONFIG)
    assert config is not None
    for circle in ("public", "editors"):
        outcome = build(
            Order(config=config, audience=circle, output=tmp_path / circle, as_of=date(2026, 11, 1), jobs=1)
        )
        assert outcome.release is not None
        for use in told["uses"]:
            urls = use["urls"]
            assert isinstance(urls, dict)
            if circle in urls:
                path = urls[circle].removeprefix("https://example.com/cb").lstrip("/")
                assert f"{path}index.html" in outcome.release.files, use


def test_what_must_be_recalled_by_hand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "\n".join(map(str, _told(folder, "org-0001", capsys)["recall"]))
    for words in (
        "2026年3月10日からお渡しした case-0001",
        "載せていたもの：別名・数字",
        "2026年5月12日のセミナー「返信の書き方」で映したスライド",
        "2027年2月18日に開くセミナー「返信の書き方」",
        "口頭での紹介",
        "検索エンジン",
        "CDN",
        "フィードリーダー",
        "保存した PDF",
    ):
        assert words in said


def test_a_case_that_no_one_saw_leaves_less_to_recall(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({ORG_FILE: ORG, CASE_FILE: CASE})
    told = _told(root, "case-0001", capsys)
    assert [use["urls"] for use in told["uses"]] == [{"editors": "/cases/case-0001/"}]
    assert not any(words in str(told["recall"]) for words in ("お渡しした", "検索エンジン", "セミナー", "口頭"))


def test_the_edit_takes_it_off(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the command says to write is written: the case is in no view any more."""
    told = _told(folder, "org-0001", capsys)
    assert [edit["file"] for edit in told["edits"]] == [
        f"content/{n}" for n in ("organizations/org-0001.yml", "cases/case-0001.yml")
    ]
    for edit in told["edits"]:
        path = folder / str(edit["file"])
        path.write_text(path.read_text("utf-8") + f"{edit['write']}\n", "utf-8")
    again = _told(folder, "case-0001", capsys)
    pages = [use for use in again["uses"] if use["file"] == "content/cases/case-0001.yml"]
    assert {use["kind"] for use in pages} == {"事例のページ", "進め方のページの事例欄"}
    assert [use["urls"] for use in pages if use["kind"] == "事例のページ"] == [{}]
    assert again["edits"] == []


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_people_can_read_it(form: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert _run(folder, "withdraw", "case-0001", "--format", form, "--as-of", "2026-11-01") == 0
    said = capsys.readouterr().out
    for words in (
        "社外秘",
        "サイトの外で回収するもの",
        "status: withdrawn",
        "以前のアドレスには「ページが見つかりません」",
    ):
        assert words in said
    assert ("- [ ] " in said) == (form == "markdown")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_an_id_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("withdraw", "digest"):
        assert _run(folder, command, "case-0011") == 2
        assert "「case-0001」ではありませんか。" in capsys.readouterr().err


def test_with_errors_no_list_is_given(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({ORG_FILE: ORG, CASE_FILE: CASE + "audiance: sales\n"})
    for command in ("withdraw", "digest"):
        assert _run(root, command, "case-0001") == 1
        captured = capsys.readouterr()
        assert captured.out == "" and "error[unknown-key]" in captured.err and "調べていません" in captured.err


# -- the digest of what was approved ---------------------------------------------------------------------------------

RICH = CASE + (
    "approach: |\n  前。\n\n  /// audience | sales\n  社内。\n  ///\n"
    "conditions: [担当者がいる]\n"
    "metrics:\n  - {kpi: churn_rate, compare: single, change: -50%, period: [2023-09, 2024-08], measured_by: us,"
    " show: {web: ratio, seminar: none, proposal: none}}\n"
    "quotes:\n  - {speaker: client, text: 会話が増えました。}\n"
    "consent: {status: granted, web: [alias, metrics, quotes]}\n"
    "talk_track: [{say: 一言。}]\n"
)


def _digest(root: Path, text: str, capsys: pytest.CaptureFixture[str]) -> str:
    (root / CASE_FILE).write_text(text, "utf-8")
    assert _run(root, "digest", "case-0001") == 0
    return capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("会員どうしの場", "会員の場"),
        ("会話が続く", "会話の続く"),
        ("前。", "後。"),
        ("担当者がいる", "担当者が二人いる"),
        ("change: -50%", "change: -40%"),
        ("会話が増えました", "会話が減りました"),
        ("web: ratio", "web: actual"),
        ("alias, metrics, quotes", "alias, metrics"),
        ("2024-08]", "2024-07]"),
    ],
)
def test_the_digest_changes_with_what_leaves_the_building(
    old: str, new: str, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site({ORG_FILE: ORG, CASE_FILE: RICH})
    assert _digest(root, RICH, capsys) != _digest(root, RICH.replace(old, new), capsys)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("社内。", "社内の話。"),
        ("一言。", "二言。"),
        ("audience: public\norg", "audience: sales\norg"),
        ("前。\n", "前。  \n"),
        ("status: granted, ", "status: granted, verbal: [name], record: CR-1, "),
        ("purposes: [retention]", "purposes: [ltv]"),
    ],
)
def test_the_digest_keeps_with_what_stays_inside(
    old: str, new: str, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site({ORG_FILE: ORG, CASE_FILE: RICH})
    assert old in RICH
    assert _digest(root, RICH, capsys) == _digest(root, RICH.replace(old, new), capsys)


def test_the_digest_that_is_printed_is_the_one_to_write(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({ORG_FILE: ORG, CASE_FILE: RICH})
    digest = _digest(root, RICH, capsys)
    (root / CASE_FILE).write_text(RICH.replace("granted,", f"granted, approved_digest: {digest},"), "utf-8")
    assert _run(root, "check", "--strict") == 0, capsys.readouterr().err
