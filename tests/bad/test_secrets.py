"""Errors keep secrets: what a code host prints holds nothing of the content; nothing of errors is ever published."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.cli import main

from ..conftest import Site
from ..folders import CONFIG, Content
from .base import CASE, CASE_FILE, FRONT, ORG, ORG_FILE
from .cases import CASES
from .test_marks import build_public, tree

SECRET = "ひみつやま株式会社"
"""What must not be told. Put where a message quotes it, beside quotes, and in names of files."""
FORMS = (
    SECRET,
    f"あ」{SECRET}",
    f"あ」{SECRET}「い",
    f"『{SECRET}』",
    f"」、{SECRET}、「",
    f"'{SECRET}' \\\" {SECRET}",
)

VALUES = (
    "status: {}",
    "concept: {}",
    "published_on: {}",
    "sample: {}",
    "organization: {}",
    "related: [{}]",
    "redirect_from: [{}]",
    "community: {{type: {}}}",
    "community: {{members: {{value: {}}}}}",
    "metrics: [{{kpi: {}, compare: single}}]",
    "metrics: [{{kpi: churn_rate, compare: single, change: {}}}]",
    "metrics: [{{kpi: churn_rate, compare: single, period: {}}}]",
    "consent: {{status: {}}}",
    "consent: {{web: [{}]}}",
    "consent: {{valid_until: {}}}",
    "quotes: [{{speaker: {}, text: x}}]",
    "talk_track: [{{audience: {}, say: x}}]",
    "talk_track: [{{{}: x}}]",
    "{}: x",
    "tags: [x]\n{0}: x\n{0}: y",
)
"""Keys of a case whose messages quote what stands there."""


def github(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What ``casebook check --format github`` prints; it fails."""
    assert main(["check", "--config", str(root / CONFIG), "--format", "github"]) == 1
    captured = capsys.readouterr()
    assert captured.err == "", "nothing is told beside the annotations"
    return captured.out


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("template", VALUES)
def test_a_quoted_value_is_masked(template: str, form: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    text = CASE.replace("organization: org-0001\n", "") if template.startswith("organization") else CASE
    quoted = f'"{form}"' if "\\" in form else json.dumps(form, ensure_ascii=False)
    said = github(site({CASE_FILE: text + template.format(quoted) + "\n", ORG_FILE: ORG}), capsys)
    assert "ひみつ" not in said
    assert f"file={CASE_FILE},line=" in said and "title=" in said


_ALIASED = ORG.replace("食品メーカーA社", SECRET)

TEXTS: tuple[tuple[str, dict[str, Content]], ...] = (
    ("hash", {CASE_FILE: f"{CASE}tags: x #{SECRET}\n", ORG_FILE: ORG}),
    ("hash after", {CASE_FILE: f"{CASE}tags: {SECRET} #x\n", ORG_FILE: ORG}),
    ("syntax", {CASE_FILE: f"{CASE}tags: [{SECRET}\n", ORG_FILE: ORG}),
    ("block", {"content/articles/operation/reply.md": f"{FRONT}/// audience | {SECRET}\n{SECRET}\n///\n"}),
    ("opener", {"content/articles/operation/reply.md": f"{FRONT}/// audience | sales {SECRET}\n"}),
    ("figure", {CASE_FILE: CASE.replace("定期便", f"{SECRET}の50%"), ORG_FILE: ORG}),
    ("name", {CASE_FILE: CASE.replace("定期便", SECRET), ORG_FILE: ORG.replace("株式会社あおぞら食品", SECRET)}),
    ("alias", {CASE_FILE: CASE, ORG_FILE: _ALIASED.replace("あおぞら食品\n", f"{SECRET}\n")}),
    ("aliases", {ORG_FILE: _ALIASED, ORG_FILE.replace("1", "2"): _ALIASED}),
    ("prefecture", {CASE_FILE: CASE, ORG_FILE: f"{ORG}prefecture: {SECRET}\n"}),
    ("hold", {CASE_FILE: CASE, ORG_FILE: f"{ORG}hold: {SECRET}\n"}),
    ("link", {"content/articles/operation/reply.md": f"{FRONT}[x]({SECRET}.md)\n/// audience | x\n///\n"}),
    ("file", {f"content/cases/{SECRET}.yml": CASE, ORG_FILE: ORG}),
    ("client file", {f"content/organizations/{SECRET}.yml": ORG}),
    ("article file", {f"content/articles/operation/{SECRET}.md": FRONT}),
    ("folder", {f"content/articles/{SECRET}/reply.md": FRONT}),
    ("encoding", {f"content/articles/{SECRET}/reply.md": SECRET.encode("cp932")}),
    ("picture", {f"content/img/{SECRET}.png": b"", f"content/img/{SECRET}.PNG": b""}),
    ("front matter", {"content/articles/operation/reply.md": f"---\ntitle: {SECRET}\n"}),
    ("configuration", {CONFIG: f"site_name: x\ndefault_audience: {SECRET}\n"}),
)  # fmt: skip


@pytest.mark.parametrize(("name", "files"), TEXTS, ids=[name for name, _ in TEXTS])
def test_a_text_or_a_file_name_is_masked(
    name: str, files: dict[str, Content], site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(files)
    if name == "configuration":
        assert main(["check", "--config", str(root / CONFIG), "--format", "github"]) == 2
        said = "".join(capsys.readouterr())
    else:
        said = github(root, capsys)
    assert "ひみつ" not in said
    assert "error" in said


@pytest.mark.parametrize("stem", ["aozora-foods", "aozorafoods-reply", "aozora_foods"])
def test_a_file_named_after_a_client_is_masked(stem: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    broken = FRONT.replace("public", "publik") + "本文。\n"
    said = github(site({f"content/articles/operation/{stem}.md": broken, CASE_FILE: CASE, ORG_FILE: ORG}), capsys)
    assert "aozora" not in said and "content/articles/operation/…" in said


def test_no_bad_input_tells_its_lines_to_a_code_host(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Of all bad inputs, what stands in quotes in the terminal is nowhere in the annotations."""
    counted = 0
    for number, bad in enumerate(CASES):
        if bad.exit_code != 1 or CONFIG in bad.files:
            continue
        root = site({f"site-{number}/{name}": content for name, content in bad.files.items()}) / f"site-{number}"
        (root / CONFIG).write_text("site_name: 見本\n", "utf-8")
        main(["check", "--config", str(root / CONFIG), "--format", "github"])
        said = re.sub(r"file=\S*?,line=\d+,col=\d+,title=\S+?::", "", capsys.readouterr().out)
        for message in re.findall(r"error\[[a-z0-9-]+\]: (.*)", bad.expected):
            for value in re.findall(r"「([^「」]{3,})」", message):
                counted += 1
                assert f"「{value}」" not in said
    assert counted > 80


def test_nothing_of_an_error_is_written(site: Site) -> None:
    """A failed build leaves no word of its messages anywhere but in the content itself."""
    root = site({CASE_FILE: CASE.replace("2025-04-01", SECRET), ORG_FILE: ORG})
    before = tree(root)
    outcome = build_public(root)
    assert any(SECRET in problem.message for problem in outcome.problems)
    assert tree(root) == before
    assert main(["build", "--config", str(root / CONFIG), "--audience", "public", "--as-of", "2026-11-20"]) == 1
    written = {name for name in tree(root) if name not in before}
    assert {name for name in written if not name.startswith(".casebook/")} == set()
    for name in written:
        assert SECRET.encode() not in (root / name).read_bytes()
