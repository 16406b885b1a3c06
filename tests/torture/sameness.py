"""The same inputs give the same bytes: whatever the folder, time zone, locale, hash seed, jobs, order and age of files,
and whatever the cache holds."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .trial import ROOT, Check, command, environment, tree_of

_FOLDERS = ("a", "とても 長い名前の フォルダー", "x" * 60 + "/deep/er")
_ZONES = ("UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati")
_LOCALES = ("C", "C.UTF-8", "ja_JP.UTF-8", "tr_TR.UTF-8")
_CACHES = ("none", "cold", "warm", "another circle's")
_CIRCLE = "sales"


def trials(count: int, seed: int) -> Iterator[str]:
    """One combination a trial, on the content of this repository."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="casebook-sameness-") as folder:
        wanted = ""
        for number in range(count):
            root = Path(folder, str(number), _FOLDERS[number % len(_FOLDERS)])
            surroundings = {
                "TZ": _ZONES[number % len(_ZONES)],
                "LC_ALL": _LOCALES[number // 2 % len(_LOCALES)],
                "PYTHONHASHSEED": str(rng.randrange(4_000_000_000)),
            }
            cache, jobs = _CACHES[number // 4 % len(_CACHES)], str(1 + number % 3)
            _copied(root, rng)
            tree = _built(root, surroundings, jobs, cache)
            wanted = wanted or tree
            yield "" if tree == wanted else f"{surroundings}, {jobs} jobs, cache {cache}, {root.name}: {tree[:400]}"
            shutil.rmtree(Path(folder, str(number)))


def _copied(root: Path, rng: random.Random) -> None:
    """The content and its configuration, written in another order and with other times."""
    names = [path for path in (ROOT / "content").rglob("*") if path.is_file()]
    rng.shuffle(names)
    for path in [ROOT / "site_config.yml", *names]:
        target = root / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        when = rng.randrange(1_000_000_000, 2_000_000_000)
        os.utime(target, (when, when))


def _built(root: Path, surroundings: dict[str, str], jobs: str, cache: str) -> str:
    """The digest of the tree that a build makes; what it said where it fails."""
    if cache == "warm":
        _run(root, _CIRCLE, surroundings, jobs)
        shutil.rmtree(root / "site")
    elif cache == "another circle's":
        _run(root, "editors", surroundings, jobs)
        (root / ".casebook/cache-editors.db").rename(root / f".casebook/cache-{_CIRCLE}.db")
    said = _run(root, _CIRCLE, surroundings, jobs, *(("--no-cache",) if cache == "none" else ()))
    return said or tree_of(root / "site")


def _run(root: Path, circle: str, surroundings: dict[str, str], jobs: str, *flags: str) -> str:
    words = command("--audience", circle, "--jobs", jobs, *flags)
    done = subprocess.run(words, cwd=root, env=environment(surroundings), capture_output=True, check=False)
    return done.stderr.decode("utf-8", "replace") if done.returncode else ""


CHECK = Check(name="same-bytes", wanted=32, trials=trials)
