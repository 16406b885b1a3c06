"""The last stage before a site goes out: its finished bytes are read on all cores, unchanged files from the cache."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from sys import intern

from .cache import key_of
from .check import LeakFinder, PageFacts, Secrets, Watch, find_leaks, judge, loaded_by, loads_others, read_page, report
from .draft import Files
from .problems import Place, Problem, error
from .stamps import stamp
from .workshop import Workshop

Item = tuple[str, Path]
"""The path of a file, as it is served, and where it lies."""


def inspect(
    files: Files,
    trusted: Collection[str],
    watch: Watch,
    workshop: Workshop,
    base: str = "/",
) -> list[Problem]:
    """Broken links and anchors, unwhole pages, and strings that must not show, in the files of a finished site.

    ``trusted`` names the theme's files: no content is in them, and they are the same for every circle."""
    facts: dict[str, PageFacts] = {}
    problems: list[Problem] = []
    for secrets, names in _by_secrets(watch, (name for name in files if name not in trusted)).items():
        leaks: dict[int, list[str]] = {}
        for name, data in _told_of(names, files, secrets, workshop):
            page, indexes = _understood(data)
            if page is not None:
                facts[name] = page
            for index in indexes:
                leaks.setdefault(index, []).append(name)
        problems += report(secrets, _finder(secrets), leaks, files) if leaks else []
    loads = ((name, loaded_by(name, files[name])) for name in files if loads_others(name))
    return judge(facts, files, loads, base) + problems


def leaks(files: Mapping[str, bytes], watch: Watch) -> list[Problem]:
    """Strings that must not show in what was made from pages; each file is named by a path beside its page's."""
    found: list[Problem] = []
    for secrets, names in _by_secrets(watch, files).items():
        found += find_leaks({name: files[name] for name in names}, secrets)
    return found


def _by_secrets(watch: Watch, names: Iterable[str]) -> dict[Secrets, list[str]]:
    """Files that are held against the same secrets, together."""
    found: dict[Secrets, list[str]] = {}
    for name in names:
        found.setdefault(watch.over(name), []).append(name)
    return found


def _told_of(names: Sequence[str], files: Files, secrets: Secrets, workshop: Workshop) -> Iterator[tuple[str, bytes]]:
    """What each file says, from the cache where it was asked before with the same secrets."""
    made_by = key_of(
        "check",
        stamp(("check", "search/contents.py", "search/kanji.py", "search/pack.py"), ("selectolax", "ahocorasick-rs")),
        secrets.digest,
    )
    things = ((name, key_of(made_by, name, files.entries[name].digest), (name, files.folder / name)) for name in names)
    return workshop.stream("確認", things, len(names), _read, secrets)


@lru_cache(maxsize=8)
def _finder(secrets: Secrets) -> LeakFinder:
    return LeakFinder(secrets)


def _read(items: Sequence[Item], secrets: Secrets) -> list[bytes]:
    finder = _finder(secrets)
    return [_told(name, path.read_bytes(), finder) for name, path in items]


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
    ids, links, loads = (map(intern, told[name]) for name in ("ids", "links", "loads"))  # most pages have the same
    return PageFacts(ids=frozenset(ids), links=tuple(links), loads=tuple(loads), problems=problems), told["leaks"]
