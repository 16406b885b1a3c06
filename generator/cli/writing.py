"""``casebook new`` and ``casebook import``: what writes into the content folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..importing import import_path
from ..load import load
from ..model.library import COLLECTIONS
from ..problems import has_errors, in_order
from ..scaffold import KINDS, draft
from .shared import CONTENT_ERRORS, DONE, USAGE, Commands, as_of, audience_of, command, configured
from .terminal import print_problems, say


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    _new_options(command(commands, "new", "新しい原稿のひな型をつくる", _new))
    _import_options(command(commands, "import", "ほかで書いた Markdown や CSV を取り込む", _import))


def _new_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS, help="原稿の種類")
    parser.add_argument("id", metavar="ID", help="ファイル名になる id（例: case-0037）")


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="PATH", help="Markdown のフォルダー、または事例の CSV")
    parser.add_argument("--into", required=True, choices=tuple(COLLECTIONS), metavar="COLLECTION", help="取り込み先")
    parser.add_argument("--audience", required=True, metavar="NAME", help="誰が読めるか")


def _new(options: argparse.Namespace) -> int:
    config = configured(options)
    if config is None:
        return USAGE
    made, problems = draft(options.kind, options.id, config, as_of(None, config))
    print_problems(problems, config)
    if made is None:
        return USAGE
    path = config.content / made.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.text, "utf-8")
    print(f"{config.content_dir}/{made.path} をつくりました。書き終えたら「casebook check」で確かめてください。")
    return DONE


def _import(options: argparse.Namespace) -> int:
    config = configured(options)
    if config is None or audience_of(options, config) is None:
        return USAGE
    if not options.path.exists():
        say(f"{options.path} がありません。")
        return USAGE
    loaded = load(config)
    result = import_path(options.path, options.into, options.audience, config, loaded.library)
    problems = in_order(result.problems)
    print_problems(problems, config)
    if has_errors(problems):
        say("何も取り込みませんでした。")
        return CONTENT_ERRORS
    for path, data in result.files.items():
        target = config.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    print(f"{config.content_dir}/{options.into}/ に {len(result.files):,} 件を取り込みました。")
    return DONE
