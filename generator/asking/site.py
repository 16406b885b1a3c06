"""A built site to be asked: its own engine, its own index, and nothing else of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ..record import Record, read_record
from .engine import AGAIN, Engine, EngineError

_ENGINE = re.compile(r"assets/search\.[0-9a-f]{8}/engine\.js")
_NAME = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")


class NoSite(Exception):
    """A folder that cannot be asked. The message is for the reader; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = AGAIN) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """A site that answers: for whom it was built, its engine, where it lies, and what it says of itself."""

    audience: str
    engine: Engine
    folder: Path
    record: Record


def open_site(folder: Path) -> BuiltSite:
    """Open the site that ``casebook build`` wrote into ``folder``. Raises NoSite."""
    record = read_record(folder)
    if record is None:
        raise NoSite(f"{folder} に、でき上がったサイトがありません。")
    scripts = [name for name in record.files if _ENGINE.fullmatch(name)]
    if len(scripts) != 1:
        raise NoSite(f"{folder} のサイトに検索がありません。")
    script, index = folder / scripts[0], folder / "search" / "index"
    try:
        engine = Engine(script.read_text("utf-8"), lambda name: _read(index, name))
    except (OSError, UnicodeDecodeError, EngineError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else str(fault).partition("\n")[0]
        raise NoSite(f"{folder} のサイトの検索を読めません（{why}）。") from fault
    return BuiltSite(audience=record.audience, engine=engine, folder=folder, record=record)


def _read(index: Path, name: str) -> bytes | None:
    """A file of the index; names that lead elsewhere lead nowhere."""
    path = index / name
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    return path.read_bytes()
