"""``casebook diff``: what a change does to the sites."""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from .. import changes, report
from ..config import SiteConfig
from ..history import HistoryError, repository_of
from ..names import NameFinder
from ..problems import in_order
from .shared import CONTENT_ERRORS, DONE, USAGE, Commands, as_of, audience_of, command, configured, day
from .terminal import Progress, bold, say


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    _diff_options(command(commands, "diff", "変更でサイトがどう変わるかを調べる", _diff))


def _diff_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help="くらべるもとの版（git のブランチ・タグ・コミット）")
    parser.add_argument("head", nargs="?", metavar="HEAD", help="変更したあとの版（既定: いまのファイル）")
    parser.add_argument("--audience", metavar="NAME", help="1 つの範囲だけを調べる（既定: すべての範囲）")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="期限を判断する日（YYYY-MM-DD）")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="結果の形")


def _diff(options: argparse.Namespace) -> int:
    try:
        with TemporaryDirectory(prefix="casebook-diff-") as scratch:
            found = _compared(options, Path(scratch))
    except HistoryError as fault:
        say(f"{fault}\n  ヒント: {fault.hint}")
        return USAGE
    if found is None:
        return USAGE
    names = NameFinder(found.clients)
    if options.format == "json":
        print(changes.as_json(found))
    elif options.format == "markdown":
        print(changes.as_markdown(found, lambda text: bool(names.clients_in(text))), end="")
    else:
        print(changes.as_text(found, bold()))
    return CONTENT_ERRORS if found.head_errors else DONE


def _compared(options: argparse.Namespace, scratch: Path) -> changes.Changes | None:
    """What the change does; None where the configuration or an option is wrong, which has been said."""
    repository = repository_of(options.config.resolve().parent)
    past = changes.past_of(repository, options.config, scratch)
    config = _head_config(options, past)
    if config is None or (options.audience and audience_of(options, config) is None):
        return None
    asked = changes.Asked(base=options.base, head=options.head, config=config, as_of=as_of(options.as_of, config))
    circles = (options.audience,) if options.audience else config.audiences
    with Progress() as progress:
        return changes.changes(asked, past, circles, progress.show)


def _head_config(options: argparse.Namespace, past: changes.Past) -> SiteConfig | None:
    if options.head is None:
        return configured(options)
    config, problems = past.config_at(past.repository.commit(options.head))
    if problems:
        say(report.as_text(in_order(problems), lambda file, line: ""))
    elif config is None:
        say(f"「{options.head}」の版に、設定ファイル（{past.file}）がありません。")
    return config
