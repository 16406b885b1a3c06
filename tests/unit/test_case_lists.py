"""Lists of cases from elsewhere: read in every encoding that Excel writes; nothing is lost, and all of it passes."""
# ruff: noqa: E501  (one row a line)

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from generator.cli import main
from generator.headings import CALLED, key_of, value_of
from generator.tables import read_table

from ..bad.base import ORG, ORG_FILE
from ..conftest import Site
from ..folders import CONFIG

HEAD = ["事例名", "会社名", "業種", "目的", "会員数", "コミュニティの種類", "開設月", "課題", "施策", "成果", "備考"]
ROWS = [
    ["お題で続く会話の場", "株式会社みはらし製菓", "食品・飲料", "継続・解約防止、共創", "3,200人", "fan", "2022年6月", "退会が\n多い", "お題", "会話", "急ぎ"],
    ["教え合う場", "みらい通信", "通信", "なぞ", "約500", "ユーザーコミュニティ", "2023/4/1", "質問が多い", "場を開く", "解決", ""],
    ["みはらし製菓の定期便", "株式会社みはらし製菓", "食品・飲料", "利用定着", "百人くらい", "", "春ごろ", "", "", "", "確認中"],
    ["解約を50%減らした工夫", "株式会社あおぞら食品", "食品・飲料", "ltv", "", "", "", "![図](../x.png)", "", "", ""],
    ["社名のない事例", "", "なぞの業種", "", "", "", "", "", "", "", ""],
]  # fmt: skip


def as_csv(rows: list[list[str]], delimiter: str = ",") -> str:
    """Rows as Excel saves them."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def bring(root: Path, source: Path, audience: str = "public") -> int:
    """Run ``casebook import --into cases``; its exit code."""
    return main(["import", str(source), "--into", "cases", "--audience", audience, "--config", str(root / CONFIG)])


def passes(root: Path) -> bool:
    """Does the content pass ``casebook check``?"""
    return main(["check", "--config", str(root / CONFIG)]) == 0


def all_of(root: Path) -> str:
    """Everything that is written in the content folder."""
    return "\n".join(path.read_text("utf-8") for path in sorted((root / "content").rglob("*.yml")))


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", ""), ("utf-8-sig", ""), ("cp932", "Shift_JIS"), ("utf-16", "UTF-16")],
)
def test_each_encoding_is_detected_and_said(
    encoding: str, name: str, site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, source = site({ORG_FILE: ORG}), tmp_path / "事例.csv"
    source.write_bytes(as_csv([HEAD, *ROWS], "\t" if encoding == "utf-16" else ",").encode(encoding))
    assert bring(root, source) == 0
    said = capsys.readouterr()
    assert f"{name or 'UTF-8'} として読みました。列の行き先:" in said.out
    assert ("warning[read-as-shift-jis]" in said.err) == (encoding == "cp932")
    assert passes(root), capsys.readouterr().err


def test_nothing_is_lost(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, source = site({ORG_FILE: ORG}), tmp_path / "list.csv"
    source.write_text(as_csv([HEAD, *ROWS]), "utf-8")
    assert bring(root, source) == 0
    written = re.sub(r"\s", "", all_of(root))
    for row in ROWS:
        for cell in row:
            parts = [re.sub(r"\s", "", part) for part in cell.split("、")]
            known = {
                "3,200人": "value:'3200'",
                "約500": "value:'500'",
                "2022年6月": "2022-06",
                "2023/4/1": "2023-04-01",
            }
            assert all(known.get(part, part) in written for part in parts), cell


def test_what_the_columns_became(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, source = site({ORG_FILE: ORG}), tmp_path / "list.csv"
    source.write_text(as_csv([HEAD, *ROWS]), "utf-8")
    assert bring(root, source) == 0
    said = capsys.readouterr()
    rows = {cells[0]: cells[1:] for line in said.out.split("\n") if len(cells := line.split()) == 4}
    assert rows["事例名"] == ["title", "3", "2"]
    assert rows["会員数"] == ["community.members", "2", "1"]
    assert rows["業種"] == ["segment", "3", "2"]
    assert rows["備考"] == ["extra", "0", "2"]
    assert (
        "list.csv:3:1: warning[import-moved]: 「目的」の「なぞ」を、値を読めないため、extra に移しました。" in said.err
    )
    assert "「事例名」の「みはらし製菓の定期便」を、そのままでは載せられない内容" in said.err
    assert "content/cases/ に 5 件を取り込みました。\ncontent/organizations/ に 2 件を取り込みました。" in said.out


def test_clients_become_organisations_once(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, source = site({ORG_FILE: ORG}), tmp_path / "list.csv"
    source.write_text(as_csv([HEAD, *ROWS]), "utf-8")
    assert bring(root, source) == 0
    cases = [(root / f"content/cases/case-000{number}.yml").read_text("utf-8") for number in range(1, 6)]
    owners = [re.findall(r"^organization: (\S+)$", text, re.MULTILINE) for text in cases]
    assert owners == [["org-0002"], ["org-0003"], ["org-0002"], ["org-0001"], []]
    client = (root / "content/organizations/org-0002.yml").read_text("utf-8")
    assert client == "audience: sales\nalias: 組織0002\nname: 株式会社みはらし製菓\nsegment: 食品・飲料\n"
    assert "株式会社" not in "".join(text.partition("extra:")[0] for text in cases)


def test_rows_that_differ_on_a_client_lose_nothing(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ["題", "社名", "業種", "都道府県"],
        ["一", "みはらし製菓", "food", "東京都"],
        ["二", "みはらし製菓", "telecom", "東京都"],
    ]
    root, source = site({}), tmp_path / "list.csv"
    source.write_text(as_csv(rows), "utf-8")
    assert bring(root, source) == 0
    assert "「業種」の「telecom」を、同じ組織の前の行と違うため、extra に移しました。" in capsys.readouterr().err
    assert "extra:\n  業種: telecom\n" in (root / "content/cases/case-0002.yml").read_text("utf-8")
    assert passes(root)


def test_a_workbook(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "表紙"
    sheet = book.create_sheet("事例一覧")
    sheet.append(["2026年度 事例一覧"])
    sheet.append([])
    sheet.append(["№", "タイトル", "会員数", "公開日", "KPI"])
    sheet.append([1, "お題で続く場", 3200, datetime(2026, 4, 1), 0.25])
    book.create_sheet("メモ").append(["覚え書き"])
    book.save(tmp_path / "list.xlsx")
    root = site({})
    assert bring(root, tmp_path / "list.xlsx", "sales") == 0
    said = capsys.readouterr()
    assert "Excel のシート「事例一覧」 として読みました" in said.out
    assert "見出しより上の行「2026年度 事例一覧」は取り込んでいません。" in said.err
    assert "シート「メモ」は読んでいません（読んだのは「事例一覧」）。" in said.err
    text = (root / "content/cases/case-0001.yml").read_text("utf-8")
    assert "published_on: '2026-04-01'\n" in text
    assert "value: '3200'\n" in text
    assert "KPI: '0.25'\n" in text
    assert passes(root)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.xlsx", b"PK\x03\x04broken", "Excel のブック（.xlsx）として読めません。"),
        ("x.xlsx", b"", "Excel のブック（.xlsx）として読めません。"),
        ("x.csv", "いろは,にほへ\n1,2\n".encode(), "知っている列の名前が、1 つもありません。"),
        ("x.csv", b"\x81\x00\xff\xfe\x00", "UTF-8 ではない文字があります"),
        ("x.csv", b"", "取り込めるファイルがありません。"),
        ("x.csv", ("題\n" + "題\n" * 2_001).encode(), "行が多すぎます（2002 行）。"),
        ("x.csv", b"title\n" + b"x" * 20_000_001, "ファイルが大きすぎます"),
    ],
)
def test_what_cannot_be_read_is_told(
    name: str, data: bytes, said: str, site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, source = site({}), tmp_path / name
    source.write_bytes(data)
    assert bring(root, source) == 1
    assert said in capsys.readouterr().err
    assert not (root / "content").exists()


def test_columns_of_one_name_and_none(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, source = site({}), tmp_path / "list.tsv"
    source.write_text("事例名\t備考\t備考\t\n題\t一\t二\t三\t四\n", "utf-8")
    assert bring(root, source) == 0
    text = (root / "content/cases/case-0001.yml").read_text("utf-8")
    assert text.endswith("extra:\n  備考: 一\n  備考（2）: 二\n  列 4: 三\n  見出しのない列: 四\n")
    assert passes(root)


def test_a_hostile_cell_stays_text(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells = ["&a *a !!x", "# 見出し", "- 項目: {a: b}", "/// audience | editors\n秘密", "<script>x</script>", "=1+1"]
    root, source = site({}), tmp_path / "list.csv"
    source.write_text(as_csv([["題", "課題"], *[["題" + str(at), cell] for at, cell in enumerate(cells)]]), "utf-8")
    assert bring(root, source) == 0
    assert passes(root), capsys.readouterr().err
    written = re.sub(r"\s", "", all_of(root))
    assert all(re.sub(r"\s", "", cell) in written for cell in cells)


@pytest.mark.parametrize("name", ["事 例 名", "事例名（必須）", "＊事例名", "TITLE", "ｔｉｔｌｅ"])
def test_headings_are_known_however_they_are_typed(name: str) -> None:
    assert key_of(name) == "title"


def test_every_heading_means_one_key() -> None:
    names = [name for called in CALLED.values() for name in called]
    assert len(names) == len(set(names))
    assert all(key_of(name) == key for key, called in CALLED.items() for name in called)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("published_on", "2022年6月1日", "2022-06-01"),
        ("community.launched", "２０２２．６", "2022-06"),
        ("community.launched", "春", "春"),
        ("community.members", "約１,２００名", {"value": "1200"}),
        ("conditions", "・毎日返信する\n・お題を出す", ["毎日返信する", "お題を出す"]),
    ],
)
def test_cells_become_values(key: str, text: str, value: object) -> None:
    assert value_of(key, text) == value


def test_a_cell_of_several_lines_is_one_row(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text('題,課題\nあ,"い\nう"\nえ,お\n', "utf-8")
    assert [row.number for row in read_table(tmp_path / "x.csv").rows] == [1, 2, 3]
