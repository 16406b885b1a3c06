"""What the commands share: their exit codes, kinds of options, and what most of them read first."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from .. import report
from ..config import SiteConfig, read_config
from ..model.keys import nearest
from ..problems import Problem, in_order
from .terminal import print_problems, say, shown, source_lines

if TYPE_CHECKING:
    from .. import asking  # it starts a thread: only the commands that ask a site import it
    from ..model.library import Library

DONE, CONTENT_ERRORS, USAGE, FAULT = 0, 1, 2, 3
INTERRUPTED = 130

CONFIG = "site_config.yml"

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run = Callable[[argparse.Namespace], int]


def command(commands: Commands, name: str, description: str, run: Run) -> argparse.ArgumentParser:
    """The parser of one more command, with the option that all have."""
    parser = commands.add_parser(name, help=description, description=description)
    parser.set_defaults(run=run)
    parser.add_argument(
        "--config", type=Path, default=Path(CONFIG), metavar="FILE", help=f"設定ファイル（既定: {CONFIG}）"
    )
    return parser


def day(text: str) -> date:
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        found = None
    if found is None:
        raise argparse.ArgumentTypeError(f"「{text}」は日付ではありません。YYYY-MM-DD の形で書いてください。")
    return found


def count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"「{text}」は使えません。1 から 256 までの数を書いてください。")
    return int(text)


def port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"「{text}」はポート番号ではありません。")
    return int(text)


def configured(options: argparse.Namespace) -> SiteConfig | None:
    config, problems = read_config(options.config)
    print_unread(options.config, problems)
    return config


def print_unread(config: Path, problems: Sequence[Problem]) -> None:
    """Say what is wrong with a configuration."""
    if problems:
        lines = source_lines(config.resolve().parent)
        print(report.as_text(in_order(problems), lines, language_of(config)), file=sys.stderr)


def language_of(config: Path) -> str:
    """The language that a site's problems are told in, also where its configuration has problems of its own."""
    try:
        text = config.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return "ja"
    return "en" if re.search(r"^language: *['\"]?(en|English)\b", text, re.MULTILINE) else "ja"


def audience_of(options: argparse.Namespace, config: SiteConfig) -> str | None:
    name: str = options.audience or config.default_audience
    if name in config.audiences:
        return name
    say(f"「{name}」という audience はありません。使える名前: {'、'.join(config.audiences)}。")
    return None


def as_of(given: date | None, config: SiteConfig) -> date:
    """The day that decides expiry: the flag, else SOURCE_DATE_EPOCH, else today, the latter two in the site's zone."""
    if given is not None:
        return given
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isascii() and epoch.isdigit() else datetime.now(UTC)
    return now.astimezone(config.zone).date()


def readable_library(config: SiteConfig) -> Library | None:
    """What was written, where all of it could be read; else every error is said."""
    from ..build import read_problems
    from ..load import load

    loaded = load(config)
    wrong = [problem for problem in read_problems(config, loaded) if problem.is_error]
    if not wrong:
        return loaded.library
    print_problems(in_order(wrong), config)
    say("調べていません。原稿をすべて読めたときだけ、漏れのない一覧を出せます。")
    return None


def no_such(name: str, known: Iterable[str]) -> int:
    near = nearest(name, known)
    say(f"「{name}」という id はありません。" + (f"「{near}」ではありませんか。" if near else ""))
    return USAGE


def built(options: argparse.Namespace, config: SiteConfig | None = None) -> asking.BuiltSite | None:
    """The site that a command asks: the folder given, else the one that ``build`` writes when nothing else is said."""
    from .. import asking

    folder: Path | None = options.site
    if folder is None:
        config = config or configured(options)
        if config is None:
            return None
        folder = Path(shown(config.output_for(config.default_audience)))
    try:
        return asking.open_site(folder)
    except asking.NoSite as fault:
        say(f"{fault}\n  ヒント: {fault.hint}")
        return None


def unanswered(fault: asking.EngineError) -> int:
    """Say that a site's own search failed."""
    say(f"サイトの検索を動かせません（{fault.reason}）。\n  ヒント: {fault.hint}")
    return USAGE


def site_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--site", type=Path, metavar="DIR", help="でき上がったサイトのフォルダー（既定: default_audience の出力先）"
    )


_USAGE_CODES = frozenset(
    {
        "output-refused",
        "output-in-content",
        "build-running",
        "unknown-extension",
        "publish-failed",
        "not-a-site",
        "other-audience",
        "sign-in-refused",
        "site-unreachable",
    }
)


def exit_code(problems: Sequence[Problem]) -> int:
    """Of a command that problems have stopped: USAGE when all errors are about how it was called or configured."""
    codes = {problem.code for problem in problems if problem.is_error}
    return USAGE if codes and codes <= _USAGE_CODES else CONTENT_ERRORS


def not_done(said: str, problems: Sequence[Problem], config: SiteConfig) -> int:
    """Say that nothing was done and how many problems there are, and give the exit code for them."""
    say(f"{said}（{report.summary(problems, config.language)}）。")
    return exit_code(problems)
