"""Bad files: no traceback, and each has a code, a place and a hint, all in one run."""

from __future__ import annotations

import pytest

from generator.build import read_problems
from generator.cli import main
from generator.config import read_config
from generator.load import load

from ..conftest import Site
from ..folders import CONFIG, Content, write_site
from .base import ARTICLE
from .files import Row, rows
from .test_marks import build_public

ROWS = tuple(rows())
WANTED = 300


@pytest.mark.parametrize("row", ROWS, ids=[ascii(row[0]) for row in ROWS])
def test_a_bad_file_has_a_code_a_place_and_a_hint(row: Row, site: Site) -> None:
    _, files, code = row
    root = site(files)
    config, problems = read_config(root / CONFIG)
    if config is not None:
        problems += build_public(root).problems if code == "image-unusable" else read_problems(config, load(config))
    assert code in {problem.code for problem in problems}, [problem.code for problem in problems]
    assert all(problem.place and problem.message and problem.hint for problem in problems)
    for problem in problems:
        assert str(problem.place).isprintable() and problem.message.isprintable(), "a terminal obeys no message"
    assert not (root / "site").exists() or code == "broken-image"


def test_all_in_one_run(tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]) -> None:
    """One folder with many bad files and many good ones: every bad one is named, none hides another."""
    root = tmp_path_factory.mktemp("all")
    files: dict[str, Content] = {f"content/articles/good/good-{n}.md": ARTICLE for n in range(5)}
    wanted: list[str] = []
    for number, (name, given, code) in enumerate(row for row in ROWS if len(row[1]) == 1 and row[2] == "not-utf8"):
        ((path, content),) = given.items()
        if not path.startswith("content/articles"):
            continue
        path = f"content/articles/bad/bad-{number}.md"
        files[path] = content
        wanted.append(f"{path}:")
        assert name and code
    write_site(root, files)
    assert main(["check", "--config", str(root / CONFIG)]) == 1
    said = capsys.readouterr().err
    assert [path for path in wanted if path not in said] == []
    assert said.count("error[") == len(wanted)


def test_enough_files() -> None:
    assert len({row[0] for row in ROWS}) == len(ROWS)
    print(f"{len(ROWS)} bad files (goal: {WANTED})")
    assert len(ROWS) >= WANTED
