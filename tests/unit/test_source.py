"""Content is read from inside its folder, as UTF-8, in one normal form; anything doubtful is a problem."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import source
from generator.problems import Problem
from generator.source import decode, read_sources, read_text


def codes(problems: list[Problem]) -> list[str]:
    """The codes of problems, in order."""
    return [problem.code for problem in problems]


def test_reads_in_order_and_normal_form(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.md").write_bytes("か\u3099\r\n二\r三".encode())
    (tmp_path / "a.yml").write_bytes(b"\xef\xbb\xbfa: b\n")
    (tmp_path / "b" / "図.png").write_bytes(b"\x89PNG")
    sources, problems = read_sources(tmp_path, "content")
    assert problems == []
    assert [(str(s.path), s.file, s.text) for s in sources.texts] == [
        ("a.yml", "content/a.yml", "a: b\n"),
        ("b/x.md", "content/b/x.md", "が\n二\n三"),
    ]
    assert [a.file for a in sources.attachments] == ["content/b/図.png"]


def test_hidden_files_are_ignored(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.md").write_text("x")
    (tmp_path / ".DS_Store").write_bytes(b"\xff")
    assert read_sources(tmp_path, "content")[1] == []


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.md")
    sources, problems = read_sources(tmp_path, "content")
    assert (sources.texts, codes(problems)) == ((), ["not-a-file"])


@pytest.mark.parametrize("to", ["x.md", "../outside.md", "/etc/hostname", "missing.md", "."])
def test_a_link_is_refused_wherever_it_leads(tmp_path: Path, to: str) -> None:
    (tmp_path / "x.md").write_text("x")
    (tmp_path / "link.md").symlink_to(to)
    sources, problems = read_sources(tmp_path, "content")
    assert ([str(s.path) for s in sources.texts], codes(problems)) == (["x.md"], ["symlink"])


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md"))).write_text("x")
    (tmp_path / "a\nb.md").write_text("x")
    problems = read_sources(tmp_path, "content")[1]
    assert codes(problems) == ["file-name", "file-name"]
    assert all("\n" not in str(problem.place) for problem in problems)


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.md"
    file.write_text("x")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    problems: list[Problem] = []
    assert read_text(file, "content/x.md", problems) is None
    assert codes(problems) == ["unreadable"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("一行目\n二行目".encode("cp932"), "UTF-8 ではない文字があります（Shift_JIS のようです）。"),
        ("一行目".encode("utf-16"), "UTF-8 ではない文字があります（UTF-16 のようです）。"),
        ("一行目".encode("utf-16-be"), "UTF-8 ではない文字があります"),
        ("返信".encode() + b"\x80\xff\x81", "UTF-8 ではない文字があります。"),
    ],
)
def test_other_encodings_are_told(data: bytes, message: str) -> None:
    problems: list[Problem] = []
    assert decode(data, "x.md", problems) is None
    assert codes(problems) == ["not-utf8"]
    assert problems[0].message.startswith(message)


@pytest.mark.parametrize(
    "character", ["\x00", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\uffff"]
)
def test_control_characters_have_a_place(character: str) -> None:
    problems: list[Problem] = []
    assert decode(f"一\n二{character}三".encode(), "x.md", problems) is None
    assert [str(problem.place) for problem in problems] == ["x.md:2:2"]
    assert f"U+{ord(character):04X}" in problems[0].message


def test_a_crowd_of_files_is_no_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_FILES", 2)
    for name in "abc":
        (tmp_path / f"{name}.md").write_text("x")
    found, problems = read_sources(tmp_path, "content")
    assert (found.texts, codes(problems)) == ((), ["too-many-files"])


def test_a_folder_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b.md").write_text("x")
    scan = os.scandir

    def refuse(folder: Path) -> Iterator[os.DirEntry[str]]:
        if Path(folder).name == "a":
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    found, problems = read_sources(tmp_path, "content")
    assert ([each.file for each in found.texts], codes(problems)) == (["content/b.md"], ["unreadable"])
    assert str(problems[0].place) == "content/a:1:1"
