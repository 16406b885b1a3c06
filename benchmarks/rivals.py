"""The same texts as projects of others: Hugo with a thin theme, and MkDocs + Material, which Zensical reads as well.

What makes them quicker and costs a reader nothing is chosen: ``navigation.prune``; for Hugo no pages for tags, short
feeds, links that need no looking up. Each page of Hugo's has a navigation of its section with its own entry marked, as
ours and Material's have.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.markup import DEFAULT

from .corpus import Corpus, all_cases, terms, texts

_LAYOUTS = Path(__file__).with_name("hugo")
_LINK = re.compile(r"\]\(([\w-]+)\.md\)")
_HUGO = """\
baseURL = "https://example.com/"
title = "計測"
defaultContentLanguage = "ja"
disableKinds = ["taxonomy", "term"]
[services.rss]
limit = 20
"""
_MKDOCS = """\
site_name: 計測
theme:
  name: material
  language: ja
  features: [navigation.prune]
plugins:
  - search:
      lang: ja
markdown_extensions:
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text of the corpus as Markdown, and where it lies: ``topic-00/page-00001``."""

    place: str
    title: str
    body: str


def pages_of(corpus: Corpus) -> Iterator[Page]:
    """What ``write_site`` writes of the same corpus."""
    for text in texts(corpus.articles, speech=corpus.speech):
        yield Page(place=f"{text.category}/{text.name}", title=text.title, body=text.body)
    for case in all_cases(corpus.cases, speech=corpus.speech):
        yield Page(place=f"cases/{case.name}", title=case.title, body=case.markdown())
    for term in terms(corpus.nouns, speech=corpus.speech):
        yield Page(place=f"glossary/{term.name}", title=term.noun.word, body=term.markdown())


def write_hugo(folder: Path, pages: Iterator[Page]) -> None:
    """A project for Hugo: its links lead to addresses, since it would need a hook for each to follow files."""
    _write(folder / "hugo.toml", _HUGO)
    shutil.copytree(_LAYOUTS, folder / "layouts")
    for page in pages:
        _page(folder / "content", page, _LINK.sub(r"](../\1/)", page.body))


def write_mkdocs(folder: Path, pages: Iterator[Page]) -> None:
    """A project for MkDocs + Material or Zensical, with our own Markdown dialect."""
    _write(folder / "mkdocs.yml", _MKDOCS + _dialect())
    _write(folder / "docs" / "index.md", "# 計測\n")
    for page in pages:
        _page(folder / "docs", page, page.body)


def _page(folder: Path, page: Page, body: str) -> None:
    _write(folder / f"{page.place}.md", f"---\ntitle: {page.title}\n---\n\n{body}")


def _dialect() -> str:
    """Our own Markdown dialect in MkDocs' words."""
    rows = []
    for name in DEFAULT.extensions:
        options = dict(DEFAULT.options.get(name, {}))
        rows.append(f"  - {name}:" if options else f"  - {name}")
        for key, value in options.items():
            shown = "!!python/name:markdown.extensions.toc.slugify_unicode" if key == "slugify" else json.dumps(value)
            rows.append(f"      {key}: {shown}")
    return "\n".join(rows) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
