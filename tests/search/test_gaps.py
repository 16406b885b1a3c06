"""Exported logs become synonyms to consider and topics to write, and what may tell of somebody is never shown."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import cli, gaps
from generator.asking import Engine as Terminal
from generator.cli import shared
from generator.es_modules import link
from generator.load import load, read_catalogues
from generator.model.organization import Organization
from generator.problems import in_order
from generator.report import as_text
from generator.source import Sources, read_sources

from .. import whole
from .conftest import ENGINE

CLIENT = Organization(
    id="org-0001",
    file="",
    audience="sales",
    name="株式会社あおぞら食品",
    reading="あおぞらしょくひん",
    short_name="あおぞら食品",
    romaji="Aozora Foods",
    other_names=("ソラ", "SKY"),
    alias="食品メーカーA社",
    segment="food",
)
PRIVATE = gaps.Private([CLIENT])


@pytest.fixture(scope="module")
def terminal(files: dict[str, bytes]) -> Terminal:
    """The engine over the small corpus."""
    return Terminal(link(ENGINE, "engine.js"), files.get)


def write(path: Path, *misses: tuple[str, int], **more: Any) -> Path:
    """A log of queries and how often each was asked."""
    rows = [{"query": query, "day": "2026-11-20", "times": times} for query, times in misses]
    data = {"format": "casebook-misses", "version": 1, "site": "営業", "misses": rows} | more
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


def merged(*misses: tuple[str, int]) -> gaps.Merged:
    """The queries of one log."""
    found = tuple(gaps.Miss(query=query, day=date(2026, 11, 20), times=times) for query, times in misses)
    return gaps.merge([gaps.Log(site="営業", misses=found)], PRIVATE)


# -- logs --------------------------------------------------------------------------------------------------------

HINT = "  ヒント: 検索のページの「ファイルに書き出す」でできたファイルを、手を加えずに渡してください。"


def said(*paths: Path) -> list[str]:
    """What is wrong with the logs, without the hint that all share."""
    _, problems = gaps.read_logs(paths)
    text = as_text(in_order(problems), lambda file, line: "").replace(f"{paths[0].parent}/", "")
    return [row for row in text.splitlines() if row != HINT]


def test_a_log_is_read_as_exported(tmp_path: Path) -> None:
    logs, problems = gaps.read_logs([write(tmp_path / "a.json", ("退会を防ぐ", 2))])
    assert problems == []
    assert logs == (gaps.Log(site="営業", misses=(gaps.Miss(query="退会を防ぐ", day=date(2026, 11, 20), times=2),)),)


def test_a_log_given_twice_counts_once(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, ("退会を防ぐ", 2)) for name in ("a.json", "b.json")]
    assert len(gaps.read_logs(paths)[0]) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "a.json:1:1: error[bad-miss-log]: JSON として読めません。"),
        ('{"format":\n  casebook}', "a.json:2:3: error[bad-miss-log]: JSON として読めません。"),
        ("[" * 100_000, "a.json:1:1: error[bad-miss-log]: JSON として読めません。"),
        (
            "[]",
            "a.json:1:1: error[bad-miss-log]: 検索の記録ではありません（format が「casebook-misses」ではありません）。",
        ),
        (
            '{"format": "casebook-misses", "version": 2}',
            "a.json:1:1: error[bad-miss-log]: この版の Casebook では読めない記録です（読めるのは version 1）。",
        ),
        (
            '{"format": "casebook-misses", "version": true}',
            "a.json:1:1: error[bad-miss-log]: この版の Casebook では読めない記録です（読めるのは version 1）。",
        ),
    ],
)
def test_a_file_that_is_no_log(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a.json").write_text(text, "utf-8")
    assert said(tmp_path / "a.json") == [says]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    rows: list[Any] = [
        {"query": "", "day": "2026-11-20", "times": 1},
        {"query": "a\u001b[31m", "day": "2026-02-30", "times": 0},
        {"query": "a", "day": "20261120", "times": True, "who": "x"},
        "退会",
    ]
    one = write(tmp_path / "a.json", site=3, misses=rows, extra=1)
    two = write(tmp_path / "b.json", misses={})
    assert said(one, two, tmp_path / "c.json") == [
        f"{file}:1:1: error[bad-miss-log]: {text}"
        for file, text in (
            ("a.json", "misses[0].query が 200 文字までの 1 行の言葉ではありません。"),
            ("a.json", "misses[1].day が日付（YYYY-MM-DD）ではありません。"),
            ("a.json", "misses[1].query が 200 文字までの 1 行の言葉ではありません。"),
            ("a.json", "misses[1].times が 1 から 1,000,000 までの数ではありません。"),
            ("a.json", "misses[2].day が日付（YYYY-MM-DD）ではありません。"),
            ("a.json", "misses[2].times が 1 から 1,000,000 までの数ではありません。"),
            ("a.json", "misses[3] が「{query, day, times}」の形ではありません。"),
            ("a.json", "site が 200 文字までの 1 行の言葉ではありません。"),
            ("a.json", "「extra」というキーは、記録にはありません。"),
            ("a.json", "「misses[2].who」というキーは、記録にはありません。"),
            ("b.json", "misses が一覧ではありません。"),
            ("c.json", "ファイルがありません。"),
        )
    ] + ["  ヒント: 名前と場所を確かめてください。"]


# -- merging -----------------------------------------------------------------------------------------------------


def test_spellings_come_together() -> None:
    def log(*misses: tuple[str, int], day: int) -> gaps.Log:
        rows = tuple(gaps.Miss(query=query, day=date(2026, 11, day), times=times) for query, times in misses)
        return gaps.Log(site="営業", misses=rows)

    logs = [log(("ゲーム化", 1), ("人参", 9), day=3), log(("げーむ化", 2), ("ｹﾞｰﾑ 化", 1), day=5)]
    assert gaps.merge(logs, PRIVATE).queries == (
        gaps.Query(text="人参", times=9, files=1, day=date(2026, 11, 3)),
        gaps.Query(text="げーむ化", times=4, files=2, day=date(2026, 11, 5)),
    )


@pytest.mark.parametrize(
    "query",
    [
        "あおぞら食品",
        "㈱あおぞら食品の解約",
        "ｱｵｿﾞﾗ 食品",
        "AOZORA-FOODS 退会",
        "あおぞらしょ",
        "退会 アオゾラ食",
        "aozora fo",
        "ソラの退会率",
        "skyの退会率",
        "株式会社みたこともない",
        "(有)見知らぬ",
        "田中様の件",
    ],
)
def test_names_are_left_out(query: str) -> None:
    assert merged((query, 1)) == gaps.Merged(queries=(), names=1, contacts=0)


@pytest.mark.parametrize(
    "query", ["a@example.jp", "https://example.com/x", "www.example", "０３-1234-5678", "example.co.jp"]
)
def test_ways_to_reach_somebody_are_left_out(query: str) -> None:
    assert merged((query, 1)) == gaps.Merged(queries=(), names=0, contacts=1)


@pytest.mark.parametrize(
    "query", ["青空の下で", "お客様の声", "仕様の変更", "そらまめ", "2026 年 11 月", "食品メーカー", "あお", "foo"]
)
def test_other_queries_stay(query: str) -> None:
    assert [each.text for each in merged((query, 1)).queries] == [query]


def test_one_telling_spelling_leaves_out_all() -> None:
    found = merged(("ソラ の 話", 1), ("そらの話", 5))
    assert (found.queries, found.names) == ((), 1)


# -- closing -----------------------------------------------------------------------------------------------------


def test_queries_are_sorted_by_what_the_site_answers(terminal: Terminal) -> None:
    found = gaps.close(merged(("退会率", 3), ("量子計算", 2), ("量子計算 退会", 5)), terminal, PRIVATE)
    assert [(query.text, url) for query, _, url in found.found] == [("退会率", "cases/case-0001/")]
    assert [query.text for query in found.missing] == ["量子計算"]
    assert [(each.word, each.to, each.times) for each in found.synonyms] == [("量子計算", ("退会",), 5)]


class Told:
    """An engine that answers what it is told to."""

    def __init__(self, **answers: dict[str, Any]) -> None:
        self.answers = answers

    def search(self, query: str, *, limit: int) -> dict[str, Any]:
        empty = {"hits": [], "total": 0, "suggestions": [], "pieces": [], "facets": {}}
        return empty | self.answers.get(query, {})


FOUND = {"hits": [{"title": "題", "url": "x/"}], "total": 1}


def _piece(text: str, *terms: str, share: float = 1) -> dict[str, Any]:
    return {"text": text, "known": bool(terms), "terms": list(terms), "share": share}


def _near(*texts: str, kind: str = "near") -> list[dict[str, str]]:
    return [{"text": text, "kind": kind} for text in texts]


@pytest.mark.parametrize(
    ("query", "answer", "line"),
    [
        (
            "モデレーシオン",
            {"suggestions": _near("見守り", kind="typo")},
            "- {from: モデレーシオン, to: [見守り], weight: 0.8}",
        ),
        (
            "見守番",
            {"pieces": [_piece("見守番")], "suggestions": _near("見守り")},
            "- {from: 見守番, to: [見守り], weight: 0.6}",
        ),
        ("荒番", {"pieces": [_piece("荒番")], "suggestions": _near("見守り")}, ""),
        (
            "量子 見守り",
            {"pieces": [_piece("量子"), _piece("見守り", "見守り")]},
            "- {from: 量子, to: [見守り], weight: 0.4}",
        ),
        ("量子 みる", {"pieces": [_piece("量子"), _piece("みる", "見守り", share=0.35)]}, ""),
        ("量子 する", {"pieces": [_piece("量子", share=0.3), _piece("見守り", "見守り")]}, ""),
        ("ソラマチ", {"pieces": [_piece("ソラマチ")], "suggestions": _near("ソラ", "あおぞら食品")}, ""),
        ("見守番", {"pieces": [_piece("見守番")], "suggestions": _near("見守らない")}, ""),
    ],
)
def test_what_the_engine_offers_becomes_a_line(query: str, answer: dict[str, Any], line: str) -> None:
    engine: Any = Told(**{query: answer}, 見守り=FOUND, ソラ=FOUND, あおぞら食品=FOUND)
    found = gaps.close(merged((query, 2)), engine, PRIVATE)
    shown = [row for row in gaps.as_text(found, 1).splitlines() if row.startswith("- ")]
    assert shown == ([f"{line}  # 「{query}」 2 回"] if line else [])
    assert bool(found.missing) != bool(found.synonyms)


def test_names_that_only_the_cut_shows_are_left_out() -> None:
    engine: Any = Told(かそら={"pieces": [_piece("か"), _piece("そら")]})
    found = gaps.close(merged(("かそら", 1)), engine, PRIVATE)
    assert (found.names, found.missing) == (1, ())


def test_lines_are_yaml_of_our_own(tmp_path: Path) -> None:
    words = ("a: b", "#1", "100", "yes", "「退会」", "x, y", "[z]", '"', "見守り・番", "null")
    asked = gaps.Query(text="a\u2028b # c", times=3, files=2, day=date(2026, 11, 20))
    lines = tuple(gaps.Synonym(word=word, to=words, weight=0.6, queries=(asked, asked)) for word in words)
    found = gaps.Gaps(found=(), synonyms=lines, missing=(), names=0, contacts=0)
    shown = [row for row in gaps.as_text(found, 1).splitlines() if row.startswith("- ")]
    (tmp_path / "synonyms.yml").write_text("\n".join(shown) + "\n", "utf-8")
    sources, problems = read_sources(tmp_path, "content")
    read, more = read_catalogues(sources, "content")
    packaged, _ = read_catalogues(Sources(), "content")
    assert [*problems, *more] == []
    own = read.directed[len(packaged.directed) :]
    assert [(each.from_, each.to, each.weight) for each in own] == [(word, words, 0.6) for word in words]


# -- the command -------------------------------------------------------------------------------------------------


def test_the_command_tells_all_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, _ = whole.built("sales")
    config = str(whole.ROOT / "site_config.yml")
    names = [client.name or "" for client in load(whole.own_config()).library.organizations.values()]
    one = write(tmp_path / "a.json", ("解約", 1), ("人参", 4), ("量子計算機", 2), (names[0], 7), ("03-1234-5678", 1))
    two = write(tmp_path / "b.json", ("量子計算機", 1), (f"{names[1]}の退会", 1), site="社外公開")
    before = {path: path.read_bytes() for path in (whole.ROOT / "content").rglob("*.yml")}
    assert cli.main(["gaps", str(one), str(two), "--site", str(folder), "--config", config]) == shared.DONE
    text = capsys.readouterr().out
    assert text.startswith("記録 2 つ、問い 3 種類を調べました")
    assert "名前を含むかもしれない 2 種類と、連絡先を含む 1 種類を除きました。" in text
    assert "注意: 営業向けのサイトで調べましたが、社外公開向けの記録があります。" in text
    assert "     4         1  2026-11-20  人参\n     3         2  2026-11-20  量子計算機" in text
    assert "  「解約」 → " in text
    assert not any(name in text for name in names[:2])
    assert cli.main(["gaps", str(one), "--site", str(folder), "--config", config, "--format", "json"]) == shared.DONE
    data = json.loads(capsys.readouterr().out)
    assert [row["query"] for row in data["missing"]] == ["人参", "量子計算機"]
    assert data["left_out"] == {"names": 1, "contacts": 1}
    assert {path: path.read_bytes() for path in before} == before


def test_without_all_names_nothing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site_config.yml").write_text("site_name: 見本\n", "utf-8")
    broken = tmp_path / "content" / "organizations" / "org-0001.yml"
    broken.parent.mkdir(parents=True)
    broken.write_text("audience: sales\nname: [\n", "utf-8")
    log, config = write(tmp_path / "a.json", ("人参", 4)), str(tmp_path / "site_config.yml")
    assert cli.main(["gaps", str(log), "--config", config]) == shared.CONTENT_ERRORS
    said = capsys.readouterr()
    assert said.out == ""
    assert "content/organizations/org-0001.yml" in said.err
    assert said.err.endswith("調べていません。社名を除けるのは、原稿と記録のすべてを読めたときだけです。\n")


def test_a_bad_log_stops_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log, config = write(tmp_path / "a.json", version=3), str(whole.ROOT / "site_config.yml")
    assert cli.main(["gaps", str(log), "--config", config]) == shared.CONTENT_ERRORS
    assert "error[bad-miss-log]" in capsys.readouterr().err
