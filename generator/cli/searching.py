"""``casebook search`` and ``casebook gaps``: what asks a finished site."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..config import SiteConfig, audience_label
from ..load import load
from ..problems import has_errors, in_order
from .shared import CONTENT_ERRORS, DONE, USAGE, Commands, built, command, configured, count, site_option, unanswered
from .terminal import bold, print_problems, say

if TYPE_CHECKING:
    from .. import asking, gaps  # they start a thread: only the commands that ask a site import them


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    _search_options(command(commands, "search", "でき上がったサイトを、サイトと同じ検索で探す", _search))
    _gaps_options(command(commands, "gaps", "見つからなかったことばの記録から、足すものを調べる", _gaps))


def _search_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="+", metavar="QUERY", help="探す言葉。いくつ並べても、文章でもかまいません")
    site_option(parser)
    parser.add_argument("--limit", type=count, default=10, metavar="N", help="出す件数（既定: 10）")
    parser.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="絞り込み（例: kind=case）。何度でも書けます",
    )
    parser.add_argument("--explain", action="store_true", help="問いの切り分けと、見つかった理由も出す")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="結果の形")


def _gaps_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="検索のページから書き出した記録")
    parser.add_argument(
        "--log",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="サーバーのログ（設定の beacon に届いた行を数える）。何度でも書けます",
    )
    site_option(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="結果の形")


def _search(options: argparse.Namespace) -> int:
    from .. import asking

    site = built(options)
    if site is None:
        return USAGE
    query = " ".join(options.query)
    try:
        filters = asking.chosen(options.filter, site.engine.labels)
    except asking.BadFilter as fault:
        say(str(fault))
        return USAGE
    try:
        result = site.engine.search(query, limit=options.limit, filters=filters, explain=options.explain)
    except asking.EngineError as fault:
        return unanswered(fault)
    if options.format == "json":
        print(json.dumps({"query": query, **result}, ensure_ascii=False, indent=2))
    else:
        print(asking.as_text(query, result, bold=bold(), explain=options.explain))
    return DONE


def _gaps(options: argparse.Namespace) -> int:
    from .. import asking, gaps

    config = configured(options)
    if config is None:
        return USAGE
    if wrong := _unusable(options, config):
        say(wrong)
        return USAGE
    logs, problems = gaps.read_logs(options.files)
    loaded = load(config)
    if has_errors(problems) or has_errors(loaded.problems):
        print_problems(in_order(problems), config, Path.cwd())
        print_problems(in_order(problem for problem in loaded.problems if problem.is_error), config)
        say("調べていません。社名を除けるのは、原稿と記録のすべてを読めたときだけです。")
        return CONTENT_ERRORS
    site = built(options, config)
    if site is None:
        return USAGE
    private = gaps.Private(loaded.library.organizations.values())
    try:
        usage = _usage(options.log, config, site) if options.log else None
    except OSError as unread:
        say(f"{unread.filename} を読めません（{unread.strerror}）。")
        return USAGE
    counted = [gaps.Log(site=audience_label(site.audience), misses=usage.misses)] if usage else []
    read = [*logs, *counted]
    try:
        found = gaps.close(gaps.merge(read, private), site.engine, private)
    except asking.EngineError as fault:
        return unanswered(fault)
    opened = gaps.opened(usage, gaps.pages_of(site.record), site.folder) if usage else None
    if options.format == "json":
        print(gaps.as_json(found, len(read), gaps.as_data(opened) if opened else None))
        return DONE
    print(gaps.as_text(found, len(read), _elsewhere(logs, site)))
    if opened:
        print(f"\n{gaps.told(opened)}")
    return DONE


def _unusable(options: argparse.Namespace, config: SiteConfig) -> str:
    """What is wrong with how ``gaps`` was called; "" for nothing."""
    if not options.files and not options.log:
        return "検索のページから書き出した記録（FILE）か、サーバーのログ（--log FILE）を指してください。"
    if options.log and not config.beacon:
        return "--log を読むには、設定（site_config.yml）に beacon が要ります。どの行を数えるかが、それで決まります。"
    return ""


def _usage(files: Sequence[Path], config: SiteConfig, site: asking.BuiltSite) -> gaps.Usage:
    """What the server's logs say of this site. Raises OSError."""
    from .. import gaps

    return gaps.read_usage(files, config.beacon, gaps.pages_of(site.record), config.zone)


def _elsewhere(logs: Sequence[gaps.Log], site: asking.BuiltSite) -> str:
    """A word of warning where a log comes from another circle's site: what is missing there may be here."""
    here = audience_label(site.audience)
    others = sorted({log.site for log in logs} - {here})
    return f"注意: {here}向けのサイトで調べましたが、{'・'.join(others)}向けの記録があります。" if others else ""
