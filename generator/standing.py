"""Does the site that a build would make stand there already? Then there is nothing to do.

A build leaves a note beside its cache: what it was made from (``origin``), and what it wrote. The note is believed only
where the origin is the same, and the folder still holds, byte for byte, what was written.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .config import SiteConfig
from .fonts import find_fonts
from .problems import Place, Problem, Severity
from .publish import tree_of
from .record import RECORD
from .stamps import libraries

_READERS = 4
_LARGEST = 64_000_000
"""Bytes of a content file above which nothing is said to be unchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the build that made the site said: its pages, and its warnings."""

    pages: int
    problems: tuple[Problem, ...]


def origin(config: SiteConfig, audience: str, as_of: date, *, strict: bool) -> str | None:
    """A digest of all that a site is made from: configuration, content, day, circle, our code and theme, libraries,
    the font of its share cards.

    None where something cannot be read. To be taken before the content is read: what changes while it is read then
    makes another digest the next time."""
    total = hashlib.blake2b(digest_size=20)
    made_by = (sys.version, sorted(libraries()))
    package = Path(__file__).parent
    themes = [folder for folder in (package.parent / "themes",) if folder.is_dir()]
    try:
        given = (config, audience, as_of, strict, made_by, _drawn_with(config, audience))
        total.update(repr(given).encode("utf-8", "backslashreplace"))
        for root in (config.content, package, *themes):
            for name, data in _read(root):
                total.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    except OSError:
        return None
    return total.hexdigest()


def _drawn_with(config: SiteConfig, audience: str) -> tuple[tuple[str, int, int], ...]:
    """The files of the font that share cards are drawn with; empty without one, or where a site has no cards."""
    has_cards = audience == config.audiences[0] and config.url_for(audience)
    fonts = find_fonts() if has_cards else None
    return fonts.standing if fonts else ()


def _read(folder: str | Path) -> Iterator[tuple[str, bytes]]:
    """Everything below ``folder`` in order: the path of a file and a digest of its bytes; else what it is."""
    with os.scandir(folder) as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    for entry in entries:
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(status.st_mode):
            if entry.name != "__pycache__":
                yield from _read(entry.path)
        elif not stat.S_ISREG(status.st_mode):
            yield entry.path, str(stat.S_IFMT(status.st_mode)).encode()
        elif status.st_size > _LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), entry.path)
        else:
            yield entry.path, hashlib.blake2b(Path(entry.path).read_bytes(), digest_size=20).digest()


def standing(config: SiteConfig, audience: str, output: Path, origin: str | None) -> Standing | None:
    """The last build of this circle, where it was made from ``origin`` and ``output`` is what it wrote; else None."""
    note = _note(_path(config, audience))
    if note is None or origin is None or note.get("origin") != origin:
        return None
    try:
        record = (output / RECORD).read_bytes()
        if hashlib.sha256(record).hexdigest() != note["record"] or not _is_whole(output, json.loads(record)):
            return None
        return Standing(pages=note["pages"], problems=tuple(_problem(each) for each in note["problems"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_whole(output: Path, record: Mapping[str, Any]) -> bool:
    """Does the folder hold the files of ``record`` and no others, with the bytes they were written with?"""
    names = sorted(path.relative_to(output).as_posix() for path in output.rglob("*") if not path.is_dir())
    names.remove(RECORD)
    if names != record["files"]:
        return False
    with ThreadPoolExecutor(_READERS) as readers:
        digests = readers.map(lambda name: hashlib.sha256((output / name).read_bytes()).digest(), names)
        return bool(tree_of(zip(names, digests, strict=True)) == record["tree"])


def remember(
    config: SiteConfig, audience: str, output: Path, origin: str | None, pages: int, problems: Sequence[Problem]
) -> None:
    """Leave a note of the site that was just published. Faults are of no consequence: the next build then works."""
    if origin is None:
        return
    path = _path(config, audience)
    with contextlib.suppress(OSError):
        told = {
            "origin": origin,
            "record": hashlib.sha256((output / RECORD).read_bytes()).hexdigest(),
            "pages": pages,
            "problems": [asdict(problem) for problem in problems],
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = _digest(json.dumps(told, ensure_ascii=False))
        path.write_text(json.dumps({"note": told, "digest": digest}, ensure_ascii=False), "utf-8")


def _note(path: Path) -> Mapping[str, Any] | None:
    """A note that is whole; None for none."""
    try:
        read = json.loads(path.read_bytes())
        told = read["note"]
        if read["digest"] == _digest(json.dumps(told, ensure_ascii=False)) and isinstance(told, dict):
            return told
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _path(config: SiteConfig, audience: str) -> Path:
    return config.root / ".casebook" / f"standing-{audience}.json"


def _problem(told: Mapping[str, Any]) -> Problem:
    place = told["place"]
    return Problem(
        code=str(told["code"]),
        severity=Severity(str(told["severity"])),
        message=str(told["message"]),
        hint=str(told["hint"]),
        place=Place(**place) if isinstance(place, dict) else None,
    )
