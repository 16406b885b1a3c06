"""Every circle of this repository's content, exported and built by every engine: each page says what ours says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from generator import exporting
from generator.cli.exporting import write_files

from ..export.engines import ENGINES, build_with
from ..export.reading import differing, urls_of
from ..export.shelf import order_of, told
from ..whole import built, own_config
from .trial import Check


def trials(count: int, seed: int) -> Iterator[str]:
    """One circle and engine a trial."""
    pairs = [(circle, engine) for circle in own_config().audiences for engine in ENGINES]
    for number in range(count):
        circle, engine = pairs[(number + seed - 1) % len(pairs)]
        own, _ = built(circle)
        files = told(partial(exporting.mkdocs, order_of(circle)))
        with TemporaryDirectory(prefix="casebook-leaving-") as folder:
            write_files(Path(folder), files)
            found = differing(own, build_with(engine, Path(folder)), urls_of(own))
        yield f"{circle} {engine}: {list(found.items())[:3]}" if found else ""


CHECK = Check(name="engines", wanted=12, trials=trials)
