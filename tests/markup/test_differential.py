"""With every pass off, ``convert`` makes what stock ``mkdocs build`` makes of the same Markdown, byte for byte.

Each text is put into a folder where the pages it links to do not exist under these names, so that MkDocs leaves its
links as they are written; nothing else is evened out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.markup import DEFAULT, NONE, convert

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "content").rglob("*.md")) + sorted((ROOT.parent / "shared" / "corpora").rglob("*.md"))
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)

EXTRA = {
    "nested": "- a\n\n    - b\n\n        ```python\n        x = 1\n        ```\n- c\n",
    "tabs": '=== "表"\n\n    | a | b |\n    |--:|:-:|\n    | 1 | 2 |\n\n=== "文"\n\n    本文[^1]\n\n[^1]: 注\n',
    "blocks": "/// tip | 見出し\n中の **強調**\n///\n\n/// details | 開く\n    type: note\n\n中\n///\n",
    "tasks": "- [ ] まだ\n- [x] 済み\n",
    "inline": "++ctrl+c++ ==印== ~~消す~~ **「強調」**です。3~5人、10~20人 `#!python x = 1`\n\n*[KPI]: 指標\n\nKPI\n",
    "raw": '<aside markdown="1" class="pquote">\n  <img src="a.png" alt="x">\n  *言葉*\n</aside>\n',
    "definitions": '語\n:   意味\n\n    続き\n\n!!! note inline end\n    a\n\n??? warning "題"\n    b\n',
    "headings": "# 見出し\n\n## 見出し\n\n## 見出し {#id .klass}\n\n### Heading ABC\n",
}


def texts() -> dict[str, str]:
    own = {str(path): FRONT_MATTER.sub("", path.read_text("utf-8")) for path in SOURCES}
    return own | EXTRA


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What MkDocs makes of each text."""
    folder = tmp_path_factory.mktemp("mkdocs")
    names = {name: f"zz-{number:03}" for number, name in enumerate(texts())}
    (folder / "docs").mkdir()
    (folder / "theme").mkdir()
    (folder / "theme" / "main.html").write_text("{{ page.content }}", "utf-8")
    for name, text in texts().items():
        (folder / "docs" / f"{names[name]}.md").write_text(f"---\nx: 1\n---\n{text}", "utf-8")
    (folder / "mkdocs.yml").write_text(configuration(), "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return {name: (folder / "site" / f"{page}.html").read_text("utf-8") for name, page in names.items()}


def configuration() -> str:
    lines = [
        "site_name: x",
        "theme: {name: null, custom_dir: theme}",
        "plugins: []",
        "use_directory_urls: false",
        "markdown_extensions:",
    ]
    for name in DEFAULT.extensions:
        lines.append(f"  - {name}:")
        for option, value in DEFAULT.options.get(name, {}).items():
            slugify = "!!python/name:markdown.extensions.toc.slugify_unicode"
            lines.append(f"      {option}: {slugify if option == 'slugify' else json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", [pytest.param(name, id=Path(name).stem) for name in texts()])
def test_same_as_mkdocs(name: str, stock: dict[str, str]) -> None:
    assert convert(texts()[name], DEFAULT, NONE).html == stock[name]


def test_reused_instance_remembers_nothing() -> None:
    first = {name: convert(text) for name, text in texts().items()}
    again = {name: convert(text) for name, text in reversed(texts().items())}
    assert first == again
