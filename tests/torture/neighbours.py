"""A public and a sales build at the same time, into neighbouring folders: each is what it is when made alone."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..folders import write_site
from .canaries import everything
from .sowing import sow
from .trial import Check, built, bytes_of, command, differing, environment

_CIRCLES = ("public", "sales")


def trials(count: int, seed: int) -> Iterator[str]:
    """One pair of builds a trial, each of another site; every second pair uses the cache."""
    for number in range(count):
        with tempfile.TemporaryDirectory(prefix="casebook-neighbours-") as folder:
            fault = _one(Path(folder), seed * 1000 + number, () if number % 2 else ("--no-cache",))
            yield f"site {seed * 1000 + number}: {fault}" if fault else ""


def _one(root: Path, seed: int, flags: tuple[str, ...]) -> str:
    site = sow(seed)
    write_site(root, site.files())
    alone = {}
    for circle in _CIRCLES:
        built(root, circle, root / "alone" / circle)
        alone[circle] = bytes_of(root / "alone" / circle)
    both = [_started(root, circle, flags) for circle in _CIRCLES]
    for process in both:
        _, said = process.communicate(timeout=300)
        if process.returncode:
            return said.decode("utf-8", "replace")[-400:]
    for circle in _CIRCLES:
        if found := differing(bytes_of(root / f"site-{circle}"), alone[circle]):
            return f"{circle} differs in {found}"
    names = {path.name for path in root.iterdir()} - {"content", "site_config.yml", "alone", ".casebook"}
    if names != {f"site-{circle}" for circle in _CIRCLES}:
        return f"litter: {sorted(names)}"
    text = everything(root / "site-public")
    traces = [s.what for s in site.secrets if s.token.isalpha() and "public" not in s.may and s.token in text]
    return f"public holds {traces[:5]}" if traces else ""


def _started(root: Path, circle: str, flags: tuple[str, ...]) -> subprocess.Popen[bytes]:
    words = command("--audience", circle, "--output", str(root / f"site-{circle}"), "--jobs", "2", *flags)
    return subprocess.Popen(words, cwd=root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)


CHECK = Check(name="neighbours", wanted=20, trials=trials)
