"""The last stage before a site goes out: its finished bytes are read on all cores, unchanged files from the cache."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from .cache import key_of
from .check import LeakFinder, PageFacts, Secrets, judge, loaded_by, read_page, report
from .problems import Place, Problem, error
from .stamps import stamp
from .workshop import Workshop

Item = tuple[str, bytes]


def inspect(
    files: Mapping[str, bytes],
    trusted: Collection[str],
    secrets: Secrets,
    workshop: Workshop,
    base: str = "/",
) -> list[Problem]:
    """Broken links and anchors, unwhole pages, and strings that must not show, in the files of a finished site.

    ``trusted`` names the theme's files: no content is in them, and they are the same for every circle."""
    made_by = key_of(
        "check",
        stamp(("check", "search/contents.py", "search/kanji.py", "search/pack.py"), ("selectolax", "ahocorasick-rs")),
        secrets.digest,
    )
    keys = {name: key_of(made_by, name, data) for name, data in files.items() if name not in trusted}
    done = workshop.begin("確認", keys, lambda name: (name, files[name]), _read, secrets)()
    facts: dict[str, PageFacts] = {}
    leaks: dict[int, list[str]] = {}
    for name, data in done.items():
        page, indexes = _understood(data)
        if page is not None:
            facts[name] = page
        for index in indexes:
            leaks.setdefault(index, []).append(name)
    problems = judge(facts, files, ((name, loaded_by(name, data)) for name, data in files.items()), base)
    return problems + (report(secrets, _finder(secrets), leaks, files) if leaks else [])


@lru_cache(maxsize=1)
def _finder(secrets: Secrets) -> LeakFinder:
    return LeakFinder(secrets)


def _read(items: Sequence[Item], secrets: Secrets) -> list[bytes]:
    finder = _finder(secrets)
    return [_told(name, data, finder) for name, data in items]


def _told(name: str, data: bytes, finder: LeakFinder) -> bytes:
    """What one file says, as JSON for the cache."""
    page = read_page(name, data) if name.endswith(".html") else None
    told: dict[str, object] = {"leaks": finder.find(name, data)}
    if page is not None:
        told |= {
            "ids": sorted(page.ids),
            "links": page.links,
            "loads": page.loads,
            "problems": [[p.code, p.message, p.hint, p.place.file if p.place else name] for p in page.problems],
        }
    return json.dumps(told, ensure_ascii=False).encode()


def _understood(data: bytes) -> tuple[PageFacts | None, list[int]]:
    told = json.loads(data)
    if "ids" not in told:
        return None, told["leaks"]
    problems = tuple(error(code, Place(file=file), text, hint) for code, text, hint, file in told["problems"])
    facts = PageFacts(
        ids=frozenset(told["ids"]), links=tuple(told["links"]), loads=tuple(told["loads"]), problems=problems
    )
    return facts, told["leaks"]
