"""``casebook build`` and ``casebook serve``."""

from __future__ import annotations

import argparse
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from .. import report
from ..config import SiteConfig, audience_label
from ..standing import Standing, origin, standing
from .shared import (
    DONE,
    USAGE,
    Commands,
    as_of,
    audience_of,
    command,
    configured,
    count,
    day,
    not_done,
    port,
)
from .terminal import Progress, print_problems, say, shown, source_lines

if TYPE_CHECKING:
    from ..build import Outcome  # the whole pipeline: where nothing changed, it is not needed


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    _build_options(command(commands, "build", "サイトをつくる", _build))
    _serve_options(command(commands, "serve", "手元で見ながら書く（変更すると画面が更新される）", _serve))


def _build_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audience", metavar="NAME", help="誰に向けたサイトか（既定: default_audience）")
    parser.add_argument("--output", type=Path, metavar="DIR", help="出力先のフォルダー")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="期限を判断する日（YYYY-MM-DD）")
    parser.add_argument("--strict", action="store_true", help="注意も誤りとして扱う")
    parser.add_argument("--jobs", type=count, default=0, metavar="N", help="同時に使うプロセスの数（既定: コアの数）")
    parser.add_argument("--no-cache", action="store_true", help="前回の結果を使わない")


def _serve_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audience", metavar="NAME", help="誰に向けたサイトか（既定: default_audience）")
    parser.add_argument("--port", type=port, default=8000, metavar="N", help="ポート番号（既定: 8000）")


def _build(options: argparse.Namespace) -> int:
    config = configured(options)
    audience = audience_of(options, config) if config else None
    if config is None or audience is None:
        return USAGE
    started = time.monotonic()
    output = options.output.absolute() if options.output else config.output_for(audience)
    today = as_of(options.as_of, config)
    made_from = None if options.no_cache else origin(config, audience, today, strict=options.strict)
    if made_from and (found := standing(config, audience, output, made_from)):
        said = f"{shown(output)} は最新です（{audience_label(audience)}向け、{today} 時点、{found.pages:,} ページ）。"
        return _unchanged(found, config, said)
    from ..build import build
    from ..order import Order

    order = Order(
        config=config,
        audience=audience,
        output=output,
        as_of=today,
        strict=options.strict,
        jobs=options.jobs,
        use_cache=not options.no_cache,
        shared=user_cache_path("casebook"),
        origin=made_from,
    )
    with Progress() as progress:
        outcome = build(order, progress.show)
    print_problems(outcome.problems, config)
    if outcome.release is None:
        return not_done("サイトは変えていません", outcome.problems, config)
    seconds = time.monotonic() - started
    print(
        f"{shown(output)} に {outcome.pages:,} ページを書きました"
        f"（{audience_label(audience)}向け、{today} 時点、{seconds:.1f} 秒）。"
    )
    if outcome.problems:
        print(report.summary(outcome.problems, config.language))
    return DONE


def _unchanged(found: Standing, config: SiteConfig, said: str) -> int:
    """Nothing changed since the last build: say so, and say its warnings again."""
    print_problems(found.problems, config)
    print(f"{said}前のビルドから変わったものはありません。")
    if found.problems:
        print(report.summary(found.problems, config.language))
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from .. import serve  # what it needs costs every other command a tenth of its start

    config = configured(options)
    audience = audience_of(options, config) if config else None
    if config is None or audience is None:
        return USAGE

    def rebuilt(outcome: Outcome, seconds: float) -> None:
        print_problems(outcome.problems, config)
        if outcome.release is None:
            say(f"前のページのままです（{report.summary(outcome.problems, config.language)}）。")
        else:
            say(f"{outcome.pages:,} ページを用意しました（{seconds:.1f} 秒）。")

    try:
        serve.serve(
            options.config,
            audience,
            options.port,
            as_of(None, config),
            user_cache_path("casebook"),
            rebuilt,
            say,
            partial(source_lines, config.root),
        )
    except KeyboardInterrupt:
        return DONE
    except OSError as fault:
        say(f"ポート {options.port} を使えません（{fault.strerror}）。--port で別の番号を指してください。")
        return USAGE
    return DONE
