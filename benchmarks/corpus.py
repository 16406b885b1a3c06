"""A seeded generator of content: articles, cases and terms in the contract's formats.

The same seed gives the same files. ``write_site`` makes a Casebook site, ``write_mkdocs`` a MkDocs project of the same
texts, so that both sides of a comparison read the same number of characters.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.markup import DEFAULT

from .sentences import OBJECTS, SUBJECTS, TOPICS, VERBS, Plain

_PLAIN = Plain()
_KPIS = ("churn_rate", "active_rate", "support_hours", "ugc_count", "retention_rate")
_SEGMENTS = ("food", "automotive", "insurance", "retail", "education", "travel")
_PURPOSES = ("retention", "activation", "advocacy", "support_load", "insight", "acquisition")


@dataclass(frozen=True, slots=True)
class Text:
    """One generated page: where it goes in a Casebook site, its title and its Markdown."""

    category: str
    name: str
    title: str
    body: str


def _body(rng: random.Random, names: list[str], speech: Plain) -> str:
    parts = [speech.paragraph(rng)]
    for number in range(1, rng.randint(3, 7)):
        parts += [f"## {speech.topic(rng)}の進め方（{number}）", speech.paragraph(rng)]
        parts.append("\n".join(f"- {rng.choice(OBJECTS)}を{rng.choice(VERBS)}" for _ in range(rng.randint(3, 5))))
        if rng.random() < 0.5:
            parts.append(f"くわしくは[別の記事]({rng.choice(names)}.md)をご覧ください。")
    parts.append("| 時期 | 会員 | 返信 |\n|---|---:|---:|\n| 前 | 120 | 34 |\n| 後 | 260 | 98 |")
    parts.append(f'!!! note "現場から"\n    {speech.paragraph(rng)}')
    return "\n\n".join(parts) + "\n"


def texts(pages: int, seed: int = 1, speech: Plain = _PLAIN) -> Iterator[Text]:
    """``pages`` articles of about 700 to 2,700 characters in categories of at most 100."""
    rng = random.Random(seed)
    categories = [f"topic-{number:02}" for number in range(max(1, pages // 100))]
    members = {
        name: [f"page-{n:05}" for n in range(pages) if n % len(categories) == i] for i, name in enumerate(categories)
    }
    for number in range(pages):
        category = categories[number % len(categories)]
        title = f"{speech.title(rng)}（{number}）"
        yield Text(category, f"page-{number:05}", title, _body(rng, members[category], speech))


def write_site(folder: Path, pages: int, seed: int = 1, cases: int | None = None, speech: Plain = _PLAIN) -> None:
    """A Casebook site of ``pages`` pages, a tenth of them cases (unless ``cases`` says how many)."""
    count = pages // 10 if cases is None else cases
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site_config.yml").write_text("site_name: 計測\nsamples: show\n", "utf-8")
    for text in texts(pages - count, seed, speech):
        path = folder / "content" / "articles" / text.category / f"{text.name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        front = f"---\ntitle: {text.title}\naudience: public\ntags: [運営, 計測]\npublished_on: 2026-04-01\n---\n\n"
        path.write_text(front + text.body, "utf-8")
    rng = random.Random(seed + 1)
    for number in range(1, count + 1):
        _write_client(folder / "content" / "organizations", number, rng)
        _write_case(folder / "content" / "cases", number, rng, speech)


def _write_client(folder: Path, number: int, rng: random.Random) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"org-{number:04}.yml").write_text(
        f"audience: sales\nname: 株式会社架空{number:04}商店\nalias: 計測用の会社{number:04}\n"
        f"segment: {rng.choice(_SEGMENTS)}\nemployees: 300-999\nsample: true\ncontract: {{status: active}}\n",
        "utf-8",
    )


def _write_case(folder: Path, number: int, rng: random.Random, speech: Plain) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    parts = {
        name: "\n".join(f"  {line}" for line in speech.paragraph(rng).split("\n"))
        for name in ("challenge", "approach", "outcome")
    }
    before, after = rng.randint(10, 30), rng.randint(2, 9)
    (folder / f"case-{number:04}.yml").write_text(
        f"title: {rng.choice(TOPICS)}を支えた{rng.choice(OBJECTS)}の工夫（{number}）\n"
        f"summary: {rng.choice(SUBJECTS)}が{rng.choice(OBJECTS)}を{rng.choice(VERBS)}場をつくった取り組みです。\n"
        f"audience: public\norganization: org-{number:04}\nconcept: community\n"
        f"community: {{type: fan, stage: growing, members: {{value: {rng.randint(200, 30000)}, on: 2026-03}}}}\n"
        f"purposes: [{', '.join(rng.sample(_PURPOSES, 2))}]\n"
        + "".join(f"{name}: |\n{text}\n" for name, text in parts.items())
        + f"conditions: [{rng.choice(SUBJECTS)}が週に一度{rng.choice(OBJECTS)}を{rng.choice(VERBS)}]\n"
        f"metrics:\n  - kpi: {rng.choice(_KPIS)}\n    compare: before_after\n"
        f"    before: {{value: {before}, period: [2024-04, 2025-03]}}\n"
        f"    after: {{value: {after}, period: [2025-04, 2026-03]}}\n"
        "    show: {web: ratio, seminar: ratio, proposal: actual}\n    measured_by: client\n"
        "consent: {status: granted, web: [alias, metrics], proposal: [alias, metrics], valid_until: 2099-03-31}\n"
        "published_on: 2026-04-01\n",
        "utf-8",
    )


def write_mkdocs(folder: Path, pages: int, seed: int = 1) -> None:
    """A MkDocs + Material project (``navigation.prune``) of the same texts, with the same Markdown extensions."""
    docs = folder / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "index.md").write_text("# 計測\n", "utf-8")
    for text in texts(pages, seed):
        path = docs / text.category / f"{text.name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {text.title}\n---\n\n{text.body}", "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: 計測\ntheme:\n  name: material\n  language: ja\n  features: [navigation.prune]\n"
        "plugins:\n  - search:\n      lang: ja\nmarkdown_extensions:\n" + _dialect(),
        "utf-8",
    )


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
