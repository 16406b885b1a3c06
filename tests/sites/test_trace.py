"""What a circle may not see leaves no trace: with it or without it, the finished site has the same bytes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import build as pipeline
from generator.build import build
from generator.config import AUDIENCES, read_config
from generator.order import Order
from generator.publish import Release

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 1)

HIDDEN = {
    "public": (
        "cases/case-0002.yml",
        "articles/operation/inside.md",
        "glossary/follow-up.yml",
        "cases/case-0103.yml",
        "cases/case-0104.yml",
        "cases/case-0105.yml",
        "phrases/inside.yml",
        "voices/inside.yml",
        "articles/operation/draft.md",
        "articles/secret-category/only.md",
        "articles/operation/inside.png",
        "stories/later.md",
    ),
    "sales": ("cases/case-0103.yml", "cases/case-0104.yml", "cases/case-0105.yml", "articles/operation/draft.md"),
}
"""By circle, the files of the content that it may see nothing of."""

_EXTRA = {
    "phrases/inside.yml": "audience: sales\nitems:\n  - {text: ご確認いただけますと幸いです。}\n",
    "voices/inside.yml": "audience: sales\nitems:\n  - {theme: 通知, text: 通知の回数を選びたいそうです。}\n",
    "articles/operation/draft.md": "---\ntitle: 書きかけ\naudience: public\nstatus: draft\n---\n\n下書きです。\n",
    "articles/secret-category/only.md": "---\ntitle: 分類ごと社内の手引き\naudience: sales\n---\n\n社内です。\n",
    "stories/later.md": "---\ntitle: 社内の話\naudience: marketing\npublished_on: 2026-01-01\n---\n\n話です。\n",
}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of two site cases in one folder, with a few narrow documents more."""
    root = tmp_path_factory.mktemp("trace")
    shutil.copytree(HERE / "two-circles" / "input", root, dirs_exist_ok=True)
    for path in sorted((HERE / "consent" / "input" / "content" / "cases").iterdir()):
        shutil.copy(path, root / "content" / "cases" / path.name.replace("case-00", "case-01"))
    for name in ("flow.png", "inside.png", "flow.md"):
        shutil.copy(HERE / "images/input/content/articles/operation" / name, root / "content/articles/operation")
    shutil.copytree(HERE / "images/input/content/images", root / "content/images")
    shutil.copy(HERE / "consent/input/content/organizations/org-0002.yml", root / "content/organizations")
    for name, text in _EXTRA.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def _release(root: Path, circle: str, output: Path) -> Release:
    config, _ = read_config(root / "site_config.yml")
    assert config is not None
    outcome = build(Order(config=config, audience=circle, output=output, as_of=AS_OF, jobs=1, use_cache=False))
    assert outcome.release is not None, outcome.problems
    return outcome.release


@pytest.mark.parametrize("circle", sorted(HIDDEN))
def test_the_same_bytes_without_what_is_hidden(
    circle: str, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """References to what was taken away are let pass: they are for narrower circles as well."""
    monkeypatch.setattr(pipeline, "read_problems", lambda config, loaded: [])
    whole = _release(content, circle, tmp_path / "whole")
    rest = tmp_path / "rest"
    shutil.copytree(content, rest)
    for name in HIDDEN[circle]:
        (rest / "content" / name).unlink()
    without = _release(rest, circle, tmp_path / "without")
    assert sorted(without.files) == sorted(whole.files)
    assert [name for name in whole.files if whole.files[name] != without.files[name]] == []
    assert without.record() == whole.record()


def test_the_same_bytes_every_time(content: Path, tmp_path: Path) -> None:
    first = _release(content, AUDIENCES[-1], tmp_path / "first")
    elsewhere = tmp_path / "at" / "another" / "place"
    shutil.copytree(content, elsewhere)
    assert _release(elsewhere, AUDIENCES[-1], elsewhere / "site-editors").files == first.files
