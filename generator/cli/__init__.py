"""Arguments, printing, exit codes: the only place that prints, reads the environment or exits.

One module a group of commands; ``shared`` and ``terminal`` hold what they have in common.
"""

from __future__ import annotations

import argparse
import gc
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from types import FrameType

from .shared import DONE, FAULT, INTERRUPTED, Run
from .terminal import say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 done, 1 content has errors, 2 wrong usage or configuration, 3 a fault of our own."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser(given[0] if given else "").parse_args(given)
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # one short run that keeps most of what it makes
    run: Run = options.run
    try:
        with _stopped_by_sigterm():
            return run(options)
    except KeyboardInterrupt:
        say("中断しました。公開中のサイトは元のままです。")
        return INTERRUPTED
    except BrokenPipeError:
        return DONE
    except BrokenProcessPool:
        say("作業中のプロセスが、外から止められました。公開中のサイトは元のままです。")
        say("  ヒント: メモリーが足りないときは「--jobs 1」を付けて、もう一度実行してください。")
        return FAULT
    except Exception:
        traceback.print_exc()
        say("Casebook の不具合です。上の内容を添えて報告してください。公開中のサイトは元のままです。")
        return FAULT


class _Terminated(KeyboardInterrupt):
    """SIGTERM. Of a type of its own: after a plain KeyboardInterrupt that passed through ``exec`` of a text, by which
    dataclasses are made, ``python -m`` ends by SIGINT whatever exit code it was told."""


@contextmanager
def _stopped_by_sigterm() -> Iterator[None]:
    """SIGTERM stops what is done here as Ctrl-C does; the next one finds it stopping already. Where nobody would catch
    that any more, it does what it did before."""
    before = signal.getsignal(signal.SIGTERM) or signal.SIG_DFL

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)
        raise _Terminated

    try:
        signal.signal(signal.SIGTERM, stop)
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


_GROUPS = {
    "building": ("build", "serve"),
    "checking": ("check",),
    "publishing": ("publish",),
    "caching": ("cache",),
    "comparing": ("diff",),
    "writing": ("new", "import"),
    "migrating": ("migrate",),
    "exporting": ("export", "schema"),
    "searching": ("search", "gaps"),
    "printing": ("brief", "onepager"),
    "presenting": ("slides",),
    "consenting": ("withdraw", "digest"),
    "examining": ("doctor",),
}
"""The commands of each module of this folder, in the order of ``--help``."""


def _parser(command: str = "") -> argparse.ArgumentParser:
    """The parser for ``command`` alone, which spares the others' imports; for all where it is no command."""
    parser = argparse.ArgumentParser(prog="casebook", description="事例とナレッジから、検索できるサイトをつくります。")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    wanted = [group for group, names in _GROUPS.items() if command in names] or list(_GROUPS)
    for group in wanted:
        import_module(f".{group}", __name__).add(commands)
    return parser
