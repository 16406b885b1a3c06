"""Counting is off at first, and off means that a site has nothing of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator import theme_assets
from generator.cli import main

from .site import BEACON, made, write

THEME = theme_assets.default_dir()


@pytest.mark.parametrize("audience", ["public", "sales"])
def test_without_it_no_byte_of_the_site_is_another(
    audience: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is the one that a theme without any of it would make."""
    root = write(tmp_path / "off")
    off = made(root, tmp_path / "one", audience)
    assert not any(b"beacon" in data.lower() or "beacon" in name for name, data in off.items())
    theme = tmp_path / "theme"
    shutil.copytree(THEME, theme)
    shutil.rmtree(theme / "assets/beacon")
    for name in ("main.html", "search.html"):
        text = (theme / name).read_text("utf-8")
        bare = re.sub(r"^ *\{% if site\.beacon.*?\{% endif %\}\n", "", text, flags=re.MULTILINE | re.DOTALL)
        assert bare != text and "beacon" not in bare
        (theme / name).write_text(bare, "utf-8")
    monkeypatch.setattr(theme_assets, "default_dir", lambda: theme)
    assert made(root, tmp_path / "two", audience) == off


def test_with_it_pages_name_the_path_and_themselves(tmp_path: Path) -> None:
    files = made(write(tmp_path, f"beacon: {BEACON}\n"), tmp_path / "site", "public")
    case = files["cases/case-0001/index.html"].decode()
    assert f'<meta name="casebook-beacon" content="{BEACON}" data-page="cases/case-0001/">' in case
    assert re.search(r'<script type="module" src="\.\./\.\./assets/beacon\.[0-9a-f]{8}/view\.js">', case)
    assert "beacon" not in files["404.html"].decode()
    assert "beacon" in files["search/index.html"].decode()
    assert "connect-src 'self'" in files["_headers"].decode()
    scripts = [name for name in files if name.startswith("assets/beacon.")]
    for name in scripts:
        for path in re.findall(r'from "\.\./([^"]+)"', files[name].decode()):
            assert f"assets/{path}" in files
    assert len(scripts) == 2


def test_what_is_published_with_it_passes_its_own_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, f"beacon: {BEACON}\n")
    made(root, root / "site")
    config = str(root / "site_config.yml")
    assert main(["check", "--config", config, "--site", str(root / "site"), "--as-of", "2026-11-20"]) == 0


@pytest.mark.parametrize(
    "value",
    [
        "https://example.com/count",
        "//example.com/count",
        "casebook-usage",
        "/",
        "/a/../b",
        "/a?b=c",
        "/a#b",
        "/統計",
        "/a//b",
    ],
)
def test_only_a_path_of_the_same_server_will_do(value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, f"beacon: '{value}'\n")
    assert main(["check", "--config", str(root / "site_config.yml")]) == 2
    assert "site_config.yml:2:9: error[bad-beacon]" in capsys.readouterr().err
