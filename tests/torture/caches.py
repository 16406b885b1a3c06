"""A cache that is cut, flipped, foreign, locked or in the way: the output is that of a clean build."""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from ..folders import write_site
from .sowing import sow
from .trial import Check, built, bytes_of, differing

_CIRCLE, _OTHER = "public", "editors"

Harm = Callable[[Path, random.Random], None]


def _cut(path: Path, rng: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: rng.randrange(len(data))])


def _flip(path: Path, rng: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(rng.choice((1, 10, 1000))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def _page(path: Path, rng: random.Random) -> None:
    """One page of the file is another page of it."""
    data = bytearray(path.read_bytes())
    pages = len(data) // 4096
    one, other = rng.randrange(pages) * 4096, rng.randrange(pages) * 4096
    data[one : one + 4096] = data[other : other + 4096]
    path.write_bytes(data)


def _another(path: Path, rng: random.Random) -> None:
    shutil.copyfile(_other(path), path)


def _rows(path: Path, rng: random.Random) -> None:
    """Every value is another circle's, under the keys of this one."""
    with closing(sqlite3.connect(_other(path))) as other:
        foreign = other.execute("select digest, value from entries").fetchall()
    with closing(sqlite3.connect(path)) as mine, mine:
        for (key,) in mine.execute("select key from entries").fetchall():
            mine.execute("update entries set digest = ?, value = ? where key = ?", (*rng.choice(foreign), key))


def _merged(path: Path, rng: random.Random) -> None:
    with closing(sqlite3.connect(path)) as mine, mine:
        mine.execute("attach ? as other", (str(_other(path)),))
        mine.execute("insert or replace into entries select * from other.entries")
        mine.commit()


def _shuffled(path: Path, rng: random.Random) -> None:
    with closing(sqlite3.connect(path)) as mine, mine:
        rows = mine.execute("select key, digest, value from entries").fetchall()
        values = [value for _, _, value in rows]
        rng.shuffle(values)
        mine.executemany(
            "update entries set value = ? where key = ?",
            [(value, key) for value, (key, _, _) in zip(values, rows, strict=True)],
        )


def _kinds(path: Path, rng: random.Random) -> None:
    """Values of other kinds than bytes."""
    kinds = (None, "text", 7, 1.5, b"")
    with closing(sqlite3.connect(path)) as mine, mine:
        for (key,) in mine.execute("select key from entries").fetchall():
            mine.execute("update entries set value = ? where key = ?", (rng.choice(kinds), key))


def _schema(path: Path, rng: random.Random) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as mine, mine:
        mine.execute(
            rng.choice(("create table entries (a, b)", "create view entries as select 1", "create table x (y)"))
        )


def _junk(path: Path, rng: random.Random) -> None:
    path.write_bytes(rng.choice((b"", b"SQLite format 3\0", rng.randbytes(9000), b"x" * 4096)))


def _journal(path: Path, rng: random.Random) -> None:
    """The journal of a write that was killed, or of another file."""
    path.with_name(f"{path.name}-journal").write_bytes(rng.choice((b"", rng.randbytes(5000), path.read_bytes()[:5000])))


def _folder(path: Path, rng: random.Random) -> None:
    path.unlink()
    path.mkdir()


def _file_above(path: Path, rng: random.Random) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("x")


def _link(path: Path, rng: random.Random) -> None:
    path.unlink()
    path.symlink_to(rng.choice(("nowhere/at/all", "/dev/null", "/dev/full", ".", path.name)))


_HARMS: tuple[Harm, ...] = (
    *(_cut, _flip, _page, _another, _rows, _merged, _shuffled, _kinds),
    *(_schema, _junk, _journal, _folder, _file_above, _link),
)


def _other(path: Path) -> Path:
    return path.with_name(f"cache-{_OTHER}.db")


def trials(count: int, seed: int) -> Iterator[str]:
    """One harm a trial; each third trial's cache is also locked by another process's transaction."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="casebook-caches-") as folder:
        root, kept = Path(folder, "site-folder"), Path(folder, "kept")
        write_site(root, sow(seed).files())
        for circle in (_CIRCLE, _OTHER):
            assert built(root, circle, root / circle, use_cache=True).release is not None
        clean = bytes_of(root / _CIRCLE)
        (root / ".casebook").rename(kept)
        for number in range(count):
            harm = _HARMS[number % len(_HARMS)]
            shutil.copytree(kept, root / ".casebook")
            path = root / ".casebook" / f"cache-{_CIRCLE}.db"
            harm(path, rng)
            fault = _one(root, path, clean, locked=number % 3 == 2)
            yield f"{harm.__name__.strip('_')} ({number}): {fault}" if fault else ""
            _gone(root / ".casebook")


def _one(root: Path, path: Path, clean: dict[str, bytes], *, locked: bool) -> str:
    """Two builds with a harmed cache: both must be clean."""
    holder = _lock(path) if locked else None
    try:
        for turn in ("first", "second"):
            outcome = built(root, _CIRCLE, root / _CIRCLE, use_cache=True)
            if outcome.release is None:
                return f"{turn} build: {[problem.code for problem in outcome.problems]}"
            if found := differing(bytes_of(root / _CIRCLE), clean):
                return f"{turn} build differs in {found}"
    except Exception as fault:
        return f"a traceback: {fault!r}"
    finally:
        if holder is not None:
            holder.close()
    return ""


def _lock(path: Path) -> sqlite3.Connection | None:
    """A connection that holds the file, where it can still be held."""
    holder = None
    try:
        holder = sqlite3.connect(path, timeout=0)
        holder.execute("begin exclusive")
    except sqlite3.Error:
        if holder is not None:
            holder.close()
        return None
    return holder


def _gone(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


CHECK = Check(name="harmed-caches", wanted=50, trials=trials)
