"""A build is skipped only where the site that stands there is the one it would make."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator import standing
from generator.cli import main
from generator.config import SiteConfig, read_config
from generator.fonts import find_fonts
from tests.folders import write_site

_DAY = date(2026, 11, 20)
_ARTICLE = "content/articles/basics/welcome.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site that was built once, with a warning."""
    folder = write_site(
        tmp_path_factory.mktemp("standing"),
        {
            "site_config.yml": "site_name: 見本\n",
            _ARTICLE: "---\ntitle: はじめに\naudience: public\npublished_on: 2026-04-01\n---\n\n本文です。\n",
            "content/left-over.txt": "どのコレクションのものでもないファイル。\n",
        },
    )
    assert main(_command(folder)) == 0
    return folder


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of it, at a place of its own: what lies elsewhere is another site, so it is built there once."""
    folder = tmp_path / "site"
    shutil.copytree(built, folder)
    assert main(_command(folder)) == 0
    return folder


def _command(folder: Path, *more: str) -> list[str]:
    return ["build", "--config", str(folder / "site_config.yml"), "--as-of", _DAY.isoformat(), *more]


def _is_skipped(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> bool:
    capsys.readouterr()
    assert main(_command(folder, *more)) == 0
    return "変わったものはありません" in capsys.readouterr().out


def test_what_stands_is_left_alone_and_its_warnings_are_said_again(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (site / "site").stat().st_ino
    assert main(_command(site)) == 0
    said = capsys.readouterr()
    assert "変わったものはありません" in said.out and "left-over.txt" in said.err
    assert (site / "site").stat().st_ino == before


def _edited(folder: Path) -> None:
    path = folder / _ARTICLE
    path.write_text(path.read_text("utf-8").replace("本文です", "本分です"), "utf-8")


def _touched(folder: Path) -> None:
    """The same length, the same time, other bytes."""
    path = folder / _ARTICLE
    times = path.stat()
    _edited(folder)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _renamed(folder: Path) -> None:
    (folder / _ARTICLE).rename((folder / _ARTICLE).with_name("renamed.md"))


def _deleted(folder: Path) -> None:
    (folder / "content/left-over.txt").unlink()


def _configured(folder: Path) -> None:
    (folder / "site_config.yml").write_text("site_name: 別の名前\n", "utf-8")


def _spoilt(folder: Path) -> None:
    page = folder / "site/index.html"
    page.write_bytes(page.read_bytes().replace(b"<html", b"<HTML", 1))


def _thinned(folder: Path) -> None:
    (folder / "site/sitemap.xml").unlink()


def _recorded(folder: Path) -> None:
    record = folder / "site/build.json"
    record.write_text(record.read_text("utf-8").replace('"date"', '"Date"'), "utf-8")


@pytest.mark.parametrize(
    "change",
    [_edited, _touched, _renamed, _deleted, _configured, _spoilt, _thinned, _recorded],
    ids=lambda f: f.__name__,
)
def test_every_change_is_built(change: Callable[[Path], None], site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(site)
    assert not _is_skipped(site, capsys)
    assert _is_skipped(site, capsys)


def test_another_day_circle_or_strictness_is_built(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not _is_skipped(site, capsys, "--as-of", "2026-11-21")
    assert not _is_skipped(site, capsys, "--no-cache")
    assert main(_command(site, "--strict")) == 1


def test_a_note_that_was_harmed_is_not_believed(site: Path) -> None:
    config = _config(site)
    origin = standing.origin(config, "sales", _DAY, strict=False)
    assert standing.standing(config, "sales", site / "site", origin)
    note = site / ".casebook/standing-sales.json"
    whole = note.read_bytes()
    for at in range(0, len(whole), 7):
        note.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert standing.standing(config, "sales", site / "site", origin) is None, at
    for at in range(0, len(whole), 50):
        note.write_bytes(whole[:at])
        assert standing.standing(config, "sales", site / "site", origin) is None, at


def test_a_note_of_another_circle_is_not_believed(site: Path) -> None:
    config = _config(site)
    notes = site / ".casebook"
    shutil.copyfile(notes / "standing-sales.json", notes / "standing-public.json")
    origin = standing.origin(config, "public", _DAY, strict=False)
    assert standing.standing(config, "public", site / "site", origin) is None


def test_the_same_inputs_have_one_origin(site: Path) -> None:
    told = {standing.origin(_config(site), "sales", _DAY, strict=False) for _ in range(2)}
    assert len(told) == 1 and None not in told


def test_a_font_that_is_installed_is_built(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Share cards are drawn with it: those of the widest circle, where its address is known."""
    config = "site_name: 見本\nsites: {public: {site_url: 'https://example.com/', output_dir: out}}\n"
    (site / "site_config.yml").write_text(config, "utf-8")
    monkeypatch.setattr(standing, "find_fonts", lambda: find_fonts((tmp_path / "fonts",)))
    monkeypatch.setattr("generator.build.find_fonts", lambda: None)
    public = ("--audience", "public")
    assert not _is_skipped(site, capsys, *public)
    assert _is_skipped(site, capsys, *public)
    assert not _is_skipped(site, capsys)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/ipaexg.ttf").write_bytes(b"a font")
    assert _is_skipped(site, capsys), "colleagues have no cards"
    assert not _is_skipped(site, capsys, *public)
    assert _is_skipped(site, capsys, *public)


def _config(folder: Path) -> SiteConfig:
    config, problems = read_config(folder / "site_config.yml")
    assert config is not None, problems
    return config
