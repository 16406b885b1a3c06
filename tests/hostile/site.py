"""A site that holds every snippet in every place where a contributor may write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.strict_yaml import dump

from .snippets import SNIPPETS

CARRIERS = (
    "article",
    "Markdown in YAML",
    "values of a case",
    "glossary",
    "seminar and slides",
    "lists and aliases",
    "synonyms",
    "address of the search page",
)
"""Where a snippet stands. ``site_of`` writes all but the last, which is visited."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\ufeff]")
"""Files that hold these are refused as a whole."""


def carried(snippets: Sequence[str] = SNIPPETS) -> tuple[str, ...]:
    """The snippets that a file of the content may hold at all."""
    return tuple(each for each in snippets if not _UNSEEN.search(each) and "/// audience" not in each)


def site_of(snippets: Sequence[str]) -> dict[str, str]:
    """The files of a site: for each snippet a case, an article, a term and a seminar; the lists hold all of them."""
    files = {"site_config.yml": "site_name: 見本\nsamples: show\n", **dict(_lists(snippets))}
    for number, snippet in enumerate(snippets):
        for name, front, body in _documents(number, snippet):
            files[name] = f"---\n{dump(front)}---\n\n{body}\n" if body else dump(front)
    return files


def _short(snippet: str, limit: int) -> str:
    """One line of a snippet, for values that hold one line."""
    return " ".join(snippet.split())[:limit] or "x"


def _before(margin: str, snippet: str) -> str:
    return "\n".join(margin + row for row in snippet.split("\n"))


def _documents(number: int, snippet: str) -> Iterator[tuple[str, Mapping[str, object], str]]:
    line, shown = _short(snippet, 90), {"audience": "public", "sample": True}
    markdown = f"前の文。\n\n{snippet}\n\n後の文。"
    yield (
        f"content/organizations/org-{number:04}.yml",
        {**shown, "audience": "sales", "name": f"名前{number:04}社", "alias": f"{line} {number}", "segment": "food"},
        "",
    )
    yield (
        f"content/cases/case-{number:04}.yml",
        {
            **shown,
            "title": line,
            "summary": line,
            "organization": f"org-{number:04}",
            "community": {"name": line, "type": "fan"},
            "purposes": ["retention"],
            "adoption": {"department": line, "trigger": line, "contact": line},
            "challenge": markdown,
            "approach": snippet,
            "outcome": "-" + _before("    ", snippet)[1:],
            "conditions": [line],
            "setbacks": [line],
            "quotes": [{"speaker": "client", "role": line, "text": line}],
            "talk_track": [{"say": line}],
            "objections": [{"question": line, "answer": line}],
            "metrics": [
                {
                    "kpi": "churn_rate",
                    "compare": "before_after",
                    "before": {"value": 8, "period": ["2022-09", "2023-08"]},
                    "after": {"value": 4, "period": ["2023-09", "2024-08"]},
                    "show": {"web": "actual", "seminar": "actual", "proposal": "actual"},
                    "measured_by": "client",
                    "population": line,
                    "confounders": line,
                }
            ],
            "consent": {
                "status": "granted",
                **{
                    use: ["name", "alias", "metrics", "quotes", "community_name"]
                    for use in ("web", "seminar", "proposal")
                },
            },
            "tags": [_short(snippet, 40)],
            "published_on": "2026-04-01",
        },
        "",
    )
    yield (
        f"content/articles/operation/article-{number:04}.md",
        {
            **shown,
            "title": line,
            "description": line,
            "byline": line,
            "sources": [line],
            "cases": [f"case-{number:04}"],
            "terms": [f"term-{number:04}"],
            "published_on": "2026-04-01",
        },
        f"{markdown}\n\n## {line}\n\n{_before('> ', snippet)}",
    )
    yield (
        f"content/glossary/term-{number:04}.yml",
        {
            **shown,
            "term": f"{_short(snippet, 70)} {number}",
            "reading": line,
            "english": line,
            "english_note": line,
            "aliases": [_short(snippet, 70)],
            "definition": line,
            "points": [line],
            "scenes": [line],
            "examples": [line],
            "misuses": [{"wrong": line, "why": line, "instead": line}],
        },
        "",
    )
    yield (
        f"content/seminars/seminar-{number:04}.md",
        {
            **shown,
            "title": line,
            "description": line,
            "date": "2027-02-01",
            "start": "15:00",
            "venue": line,
            "fee": line,
            "host": line,
            "contact": line,
            "notice": line,
            "speakers": [{"name": _short(snippet, 70), "title": line, "company": line, "consent": True}],
            "cases": [f"case-{number:04}"],
        },
        f"{snippet}\n\n---\n\n{markdown}\n\nNote:\n{snippet}",
    )


def _lists(snippets: Sequence[str]) -> Iterator[tuple[str, str]]:
    lines = [_short(snippet, 80) for snippet in snippets]
    phrases = [{"text": line, "instead_of": line, "purpose": line, "subject": line, "kind": "mail"} for line in lines]
    voices = [{"theme": line, "feature": line, "text": line, "reading": line} for line in lines]
    yield "content/phrases/hostile.yml", dump({"audience": "sales", "title": lines[0], "items": phrases})
    yield "content/voices/hostile.yml", dump({"audience": "sales", "title": lines[0], "items": voices})
    yield "content/synonyms.yml", dump_list([["事例", _short(snippet, 60)] for snippet in snippets])


def dump_list(rows: Sequence[Sequence[str]]) -> str:
    """A YAML list of lists."""
    body = dump({"rows": [list(row) for row in rows]})
    return "\n".join(body.split("\n")[1:])
