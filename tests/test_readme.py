"""The README's example is a case that passes, and its example of an error is what a contributor would see."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from generator.config import read_config
from generator.load import load
from generator.problems import in_order
from generator.report import as_text
from generator.scaffold import draft
from generator.validate import validate

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"<!-- example: (\S+) -->\n```\w+\n(.*?)```\n", README, re.DOTALL))


def _site(folder: Path, **changed: str) -> Path:
    (folder / "site_config.yml").write_text("site_name: README\n", "utf-8")
    for name, text in EXAMPLES.items():
        if name != "error":
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            for old, new in changed.items():
                text = text.replace(old, new)
            file.write_text(text, "utf-8")
    return folder


def _problems(folder: Path) -> str:
    config, found = read_config(folder / "site_config.yml")
    assert config is not None
    loaded = load(config)
    found += [*loaded.problems, *validate(loaded.library, config, loaded.images)]
    return as_text(in_order(found), lambda file, line: (folder / file).read_text("utf-8").splitlines()[line - 1])


def test_the_examples_pass(tmp_path: Path) -> None:
    assert set(EXAMPLES) == {"content/organizations/org-0101.yml", "content/cases/case-0101.yml", "error"}
    assert _problems(_site(tmp_path)) == ""


def test_the_error_reads_as_shown(tmp_path: Path) -> None:
    assert _problems(_site(tmp_path, inquiry_count="問合わせ件数")) == EXAMPLES["error"].rstrip("\n")


def test_the_template_for_contributors_passes(tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text("utf-8")
    case, metrics = re.findall(r"```yaml\n(.*?)```\n", text, re.DOTALL)
    (tmp_path / "content" / "cases").mkdir(parents=True)
    (tmp_path / "site_config.yml").write_text("site_name: CONTRIBUTING\n", "utf-8")
    (tmp_path / "content" / "cases" / "case-0037.yml").write_text(case, "utf-8")
    (tmp_path / "content" / "cases" / "case-0038.yml").write_text(case + metrics, "utf-8")
    assert _problems(tmp_path) == ""


def test_the_template_for_contributors_is_what_new_writes(tmp_path: Path) -> None:
    (tmp_path / "site_config.yml").write_text("site_name: CONTRIBUTING\n", "utf-8")
    config, _ = read_config(tmp_path / "site_config.yml")
    assert config is not None
    made, _ = draft("case", "case-0041", config, date(2026, 11, 1))
    assert made is not None
    text = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text("utf-8")
    assert f"```yaml\n{made.text.rpartition('# published_on')[0]}```\n" in text
