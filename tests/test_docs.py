"""What the documentation says is there, is there; and what is there, it says."""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import cli
from generator.cache_place import CachePlace
from generator.config import _MKDOCS_ONLY, _OTHER_NAMES, Circle, _Settings
from generator.destinations import Destination
from generator.model.keys import declared

from .bad.cases import CASES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PROBLEMS = (ROOT / "docs" / "problems.md").read_text("utf-8")

ELSEWHERE = {
    "attachment-unusable": "tests/assets",
    "already-there": "tests/unit/test_importing.py",
    "bad-miss-log": "tests/search/test_gaps.py",
    "broken-anchor": "tests/sites/broken-links",
    "build-running": "tests/unit/test_publish.py",
    "cannot-import": "tests/unit/test_importing.py",
    "cannot-migrate": "tests/migrating",
    "foreign-resource": "tests/check",
    "image-unusable": "tests/assets",
    "import-moved": "tests/unit/test_importing.py",
    "inline-code": "tests/check",
    "leak": "tests/check",
    "markup-too-costly": "tests/markup/test_hostile.py",
    "markup-too-deep": "tests/markup/test_hostile.py",
    "markup-too-long": "tests/markup/test_hostile.py",
    "no-config": "tests/bad/test_bad.py",
    "no-content": "tests/delivery/test_rules.py",
    "not-a-file": "tests/unit/test_source.py",
    "not-a-site": "tests/sites/test_check_site.py",
    "not-shown-today": "tests/delivery/test_rules.py",
    "no-japanese-font": "tests/unit/test_share.py",
    "other-audience": "tests/sites/test_check_site.py",
    "output-in-content": "tests/unit/test_publish.py",
    "output-refused": "tests/unit/test_publish.py",
    "page-incomplete": "tests/check",
    "publish-failed": "tests/unit/test_publish.py",
    "read-as-shift-jis": "tests/unit/test_importing.py",
    "site-outdated": "tests/sites/test_check_site.py",
    "too-many-files": "tests/unit/test_source.py",
    "unreadable": "tests/unit/test_source.py",
    "unsafe-link": "tests/check",
    "cache-shared": "tests/hosting/test_doctor.py",
    "cache-too-long": "tests/hosting/test_doctor.py",
    "cache-too-short": "tests/hosting/test_doctor.py",
    "exposed-file": "tests/hosting/test_doctor.py",
    "file-differs": "tests/hosting/test_doctor.py",
    "file-unserved": "tests/hosting/test_doctor.py",
    "folder-listed": "tests/hosting/test_doctor.py",
    "header-differs": "tests/hosting/test_doctor.py",
    "header-missing": "tests/hosting/test_doctor.py",
    "index-broken": "tests/hosting/test_doctor.py",
    "index-encoded": "tests/hosting/test_doctor.py",
    "not-compressed": "tests/hosting/test_doctor.py",
    "not-encrypted": "tests/hosting/test_doctor.py",
    "not-found-page": "tests/hosting/test_doctor.py",
    "not-found-status": "tests/hosting/test_doctor.py",
    "sign-in-asked": "tests/hosting/test_doctor.py",
    "sign-in-missing": "tests/hosting/test_doctor.py",
    "sign-in-refused": "tests/hosting/test_doctor.py",
    "sign-in-unseen": "tests/hosting/test_doctor.py",
    "other-release": "tests/hosting/test_doctor.py",
    "site-unreachable": "tests/hosting/test_doctor.py",
    "stray-page": "tests/hosting/test_doctor.py",
    "wrong-circle": "tests/hosting/test_doctor.py",
    "wrong-content-type": "tests/hosting/test_doctor.py",
}
"""Codes that no text in a content folder can bring about, and where they are brought about instead."""


def _codes() -> Iterator[str]:
    """Every problem code of the source: the first words of ``error("…`` and its kin, and of tables of problems."""
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            texts: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in ("error", "warning", "finding", "invalid", "MarkupError", "Rule", "cls"):
                    texts = node.args[:1]
                elif name in ("_broken", "_faulty"):
                    texts = node.args[1:2]
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and path.stem == "strict_yaml":
                texts = node.value.elts[:1]
            for text in texts:
                if isinstance(text, ast.Constant) and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", str(text.value)):
                    yield str(text.value)


CODES = sorted(set(_codes()))


def _entries() -> dict[str, str]:
    found = re.split(r"^## (\S+)$", PROBLEMS, flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


@pytest.mark.parametrize("code", CODES)
def test_every_problem_is_documented(code: str) -> None:
    entry = _entries().get(code)
    assert entry is not None, f"docs/problems.md has no entry for {code}"
    assert "```" in entry, f"{code} has no example"
    assert len(entry.strip().split("\n")[0]) > 10, f"{code} does not say what it means"


def test_no_problem_is_documented_that_is_gone() -> None:
    assert set(_entries()) == set(CODES)


def test_no_problem_is_documented_twice() -> None:
    headings = re.findall(r"^## (\S+)$", PROBLEMS, re.MULTILINE)
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("code", sorted(_entries()))
def test_every_entry_says_how_to_mend(code: str) -> None:
    entry = _entries()[code]
    assert "直し方: " in entry or re.search(r"[ ←#]正", entry), f"{code} does not say how to mend it"


def test_every_problem_is_brought_about() -> None:
    seen = {code for bad in CASES for code in re.findall(r": (?:error|warning)\[([a-z0-9-]+)\]: ", bad.expected)}
    assert set(CODES) - seen - set(ELSEWHERE) == set(), "add a bad input that brings it about"
    assert set(ELSEWHERE) <= set(CODES)
    for code, where in ELSEWHERE.items():
        place = ROOT / where
        files = sorted(place.rglob("*.*")) if place.is_dir() else [place]
        assert any(code in file.read_text("utf-8", "replace") for file in files if file.is_file()), f"{code}: {where}"


def _commands() -> dict[str, argparse.ArgumentParser]:
    actions = cli._parser()._actions
    (found,) = (action for action in actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


@pytest.mark.parametrize("command", sorted(_commands()))
def test_every_command_is_documented(command: str) -> None:
    assert f"casebook {command}" in README
    for action in _commands()[command]._actions:
        for flag in action.option_strings:
            if flag.startswith("--") and flag != "--help":
                assert flag in README, f"casebook {command} {flag}"


def test_the_help_can_be_read() -> None:
    for parser in (cli._parser(), *_commands().values()):
        assert re.search(r"[ぁ-ん]", parser.format_help())


@pytest.mark.parametrize(
    "key", sorted({*declared(_Settings), *declared(Circle), *declared(Destination), *declared(CachePlace)})
)
def test_every_configuration_key_is_documented(key: str) -> None:
    texts = README + "".join(path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md"))
    assert f"`{key}`" in texts or re.search(rf"^ *{key}:", texts, re.MULTILINE)


def test_keys_of_mkdocs_are_not_ours() -> None:
    assert {*_OTHER_NAMES, *_MKDOCS_ONLY}.isdisjoint(declared(_Settings))
    assert set(_OTHER_NAMES.values()) <= set(declared(_Settings))


def test_make_targets_are_those_of_the_readme() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", README))
    assert named <= targets
    assert targets <= named


def test_links_of_the_documentation_lead_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        if not path.exists():
            continue
        text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_way_of_a_contribution_is_told_once() -> None:
    """The article of the site is the text; CONTRIBUTING leads to it and holds what is copied."""
    article = (ROOT / "content/articles/guide/sending-a-case.md").read_text("utf-8")
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert "(content/articles/guide/sending-a-case.md)" in guide and "`CONTRIBUTING.md`" in article
    assert "```" not in article, "the template stands in CONTRIBUTING"
    sentences = {part.strip(" -\n") for part in re.split(r"[。\n]", article)}
    assert [part for part in sentences if len(part) >= 20 and part in guide] == []


_FOREIGN = re.compile(
    r"/" r"work/|/" r"home/[a-z]|/" r"Users/[A-Za-z]|/" r"root/|/" r"tmp/brief"
    r"|--index-" r"url|--extra-" r"index|files\.python" r"hosted|pypi" r"\.org|artifact" r"ory",
)  # fmt: skip
"""Addresses of package indexes and paths of one machine; cut in pieces, so that this file does not hold them."""


def _committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_nothing_committed_names_an_index_or_a_machine() -> None:
    for path in _committed():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found = _FOREIGN.search(text)
        assert found is None, f"{path.relative_to(ROOT)}: {found[0]}"
