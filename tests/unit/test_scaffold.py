"""``casebook new``: every kind of document passes ``check`` as it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.answers import ASKED
from generator.cli import main
from generator.config import read_config
from generator.load import load
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


_TOLD = {
    "organization": {
        "name": "株式会社みはらし製菓",
        "alias": "菓子メーカーB社",
        "segment": "食品・飲料",
        "prefecture": "東京都",
    },
    "case": {"title": "題 #1: [お題]", "summary": "一文で、説明。", "purposes": "継続・解約防止、ltv", "type": "fan"},
    "story": {"title": "みんなで「直す」日", "audience": "editors"},
    "article": {"title": "返信は、いつ書く?", "description": "受け取ったら、その日に。"},
    "term": {"term": "返信", "reading": "へんしん", "definition": "受け取ったことを伝える言葉。"},
    "phrase": {"text": "ご意見を、ありがとうございます。", "recipient": "目上"},
    "playbook": {"title": "迎え方"},
    "seminar": {"title": "運営の一年", "date": "2027-02-18"},
    "voice": {"theme": "通知", "text": "通知が多い、とのことです。"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_by_flags_passes(kind: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({})
    flags = [part for key, text in _TOLD[kind].items() for part in (f"--{key}", text)]
    assert main(["new", kind, _IDS.get(kind, "welcome"), *flags, "--config", str(root / CONFIG)]) == 0
    assert main(["check", "--config", str(root / CONFIG), "--strict"]) == 0, capsys.readouterr().err
    config, _ = read_config(root / CONFIG)
    assert config is not None
    (found,) = [document for _, document in load(config).library]
    texts = {scalar.text for _, scalar in found.keys.scalars()}
    assert {part for text in _TOLD[kind].values() for part in text.split("、")} <= texts | {
        part for text in texts for part in text.split("、")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_answered_passes(
    kind: str, site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site({})
    waiting = [_TOLD[kind].get(key, "") for key in ASKED[kind]]
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: waiting.pop(0))
    assert new(root, kind, _IDS.get(kind, "welcome")) == 0
    assert waiting == []
    assert main(["check", "--config", str(root / CONFIG), "--strict"]) == 0, capsys.readouterr().err
    written = "".join(path.read_text("utf-8") for path in (root / "content").rglob("*.*"))
    assert next(iter(_TOLD[kind].values())) in written


def test_a_wrong_answer_is_asked_for_again(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site({})
    waiting = ["", "", "", "食べ物", "食品・飲量", "food", "", "", ""]
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: waiting.pop(0))
    assert main(["new", "organization", "--config", str(root / CONFIG)]) == 0
    said = capsys.readouterr()
    assert said.err.count("error[unknown-value]") == 2
    assert "「食品・飲料」ではありませんか。" in said.err
    assert "segment: food\n" in (root / "content/organizations/org-0001.yml").read_text("utf-8")


def test_cases_are_numbered(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"content/cases/case-0041.yml": "title: 題\n"})
    assert main(["new", "case", "--title", "題", "--config", str(root / CONFIG)]) == 0
    assert (root / "content/cases/case-0042.yml").exists()
    assert main(["new", "story", "--config", str(root / CONFIG)]) == 2
    assert "id を書いてください" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--segment", "food"], "case に --segment は使えません。使えるもの: --title"),
        (["--purposes", "解約防止"], "「継続・解約防止」ではありませんか。"),
        (["--audience", "営業"], "「sales」ではありませんか。"),
        (["--organization", "みはらし製菓"], "ファイル名（拡張子なし）"),
        (["--title", ""], "中身がありません。"),
    ],
)
def test_a_wrong_flag_is_told(flags: list[str], said: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({})
    assert main(["new", "case", "case-0001", *flags, "--config", str(root / CONFIG)]) == 2
    assert said in capsys.readouterr().err
    assert not (root / "content").exists()


def test_what_only_the_whole_can_tell_is_told_at_once(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({})
    assert main(["new", "case", "case-0001", "--title", "解約50%減", "--config", str(root / CONFIG)]) == 1
    assert "error[figure-in-text]" in capsys.readouterr().err
