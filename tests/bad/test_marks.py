"""Malformed and doubtful markings: each is an error with a place and a hint, and nothing is published."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from generator import audience
from generator.build import Outcome, build
from generator.config import SiteConfig, read_config
from generator.load import load
from generator.order import Order
from generator.problems import Problem

from ..conftest import Site
from ..folders import CONFIG
from .marks import GOOD_BLOCKS, GOOD_YAML, MARKS, Row, files_of

AS_OF = date(2026, 11, 20)
WANTED = 40


def config_of(root: Path) -> SiteConfig:
    """The configuration of a site folder."""
    config, problems = read_config(root / CONFIG)
    assert config is not None, problems
    return config


def build_public(root: Path) -> Outcome:
    """Build the public site of a folder into ``site`` beside its content."""
    order = Order(config=config_of(root), audience="public", output=root / "site", as_of=AS_OF, jobs=1, use_cache=False)
    return build(order)


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with a digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(("table", "row"), MARKS, ids=[f"{table}-{row[0]}" for table, row in MARKS])
def test_a_doubtful_marking_publishes_nothing(table: str, row: Row, site: Site) -> None:
    _, text, place, code = row
    root = site(files_of(table, text))
    before = tree(root)
    outcome = build_public(root)
    assert outcome.release is None
    assert tree(root) == before, "a build that fails writes nothing"
    errors = [problem for problem in outcome.problems if problem.is_error]
    assert (place, code) in {(_at(problem), problem.code) for problem in errors}
    assert all(problem.place and problem.place.file.startswith("content/") for problem in errors)
    assert all(problem.message and problem.hint for problem in errors)


def _at(problem: Problem) -> str:
    return f"{problem.place.line}:{problem.place.column}" if problem.place else ""


def test_a_good_site_stays_as_it_was(site: Site) -> None:
    """One doubtful marking of each table, over a site that was published before."""
    root = site(files_of("block", ""))
    assert build_public(root).release is not None
    published = tree(root / "site")
    for table in dict.fromkeys(table for table, _ in MARKS):
        text = next(row[1] for name, row in MARKS if name == table)
        for name, content in files_of(table, text).items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content.encode())
        assert build_public(root).release is None
        assert tree(root / "site") == published


@pytest.mark.parametrize(("table", "text"), [*(("block", t) for t in GOOD_BLOCKS), *(("value", t) for t in GOOD_YAML)])
def test_a_clear_marking_holds_back_what_it_says(table: str, text: str, site: Site) -> None:
    config = config_of(site(files_of(table, text)))
    loaded = load(config)
    assert [problem for problem in loaded.problems if problem.is_error] == []
    public = audience.view(loaded.library, "public", "web", AS_OF, config.audiences)
    editors = audience.view(loaded.library, "editors", "internal", AS_OF, config.audiences)
    assert "秘密の一文" not in repr(public)
    assert "秘密の一文" in repr(editors)


def test_enough_kinds() -> None:
    names = [(table, row[0]) for table, row in MARKS]
    assert len(set(names)) == len(names)
    assert len({row[1] for _, row in MARKS}) >= len(names) - 2, "the same text twice is the same kind"
    print(f"{len(names)} kinds of doubtful markings (goal: {WANTED})")
    assert len(names) >= WANTED
