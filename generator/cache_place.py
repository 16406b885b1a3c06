"""Where machines share what builds remember: ``build_cache`` in ``site_config.yml``. No reader may ever reach it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import normpath

from .destinations import Destination, is_remote
from .model import keys
from .model.keys import Context, key, line
from .problems import Problem, error
from .strict_yaml import Node

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")


@keys.reads("variable")
def _variable(node: Node, context: Context) -> str:
    """The name of an environment variable. What is none may be the key itself: it is not said again."""
    value = line(100)(node, context)
    if _VARIABLE.fullmatch(value):
        return value
    raise keys.invalid(
        "bad-name",
        node,
        "key_from には、鍵の入った環境変数の名前を書きます。",
        "「key_from: CASEBOOK_CACHE_KEY」の形で、半角の英大文字・数字・「_」で書いてください。鍵そのものは書きません。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CachePlace:
    """``to`` is a folder, or a place of rclone's; ``key_from`` names the environment variable with the key that signs
    what is left there."""

    keys: keys.Keys = field(default=keys.Keys(), repr=False, compare=False)
    to: str = key(line(300), required=True)
    key_from: str = key(_variable, default="CASEBOOK_CACHE_KEY")


def check_cache_place(
    place: CachePlace, targets: Mapping[str, Destination], kept: Mapping[str, str]
) -> Iterator[Problem]:
    """What is wrong with where a cache lies; ``kept`` are the folders of the site, and what each of them is called."""
    if wrong := _wrong(place.to, targets, kept):
        yield error("bad-cache-place", place.keys.at("to"), *wrong)


def _wrong(to: str, targets: Mapping[str, Destination], kept: Mapping[str, str]) -> tuple[str, str] | None:
    if is_remote(to) and ("://" in to or to.startswith("-")):
        hint = "rclone に登録した名前で「r2:bucket/cache」のように書いてください。"
        return f"「{to}」にはキャッシュを置けません。", hint
    for name, target in targets.items():
        if _meet(to, target.to):
            hint = "読む人の届かない場所を書いてください。rclone の場所なら、公開先とは別のバケットにします。"
            return f"キャッシュの置き場所が、公開先「{name}」と重なっています。", hint
    for path, what in kept.items():
        if _meet(to, path):
            return (
                f"キャッシュの置き場所が{what}と重なっています。",
                "ほかの用途に使っていないフォルダーを書いてください。",
            )
    return None


def _meet(one: str, other: str) -> bool:
    """Whether one of two places lies in the other. Two of a bucket always do: it is opened to readers as a whole."""
    if is_remote(one) != is_remote(other):
        return False
    if not is_remote(one):
        return _nested(one, other)
    remote, _, path = one.partition(":")
    another, _, beside = other.partition(":")
    return remote == another and _nested(_bucket(path), _bucket(beside))


def _bucket(path: str) -> str:
    """The first folder of a path in a store; all of a path of a server's own file system."""
    return path if path.startswith("/") else path.partition("/")[0]


def _nested(one: str, other: str) -> bool:
    first, second = PurePosixPath(normpath(one)), PurePosixPath(normpath(other))
    return first == second or first in second.parents or second in first.parents
