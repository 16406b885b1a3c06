"""A contributor who has never seen YAML: makes a case, slips in every common way, reads what to type, mends, builds."""
# ruff: noqa: E501  (one slip a line)

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli import main

from ..folders import CONFIG

CASE_FILE = "content/cases/case-0001.yml"
ORG_FILE = "content/organizations/org-0001.yml"

FILLED = (
    (ORG_FILE, "name: （社名をここに） ", "name: 株式会社みはらし製菓 "),
    (ORG_FILE, "reading:                          ", "reading: みはらしせいか      "),
    (CASE_FILE, "title: （何が、どうなった、誰の話か）", "title: 作り方を教え合う、手作りキットの場"),
    (CASE_FILE, "summary: （一文で。数字を使うときは、同じ数字を metrics にも書きます）", "summary: 会員どうしで答え合う一年。"),
    (CASE_FILE, "status: draft", "status: published"),
    (CASE_FILE, "# organization: org-0014", "organization: org-0001"),
    (CASE_FILE, "  （困りごと。社名の代わりに「同社」と書きます）", "  週末に問い合わせが集中していました。\n  窓口は二人です。"),
    (CASE_FILE, "  （行ったこと）", "  同社の担当者が答えを確かめました。\n\n  /// audience | sales\n  毎日返信しています。\n  ///"),
    (CASE_FILE, "  （変わったこと）", "  同じ質問が減りました。"),
    (CASE_FILE, "conditions: []     ", "conditions:\n  - 週に一度、答えを確かめる担当者がいる "),
    (CASE_FILE, "  stage: launching", "  stage: launching\n  launched: 2024-06\n  members: {value: 3200, on: 2026-03}"),
    (CASE_FILE, "  status: not_asked", "  status: granted\n  verbal: [name]"),
    (CASE_FILE, "# published_on: ", "adoption:\n  contact: '#cm-food'\npublished_on: "),
)  # fmt: skip
"""What the contributor types over the template of ``casebook new``."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip of the hand: what is typed instead of what, and what is said of it.

    ``hint`` is a part of the hint: the words that say what to type."""

    name: str
    right: str
    wrong: str
    code: str
    marked: str
    hint: str


SLIPS = (
    Slip("hash", "'#cm-food'", "連絡は #cm-food", "hash-cuts-value", "#cm-food", '「"連絡は #cm-food"」'),
    Slip("wide-colon", "summary: 会員", "summary：会員", "yaml-syntax", "：", "半角の「: 」"),
    Slip("no-blank-after-colon", "concept: community", "concept:community", "yaml-syntax", ":", "「:」の後に空白"),
    Slip("wide-blank-after-colon", "audience: sales", "audience:　sales", "yaml-syntax", "　", "半角スペース"),
    Slip("wide-blank-in-margin", "  type: fan", "　　type: fan", "yaml-syntax", "　", "行の頭に全角スペース"),
    Slip("wide-blank-at-end", "audience: sales", "audience: sales　", "unknown-audience", "sales　", "「sales」とだけ"),
    Slip("wide-digits", "value: 3200", "value: ３２００", "not-a-number", "３２００", "「3200」"),
    Slip("number-with-unit", "value: 3200", "value: 3200人", "not-a-number", "3200人", "「3200」"),
    Slip("number-with-comma", "value: 3200", "value: 3,200", "unknown-key", "200", "「,」を入れず"),
    Slip("month-in-words", "2024-06", "2024年6月", "bad-date", "2024年6月", "「2024-06」"),
    Slip("month-with-slash", "2024-06", "2024/6", "bad-date", "2024/6", "「2024-06」"),
    Slip("date-quoted", "2024-06", "「2024-06」", "bad-date", "「2024-06」", "引用符で囲まず、「2024-06」"),
    Slip("tab", "  type: fan", "\ttype: fan", "yaml-syntax", "\t", "タブ文字"),
    Slip("indent-lost", "  窓口は二人です。", "窓口は二人です。", "yaml-syntax", "窓", "「challenge: |」の文章の続き"),
    Slip("indent-lost-colon", "  窓口は二人です。", "窓口: 二人", "unknown-key", "窓口", "「challenge: |」の文章の続き"),
    Slip("indent-lost-list", "  窓口は二人です。", "- 窓口は二人", "yaml-syntax", "-", "半角スペースを 2 つ"),
    Slip("indent-lost-heading", "  窓口は二人です。", "## 窓口", "hash-cuts-value", "## 窓口", "半角スペースを 2 つ"),
    Slip("indent-lost-key", "  type: fan", "type: fan", "yaml-syntax", "t", "「community:」の下の項目なら"),
    Slip("bar-lost", "challenge: |", "challenge:", "lines-joined", "週", "行の終わりに「|」"),
    Slip("wide-bar", "challenge: |", "challenge: ｜", "mistaken-sign", "｜", "半角の「|」"),
    Slip("bullet", "  - 週に", "  ・週に", "mistaken-sign", "・", "半角の「- 」"),
    Slip("dash-without-blank", "  - 週に", "  -週に", "mistaken-sign", "-", "「-」の後に"),
    Slip("key-misspelt", "stage: launching", "satge: launching", "unknown-key", "satge", "「stage」ではありませんか"),
    Slip("key-in-japanese", "purposes: ", "目的: ", "unknown-key", "目的", "「purposes」と書きます"),
    Slip("label-misspelt", "[retention]", "[継続･解約防上]", "unknown-value", "継続･解約防上", "「継続・解約防止」では"),
    Slip("wide-list", "[retention]", "［retention、ltv］", "unknown-value", "［retention、ltv］", "「[retention, ltv]」"),
    Slip("id-unknown", "org-0001", "org-0011", "unknown-reference", "org-0011", "「org-0001」ではありませんか"),
    Slip("name-as-id", ": org-0001", ": みはらし製菓", "bad-id", "みはらし製菓", "ファイル名（拡張子なし）"),
    Slip("audience-lost", "audience: sales", "# audience", "missing-key", "", "public・marketing・sales・editors"),
    Slip("audience-in-japanese", "audience: sales", "audience: 営業", "unknown-audience", "営業", "「sales」では"),
    Slip("clients-name", "  同社の", "  みはらし製菓の", "name-in-text", "みはらし製菓", "「同社」と書く"),
    Slip("figure-in-title", "手作り", "問い合わせ50%減、手作り", "figure-in-text", "50%", "metrics に値と show"),
    Slip("block-unclosed", "\n  ///\n", "\n", "audience-block", "/// audience", "「///」だけの行"),
    Slip("key-twice", "concept: ", "title: もう一つ\nconcept: ", "duplicate-key", "title", "どちらか一方を消して"),
    Slip("bracket-first", "title: 作", "title: [改善] 作", "yaml-syntax", "作", "値全体を引用符で囲んで"),
    Slip("colon-in-value", "title: 作", "title: 改善: 作", "yaml-syntax", ":", "値全体を引用符で囲んで"),
    Slip("flag-in-japanese", "status: granted", "status: granted\n  survives_contract: はい", "not-a-flag", "はい", "true"),
)  # fmt: skip


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an organisation and a case, made by ``casebook new`` and filled in."""
    root = tmp_path_factory.mktemp("contributor")
    (root / CONFIG).write_text("site_name: 見本\n", "utf-8")
    for kind, name in (("organization", "org-0001"), ("case", "case-0001")):
        assert main(["new", kind, name, "--config", str(root / CONFIG)]) == 0
    for file, old, new in FILLED:
        text = (root / file).read_text("utf-8")
        assert text.count(old) == 1, old
        (root / file).write_text(text.replace(old, new), "utf-8")
    return root


def check(root: Path) -> int:
    """Run ``casebook check --strict``; its exit code."""
    return main(["check", "--strict", "--config", str(root / CONFIG)])


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_told_with_line_and_mend(slip: Slip, shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = shelf / CASE_FILE
    good = file.read_text("utf-8")
    assert slip.right in good
    file.write_text(good.replace(slip.right, slip.wrong, 1), "utf-8")
    try:
        assert check(shelf) == 1
    finally:
        file.write_text(good, "utf-8")
    said = capsys.readouterr().err
    found = re.search(
        rf"^{CASE_FILE}:(\d+):\d+: (?:error|warning)\[{slip.code}\]: (.*\n(?:  .*\n)*)", said, re.MULTILINE
    )
    assert found, said
    assert _marked(found[2]).startswith(slip.marked[:1]), said
    line = _line_of(good.replace(slip.right, slip.wrong, 1), slip)
    assert int(found[1]) == line, said
    assert slip.hint in found[2].rpartition("ヒント: ")[2]


def _line_of(text: str, slip: Slip) -> int:
    """The line that the slip was made in: that of what is marked, nearest to what was typed."""
    start = text.index(slip.wrong) if slip.code != "audience-block" else 0
    return text.count("\n", 0, text.index(slip.marked, start)) + 1 if slip.marked else 1


def _marked(entry: str) -> str:
    """What stands over the first ``^`` of an entry; "" where no line is shown."""
    rows = [row.partition(" | ")[2] for row in entry.split("\n") if " | " in row]
    if len(rows) < 2:
        return ""
    left = len(rows[1]) - len(rows[1].lstrip(" \t"))
    width = 0
    for at, character in enumerate(rows[0]):
        if width >= left:
            return rows[0][at:]
        width += 2 if ord(character) > 0x2000 else 1
    return ""


def test_all_mended_it_builds(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(shelf) == 0, capsys.readouterr().err
    assert main(["build", "--config", str(shelf / CONFIG)]) == 0
    page = (shelf / "site" / "cases" / "case-0001" / "index.html").read_text("utf-8")
    assert "作り方を教え合う、手作りキットの場" in page
    assert "毎日返信しています。" in page


def test_mistakes_in_two_places_are_told_at_once(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = shelf / CASE_FILE
    good = file.read_text("utf-8")
    slips = [slip for slip in SLIPS if slip.name in ("wide-digits", "month-with-slash", "label-misspelt", "hash")]
    text = good
    for slip in slips:
        text = text.replace(slip.right, slip.wrong, 1)
    file.write_text(text, "utf-8")
    try:
        assert check(shelf) == 1
    finally:
        file.write_text(good, "utf-8")
    said = capsys.readouterr().err
    assert [slip.name for slip in slips if f"[{slip.code}]" not in said] == []
