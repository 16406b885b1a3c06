"""``casebook new``: every kind of document passes ``check`` as it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from generator.scaffold import KINDS

from ..conftest import Site
from ..folders import CONFIG

_IDS = {"organization": "org-0014", "case": "case-0037", "article": "operation/weekly-prompt"}


def new(root: Path, kind: str, name: str) -> int:
    """Run ``casebook new``; its exit code."""
    return main(["new", kind, name, "--config", str(root / CONFIG)])


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_passes(kind: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({})
    assert new(root, kind, _IDS.get(kind, "welcome")) == 0
    assert main(["check", "--config", str(root / CONFIG), "--strict"]) == 0, capsys.readouterr().err


@pytest.mark.parametrize("config", ["audiences: [all]\n", "audiences: [outside, inside]\n"])
def test_in_a_site_with_other_circles(config: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({CONFIG: f"site_name: 見本\n{config}"})
    for kind in KINDS:
        assert new(root, kind, _IDS.get(kind, "welcome")) == 0
    assert main(["check", "--config", str(root / CONFIG), "--strict"]) == 0, capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("case", "aozora"),
        ("case", "case-1"),
        ("organization", "case-0001"),
        ("story", "../x"),
        ("story", "a/b"),
        ("article", "../../x"),
        ("article", "運営/x"),
        ("term", "Reply"),
        ("term", ""),
    ],
)
def test_bad_ids_are_refused(kind: str, name: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({})
    assert new(root, kind, name) == 2
    assert "error[bad-id]" in capsys.readouterr().err
    assert not (root / "content").exists()


def test_nothing_is_overwritten(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"content/stories/welcome.md": "大切な原稿\n"})
    assert new(root, "story", "welcome") == 2
    assert "error[already-there]" in capsys.readouterr().err
    assert (root / "content/stories/welcome.md").read_text() == "大切な原稿\n"
