"""Where a silence works, where it does not, and what a warning is silenced by."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli import main

from ..bad.base import CASE, CASE_FILE, FRONT, ORG, ORG_FILE
from ..conftest import Site
from ..folders import CONFIG, Content

ARTICLE = "content/articles/operation/reply.md"
CASES: tuple[tuple[str, dict[str, Content]], ...] = (
    ("the line itself", {ARTICLE: FRONT + "業界No.1 <!-- casebook: allow banned-phrase 引用 -->\n"}),
    ("the line before", {ARTICLE: FRONT + "<!-- casebook: allow banned-phrase 引用 -->\n業界No.1\n"}),
    (
        "the beginning of the paragraph",
        {ARTICLE: FRONT + "<!-- casebook: allow banned-phrase 引用 -->\n一行め\n二行め\n業界No.1\n"},
    ),
    (
        "a table",
        {ARTICLE: FRONT + "| 業界No.1 <!-- casebook: allow banned-phrase 引用 --> | b |\n|---|---|\n| c | d |\n"},
    ),
    ("a list", {ARTICLE: FRONT + "- a\n- 業界No.1 <!-- casebook: allow banned-phrase 引用 -->\n"}),
    (
        "two codes",
        {
            ARTICLE: FRONT + "<!-- casebook: allow banned-phrase 引用 --> <!-- casebook: allow no-alt-text 飾り -->\n"
            "業界No.1 ![](a.png)\n",
            "content/articles/operation/a.png": b"",
        },
    ),
    (
        "Markdown in YAML",
        {
            CASE_FILE: CASE + "challenge: |\n  <!-- casebook: allow banned-phrase 引用 -->\n  業界No.1\n",
            ORG_FILE: ORG,
        },
    ),
    (
        "the key of a mail",
        {
            "content/phrases/a.yml": "audience: sales\nitems:\n  - kind: mail\n"
            "    text: |  # casebook: allow banned-phrase 引用\n      一行め\n\n      業界No.1\n"
        },
    ),
    (
        "a value of YAML",
        {
            CASE_FILE: CASE + "tags: [業界No1]\nconditions:\n  - 業界No.1 # casebook: allow banned-phrase 引用\n",
            ORG_FILE: ORG,
        },
    ),
    (
        "the line before a value",
        {CASE_FILE: CASE + "conditions:\n  # casebook: allow banned-phrase 引用\n  - 業界No.1\n", ORG_FILE: ORG},
    ),
    (
        "front matter",
        {
            ARTICLE: FRONT.replace("---\n\n", "# casebook: allow banned-phrase 引用\ndescription: 業界No.1\n---\n\n")
            + "本文\n"
        },
    ),
    (
        "a date",
        {
            CASE_FILE: CASE + "# casebook: allow review-due 次の版で確かめる\nreview: {verified_on: 2019-08-31}\n",
            ORG_FILE: ORG,
        },
    ),
    (
        "a catalogue",
        {"content/kpis.yml": "# casebook: allow kpi-without-method 準備中\nposts:\n  name: 数\n  unit: 件\n"},
    ),
)
LOUD: tuple[tuple[str, dict[str, Content]], ...] = (
    ("another line", {ARTICLE: FRONT + "<!-- casebook: allow banned-phrase 引用 -->\n\n本文\n\n業界No.1\n"}),
    ("another code", {ARTICLE: FRONT + "業界No.1 <!-- casebook: allow term-misuse 引用 -->\n"}),
    ("code", {ARTICLE: FRONT + "`<!-- casebook: allow banned-phrase 引用 -->` 業界No.1\n"}),
    ("a fence", {ARTICLE: FRONT + "```\n<!-- casebook: allow banned-phrase 引用 -->\n```\n業界No.1\n"}),
    ("YAML in Markdown", {ARTICLE: FRONT + "# casebook: allow banned-phrase 引用\n業界No.1\n"}),
    (
        "a heading in a block",
        {CASE_FILE: CASE + "challenge: |\n  # casebook: allow banned-phrase 引用\n  業界No.1\n", ORG_FILE: ORG},
    ),
)


def _warnings(files: dict[str, Content], site: Site, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["check", "--config", str(site(files) / CONFIG)]) == 0
    return re.findall(r"warning\[([a-z-]+)\]", capsys.readouterr().err)


@pytest.mark.parametrize(("where", "files"), CASES, ids=[where for where, _ in CASES])
def test_silenced(where: str, files: dict[str, Content], site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert _warnings(files, site, capsys) == []
    loud = {
        name: re.sub(r"<!-- casebook.*?-->|# casebook.*", "", text) if isinstance(text, str) else text
        for name, text in files.items()
    }
    assert _warnings(loud, site, capsys) != []


@pytest.mark.parametrize(("where", "files"), LOUD, ids=[where for where, _ in LOUD])
def test_not_silenced(where: str, files: dict[str, Content], site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert "banned-phrase" in _warnings(files, site, capsys)


def test_a_reason_is_in_no_site(site: Site) -> None:
    body = "業界No.1 <!-- casebook: allow banned-phrase ひみつの理由 -->\n\n二つめ\n"
    root = site({ARTICLE: FRONT + body})
    for circle in ("public", "editors"):
        flags = ["--audience", circle, "--output", str(root / circle), "--jobs", "1", "--no-cache"]
        assert main(["build", "--config", str(root / CONFIG), "--strict", *flags]) == 0
        assert (root / circle / "articles/operation/reply/index.html").is_file()
        for path in filter(Path.is_file, (root / circle).rglob("*")):
            assert "ひみつ".encode() not in path.read_bytes(), path
