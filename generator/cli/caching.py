"""``casebook cache``: what builds remember is taken over from another machine, or left for the next."""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from platformdirs import user_cache_path

from ..cache import DICTIONARY, cache_of
from ..cache_place import CachePlace
from ..config import SiteConfig, audience_label
from ..delivery.caches import Table, open_cache_place, pull, push
from ..delivery.fault import NotPublished
from ..delivery.rclone import find_rclone
from ..delivery.store import Store
from ..delivery.wording import amount
from ..packed import Label
from ..stamps import machine_stamp
from .shared import DONE, USAGE, Commands, audience_of, command, configured
from .terminal import say

_SHORTEST = 32
"""Characters of a key: as many as 16 bytes have in hexadecimal."""


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    parser = command(commands, "cache", "前回までの結果（キャッシュ）を、ほかの機械と分け合う", _cache)
    parser.add_argument(
        "way",
        choices=("pull", "push"),
        help="pull: ビルドの前に受け取る; push: ビルドのあとに置く（build_cache の場所）",
    )
    parser.add_argument("--audience", metavar="NAME", help="どの範囲のサイトのものか（既定: default_audience）")


def _cache(options: argparse.Namespace) -> int:
    config = configured(options)
    audience = audience_of(options, config) if config else None
    if config is None or audience is None:
        return USAGE
    tables = (
        Table(path=cache_of(config.root, audience), owner=audience),
        Table(path=user_cache_path("casebook") / DICTIONARY, owner=""),
    )
    try:
        place = _place(config)
        store = open_cache_place(config, place, lambda: find_rclone(os.environ.get("CASEBOOK_RCLONE", "")))
        task = _Task(store=store, label=Label(circle=audience, machine=machine_stamp()), key=_key(place), tables=tables)
        return _pull(task) if options.way == "pull" else _push(task)
    except NotPublished as fault:
        say(f"{fault}\n  ヒント: {fault.hint}")
        return USAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What is carried, and where."""

    store: Store
    label: Label
    key: bytes = field(repr=False)
    tables: tuple[Table, ...]

    @property
    def whose(self) -> str:
        return f"{audience_label(self.label.circle)}向け"


def _pull(task: _Task) -> int:
    """A cache that is missing or unfit is no reason not to build."""
    started = time.monotonic()
    pulled = pull(task.store, task.label, task.key, task.tables)
    if pulled.missed:
        say(f"{pulled.missed}{task.whose}の次のビルドでは、すべてを作ります。")
        return DONE
    seconds = time.monotonic() - started
    size = amount(pulled.size)
    print(f"キャッシュを受け取りました（{task.whose}、{pulled.rows:,} 件、{size}、{seconds:.1f} 秒）。")
    return DONE


def _push(task: _Task) -> int:
    started = time.monotonic()
    pushed = push(task.store, task.label, task.key, task.tables, datetime.now(UTC))
    what = "キャッシュを置きました" if pushed.sent else "同じキャッシュが、もう置いてあります"
    print(f"{what}（{task.whose}、{amount(pushed.size)}、{time.monotonic() - started:.1f} 秒）。")
    return DONE


def _place(config: SiteConfig) -> CachePlace:
    if config.build_cache is None:
        hint = 'site_config.yml に「build_cache: {to: "r2:company-build/casebook"}」の形で書いてください。'
        raise NotPublished("キャッシュの置き場所（build_cache）が、設定にありません。", hint)
    return config.build_cache


def _key(place: CachePlace) -> bytes:
    """What files are signed with. Never said, nor kept anywhere."""
    key = os.environ.get(place.key_from, "").strip()
    if len(key) < _SHORTEST:
        what = f"短すぎます（{_SHORTEST} 文字から）" if key else "入っていません"
        hint = "「openssl rand -hex 32」で作った値を、pull と push の両方に渡してください。"
        raise NotPublished(f"環境変数 {place.key_from} に、キャッシュの鍵が{what}。", hint)
    return key.encode("utf-8", "surrogateescape")
