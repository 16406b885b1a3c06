"""Each folder beside this file is a site: ``input`` is built for each circle of ``case.toml``, ``expected`` compared.

A missing expectation is written, so that it can be read and committed; where ``CI`` is set it is a failure.
"""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import main

from .reading import file_list, page_text

HERE = Path(__file__).parent
_PROGRESS = re.compile(r"^\S+ [\d,]+ / [\d,]+\n", re.MULTILINE)
"""Said every five seconds: a busy machine says it of small sites too."""
CASES = [
    (folder.name, circle)
    for folder in sorted(HERE.iterdir())
    if (folder / "case.toml").is_file()
    for circle in tomllib.loads((folder / "case.toml").read_text("utf-8"))["audiences"]
]


def _results(case: Path, output: Path, errors: str) -> Iterator[tuple[str, str]]:
    """What is compared, by the name of its file: the list of files, chosen pages as texts, chosen files as they are."""
    settings = tomllib.loads((case / "case.toml").read_text("utf-8"))
    yield "stderr.txt", errors
    yield "files.txt", file_list(output)
    for url in settings.get("pages", ()):
        page = output / (url if url.endswith(".html") else f"{url}index.html")
        name = url.strip("/").replace("/", "-").removesuffix(".html") or "home"
        yield f"{name}.txt", page_text(page) if page.is_file() else "（このサイトにはありません）\n"
    for name in settings.get("files", ()):
        yield name, (output / name).read_text("utf-8")


@pytest.mark.parametrize(("name", "circle"), CASES, ids="-".join)
def test_site(name: str, circle: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, output = HERE / name, tmp_path / "out"
    shutil.copytree(case / "input", tmp_path / "input")
    config = str(tmp_path / "input" / "site_config.yml")
    flags = ["--audience", circle, "--output", str(output), "--as-of", "2026-11-01", "--no-cache", "--jobs", "1"]
    assert main(["build", "--config", config, *flags]) == 0, capsys.readouterr().err
    expected = case / "expected" / circle
    said = _PROGRESS.sub("", capsys.readouterr().err)
    found = dict(_results(case, output, said))
    written = [
        file for file, text in found.items() if not (expected / file).is_file() and _write(expected / file, text)
    ]
    assert not (written and os.environ.get("CI")), f"no expectation for {written}"
    assert found == {path.name: path.read_text("utf-8") for path in sorted(expected.iterdir())}


def _write(path: Path, text: str) -> bool:
    if not os.environ.get("CI"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return True
