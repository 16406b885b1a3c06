"""``casebook migrate``: content of an earlier form, brought forward."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ..config import CURRENT_SCHEMA, SiteConfig, read_config
from ..migrating.site import Rewritten, migration, write
from ..problems import in_order
from .shared import CONTENT_ERRORS, DONE, USAGE, Commands, command, print_unread
from .terminal import print_problems, say


def add(commands: Commands) -> None:
    """Name the command of this module, and its options."""
    parser = command(commands, "migrate", "以前の形式の原稿を、いまの形式に書き換える", _migrate)
    parser.add_argument("--write", action="store_true", help="書き換える（付けなければ、変わるところを見せるだけ）")


def _migrate(options: argparse.Namespace) -> int:
    config, unread = read_config(options.config, older=True)
    print_unread(options.config, unread)
    if config is None:
        return USAGE
    files, problems = migration(config)
    if problems:
        print_problems(in_order(problems), config)
        say("何も書き換えていません。上を直してから、もう一度実行してください。")
        return CONTENT_ERRORS
    if not files:
        print(f"原稿は、いまの形式（schema: {CURRENT_SCHEMA}）です。書き換えるところはありません。")
        return DONE
    return _write(files, config) if options.write else _preview(files)


def _preview(files: Sequence[Rewritten]) -> int:
    for each in files:
        print(f"{each.file}（{_count(each)} か所）")
        for reason in dict.fromkeys(each.reasons):
            print(f"  {reason}")
        print(f"--- いま　　　 {each.file}\n+++ 書き換え後 {each.file}")
        print("\n".join(each.diff()), end="\n\n")
    print(f"{_summary(files)}を書き換えます。まだ何も変えていません。よければ --write を付けて実行してください。")
    return DONE


def _write(files: Sequence[Rewritten], config: SiteConfig) -> int:
    try:
        write(files, config)
    except OSError as fault:
        say(f"書き換えられませんでした（{fault}）。どのファイルも元のままです。")
        return USAGE
    for each in files:
        print(f"{each.file}（{_count(each)} か所）")
    print(f"{_summary(files)}を書き換えました。「casebook check」で確かめてください。")
    return DONE


def _count(each: Rewritten) -> int:
    return len(each.reasons)


def _summary(files: Sequence[Rewritten]) -> str:
    return f"{len(files)} ファイルの {sum(map(_count, files))} か所"
