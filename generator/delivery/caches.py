"""Caches that machines leave for each other at a place that no reader reaches: whoever builds next, builds less.

Each is a file of its own that is never changed, named by its circle, the sort of machine, the moment and its signature:
two machines that leave one at the same time do not meet. The newest counts; the last few are kept.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO

from ..cache import opened
from ..cache_place import CachePlace
from ..config import SiteConfig
from ..destinations import is_remote
from ..packed import Label, Unfit, pack, unpack
from ..record import RECORD
from .deployed import NOTE
from .fault import NotPublished
from .folder import FolderStore
from .rclone import RcloneStore
from .store import Store

KEPT = 4
"""So many files of a circle stay: another machine may be reading the last but one."""
LARGEST = 500_000_000
"""Bytes of a file, which is held in memory. A site of 1,000 pages has some 9 million."""
_BATCH = 500
_CALLED = "キャッシュの置き場所"
_NAME = re.compile(r"(?P<circle>[a-z0-9_-]+)\.(?P<machine>[0-9a-f]{16})\.(?P<moment>\d{8}T\d{6}Z)\.[0-9a-f]{32}\.cache")


_NONE = "キャッシュがまだありません。"
_FOREIGN = "ほかの環境（Python やライブラリーの版の違う機械）のキャッシュだけがあります。"
_HARMED = "置かれているキャッシュは、鍵が違うか、壊れています。"


class ReadByOthers(NotPublished):
    """A place that readers of a site may reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file of what a machine made, and whose it is ("" for what is the same for every circle). The first
    of several is the circle's."""

    path: Path
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """``rows`` were taken over from a file of ``size`` bytes. None where ``missed`` says why, in words."""

    rows: int = 0
    size: int = 0
    missed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """A file of ``size`` bytes was left; not ``sent`` where the newest was the same."""

    size: int
    sent: bool


def open_cache_place(config: SiteConfig, place: CachePlace, find_program: Callable[[], str]) -> Store:
    """The store that caches are left in. ``find_program`` finds rclone, where it is needed.

    Raises NotPublished, and ReadByOthers where it is no place for what only some may read."""
    if is_remote(place.to):
        return RcloneStore(find_program(), place.to, called=_CALLED)
    folder = (config.root / place.to).resolve()
    for path, what in _read_by_others(config).items():
        if path == folder or path in folder.parents or folder in path.parents:
            raise _reached(f"{_CALLED}が{what}と重なっています。")
    if any((parent / name).exists() for parent in (folder, *folder.parents) for name in (RECORD, NOTE)):
        raise _reached(f"{_CALLED}が、サイトのあるフォルダーの中です。")
    return FolderStore(folder, called=_CALLED, private=True)


def _read_by_others(config: SiteConfig) -> Mapping[Path, str]:
    """Folders of sites and of the content, and what each is called; links are followed, as a server does."""
    sites = {config.output_for(audience): "ビルドの出力先" for audience in config.audiences}
    targets = {
        config.root / target.to: f"公開先「{name}」"
        for name, target in config.publish.items()
        if not is_remote(target.to)
    }
    found = {config.content: "原稿のフォルダー", **sites, **targets}
    return {path.resolve(): what for path, what in found.items()}


def _reached(message: str) -> ReadByOthers:
    return ReadByOthers(message, "読む人の届かない、キャッシュだけの場所を、設定の build_cache に書いてください。")


def pull(store: Store, label: Label, key: bytes, tables: Sequence[Table]) -> Pulled:
    """Take over the newest cache that is ours and whole. Where there is none, all is as it was, and nothing is wrong.

    Raises ReadByOthers."""
    try:
        names = _names(store)
    except ReadByOthers:
        raise
    except NotPublished as fault:
        return Pulled(missed=str(fault))
    fitting = _newest(names, label)
    if not fitting:
        return Pulled(missed=_FOREIGN if _of_circle(names, label.circle) else _NONE)
    for name in fitting:
        try:
            data = store.read(name, LARGEST + 1)
            return Pulled(rows=_taken(data, label, key, tables), size=len(data))
        except (NotPublished, Unfit) as fault:
            missed = str(fault) if isinstance(fault, NotPublished) else _HARMED
    return Pulled(missed=missed)


def push(store: Store, label: Label, key: bytes, tables: Sequence[Table], moment: datetime) -> Pushed:
    """Leave what this machine has for the next, and take away what is older than the last few. Raises NotPublished."""
    with tempfile.TemporaryDirectory(prefix="casebook-cache-") as folder:
        part = Path(folder, "part")
        with part.open("w+b") as file:
            signature = _packed(file, label, key, tables)
            size = file.tell()
        if size > LARGEST:
            raise NotPublished(
                f"キャッシュが大きすぎます（{size:,} バイト）。", ".casebook/ を消して、作り直してください。"
            )
        newest = _newest(_names(store), label)[:1]
        if newest and f".{signature[:32]}." in newest[0]:
            return Pushed(size=size, sent=False)
        name = f"{_begins(label)}{moment:%Y%m%dT%H%M%SZ}.{signature[:32]}.cache"
        part.rename(part.with_name(name))
        store.send(Path(folder), [name], (), lambda path: None)
    old = [each for each in _of_circle(_names(store), label.circle) if each != name]
    store.remove(old[KEPT - 1 :], lambda path: None)
    return Pushed(size=size, sent=True)


def _packed(file: IO[bytes], label: Label, key: bytes, tables: Sequence[Table]) -> str:
    """Write what this machine has to ``file``; returns the signature. Raises NotPublished where there is nothing."""
    hint = f"先に「casebook build --audience {label.circle}」を実行するか、ほかのビルドが終わるのを待ってください。"
    if not tables[0].path.is_file():
        raise NotPublished("手元に、置けるキャッシュがありません。", hint)
    with ExitStack() as stack:
        caches = [stack.enter_context(opened(table.path, table.owner)) for table in tables]
        if not caches[0].keeps:
            raise NotPublished("手元のキャッシュ（.casebook）を読めません。", hint)
        return pack(file, label, [cache.rows() for cache in caches], key)


def _taken(data: bytes, label: Label, key: bytes, tables: Sequence[Table]) -> int:
    """Keep the rows of a file on this machine, beside what it made itself, which stays as it is.

    Returns how many there are. Raises Unfit, and NotPublished where none can be kept."""
    if len(data) > LARGEST:
        raise Unfit("it is larger than any of ours")
    found = unpack(data, label, key)
    count = 0
    with ExitStack() as stack:
        caches = [stack.enter_context(opened(table.path, table.owner)) for table in tables]
        for cache in caches:
            cache.keep_all()
        while batch := list(islice(found, _BATCH)):
            for number, cache in enumerate(caches):
                theirs = {name: value for table, (name, value) in batch if table == number}
                ours = cache.read(theirs)
                cache.write({name: value for name, value in theirs.items() if name not in ours})
            count += len(batch)
        if not caches[0].keeps:
            hint = "ほかのビルドが終わるのを待つか、空き容量と権限を確かめてください。"
            raise NotPublished("手元のキャッシュ（.casebook）に書けません。", hint)
    return count


def _names(store: Store) -> Sequence[str]:
    """What lies at the place. Raises NotPublished, and ReadByOthers where a site lies there."""
    names = store.names("")
    if {RECORD, NOTE} & set(names):
        raise _reached(f"{_CALLED}に、サイトがあります。")
    return names


def _newest(names: Sequence[str], label: Label) -> list[str]:
    """The files that are called ours by a label, the newest first."""
    return [name for name in _of_circle(names, label.circle) if name.startswith(_begins(label))]


def _of_circle(names: Sequence[str], circle: str) -> list[str]:
    """The files of one circle, the newest first."""
    told = ((match["moment"], name) for name in names if (match := _NAME.fullmatch(name)) and match["circle"] == circle)
    return [name for _, name in sorted(told, reverse=True)]


def _begins(label: Label) -> str:
    return f"{label.circle}.{label.machine[:16]}."
