"""A folder that was built before, looked at again: is it whole, of today, for whom it says, and free of secrets?"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from . import material, theme_assets
from .cache import opened
from .circles import secrets_of
from .draft import Entry, Files, entry_of
from .inspecting import inspect
from .load import Loaded
from .order import Order
from .parallel import Pool
from .problems import Place, Problem, error
from .record import RECORD, Record, read_record
from .workshop import Progress, Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What came of it: every problem, and how many files were read (0 where the folder is not the site asked for)."""

    problems: tuple[Problem, ...]
    files: int = 0


def audit(order: Order, loaded: Loaded, on_progress: Progress = lambda what, done, total: None) -> Audit:
    """Check the finished site in ``order.output`` against content that was read without errors. Writes nothing."""
    shown = _shown(order)
    record = read_record(order.output)
    refused = _refused(record, order, Place(file=f"{shown}/{RECORD}"))
    if record is None or refused:
        return Audit(problems=tuple(refused))
    files = Files(order.output, _entries(order.output))
    theme = theme_assets.default_dir()
    known = {hashlib.sha256(data).digest() for data in material.assets(theme, offline=True, beacon=True).files.values()}
    trusted = frozenset(name for name, entry in files.entries.items() if entry.digest in known)
    base = urlsplit(order.config.url_for(order.audience)).path or "/"
    with opened(None) as cache, Pool(order.jobs, len(files)) as pool:
        workshop = Workshop(cache=cache, pool=pool, on_progress=on_progress)
        problems = inspect(files, trusted, secrets_of(order, loaded, theme, workshop), workshop, base)
    return Audit(problems=tuple(problems), files=len(files))


def _refused(record: Record | None, order: Order, place: Place) -> list[Problem]:
    """Why the folder is not the site that is asked about."""
    if record is None:
        message = "Casebook が作ったサイトではありません（build.json がないか、読めません）。"
        return [error("not-a-site", place, message, "--site に、casebook build が書いたフォルダーを指してください。")]
    if record.audience != order.audience:
        message = f"「{record.audience}」向けのサイトです（調べるのは「{order.audience}」）。"
        return [error("other-audience", place, message, "--audience か --site を確かめてください。")]
    return _outdated(record, order.as_of, place)


def _outdated(record: Record, today: date, place: Place) -> list[Problem]:
    if record.is_fresh(today):
        return []
    message = f"このサイトの期限（{record.fresh_until}）が来ています。許諾や公開の期日で、内容が変わる日です。"
    return [error("site-outdated", place, message, "casebook build で作り直してください。")]


def _entries(folder: Path) -> dict[str, Entry]:
    """What is known of every file below ``folder``, by its path as it would be served."""
    found: dict[str, Entry] = {}
    for base, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(base, name)
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = entry_of(path.read_bytes())
    return found


def _shown(order: Order) -> str:
    try:
        return order.output.resolve().relative_to(order.config.root).as_posix()
    except ValueError:
        return str(order.output)
