"""A seeded generator of content: articles, cases and terms in the contract's formats.

The same seed gives the same files. Cases and terms can be had as Markdown as well, so that what a comparison gives to
others says the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .nouns import Noun
from .sentences import OBJECTS, SUBJECTS, TOPICS, VERBS, Natural, Plain

_PLAIN = Plain()
_KPIS = ("churn_rate", "active_rate", "support_hours", "ugc_count", "retention_rate")
_SEGMENTS = ("food", "automotive", "insurance", "retail", "education", "travel")
_PURPOSES = ("retention", "activation", "advocacy", "support_load", "insight", "acquisition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What a corpus is made of: as many pages, a tenth of them cases, one in fifty a term."""

    pages: int
    speech: Natural
    nouns: Sequence[Noun]
    """One for each term."""

    @property
    def cases(self) -> int:
        return self.pages // 10

    @property
    def articles(self) -> int:
        return self.pages - self.cases - len(self.nouns)

    def article_places(self) -> list[str]:
        """Where the articles lie: ``topic-00/page-00001``."""
        return [f"{category}/{name}" for category, name in places(self.articles)]


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


def places(pages: int) -> list[tuple[str, str]]:
    """The category and the name of each of ``pages`` articles; a category has about 100."""
    count = max(1, pages // 100)
    return [(f"topic-{number % count:02}", f"page-{number:05}") for number in range(pages)]


def texts(pages: int, seed: int = 1, speech: Plain = _PLAIN) -> Iterator[Text]:
    """``pages`` articles of about 700 to 2,700 characters."""
    rng = random.Random(seed)
    where = places(pages)
    members: dict[str, list[str]] = {}
    for category, name in where:
        members.setdefault(category, []).append(name)
    for number, (category, name) in enumerate(where):
        title = f"{speech.title(rng)}（{number}）"
        yield Text(category, name, title, _body(rng, members[category], speech))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One generated case with one figure, before and after."""

    number: int
    title: str
    summary: str
    members: int
    purposes: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    """(key, text) of challenge, approach and outcome."""
    condition: str
    kpi: str
    before: int
    after: int

    @property
    def name(self) -> str:
        return f"case-{self.number:04}"

    def yaml(self) -> str:
        """The file of the collection."""
        return (
            f"title: {self.title}\nsummary: {self.summary}\n"
            f"audience: public\norganization: org-{self.number:04}\nconcept: community\n"
            f"community: {{type: fan, stage: growing, members: {{value: {self.members}, on: 2026-03}}}}\n"
            f"purposes: [{', '.join(self.purposes)}]\n"
            + "".join(f"{key}: |\n  {text}\n" for key, text in self.parts)
            + f"conditions: [{self.condition}]\n"
            f"metrics:\n  - kpi: {self.kpi}\n    compare: before_after\n"
            f"    before: {{value: {self.before}, period: [2024-04, 2025-03]}}\n"
            f"    after: {{value: {self.after}, period: [2025-04, 2026-03]}}\n"
            "    show: {web: ratio, seminar: ratio, proposal: actual}\n    measured_by: client\n"
            "consent: {status: granted, web: [alias, metrics], proposal: [alias, metrics], valid_until: 2099-03-31}\n"
            "published_on: 2026-04-01\n"
        )

    def markdown(self) -> str:
        """The same as a page of text."""
        parts = [self.summary, *(f"## {key}\n\n{text}" for key, text in self.parts), f"- {self.condition}"]
        parts.append(f"| {self.kpi} | |\n|---|---:|\n| 2024 | {self.before} |\n| 2025 | {self.after} |")
        return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One generated term of the glossary."""

    number: int
    noun: Noun
    definition: str
    points: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"term-{self.number:04}"

    def yaml(self) -> str:
        """The file of the collection."""
        return (
            f"term: {self.noun.word}\nreading: {self.noun.reading}\naudience: public\ndefinition: {self.definition}\n"
            "points:\n" + "".join(f"  - {point}\n" for point in self.points) + "published_on: 2026-04-01\n"
        )

    def markdown(self) -> str:
        """The same as a page of text."""
        return "\n".join([f"{self.definition}\n", *(f"- {point}" for point in self.points)]) + "\n"


def all_cases(count: int, seed: int = 1, speech: Plain = _PLAIN) -> Iterator[Case]:
    """``count`` cases, each of an organisation of its own."""
    rng = random.Random(seed + 1)
    for number in range(1, count + 1):
        parts = tuple((key, speech.paragraph(rng)) for key in ("challenge", "approach", "outcome"))
        yield Case(
            number=number,
            title=f"{rng.choice(TOPICS)}を支えた{rng.choice(OBJECTS)}の工夫（{number}）",
            summary=f"{rng.choice(SUBJECTS)}が{rng.choice(OBJECTS)}を{rng.choice(VERBS)}場をつくった取り組みです。",
            members=rng.randint(200, 30000),
            purposes=tuple(rng.sample(_PURPOSES, 2)),
            parts=parts,
            condition=f"{rng.choice(SUBJECTS)}が週に一度{rng.choice(OBJECTS)}を{rng.choice(VERBS)}",
            kpi=rng.choice(_KPIS),
            before=rng.randint(10, 30),
            after=rng.randint(2, 9),
        )


def terms(nouns: Sequence[Noun], seed: int = 1, speech: Plain = _PLAIN) -> Iterator[Term]:
    """An entry for each of ``nouns``."""
    rng = random.Random(seed + 2)
    for number, noun in enumerate(nouns, 1):
        points = tuple(f"{rng.choice(SUBJECTS)}が{rng.choice(OBJECTS)}を{rng.choice(VERBS)}" for _ in range(3))
        yield Term(number=number, noun=noun, definition=speech.sentence(rng), points=points)


def write_site(
    folder: Path,
    pages: int,
    seed: int = 1,
    cases: int | None = None,
    speech: Plain = _PLAIN,
    nouns: Sequence[Noun] = (),
) -> None:
    """A Casebook site of ``pages`` pages, a tenth of them cases (unless ``cases`` says how many).

    Each of ``nouns`` is a term, and one of the pages."""
    count = pages // 10 if cases is None else cases
    _write(folder / "site_config.yml", "site_name: 計測\nsamples: show\n")
    content = folder / "content"
    for text in texts(pages - count - len(nouns), seed, speech):
        front = f"---\ntitle: {text.title}\naudience: public\ntags: [運営, 計測]\npublished_on: 2026-04-01\n---\n\n"
        _write(content / "articles" / text.category / f"{text.name}.md", front + text.body)
    rng = random.Random(seed + 3)
    for case in all_cases(count, seed, speech):
        _write(content / "organizations" / f"org-{case.number:04}.yml", _client(case.number, rng.choice(_SEGMENTS)))
        _write(content / "cases" / f"{case.name}.yml", case.yaml())
    for term in terms(nouns, seed, speech):
        _write(content / "glossary" / f"{term.name}.yml", term.yaml())


def _client(number: int, segment: str) -> str:
    return (
        f"audience: sales\nname: 株式会社架空{number:04}商店\nalias: 計測用の会社{number:04}\n"
        f"segment: {segment}\nemployees: 300-999\nsample: true\ncontract: {{status: active}}\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
