"""``casebook export mkdocs``: other engines build it without a warning, and each page says what ours says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator import exporting
from generator.cli import main
from generator.cli.exporting import write_files

from ..conftest import Site
from ..folders import CONFIG
from ..whole import built
from .engines import ENGINES, build_with
from .reading import differing, ours, theirs, urls_of
from .shelf import order_of, told

_FOLDER = TemporaryDirectory(prefix="casebook-export-")


@cache
def exported(audience: str) -> Path:
    """The project of one circle of this repository's own content."""
    folder = Path(_FOLDER.name) / audience
    write_files(folder, told(lambda progress: exporting.mkdocs(order_of(audience), progress)))
    return folder


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_every_page_says_what_ours_says(engine: str) -> None:
    own, _ = built("sales")
    urls = urls_of(own)
    assert len(urls) > 200
    assert differing(own, build_with(engine, exported("sales")), urls) == {}


def test_lost_words_would_be_found(tmp_path: Path) -> None:
    own, _ = built("sales")
    page = own / "articles" / "operation" / "difficult-posts" / "index.html"
    other = tmp_path / "index.html"
    text = page.read_text("utf-8").replace("<article class=", '<article class="md-content__inner" data-was=')
    other.write_text(text, "utf-8")
    assert theirs(other) == ours(page)
    for lost in (r"<p>[^<]{20,}</p>", r"<td>[^<]+</td>", r"<strong>([^<])"):
        assert re.search(lost, text)
        other.write_text(re.sub(lost, "", text, count=1), "utf-8")
        assert theirs(other) != ours(page), lost


def test_documents_stay_documents() -> None:
    project = exported("sales")
    article = (project / "docs" / "articles" / "operation" / "difficult-posts.md").read_text("utf-8")
    assert article.startswith("---\ntitle: ")
    assert "](../" in article
    case = (project / "docs" / "cases" / "case-0001.md").read_text("utf-8")
    assert "\n## 取り組み {#approach}\n" in case
    assert "| **目標** | 5.2% |" in case
    for page in (project / "docs").rglob("*.md"):
        assert not re.search(r"<(?:div|span|svg|table|section|script|style)\b", page.read_text("utf-8")), page


def test_what_a_circle_may_not_see_is_in_no_file() -> None:
    made = told(lambda progress: exporting.mkdocs(order_of("public"), progress))
    whole = b"\n".join(made.values()).decode()
    for inside in ("こもれび食品", "社外秘", "言ってよいこと", "cm-food"):
        assert inside not in whole
    assert "食品メーカーA社" in whole
    assert "社外秘" in (exported("sales") / "overrides" / "main.html").read_text("utf-8")


ARTICLE = """\
---
title: いろいろな書き方
description: 一つの記事に、使える書き方を全部。
audience: public
published_on: 2026-01-01
tags: [運営, 書き方]
redirect_from: /old/place/
---

段落[^1]と*強調*と`a | b`と ==印== と~~消す~~、++ctrl+a++。1\\. 番号ではない。

- [x] 済み
- [ ] まだ

    ```python title="見本"
    print("```")
    ```

=== "表"

    | 左 | 右 |
    | :-- | --: |
    | a \\| b | [注](#下) |

=== "文"

    > 引用

!!! tip "大切 \\"な\\" こと"

    1. 一
    2. 二

??? note

    開くと出る

/// audience | editors
これは編集だけの段落です。
///

語
:   意味

    続き

![図の説明](../../images/a.png)

<kbd>Esc</kbd> &lt;script&gt;alert(1)&lt;/script&gt;

## 下 {#下}

次の節[^注]。

[^1]: 一つ目の注。

    続きの段落。
[^注]: 二つ目の注。
"""


def png() -> bytes:
    """A small picture."""
    from io import BytesIO

    from PIL import Image

    held = BytesIO()
    Image.new("RGB", (8, 4), (200, 30, 30)).save(held, "PNG")
    return held.getvalue()


@pytest.fixture
def varied(site: Site) -> Path:
    """A site with an article of everything that can be written."""
    return site(
        {
            CONFIG: "site_name: 見本\nsite_url: https://example.com/cases/\n",
            "content/articles/guide/various.md": ARTICLE,
            "content/images/a.png": png(),
        }
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_everything_that_can_be_written_comes_through(engine: str, varied: Path, tmp_path: Path) -> None:
    config = str(varied / CONFIG)
    assert main(["build", "--config", config, "--audience", "public", "--output", str(tmp_path / "own")]) == 0
    assert main(["export", "mkdocs", str(tmp_path / "out"), "--config", config, "--audience", "public"]) == 0
    other = build_with(engine, tmp_path / "out")
    urls = [url for url in urls_of(tmp_path / "own") if not url.startswith("old")]
    assert "articles/guide/various" in urls
    assert differing(tmp_path / "own", other, urls) == {}
    page = (other / "articles" / "guide" / "various" / "index.html").read_text("utf-8")
    assert "編集だけの段落" not in page
    assert "<script>alert(1)" not in page
    assert re.search(r'<img[^>]* src="\.\./\.\./\.\./assets/media/[0-9a-f]+\.png"', page)
    assert 'href="#%E4%B8%8B"' in page or 'href="#下"' in page
    assert "url=../../articles/guide/various/" in (other / "old" / "place" / "index.html").read_text("utf-8")


def test_content_with_errors_is_not_exported(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"content/articles/guide/a.md": "---\ntitle: 題\n---\n\n本文\n"})
    for form in ("mkdocs", "opensearch", "json"):
        assert main(["export", form, str(tmp_path / form), "--config", str(root / CONFIG)]) == 1
        assert "audience" in capsys.readouterr().err
        assert not (tmp_path / form).exists()


@pytest.mark.parametrize("place", ["site", "site/deep", "content/out", "site-public"])
def test_nothing_is_written_into_a_site_or_the_content(
    place: str, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site({"content/.keep": ""})
    assert main(["export", "mkdocs", str(root / place), "--config", str(root / CONFIG)]) == 2
    assert "別の場所" in capsys.readouterr().err
    assert not (root / place).exists()


def test_usage(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"full/mine.txt": "x"})
    common = ["--config", str(root / CONFIG)]
    assert main(["export", "mkdocs", str(root / "full"), *common]) == 2
    assert main(["export", "mkdocs", str(tmp_path / "a"), "--audience", "nobody", *common]) == 2
    assert main(["export", "json", str(tmp_path / "a"), "--since", str(root / "full"), *common]) == 2
    assert main(["export", "opensearch", str(tmp_path / "a"), "--since", str(root / "full"), *common]) == 2
    assert [path.name for path in (root / "full").iterdir()] == ["mine.txt"]
