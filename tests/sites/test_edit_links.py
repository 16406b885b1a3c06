"""Links to the repository and the editor: in every circle but the widest, and never on what is handed over."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from generator.build import build
from generator.cli import main
from generator.config import read_config
from generator.order import Order

from ..bad.base import ARTICLE, ARTICLE_FILE, CASE, CASE_FILE, ORG, ORG_FILE
from ..conftest import Site
from ..folders import CONFIG, Content

REPO = "repo_url: https://git.example/team/cases\nedit_uri: edit/main/content/\n"
FILES: dict[str, Content] = {
    ORG_FILE: ORG,
    CASE_FILE: CASE + "consent: {status: granted, web: [alias], proposal: [alias]}\n",
    ARTICLE_FILE: ARTICLE,
}
EDITED = re.compile(r'<a href="(https://git\.example[^"]*)">このページの原稿を直す</a>')


def _built(folder: Path, audience: str, output: Path) -> dict[str, bytes]:
    config, problems = read_config(folder / CONFIG)
    assert config is not None, problems
    outcome = build(Order(config=config, audience=audience, output=output, as_of=date(2026, 11, 1), jobs=1))
    assert outcome.release is not None, outcome.problems
    return dict(outcome.release.files)


def test_pages_lead_to_their_source(site: Site, tmp_path: Path) -> None:
    files = _built(site({CONFIG: f"site_name: 見本\n{REPO}", **FILES}), "sales", tmp_path / "out")
    base = "https://git.example/team/cases/edit/main/content/"
    for url, source in (
        ("cases/case-0001/", "cases/case-0001.yml"),
        ("articles/operation/reply/", "articles/operation/reply.md"),
    ):
        assert EDITED.findall(files[f"{url}index.html"].decode()) == [base + source]
    assert EDITED.findall(files["index.html"].decode()) == []
    home = files["index.html"].decode()
    assert '<a href="https://git.example/team/cases">原稿のリポジトリー（git.example）</a>' in home


def test_what_is_handed_over_has_no_link_to_edit(site: Site, tmp_path: Path) -> None:
    files = _built(site({CONFIG: f"site_name: 見本\n{REPO}", **FILES}), "sales", tmp_path / "out")
    assert "/edit/" not in files["cases/case-0001/onepager/index.html"].decode()


def test_the_public_site_is_the_same_without_a_repository(site: Site, tmp_path: Path) -> None:
    folder = site({CONFIG: f"site_name: 見本\n{REPO}repo_name: 事例の原稿\n", **FILES})
    public = _built(folder, "public", tmp_path / "with")
    assert not any(b"git.example" in data for data in public.values())
    (folder / CONFIG).write_text("site_name: 見本\n", "utf-8")
    assert _built(folder, "public", tmp_path / "without") == public


@pytest.mark.parametrize(
    ("lines", "base"),
    [
        ("", ""),
        ("repo_url: https://git.example/a/\n", ""),
        ("repo_url: https://git.example/a/\nedit_uri: /edit/main\n", "https://git.example/a/edit/main/"),
        (
            "repo_url: https://git.example/a\nedit_uri: -/edit/main/content/\n",
            "https://git.example/a/-/edit/main/content/",
        ),
        ("edit_uri: https://edit.example/x/\n", "https://edit.example/x/"),
        ("repo_url: https://git.example/a\nedit_uri: '?path=content/'\n", "https://git.example/a/?path=content/"),
    ],
)
def test_the_address_of_the_editor(lines: str, base: str, site: Site) -> None:
    config, problems = read_config(site({CONFIG: f"site_name: 見本\n{lines}"}) / CONFIG)
    assert config is not None and problems == []
    assert config.edit_base == base


@pytest.mark.parametrize("uri", ["edit/main/content/", "javascript://x/%0Aalert(1)", "file:///etc/"])
def test_an_address_that_is_none_of_the_web(uri: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    folder = site({CONFIG: f"site_name: 見本\nedit_uri: '{uri}'\n"})
    assert main(["check", "--config", str(folder / CONFIG)]) == 2
    assert "site_config.yml:2:11: error[bad-url]: edit_uri から" in capsys.readouterr().err
