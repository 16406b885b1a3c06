"""``casebook withdraw`` and ``casebook digest``: what the clients agreed to."""

from __future__ import annotations

import argparse

from .. import withdraw
from ..approval import approval_digest
from .shared import CONTENT_ERRORS, DONE, USAGE, Commands, as_of, command, configured, day, no_such, readable_library


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    _withdraw_options(command(commands, "withdraw", "取り下げるときに直すもの・回収するものを調べる", _withdraw))
    _digest_options(command(commands, "digest", "先方の確認を受けた内容の approved_digest を調べる", _digest))


def _withdraw_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="組織か事例の id（例: org-0014、case-0037）")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="いつの時点で調べるか（YYYY-MM-DD）")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="結果の形")


def _digest_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="事例の id（例: case-0037）")


def _withdraw(options: argparse.Namespace) -> int:
    config = configured(options)
    library = readable_library(config) if config else None
    if config is None or library is None:
        return USAGE if config is None else CONTENT_ERRORS
    found = withdraw.withdrawal(library, config, options.id, as_of(options.as_of, config))
    if found is None:
        return no_such(options.id, [*library.organizations, *library.cases])
    formats = {"text": withdraw.as_text, "markdown": withdraw.as_markdown, "json": withdraw.as_json}
    print(formats[options.format](found))
    return DONE


def _digest(options: argparse.Namespace) -> int:
    config = configured(options)
    library = readable_library(config) if config else None
    if config is None or library is None:
        return USAGE if config is None else CONTENT_ERRORS
    case = library.cases.get(options.id)
    if case is None:
        return no_such(options.id, library.cases)
    print(approval_digest(case, config.audiences))
    return DONE
