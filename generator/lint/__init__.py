"""Warnings about how content is written. Each says what to write instead, and can be silenced where it stands.

In two steps, so that a warm build pays for what changed alone: ``read`` looks at one file and can be kept; ``judge``
puts all readings together. Runs before the gate, so its findings are as secret as the narrowest circle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ..config import SiteConfig
from ..links import page_candidates, targets_of
from ..load import Loaded
from ..model.body import Body
from ..model.document import Document
from ..model.glossary import Term
from ..problems import Problem
from ..validate.links import BODIES
from .found import Finding, Reading
from .passages import passages_of
from .personal import People, personal_data
from .pictures import without_words
from .rules import Rule, broken_rules, compiled, rules_of
from .shelf import due, orphans, twins, unexplained
from .silences import heard, in_yaml, silences_of
from .spelling import Spelled, inconsistent, uses_of

__all__ = ["Analyser", "Item", "Reading", "Rule", "judge", "read", "rules_of"]


@dataclass(frozen=True, slots=True)
class Analyser:
    """What knows Japanese: it is handed in, as the dictionary lies on the other side of the gate."""

    spelled: Spelled
    people: People


@dataclass(frozen=True, slots=True)
class Item:
    """One file to read: its document, its page's URL, its text, and the folder that links count from."""

    document: Document
    url: str
    text: str
    content_dir: str


def read(item: Item, rules: tuple[Rule, ...], analyser: Analyser) -> Reading:
    """All that can be said of one file by itself."""
    document, file = item.document, item.document.file
    rows = item.text.split("\n")
    passages = tuple(passages_of(document, rows))
    ready = compiled(rules)
    return Reading(
        findings=(
            *(found for passage in passages for found in broken_rules(file, passage, ready)),
            *personal_data(file, passages, analyser.people),
            *without_words(document),
        ),
        silences=tuple(silences_of(document, rows)),
        uses=tuple(uses_of(file, passages, analyser.spelled)),
        leads_to=tuple(sorted(set(_leads_to(item)))),
        preferred=tuple((normal, surface) for _, surface, normal in analyser.spelled(document.term))
        if isinstance(document, Term)
        else (),
    )


def _leads_to(item: Item) -> Iterator[str]:
    """The site's URLs that the links of a document's texts may mean."""
    folder = PurePosixPath(item.document.file).relative_to(PurePosixPath(item.content_dir)).parent
    for name in BODIES:
        body = getattr(item.document, name, None)
        for target in targets_of(body.text) if isinstance(body, Body) and body else ():
            split = urlsplit(target.text)
            if split.path and not split.scheme and not split.netloc:
                yield from page_candidates(unquote(split.path), folder, item.url)


def judge(readings: Mapping[str, Reading], loaded: Loaded, config: SiteConfig, as_of: date) -> list[Problem]:
    """All warnings, from the readings of each file: what they found, and what only the whole shelf shows."""
    library = loaded.library
    kpis = f"{PurePosixPath(config.content_dir)}/kpis.yml"
    text = loaded.texts.get(kpis, "")
    preferred = {normal: surface for reading in readings.values() for normal, surface in reading.preferred}
    findings: list[Finding] = [
        *(found for reading in readings.values() for found in reading.findings),
        *inconsistent({file: reading.uses for file, reading in readings.items()}, preferred),
        *due(library, as_of),
        *orphans(library, {file: reading.leads_to for file, reading in readings.items()}),
        *twins(library),
        *unexplained(library, text, kpis),
    ]
    silences = [silence for reading in readings.values() for silence in reading.silences]
    return list(heard(findings, [*silences, *in_yaml(kpis, enumerate(text.split("\n"), 1))]))
