"""Where finished sites are published to: ``publish`` in ``site_config.yml``, named targets with the circle of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from .model import keys
from .model.keys import Context, choice, flag, key, line
from .model.vocabulary import Vocabulary, Word
from .problems import Problem, error
from .strict_yaml import Node, Table

LAYOUTS = Vocabulary(
    "layout",
    "置き方",
    (Word("plain", "そのまま"), Word("github-pages", "GitHub Pages"), Word("gitlab-pages", "GitLab Pages")),
)

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """One target: ``to`` is a folder, or a place of rclone's (``remote:bucket/path``); ``audience`` who reads there.

    ``samples`` allows fictional content in a place that everybody reads: a demonstration."""

    keys: keys.Keys = field(default=keys.Keys(), repr=False, compare=False)
    to: str = key(line(300), required=True)
    audience: str = key(line(40), required=True)
    layout: str = key(choice(LAYOUTS), default="plain")
    samples: bool = key(flag, default=False)


def is_remote(to: str) -> bool:
    """Whether a place is one of rclone's: a colon stands before the first slash."""
    return ":" in to.partition("/")[0]


@keys.reads("by_name", item=Destination)
def destinations(node: Node, context: Context) -> Mapping[str, Destination]:
    """Targets by name."""
    if not isinstance(node, Table):
        raise keys.invalid(
            "wrong-type",
            node,
            "publish は公開先ごとの設定です。",
            "「web: {to: /srv/www/cases, audience: public}」の形で書いてください。",
        )
    found = {}
    for name, child in node.entries.items():
        if not _NAME.fullmatch(name):
            hint = "半角の英小文字・数字・「-」「_」で書いてください。"
            message = f"「{name}」は公開先の名前に使えません。"
            context.problems.append(error("bad-name", node.keys[name], message, hint))
        elif target := keys.decode(Destination, child, context):
            found[name] = target
    return found


def check_destinations(
    targets: Mapping[str, Destination], audiences: Sequence[str], kept: Mapping[str, str]
) -> Iterator[Problem]:
    """What is wrong with targets that were read; ``kept`` are the folders of the site that none may touch, and what
    each of them is called."""
    owners: dict[str, str] = {}
    for name, target in targets.items():
        if target.audience not in audiences:
            yield _unknown_audience(target, audiences)
        if wrong := _wrong(target, kept):
            yield error("bad-target", target.keys.at("to"), *wrong)
        place = target.to.rstrip("/")
        if place in owners:
            message = f"「{owners[place]}」と「{name}」の公開先が同じです。"
            yield error("bad-target", target.keys.at("to"), message, "公開先ごとに、別の場所を書いてください。")
        owners[place] = name


def _unknown_audience(target: Destination, audiences: Sequence[str]) -> Problem:
    near = keys.nearest(target.audience, audiences)
    hint = f"「{near}」ではありませんか。" if near else f"使える名前: {'、'.join(audiences)}。"
    message = f"「{target.audience}」という audience はありません。"
    return error("unknown-audience", target.keys.at("audience"), message, hint)


def _wrong(target: Destination, kept: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with where a target lies, and what to do; None where nothing is."""
    if is_remote(target.to):
        if "://" in target.to or target.to.startswith("-"):
            hint = "rclone に登録した名前で「r2:bucket/cases」のように書いてください。"
            return f"「{target.to}」には公開できません。", hint
        if target.layout != "plain":
            hint = "layout の行を消すか、to にフォルダーを書いてください。"
            return f"layout の「{target.layout}」は、フォルダーに置くときだけ使えます。", hint
        return None
    folder = PurePosixPath(target.to)
    for path, what in kept.items():
        other = PurePosixPath(path)
        if folder == other or folder in other.parents or other in folder.parents:
            return f"公開先が{what}と重なっています。", "ほかの用途に使っていないフォルダーを書いてください。"
    return None
