"""Lint of whole sites: our own content is clean, and what was read before is not read again."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import lint
from generator.cache import opened
from generator.cli import main
from generator.config import read_config
from generator.linting import lint_alone, lint_problems
from generator.load import load
from generator.parallel import Pool
from generator.problems import Problem
from generator.workshop import Workshop

from ..bad.base import ARTICLE_FILE, FRONT
from ..conftest import Site
from ..folders import CONFIG
from ..whole import AS_OF, ROOT, own_config


def test_our_own_content_is_clean() -> None:
    assert lint_alone(own_config(), load(own_config()), AS_OF) == []


def _lint(root: Path, as_of: date = AS_OF) -> list[Problem]:
    config, _ = read_config(root / CONFIG)
    assert config
    with opened(root / "cache.db") as cache, Pool(1) as pool:
        return lint_problems(config, load(config), as_of, Workshop(cache=cache, pool=pool, on_progress=lambda *_: None))


def test_files_that_did_not_change_are_not_read_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (f"content/articles/operation/{name}.md" for name in ("one", "other"))
    root = site({one: FRONT + "ユーザの声\n", other: FRONT.replace("返信", "返事") + "ユーザーの声。業界No.1\n"})
    read: list[str] = []
    known = lint.read

    def noted(item: lint.Item, *more: Any) -> lint.Reading:
        read.append(item.document.file)
        return known(item, *more)

    monkeypatch.setattr(lint, "read", noted)
    first = _lint(root)
    assert [problem.code for problem in first] == ["banned-phrase", "term-spelling"]
    assert sorted(read) == sorted([one, other])
    read.clear()
    assert _lint(root) == first
    assert _lint(root, date(2027, 1, 1)) == first
    assert read == []
    (root / one).write_text(FRONT + "ユーザーの声\n", "utf-8")
    assert [problem.code for problem in _lint(root)] == ["banned-phrase"]
    assert read == [one]
    (root / CONFIG).write_text("site_name: 見本\nbanned_phrases: [声]\n", "utf-8")
    assert [problem.code for problem in _lint(root)].count("banned-phrase") == 3


def test_a_strict_build_publishes_nothing_that_lint_warns_of(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({ARTICLE_FILE: FRONT + "業界No.1\n"})
    flags = ["build", "--config", str(root / CONFIG), "--output", str(root / "out"), "--jobs", "1"]
    assert main([*flags, "--strict"]) == 1
    assert not (root / "out").exists()
    assert main(flags) == 0
    assert "banned-phrase" in capsys.readouterr().err
    assert (root / "out" / "index.html").is_file()


def test_the_day_decides_what_is_due(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / CONFIG, tmp_path / CONFIG)
    config = ["check", "--config", str(tmp_path / CONFIG)]
    assert main([*config, "--as-of", "2040-01-01"]) == 0
    assert capsys.readouterr().err.count("warning[review-due]") > 100
