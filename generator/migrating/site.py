"""A whole site brought forward: its content folder, then the number in its configuration."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..config import CURRENT_SCHEMA, SiteConfig
from ..problems import Problem, has_errors
from ..source import read_sources
from . import forward, stated
from .writing import Rewrite, clear_spares, write_all

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """One file that changes: as problems name it, where it lies, what it holds and will hold, and why."""

    file: str
    location: Path
    before: str
    after: str
    reasons: tuple[str, ...]

    def diff(self) -> Iterator[str]:
        """What changes, as a unified diff without its two headings."""
        found = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), lineterm="")
        yield from list(found)[2:]


def migration(config: SiteConfig) -> tuple[list[Rewritten], list[Problem]]:
    """What is to be written, the configuration last; with problems, nothing may be."""
    shown_as = Path(config.content_dir).as_posix().rstrip("/")
    sources, problems = read_sources(config.content, shown_as) if config.content.is_dir() else (None, [])
    if has_errors(problems):
        return [], problems
    names = {str(source.path): source.file for source in sources.texts} if sources else {}
    located = {name: config.content / name for name in names if (config.content / name).is_file()}
    texts = {name: _text(path) for name, path in located.items()}
    made = forward({name: text.removeprefix(_BOM) for name, text in texts.items()}, shown_as)
    files = [
        Rewritten(
            file=names[name],
            location=located[name],
            before=texts[name],
            after=_BOM * texts[name].startswith(_BOM) + text,
            reasons=made.reasons[name],
        )
        for name, text in made.texts.items()
    ]
    numbered, wrong = _numbered(config)
    return [*sorted(files, key=lambda each: each.file), *numbered], [*made.problems, *wrong]


def _numbered(config: SiteConfig) -> tuple[list[Rewritten], list[Problem]]:
    """The configuration with the number of the form that its content then has."""
    location = config.root / config.file
    before = _text(location)
    bare = before.removeprefix(_BOM)
    after, problems = stated(bare, config.file, CURRENT_SCHEMA)
    if after is None or after == bare:
        return [], problems
    whole = before.removesuffix(bare) + after
    why = (f"原稿の形式の番号（schema: {CURRENT_SCHEMA}）を書きます。",)
    return [Rewritten(file=config.file, location=location, before=before, after=whole, reasons=why)], []


def write(files: Iterable[Rewritten], config: SiteConfig) -> None:
    """Write them all, or none. Raises OSError where one cannot be written, or was written by somebody meanwhile."""
    write_all({each.location: Rewrite(before=each.before.encode(), after=each.after.encode()) for each in files})
    below = config.content.rglob("*") if config.content.is_dir() else ()
    clear_spares([config.root, config.content, *(path for path in below if path.is_dir() and not path.is_symlink())])


def _text(path: Path) -> str:
    return path.read_bytes().decode()
