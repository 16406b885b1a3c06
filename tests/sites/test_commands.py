"""``casebook build`` as it is called: exit codes, no publishing with errors, the same bytes with or without a cache."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import build as pipeline
from generator.cli import main

from ..bad.base import ARTICLE, ARTICLE_FILE, CASE, CASE_FILE, FRONT, ORG, ORG_FILE
from ..conftest import Site
from ..folders import CONFIG, Content

GOOD: Mapping[str, Content] = {ARTICLE_FILE: ARTICLE, CASE_FILE: CASE, ORG_FILE: ORG}


def run(root: Path, *flags: str) -> int:
    """Run ``casebook build`` on a site folder; its exit code."""
    return main(["build", "--config", str(root / CONFIG), "--as-of", "2026-11-01", "--jobs", "1", *flags])


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a built site."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_errors_publish_nothing(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(GOOD)
    assert run(root) == 0
    before = tree(root / "site")
    (root / ARTICLE_FILE).write_text(ARTICLE.replace("public", "pubilc"), "utf-8")
    assert run(root) == 1
    captured = capsys.readouterr()
    assert "error[unknown-audience]" in captured.err
    assert "サイトは変えていません（誤り 1 件・注意 0 件）。" in captured.err
    assert tree(root / "site") == before


def test_warnings_publish_unless_strict(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({**GOOD, ARTICLE_FILE: FRONT + "[なし](missing.md)\n"})
    assert run(root, "--strict") == 1
    assert not (root / "site").exists()
    assert run(root) == 0
    assert (root / "site" / "build.json").is_file()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--audience", "sale"), "「sale」という audience はありません。"),
        (("--output", "content"), "error[output-in-content]"),
        (("--output", "mine"), "error[output-refused]"),
    ],
)
def test_wrong_usage(
    flags: tuple[str, ...],
    said: str,
    site: Site,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = site({**GOOD, "mine/diary.txt": "大切"})
    monkeypatch.chdir(root)
    assert run(root, *flags) == 2
    assert said in capsys.readouterr().err
    assert (root / "mine/diary.txt").read_text("utf-8") == "大切"


@pytest.mark.parametrize("flags", [("--as-of", "2026/11/01"), ("--jobs", "0"), ("--nonsense",)])
def test_flags_that_cannot_be(flags: tuple[str, ...], site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(site(GOOD), *flags)
    assert left.value.code == 2


def test_a_fault_of_our_own_leaves_the_old_site(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site(GOOD)
    assert run(root) == 0
    before = tree(root / "site")

    def fall(*_: object, **__: object) -> None:
        raise RuntimeError("fell")

    monkeypatch.setattr(pipeline, "plan", fall)
    (root / ARTICLE_FILE).write_text(ARTICLE + "もう一行。\n", "utf-8")
    assert run(root) == 3
    assert "Casebook の不具合です" in capsys.readouterr().err
    assert tree(root / "site") == before
    assert [path.name for path in root.iterdir() if path.name.startswith(".site")] == []


def test_a_cache_changes_nothing(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(GOOD)
    assert run(root, "--no-cache") == 0
    clean = tree(root / "site")
    for _ in range(2):
        shutil.rmtree(root / "site")  # what stands and is right would not be built at all
        assert run(root) == 0
        assert tree(root / "site") == clean
    caches = sorted(path for path in (root / ".casebook").rglob("*.db") if path.is_file())
    assert caches
    for path in caches:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    shutil.rmtree(root / "site")
    assert run(root) == 0
    assert tree(root / "site") == clean


def test_a_cache_swapped_between_circles_changes_nothing(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(GOOD)
    assert run(root, "--audience", "public", "--no-cache") == 0
    clean = tree(root / "site-public")
    assert run(root, "--audience", "sales") == 0
    for path in sorted((root / ".casebook").rglob("*sales*")):
        path.replace(path.with_name(path.name.replace("sales", "public")))
    assert run(root, "--audience", "public") == 0
    assert tree(root / "site-public") == clean


def test_the_day_comes_from_the_environment(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793458800")  # 2026-11-01 00:00 in Tokyo, still October in UTC
    root = site(GOOD)
    assert main(["build", "--config", str(root / CONFIG), "--jobs", "1", "--no-cache"]) == 0
    assert b'"date": "2026-11-01"' in (root / "site" / "build.json").read_bytes()
