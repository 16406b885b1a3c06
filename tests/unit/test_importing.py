"""``casebook import``: what comes in passes ``check``; nothing is lost without a word, nothing overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from generator.importing import slug

from ..bad.base import CASE, ORG, ORG_FILE
from ..conftest import Site
from ..folders import CONFIG, Content


def bring(root: Path, source: Path, into: str = "articles", audience: str = "public") -> int:
    """Run ``casebook import``; its exit code."""
    return main(["import", str(source), "--into", into, "--audience", audience, "--config", str(root / CONFIG)])


def passes(root: Path) -> bool:
    """Does the content pass ``casebook check``?"""
    return main(["check", "--config", str(root / CONFIG)]) == 0


def source(tmp_path: Path, files: dict[str, Content]) -> Path:
    """A folder to import from."""
    for name, content in files.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else str(content).encode())
    return tmp_path / "source"


def written(root: Path) -> list[str]:
    """The files of the content folder."""
    content = root / "content"
    return sorted(path.relative_to(content).as_posix() for path in content.rglob("*") if path.is_file())


_FOREIGN = """\
---
title: はじめに
date: 2016-11-09
class: x
order: 1
toc:
related: [b, gone]
---

本文。
"""


def test_a_folder_of_markdown(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({})
    folder = source(
        tmp_path,
        {
            "Getting Started.md": _FOREIGN,
            "sub/b.md": "# 題のある文書\n\n本文。\n",
            "sub/深い/c.md": "本文だけ。\n",
            "sub/flow.png": b"\x89PNG",
            ".hidden.md": "x",
            "notes.txt": "x",
        },
    )
    assert bring(root, folder) == 0
    assert {"articles/imported/getting-started.md", "articles/sub/b.md", "articles/sub/flow.png"} <= set(written(root))
    assert len(written(root)) == 4
    text = (root / "content/articles/imported/getting-started.md").read_text()
    assert text == (
        "---\ntitle: はじめに\naudience: public\npublished_on: '2016-11-09'\nrelated:\n- b\n"
        "extra:\n  class: x\n  order: '1'\n  related:\n  - gone\n---\n\n本文。\n"
    )
    assert "title: 題のある文書\n" in (root / "content/articles/sub/b.md").read_text()
    assert "warning[import-moved]" in capsys.readouterr().err
    assert passes(root)


def test_a_foreign_file_does_not_say_who_may_read_it(site: Site, tmp_path: Path) -> None:
    root = site({})
    folder = source(
        tmp_path, {"a.md": "---\ntitle: 題\naudience: public\nstatus: published\nredirect_from: /x/\n---\n\n本文。\n"}
    )
    assert bring(root, folder, audience="editors") == 0
    text = (root / "content/articles/imported/a.md").read_text()
    assert text.startswith("---\ntitle: 題\naudience: editors\nextra:\n  audience: public\n")
    assert passes(root)


def test_values_that_cannot_be_read_are_kept_aside(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site({})
    folder = source(tmp_path, {"a.md": "---\ntitle: 題\ndate: 2016/11/9\ntags: [a/b]\nterms: [x]\n---\n\n本文。\n"})
    assert bring(root, folder) == 0
    assert passes(root)
    text = (root / "content/articles/imported/a.md").read_text()
    assert "extra:\n  date: 2016/11/9\n  tags:\n  - a/b\n  terms:\n  - x\n" in text
    assert capsys.readouterr().err.count("warning[import-moved]") == 3


def test_broken_front_matter_is_a_warning(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({})
    assert bring(root, source(tmp_path, {"a.md": '---\ntitle: "題\n---\n\n# 見出し\n'})) == 0
    assert "warning[yaml-syntax]" in capsys.readouterr().err
    assert passes(root)


def test_nothing_is_overwritten(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"content/articles/imported/a.md": "大切な原稿\n"})
    assert bring(root, source(tmp_path, {"a.md": "# 別の\n", "b.md": "# 二つめ\n"})) == 1
    assert "error[already-there]" in capsys.readouterr().err
    assert written(root) == ["articles/imported/a.md"]
    assert (root / "content/articles/imported/a.md").read_text() == "大切な原稿\n"


def test_two_files_of_one_name(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({})
    assert bring(root, source(tmp_path, {"A b.md": "# 一\n", "a-b.md": "# 二\n"})) == 1
    assert "error[duplicate-id]" in capsys.readouterr().err
    assert not (root / "content").exists()


@pytest.mark.parametrize(
    ("files", "into"),
    [({"a.md": "# 題\n"}, "cases"), ({"a.txt": "x"}, "articles"), ({"list.csv": "タイトル\n題\n"}, "articles")],
)
def test_what_cannot_be_brought_in(
    files: dict[str, Content], into: str, site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, folder = site({}), source(tmp_path, files)
    assert bring(root, folder / "list.csv" if "list.csv" in files else folder, into) == 1
    assert "error[cannot-import]" in capsys.readouterr().err


_CSV = """\
タイトル,概要,目的,課題,備考,組織,公開日
題,要約,継続・解約防止、共創,|課題|,"A, B",org-0001,2026-04-01
,,,,,,
題二,,なぞ,,,org-9,春
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_list_of_cases(encoding: str, site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({ORG_FILE: ORG, "content/cases/case-0007.yml": CASE})
    folder = source(tmp_path, {"list.csv": _CSV.encode(encoding)})
    assert bring(root, folder / "list.csv", "cases", "sales") == 0
    shown = capsys.readouterr().err
    assert ("read-as-shift-jis" in shown) == (encoding == "cp932")
    assert shown.count("warning[import-moved]") == 4
    first = (root / "content/cases/case-0008.yml").read_text()
    assert first == (
        "title: 題\nsummary: 要約\naudience: sales\nstatus: draft\npurposes:\n- 継続・解約防止\n- 共創\n"
        "challenge: '|課題|'\norganization: org-0001\npublished_on: '2026-04-01'\nconsent:\n  status: not_asked\n"
        "extra:\n  備考: A, B\n"
    )
    assert (root / "content/cases/case-0009.yml").exists()
    assert passes(root)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Getting Started", "getting-started"), ("Ｃafé №1", "cafe-no1"), ("a__b", "a-b"), ("---", "pcb3f91d54e")],
)
def test_slug(text: str, name: str) -> None:
    assert slug(text) == name
    assert slug(slug(text)) == slug(text)


def test_slugs_of_japanese_differ() -> None:
    assert slug("返信") != slug("投稿")
    assert slug("返信") == slug("返信")
