"""``casebook check``: of the content, or of a finished site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import report
from ..auditing import audit
from ..build import read_problems
from ..circles import left_out
from ..config import SiteConfig, audience_label, read_config
from ..linting import lint_alone
from ..load import Loaded, load
from ..names import NameFinder
from ..order import Order
from ..problems import Problem, has_errors, in_order
from .shared import DONE, USAGE, Commands, as_of, audience_of, command, day, exit_code, language_of
from .terminal import Progress, say, source_lines


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    _check_options(command(commands, "check", "原稿を確かめる（何も書き込まない）", _check))


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--site", type=Path, metavar="DIR", help="でき上がったサイトのフォルダーを、原稿と照らして調べる"
    )
    parser.add_argument("--audience", metavar="NAME", help="--site が誰に向けたサイトか（既定: default_audience）")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="期限を判断する日（YYYY-MM-DD）")
    parser.add_argument("--strict", action="store_true", help="注意も誤りとして扱う")
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="結果の形")


def _check(options: argparse.Namespace) -> int:
    config, unread = read_config(options.config)
    if config is None:
        _print_checked(unread, options)
        return USAGE
    if options.audience and options.site is None:
        say("--audience は --site とともに使います。原稿はいつも全体を確かめます。")
        return USAGE
    loaded = load(config)
    found = [*unread, *read_problems(config, loaded)]
    if not has_errors(found):
        found += lint_alone(config, loaded, as_of(options.as_of, config))
        found += left_out(loaded, config, as_of(options.as_of, config))
    problems, said = in_order(found), "問題はありません。"
    if options.site is not None:
        audience = audience_of(options, config)
        if audience is None:
            return USAGE
        problems, said = _audited(options, config, audience, loaded, problems)
    failed = has_errors(problems) or (options.strict and bool(problems))
    _print_checked(problems, options, loaded, said)
    return exit_code(problems) if failed else DONE


def _audited(
    options: argparse.Namespace, config: SiteConfig, audience: str, loaded: Loaded, found: tuple[Problem, ...]
) -> tuple[tuple[Problem, ...], str]:
    """Problems of a finished site and what to say where there are none. What it must not show is known only where all
    of the content could be read: with errors in it, those are the answer."""
    if has_errors(found):
        say("サイトは調べていません。見せられないものが分かるのは、原稿のすべてを読めたときだけです。")
        return found, ""
    order = Order(config=config, audience=audience, output=options.site.absolute(), as_of=as_of(options.as_of, config))
    with Progress() as progress:
        done = audit(order, loaded, progress.show)
    said = f"{done.files:,} ファイルを調べました。問題はありません（{audience_label(audience)}向け）。"
    return in_order([*found, *done.problems]), said


def _print_checked(
    problems: Sequence[Problem], options: argparse.Namespace, loaded: Loaded | None = None, said: str = ""
) -> None:
    """Problems in the format asked for: text to stderr with a summary, the others to stdout alone."""
    ordered, language = in_order(problems), language_of(options.config)
    if options.format == "json":
        print(report.as_json(ordered, language))
    elif options.format == "github":
        names = NameFinder(loaded.library.organizations.values() if loaded else ())
        if ordered:
            print(report.as_github(ordered, lambda text: bool(names.clients_in(text)), language))
    else:
        if ordered:
            lines = source_lines(options.config.resolve().parent)
            print(report.as_text(ordered, lines, language), file=sys.stderr)
        if loaded:
            print(said if not ordered else report.summary(ordered, language))
