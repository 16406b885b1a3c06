"""The warnings of ``lint`` for a whole site: files are read on all cores, unchanged ones taken from the cache."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from . import lint
from .cache import key_of, opened
from .config import SiteConfig
from .lint import Analyser, Item, Reading, Rule
from .load import Loaded
from .model.knowledge import Article
from .model.organization import Organization
from .parallel import Pool
from .problems import Place, Problem, warning
from .search import nouns
from .stamps import stamp
from .urls import document_url
from .workshop import Workshop


def lint_problems(config: SiteConfig, loaded: Loaded, as_of: date, workshop: Workshop) -> list[Problem]:
    """Everything that ``lint`` has to say of content that was read; of unchanged content, from one row of the cache."""
    rules = lint.rules_of(loaded.library.glossary, config)
    made_by = key_of("lint", _stamp(), config.content_dir, repr([astuple(rule) for rule in rules]))
    items = {item.document.file: item for item in _items(config, loaded)}
    keys = {file: key_of(made_by, file, item.text) for file, item in items.items()}
    kpis = repr(loaded.library.catalogues.kpis)
    whole = key_of("linted", made_by, as_of.isoformat(), kpis, *loaded.texts.values(), *keys.values())
    kept = workshop.cache.read([whole]).get(whole)
    if kept is not None:
        workshop.cache.keep(list(keys.values()))
        return [_problem(row) for row in json.loads(kept)]
    things = ((file, keys[file], item) for file, item in items.items())
    done = workshop.stream("言葉", things, len(keys), _read, rules)
    readings = {file: Reading.from_json(json.loads(data), file) for file, data in done}
    problems = lint.judge(readings, loaded, config, as_of)
    workshop.cache.write({whole: json.dumps([_row(problem) for problem in problems]).encode()})
    return problems


def _row(problem: Problem) -> list[object]:
    place = problem.place
    span = [place.file, place.line, place.column, place.length] if place else None
    return [problem.code, problem.message, problem.hint, span]


def _problem(row: list[Any]) -> Problem:
    code, message, hint, span = row
    place = Place(file=span[0], line=span[1], column=span[2], length=span[3]) if span else None
    return warning(code, place, message, hint)


def lint_alone(config: SiteConfig, loaded: Loaded, as_of: date) -> list[Problem]:
    """The same without a build: nothing is kept, and processes are started only where there is much to read."""
    jobs = 1 if len(loaded.texts) < _MANY else 0
    with opened(None) as cache, Pool(jobs, len(loaded.texts)) as pool:
        return lint_problems(config, loaded, as_of, Workshop(cache=cache, pool=pool, on_progress=lambda *_: None))


_MANY = 500
"""From so many files on, starting processes is worth its half second."""


def _stamp() -> str:
    return stamp(("lint", "links.py", "search/nouns.py"), ("sudachipy", "sudachidict-small"))


def _items(config: SiteConfig, loaded: Loaded) -> Iterable[Item]:
    for collection, document in loaded.library:
        text = loaded.texts.get(document.file)
        if text is not None and not isinstance(document, Organization):
            category = document.category if isinstance(document, Article) else ""
            url = document_url(collection, document.id, category)
            yield Item(document, url, text, str(PurePosixPath(config.content_dir)))


def _read(items: Sequence[Item], rules: tuple[Rule, ...]) -> list[bytes]:
    return [
        json.dumps(lint.read(item, rules, _ANALYSER).to_json(), ensure_ascii=False, separators=(",", ":")).encode()
        for item in items
    ]


_ANALYSER = Analyser(spelled=nouns.spelled, people=nouns.people)
