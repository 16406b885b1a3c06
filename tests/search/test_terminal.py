"""The engine in the terminal is the engine in the browser: the same file, the same hits, the same marks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.browser import served
from generator import cli
from generator.asking import BadFilter, EngineError, NoSite, as_text, chosen, open_site
from generator.asking import Engine as Terminal
from generator.asking.shown import marked
from generator.cli import shared
from generator.columns import clean, table, width
from generator.es_modules import link

from .. import whole
from .conftest import ENGINE, Engine

QUERIES = (
    *(
        "退会率",
        "ＬＴＶ",
        "ｻｰﾊﾞｰ",
        "たいかいりつ",
        "タイカイリツ",
        "問合せ",
        "申し込みたい",
        "顧客生涯価値",
        "菓子　事例",
    ),
    *("菓子メーカーで退会が減った事例を知りたい", "荒らしを防ぐにはどうすればいいですか", "もでれーしょ", "かしめーk"),
    *("モデレーシヨン", "こむぎどう", "京都", "量子コンピュータ", "幹線", "あ", "", " "),
    *('"</script>\\\u2028', "𠮷野家の👪"),
)


@pytest.fixture(scope="module")
def site(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `casebook search` needs of a built site, over the small corpus."""
    root = tmp_path_factory.mktemp("site")
    script = "assets/search.0123abcd/engine.js"
    made = {f"search/index/{name}": data for name, data in files.items()} | {script: link(ENGINE, "engine.js").encode()}
    for name, data in made.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    record = {"generator": "casebook", "audience": "sales", "files": sorted(made)}
    (root / "build.json").write_text(json.dumps(record), "utf-8")
    return root


@pytest.fixture(scope="module")
def terminal(site: Path) -> Terminal:
    """The engine as the terminal runs it."""
    return open_site(site).engine


@pytest.mark.parametrize("query", QUERIES)
def test_it_answers_as_in_the_browser(terminal: Terminal, engine: Engine, query: str) -> None:
    assert terminal.search(query, explain=True) == engine.search(query, explain=True)


def test_filters_and_limits_are_those_of_the_browser(terminal: Terminal, engine: Engine) -> None:
    for how in (
        {"limit": 1},
        {"filters": {"kind": ["case"]}},
        {"filters": {"kind": ["case", "term"], "segment": ["food"]}},
    ):
        there, here = engine.search("事例", **how), terminal.search("事例", **how)
        assert here == there


OWN = (
    *(
        "解約",
        "かいやく",
        "食品　解約",
        "コミュニティを立ち上げたい",
        "立ち上げ 三か月",
        "もでれーしょん",
        "NPS",
        "ｅｎｐｓ",
        "退会率",
    ),
    *(
        "問合せが減った",
        "みつもり",
        "荒らし 対応",
        "セミナー",
        "売り場の工夫",
        "障害のお知らせ",
        "量子コンピュータ",
        "人参",
        "会員数 増",
    ),
    *("営業が商談の前に読む", "ファンコミュニティ 事例", "ゲーム"),
)


def test_on_a_real_site_the_published_file_answers_alike(chromium: Any) -> None:
    folder, _ = whole.built("sales")
    (script,) = folder.glob("assets/search.*/engine.js")
    with served(folder) as address:
        page = chromium.new_page(base_url=address)
        page.goto("search/")
        page.evaluate(
            "async (path) => { window.index = await (await import(path)).openIndex('/search/index/') }",
            f"/{script.relative_to(folder).as_posix()}",
        )
        there = [page.evaluate("(query) => index.search(query, { explain: true })", query) for query in OWN]
        page.close()
    engine = open_site(folder).engine
    assert [engine.search(query, explain=True) for query in OWN] == there
    assert sum(result["total"] > 0 for result in there) > 12


def test_every_hit_says_why(terminal: Terminal) -> None:
    result = terminal.search("退会 事例", explain=True)
    assert result["hits"]
    for hit in result["hits"]:
        assert hit["why"], hit["url"]
        assert 0 < hit["covered"] <= 1
        for why in hit["why"]:
            assert 0 <= why["weight"] <= 1 and 0 <= why["level"] <= 15


# -- what it may touch -------------------------------------------------------------------------------------------


def test_a_script_reaches_nothing_but_the_index(site: Path, tmp_path: Path) -> None:
    (site / "search" / "secret.txt").write_text("secret", "utf-8")
    script = """
    export async function openIndex(base, { fetch }) {
      const found = [];
      const wanted = ["../secret.txt", "/etc/hostname", "..", "./manifest.json", "a/../manifest.json", "manifest.json"];
      for (const name of wanted) found.push((await fetch(base + name)).status);
      return { labels: { found, kinds: [typeof process, typeof require, typeof std, typeof os] } };
    }
    """
    folder = site.parent / "other"
    (folder / "assets" / "search.0123abcd").mkdir(parents=True)
    (folder / "assets" / "search.0123abcd" / "engine.js").write_text(script, "utf-8")
    (folder / "search").symlink_to(site / "search")
    (folder / "build.json").write_text((site / "build.json").read_text("utf-8"), "utf-8")
    labels: Any = open_site(folder).engine.labels
    assert labels == {"found": [404, 404, 404, 404, 404, 200], "kinds": ["undefined"] * 4}


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("export async function openIndex() { throw new Error('no luck'); }", "Error: no luck"),
        ("export const openIndex = () => new Promise(() => {});", "the engine gave no answer"),
        ("export const openIndex = ;", "SyntaxError"),
        ("missing();", "the engine gave no answer"),
        ("export async function openIndex() { const all = []; for (;;) all.push(new Uint8Array(1e7)); }", "memory"),
    ],
)
def test_a_broken_engine_is_an_error(script: str, says: str) -> None:
    with pytest.raises(EngineError, match=says):
        Terminal(script, lambda name: None)


def test_a_folder_that_is_no_site(tmp_path: Path, site: Path) -> None:
    def says(folder: Path) -> str:
        with pytest.raises(NoSite) as found:
            open_site(folder)
        assert found.value.hint == "先に casebook build を実行してください。"
        return str(found.value).replace(str(folder), "DIR")

    assert says(tmp_path / "none") == "DIR に、でき上がったサイトがありません。"
    (tmp_path / "build.json").write_text('{"generator": "casebook", "audience": "sales", "files": []}', "utf-8")
    assert says(tmp_path) == "DIR のサイトに検索がありません。"
    (tmp_path / "build.json").write_text((site / "build.json").read_text("utf-8"), "utf-8")
    assert says(tmp_path) == "DIR のサイトの検索を読めません（No such file or directory）。"


# -- what is shown -----------------------------------------------------------------------------------------------


def test_filters_are_given_by_key_or_name(terminal: Terminal) -> None:
    labels = {"segment": {"food": "食品・飲料"}, "year": {}}
    assert chosen(["kind=事例", "kind=term", "segment=食品・飲料", "year=2026"], labels) == {
        "kind": ["case", "term"],
        "segment": ["food"],
        "year": ["2026"],
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("case", "「case」では絞り込めません。「kind=case」の形で、kind・segment が使えます。"),
        ("size=big", "「size=big」では絞り込めません。「kind=case」の形で、kind・segment が使えます。"),
        ("kind=", "「kind=」では絞り込めません。「kind=case」の形で、kind・segment が使えます。"),
        ("segment=toys", "「segment」に「toys」はありません。使える値: food（食品・飲料）。"),
    ],
)
def test_a_filter_that_is_not_there(text: str, says: str) -> None:
    with pytest.raises(BadFilter) as found:
        chosen([text], {"segment": {"food": "食品・飲料"}})
    assert str(found.value) == says


def test_marks_count_as_browsers_count() -> None:
    assert marked("👪と𠮷野の退会\x1b[31m", [(2, 3), (6, 8)], lambda text: f"<{text}>") == "👪<と>𠮷野<の退>会 [31m"


def test_columns_count_full_width_twice() -> None:
    assert table([("退会", "1"), ("LTV", "10")], {1}) == ["退会   1", "LTV   10"]
    assert (width("退a"), clean("a\nb\x07")) == (3, "a b ")


def test_an_answer_reads_well(terminal: Terminal) -> None:
    text = as_text("退会率", terminal.search("退会率", limit=1, explain=True), explain=True)
    head, pieces, hit = text.split("\n\n")[:3]
    assert head.startswith("「退会率」: ")
    assert pieces.splitlines()[:2] == ["問いの切り分け", "  問いの部分  このサイトの言葉  重み"]
    rows = hit.splitlines()
    assert rows[0] == "1. 菓子メーカーの会員サイトで退会率が下がるまで（事例）"
    assert rows[3].startswith("   問いの 100% に答えています。点数 ")
    assert "書いたとおり" in hit
    assert "\x1b" not in text
    assert "\x1b[1m退会率\x1b[22m" in as_text("退会率", terminal.search("退会率"), bold=True)
    assert as_text("量子", terminal.search("量子")).startswith("「量子」: 見つかりませんでした")


# -- the command -------------------------------------------------------------------------------------------------


def test_the_command_asks_a_real_site(capsys: pytest.CaptureFixture[str]) -> None:
    folder, _ = whole.built("sales")
    asked = ["search", "食品", "解約", "--site", str(folder), "--limit", "3", "--filter", "kind=事例"]
    assert cli.main([*asked, "--format", "json"]) == shared.DONE
    found = json.loads(capsys.readouterr().out)
    assert found["query"] == "食品 解約"
    assert {hit["kind"] for hit in found["hits"]} == {"case"}
    assert cli.main([*asked, "--explain"]) == shared.DONE
    shown = capsys.readouterr().out
    assert all(hit["title"] in shown and hit["url"] in shown for hit in found["hits"])
    assert "問いの切り分け" in shown


def test_the_command_says_what_is_wrong(capsys: pytest.CaptureFixture[str], tmp_path: Path, site: Path) -> None:
    (tmp_path / "site_config.yml").write_text("site_name: 見本\n", "utf-8")
    assert cli.main(["search", "解約", "--config", str(tmp_path / "site_config.yml")]) == shared.USAGE
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == f"{tmp_path / 'site'} に、でき上がったサイトがありません。"
    assert lines[1:] == ["  ヒント: 先に casebook build を実行してください。"]
    assert cli.main(["search", "解約", "--site", str(site), "--filter", "kind=x"]) == shared.USAGE
    assert capsys.readouterr().err.startswith("「kind」に「x」はありません。使える値: case（事例）、")
