"""A sample of what ``tests/torture/leaks.py`` does in full; and what is quick, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import everyday, sabotage, spelled

SAMPLE = (
    "the view of another circle",
    "narrower blocks kept",
    "ratio shown as actual",
    "members exact",
    "link to a hidden case",
    "a list's narrower item",
)


def test_every_spelling_is_found_in_every_carrier() -> None:
    assert len(spelled.SPELLINGS) >= 30 and len(spelled.CARRIERS) >= 10
    assert list(spelled.missed()) == []


def test_carriers_that_say_nothing_are_clean() -> None:
    for write in spelled.CARRIERS.values():
        assert spelled.finder().find(*write("住宅会社Z社のみなさまとの取り組み")) == ()


def test_the_gate_broken_in_some_ways_is_caught() -> None:
    with sabotage.content() as folder:
        assert sabotage.is_clean(folder, "public")
        missed = [name for name in SAMPLE if not sabotage.caught(folder, sabotage.SABOTAGES[name])]
    assert missed == []
    assert len(sabotage.SABOTAGES) >= 15


def test_everyday_names_stop_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list(everyday.organisations())) == 200
    assert everyday.passes(tmp_path), capsys.readouterr().err


def test_a_name_that_is_said_needs_its_entry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """スター stands in the texts as a word: without the entry that excuses it, it is a leak."""
    root = everyday.site(tmp_path)
    for path in (root / "content" / "organizations").iterdir():
        text = path.read_text("utf-8")
        path.write_text("".join(line for line in text.splitlines(True) if "common_words" not in line), "utf-8")
    article = "---\ntitle: 評価のつけ方\naudience: public\n---\n\n道具には、スターを付けられます。\n"
    (root / "content" / "articles" / "basics").mkdir(parents=True)
    (root / "content" / "articles" / "basics" / "stars.md").write_text(article, "utf-8")
    assert everyday.build(root) == 1
    said = capsys.readouterr().err
    assert "error[leak]" in said and "articles/basics/stars/index.html" in said and "スター" not in said
