"""Arguments, printing, exit codes: the only place that prints, reads the environment or exits."""

from __future__ import annotations

import argparse
import gc
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from . import report, withdraw
from .approval import approval_digest
from .auditing import audit
from .build import Order, Outcome, build, read_problems
from .config import SiteConfig, read_config
from .importing import import_path
from .load import Loaded, load
from .model.keys import nearest
from .model.library import COLLECTIONS, Library
from .names import NameFinder
from .plan.words import audience_label
from .problems import Problem, has_errors, in_order
from .scaffold import KINDS, draft

if TYPE_CHECKING:
    from . import asking, gaps  # they start a thread: only the commands that ask a site import them

DONE, CONTENT_ERRORS, USAGE, FAULT = 0, 1, 2, 3
INTERRUPTED = 130

_CONFIG = "site_config.yml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 done, 1 content has errors, 2 wrong usage or configuration, 3 a fault of our own."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # one short run that keeps most of what it makes
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except KeyboardInterrupt:
        _say("中断しました。公開中のサイトは元のままです。")
        return INTERRUPTED
    except BrokenPipeError:
        return DONE
    except BrokenProcessPool:
        _say("作業中のプロセスが、外から止められました。公開中のサイトは元のままです。")
        _say("  ヒント: メモリーが足りないときは「--jobs 1」を付けて、もう一度実行してください。")
        return FAULT
    except Exception:
        traceback.print_exc()
        _say("Casebook の不具合です。上の内容を添えて報告してください。公開中のサイトは元のままです。")
        return FAULT


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="casebook", description="事例とナレッジから、検索できるサイトをつくります。")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _build_options(_command(commands, "build", "サイトをつくる", _build))
    _serve_options(_command(commands, "serve", "手元で見ながら書く（変更すると画面が更新される）", _serve))
    _check_options(_command(commands, "check", "原稿を確かめる（何も書き込まない）", _check))
    _new_options(_command(commands, "new", "新しい原稿のひな型をつくる", _new))
    _import_options(_command(commands, "import", "ほかで書いた Markdown や CSV を取り込む", _import))
    _search_options(_command(commands, "search", "でき上がったサイトを、サイトと同じ検索で探す", _search))
    _gaps_options(_command(commands, "gaps", "見つからなかったことばの記録から、足すものを調べる", _gaps))
    _withdraw_options(_command(commands, "withdraw", "取り下げるときに直すもの・回収するものを調べる", _withdraw))
    _digest_options(_command(commands, "digest", "先方の確認を受けた内容の approved_digest を調べる", _digest))
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    description: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=description, description=description)
    parser.set_defaults(run=run)
    parser.add_argument(
        "--config", type=Path, default=Path(_CONFIG), metavar="FILE", help=f"設定ファイル（既定: {_CONFIG}）"
    )
    return parser


def _build_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audience", metavar="NAME", help="誰に向けたサイトか（既定: default_audience）")
    parser.add_argument("--output", type=Path, metavar="DIR", help="出力先のフォルダー")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="期限を判断する日（YYYY-MM-DD）")
    parser.add_argument("--strict", action="store_true", help="注意も誤りとして扱う")
    parser.add_argument("--jobs", type=_count, default=0, metavar="N", help="同時に使うプロセスの数（既定: コアの数）")
    parser.add_argument("--no-cache", action="store_true", help="前回の結果を使わない")


def _serve_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audience", metavar="NAME", help="誰に向けたサイトか（既定: default_audience）")
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="ポート番号（既定: 8000）")


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--site", type=Path, metavar="DIR", help="でき上がったサイトのフォルダーを、原稿と照らして調べる"
    )
    parser.add_argument("--audience", metavar="NAME", help="--site が誰に向けたサイトか（既定: default_audience）")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="期限を判断する日（YYYY-MM-DD）")
    parser.add_argument("--strict", action="store_true", help="注意も誤りとして扱う")
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="結果の形")


def _new_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS, help="原稿の種類")
    parser.add_argument("id", metavar="ID", help="ファイル名になる id（例: case-0037）")


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="PATH", help="Markdown のフォルダー、または事例の CSV")
    parser.add_argument("--into", required=True, choices=tuple(COLLECTIONS), metavar="COLLECTION", help="取り込み先")
    parser.add_argument("--audience", required=True, metavar="NAME", help="誰が読めるか")


def _search_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="+", metavar="QUERY", help="探す言葉。いくつ並べても、文章でもかまいません")
    _site_option(parser)
    parser.add_argument("--limit", type=_count, default=10, metavar="N", help="出す件数（既定: 10）")
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
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="検索のページから書き出した記録")
    _site_option(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="結果の形")


def _withdraw_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="組織か事例の id（例: org-0014、case-0037）")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="いつの時点で調べるか（YYYY-MM-DD）")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="結果の形")


def _digest_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="事例の id（例: case-0037）")


def _site_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--site", type=Path, metavar="DIR", help="でき上がったサイトのフォルダー（既定: default_audience の出力先）"
    )


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        found = None
    if found is None:
        raise argparse.ArgumentTypeError(f"「{text}」は日付ではありません。YYYY-MM-DD の形で書いてください。")
    return found


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"「{text}」は使えません。1 から 256 までの数を書いてください。")
    return int(text)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"「{text}」はポート番号ではありません。")
    return int(text)


# -- commands ----------------------------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    config = _config(options)
    audience = _audience(options, config) if config else None
    if config is None or audience is None:
        return USAGE
    order = Order(
        config=config,
        audience=audience,
        output=options.output.absolute() if options.output else config.output_for(audience),
        as_of=_as_of(options.as_of, config),
        strict=options.strict,
        jobs=options.jobs,
        use_cache=not options.no_cache,
        shared=user_cache_path("casebook"),
    )
    started = time.monotonic()
    with _Progress() as progress:
        outcome = build(order, progress.show)
    _print_problems(outcome.problems, config)
    if outcome.release is None:
        _say(f"サイトは変えていません（{report.summary(outcome.problems)}）。")
        return USAGE if _only_usage(outcome.problems) else CONTENT_ERRORS
    seconds = time.monotonic() - started
    print(
        f"{_shown(order.output)} に {outcome.pages:,} ページを書きました"
        f"（{audience_label(audience)}向け、{order.as_of.isoformat()} 時点、{seconds:.1f} 秒）。"
    )
    if outcome.problems:
        print(report.summary(outcome.problems))
    return DONE


_USAGE_CODES = frozenset(
    {
        "output-refused",
        "output-in-content",
        "build-running",
        "unknown-extension",
        "publish-failed",
        "not-a-site",
        "other-audience",
    }
)


def _only_usage(problems: Sequence[Problem]) -> bool:
    """True when all errors are about how the command was called or configured."""
    return all(problem.code in _USAGE_CODES for problem in problems if problem.is_error) and has_errors(problems)


def _check(options: argparse.Namespace) -> int:
    config, unread = read_config(options.config)
    if config is None:
        _print_checked(unread, options)
        return USAGE
    if options.audience and options.site is None:
        _say("--audience は --site とともに使います。原稿はいつも全体を確かめます。")
        return USAGE
    loaded = load(config)
    problems, said = in_order([*unread, *read_problems(config, loaded)]), "問題はありません。"
    if options.site is not None:
        audience = _audience(options, config)
        if audience is None:
            return USAGE
        problems, said = _audited(options, config, audience, loaded, problems)
    failed = has_errors(problems) or (options.strict and bool(problems))
    _print_checked(problems, options, loaded, said)
    if not failed:
        return DONE
    return USAGE if _only_usage(problems) else CONTENT_ERRORS


def _audited(
    options: argparse.Namespace, config: SiteConfig, audience: str, loaded: Loaded, found: tuple[Problem, ...]
) -> tuple[tuple[Problem, ...], str]:
    """Problems of a finished site and what to say where there are none. What it must not show is known only where all
    of the content could be read: with errors in it, those are the answer."""
    if has_errors(found):
        _say("サイトは調べていません。見せられないものが分かるのは、原稿のすべてを読めたときだけです。")
        return found, ""
    order = Order(config=config, audience=audience, output=options.site.absolute(), as_of=_as_of(options.as_of, config))
    with _Progress() as progress:
        done = audit(order, loaded, progress.show)
    said = f"{done.files:,} ファイルを調べました。問題はありません（{audience_label(audience)}向け）。"
    return in_order([*found, *done.problems]), said


def _print_checked(
    problems: Sequence[Problem], options: argparse.Namespace, loaded: Loaded | None = None, said: str = ""
) -> None:
    """Problems in the format asked for: text to stderr with a summary, the others to stdout alone."""
    ordered = in_order(problems)
    if options.format == "json":
        print(report.as_json(ordered))
    elif options.format == "github":
        names = NameFinder(loaded.library.organizations.values() if loaded else ())
        if ordered:
            print(report.as_github(ordered, lambda text: bool(names.clients_in(text))))
    else:
        if ordered:
            print(report.as_text(ordered, _reader(options.config.resolve().parent)), file=sys.stderr)
        if loaded:
            print(said if not ordered else report.summary(ordered))


def _serve(options: argparse.Namespace) -> int:
    from . import serve  # what it needs costs every other command a tenth of its start

    config = _config(options)
    audience = _audience(options, config) if config else None
    if config is None or audience is None:
        return USAGE

    def rebuilt(outcome: Outcome, seconds: float) -> None:
        _print_problems(outcome.problems, config)
        if outcome.release is None:
            _say(f"前のページのままです（{report.summary(outcome.problems)}）。")
        else:
            _say(f"{outcome.pages:,} ページを用意しました（{seconds:.1f} 秒）。")

    try:
        serve.serve(
            options.config, audience, options.port, _as_of(None, config), user_cache_path("casebook"), rebuilt, _say
        )
    except KeyboardInterrupt:
        return DONE
    except OSError as fault:
        _say(f"ポート {options.port} を使えません（{fault.strerror}）。--port で別の番号を指してください。")
        return USAGE
    return DONE


def _new(options: argparse.Namespace) -> int:
    config = _config(options)
    if config is None:
        return USAGE
    made, problems = draft(options.kind, options.id, config, _as_of(None, config))
    _print_problems(problems, config)
    if made is None:
        return USAGE
    path = config.content / made.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.text, "utf-8")
    print(f"{config.content_dir}/{made.path} をつくりました。書き終えたら「casebook check」で確かめてください。")
    return DONE


def _import(options: argparse.Namespace) -> int:
    config = _config(options)
    if config is None or _audience(options, config) is None:
        return USAGE
    if not options.path.exists():
        _say(f"{options.path} がありません。")
        return USAGE
    loaded = load(config)
    result = import_path(options.path, options.into, options.audience, config, loaded.library)
    problems = in_order(result.problems)
    _print_problems(problems, config)
    if has_errors(problems):
        _say("何も取り込みませんでした。")
        return CONTENT_ERRORS
    for path, data in result.files.items():
        target = config.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    print(f"{config.content_dir}/{options.into}/ に {len(result.files):,} 件を取り込みました。")
    return DONE


def _search(options: argparse.Namespace) -> int:
    from . import asking

    site = _built(options)
    if site is None:
        return USAGE
    query = " ".join(options.query)
    try:
        filters = asking.chosen(options.filter, site.engine.labels)
    except asking.BadFilter as fault:
        _say(str(fault))
        return USAGE
    try:
        result = site.engine.search(query, limit=options.limit, filters=filters, explain=options.explain)
    except asking.EngineError as fault:
        return _unanswered(fault)
    if options.format == "json":
        print(json.dumps({"query": query, **result}, ensure_ascii=False, indent=2))
    else:
        print(asking.as_text(query, result, bold=_bold(), explain=options.explain))
    return DONE


def _gaps(options: argparse.Namespace) -> int:
    from . import asking, gaps

    config = _config(options)
    if config is None:
        return USAGE
    logs, problems = gaps.read_logs(options.files)
    loaded = load(config)
    if has_errors(problems) or has_errors(loaded.problems):
        _print_problems(in_order(problems), config, Path.cwd())
        _print_problems(in_order(problem for problem in loaded.problems if problem.is_error), config)
        _say("調べていません。社名を除けるのは、原稿と記録のすべてを読めたときだけです。")
        return CONTENT_ERRORS
    site = _built(options, config)
    if site is None:
        return USAGE
    private = gaps.Private(loaded.library.organizations.values())
    try:
        found = gaps.close(gaps.merge(logs, private), site.engine, private)
    except asking.EngineError as fault:
        return _unanswered(fault)
    if options.format == "json":
        print(gaps.as_json(found, len(logs)))
    else:
        print(gaps.as_text(found, len(logs), _elsewhere(logs, site)))
    return DONE


def _withdraw(options: argparse.Namespace) -> int:
    config = _config(options)
    library = _library(config) if config else None
    if config is None or library is None:
        return USAGE if config is None else CONTENT_ERRORS
    found = withdraw.withdrawal(library, config, options.id, _as_of(options.as_of, config))
    if found is None:
        return _no_such(options.id, [*library.organizations, *library.cases])
    formats = {"text": withdraw.as_text, "markdown": withdraw.as_markdown, "json": withdraw.as_json}
    print(formats[options.format](found))
    return DONE


def _digest(options: argparse.Namespace) -> int:
    config = _config(options)
    library = _library(config) if config else None
    if config is None or library is None:
        return USAGE if config is None else CONTENT_ERRORS
    case = library.cases.get(options.id)
    if case is None:
        return _no_such(options.id, library.cases)
    print(approval_digest(case, config.audiences))
    return DONE


def _library(config: SiteConfig) -> Library | None:
    """What was written, where all of it could be read; else every error is said."""
    loaded = load(config)
    wrong = [problem for problem in read_problems(config, loaded) if problem.is_error]
    if not wrong:
        return loaded.library
    _print_problems(in_order(wrong), config)
    _say("調べていません。原稿をすべて読めたときだけ、漏れのない一覧を出せます。")
    return None


def _no_such(name: str, known: Iterable[str]) -> int:
    near = nearest(name, known)
    _say(f"「{name}」という id はありません。" + (f"「{near}」ではありませんか。" if near else ""))
    return USAGE


def _elsewhere(logs: Sequence[gaps.Log], site: asking.BuiltSite) -> str:
    """A word of warning where a log comes from another circle's site: what is missing there may be here."""
    here = audience_label(site.audience)
    others = sorted({log.site for log in logs} - {here})
    return f"注意: {here}向けのサイトで調べましたが、{'・'.join(others)}向けの記録があります。" if others else ""


# -- what the commands share -------------------------------------------------------------------------------------


def _config(options: argparse.Namespace) -> SiteConfig | None:
    config, problems = read_config(options.config)
    if problems:
        lines = _reader(options.config.resolve().parent)
        print(report.as_text(in_order(problems), lines), file=sys.stderr)
    return config


def _built(options: argparse.Namespace, config: SiteConfig | None = None) -> asking.BuiltSite | None:
    """The site that a command asks: the folder given, else the one that ``build`` writes when nothing else is said."""
    from . import asking

    folder: Path | None = options.site
    if folder is None:
        config = config or _config(options)
        if config is None:
            return None
        folder = Path(_shown(config.output_for(config.default_audience)))
    try:
        return asking.open_site(folder)
    except asking.NoSite as fault:
        _say(f"{fault}\n  ヒント: {fault.hint}")
        return None


def _unanswered(fault: asking.EngineError) -> int:
    """Say that a site's own search failed."""
    _say(f"サイトの検索を動かせません（{fault.reason}）。\n  ヒント: {fault.hint}")
    return USAGE


def _audience(options: argparse.Namespace, config: SiteConfig) -> str | None:
    name: str = options.audience or config.default_audience
    if name in config.audiences:
        return name
    _say(f"「{name}」という audience はありません。使える名前: {'、'.join(config.audiences)}。")
    return None


def _as_of(given: date | None, config: SiteConfig) -> date:
    """The day that decides expiry: the flag, else SOURCE_DATE_EPOCH, else today, the latter two in the site's zone."""
    if given is not None:
        return given
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isascii() and epoch.isdigit() else datetime.now(UTC)
    return now.astimezone(config.zone).date()


def _print_problems(problems: Sequence[Problem], config: SiteConfig, root: Path | None = None) -> None:
    if problems:
        print(report.as_text(problems, _reader(root or config.root)), file=sys.stderr)


def _reader(root: Path) -> Callable[[str, int], str]:
    """Gives the line of a source file, "" where there is none."""

    @lru_cache(maxsize=64)
    def lines(file: str) -> tuple[str, ...]:
        try:
            text = (root / file).read_bytes().decode("utf-8-sig")
            return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        except (OSError, UnicodeDecodeError, ValueError):
            return ()

    def line(file: str, number: int) -> str:
        found = lines(file)
        return found[number - 1] if 0 < number <= len(found) else ""

    return line


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix() + "/"
    except ValueError:
        return str(path)


def _bold() -> bool:
    """Whether what is printed goes to a terminal that shows bold."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _say(text: str) -> None:
    print(text, file=sys.stderr)


class _Progress:
    """One line on the terminal that says how far a long build is; nothing where nobody looks."""

    _QUIET = 0.5  # seconds before the first word

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._started = time.monotonic()
        self._last = 0.0

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._terminal and self._last:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def show(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        pause = 0.1 if self._terminal else 5.0
        if (
            now - self._started < self._QUIET
            or now - max(self._last, self._started if not self._terminal else 0) < pause
        ):
            return
        self._last = now
        end = "" if self._terminal else "\n"
        start = "\r\033[K" if self._terminal else ""
        print(f"{start}{what} {done:,} / {total:,}", end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
