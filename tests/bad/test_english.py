"""With ``language: en`` every problem speaks English; what it quotes stays as it was written."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import main
from generator.english import CATALOGUE, in_english
from generator.model import vocabulary

from ..conftest import Site
from ..folders import CONFIG
from .base import Bad
from .cases import CASES

PACKAGE = Path(__file__).parent.parent.parent / "generator"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠「」]")
PATTERN = re.compile(r"^(?!文字).*(\(\?|\[\^|\[.-|\w\|\w|\\d)")
"""A text that is searched for, not said."""
HOLE = re.compile(r"\{\d*\}")

IN_ENGLISH: dict[str, str] = json.loads(CATALOGUE.read_text("utf-8"))

WHERE = (
    *("assets", "check", "prose", "validate", "blocks.py", "config.py", "dialect.py", "linking.py", "load.py"),
    *(
        "model/keys.py",
        "publish.py",
        "slips.py",
        "source.py",
        "strict_yaml.py",
        "auditing.py",
        "importing.py",
        "case_lists.py",
        "tables.py",
    ),
    *("gaps/misses.py", "scaffold.py", "lint", "linting.py", "model/patterns.py", "share/__init__.py"),
    *("cache_place.py", "deck", "destinations.py", "doctor", "migrating", "pulling.py", "releasing.py"),
)
"""The modules that make problems."""

TABLES = {"check/folding.py", "check/words.py", "prose/passes.py", "validate/addresses.py"}
"""Modules in those folders that say nothing: tables of letters, words to look for."""

NOT_SAID = {
    "config.py": {"日本語", "自動", "見せる", "隠す", "テキスト", "」", "「"},
    "deck/slides.py": {"ノート:"},
    "doctor/told.py": {"「{}」"},
    "destinations.py": {"置き方", "そのまま"},
    "case_lists.py": {"（題をここに）", "（一文で）", "見出しのない列", "組織{}"},
    "tables.py": {"Excel のシート「{}」"},
    "lint/rules.py": {
        *("必ず成果が出", "必ず成功し", "絶対に失敗しない", "成果を保証します", "効果を保証します"),
        *("業界No.1", "業界ナンバーワン", "業界最安"),
    },
    "linting.py": {"言葉"},
    "share/__init__.py": {"共有カード"},
    "migrating/site.py": {"原稿の形式の番号（schema: {}）を書きます。"},
    "migrating/writing.py": {"ほかで書き換えられました"},
    "model/keys.py": {
        *("「『“”‘’＂＇", "令和", "平成", "「項目名", "はい", "いいえ", "元年", "1年", " 1 つ"),
    },
    "prose/dialect.py": {"本文の注 {} へ戻る"},
}
"""By module: texts that no message holds (patterns, words to look for, values of the configuration)."""


def _sentences(path: Path) -> Iterator[str]:
    """Each Japanese text of a module that is no docstring and no file, with ``{}`` for a value; those inside a value
    as well."""
    tree = ast.parse(path.read_text("utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        text = ""
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose | parts:
            text = node.value
        if JAPANESE.search(text) and "\n" not in text and not PATTERN.search(text):
            yield text


def _module(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _modules() -> Iterator[Path]:
    for name in WHERE:
        found = PACKAGE / name
        paths = sorted(found.rglob("*.py")) if found.is_dir() else [found]
        yield from (path for path in paths if _module(path) not in TABLES)


MODULES = list(_modules())


@pytest.mark.parametrize("path", MODULES, ids=_module)
def test_every_sentence_has_its_english(path: Path) -> None:
    silent = NOT_SAID.get(_module(path), set())
    assert [text for text in _sentences(path) if text not in IN_ENGLISH and text not in silent] == []


def test_no_english_is_left_over() -> None:
    said = {text for path in MODULES for text in _sentences(path)}
    names = {each.label for each in vocabulary.ALL} | {word.label for word in vocabulary.USE}
    kinds = {"業種", "会員の特徴", "audience の名前"}
    assert set(IN_ENGLISH) - said - names - kinds == set()


def test_english_keeps_every_value() -> None:
    for japanese, english in IN_ENGLISH.items():
        assert len(HOLE.findall(english)) == japanese.count("{}"), japanese
        assert not JAPANESE.search(re.sub("“[^”]*”", "", english)), english


@pytest.mark.parametrize("bad", CASES, ids=lambda bad: bad.name)
def test_a_problem_speaks_english(bad: Bad, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    files = dict(bad.files)
    config = files.get(CONFIG, "site_name: 見本\n")
    if not isinstance(config, str) or "language" in config:
        return
    root = site({**files, CONFIG: config + "language: en\n"})
    main(["check", "--config", str(root / CONFIG), "--format", "json"])
    for problem in json.loads(capsys.readouterr().out):
        for text in (problem["message"], problem["hint"]):
            bare = re.sub(r"“.*”|\([^()]*\)|Known \w+: .*", "", text, flags=re.DOTALL)
            assert not JAPANESE.search(bare), text


def test_the_hint_and_the_count_are_english_too(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({CONFIG: "site_name: 見本\nlanguage: en\n", "content/memo.txt": "あとで\n"})
    assert main(["check", "--config", str(root / CONFIG)]) == 0
    captured = capsys.readouterr()
    assert captured.err.split("\n")[0] == (
        "content/memo.txt:1:1: warning[unknown-file]: No collection knows this file. It will not be in the site."
    )
    assert "  Hint: A picture must be one of .gif, .jpeg, .jpg, .png, .svg, .webp." in captured.err
    assert captured.out == "0 errors, 1 warning\n"


def test_a_broken_configuration_is_told_in_its_language(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({CONFIG: "site_name: 見本\nlanguage: en\nsite_nam: x\n"})
    assert main(["check", "--config", str(root / CONFIG)]) == 2
    assert "There is no key “site_nam”." in capsys.readouterr().err


def test_what_is_quoted_in_english_is_masked(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    text = "title: 題\nsummary: 一文\naudience: 株式会社ひみつ\npurposes: [極秘”の目的“]\n"
    root = site({CONFIG: "site_name: 見本\nlanguage: en\n", "content/cases/case-0001.yml": text})
    assert main(["check", "--config", str(root / CONFIG), "--format", "github"]) == 1
    said = capsys.readouterr().out
    assert "There is no audience “…”." in said
    assert "ひみつ" not in said
    assert "極秘" not in said


def test_a_sentence_that_nobody_knows_stays() -> None:
    assert in_english("どこにもない文。「値」です。") == "どこにもない文。“値”です。"
