"""``python -m tests.torture [NAME …] [--seed N] [--fast]``: one line a check; 1 where a promise did not hold."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from . import CHECKS
from .trial import Check

_SHOWN = 10
"""So many failures of one check are told in full."""


def main(arguments: Sequence[str]) -> int:
    """Run the checks that are named, or all. Returns 1 when one of them falls short."""
    known = {check.name: check for check in CHECKS}
    parser = argparse.ArgumentParser(prog="tests.torture", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--seed", type=int, default=1, help="of all that is chosen at random")
    parser.add_argument("--fast", action="store_true", help="a tenth of the trials")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.names if name not in known]:
        parser.error(f"no such check: {', '.join(unknown)}; there are {', '.join(known)}")
    chosen = [known[name] for name in options.names] or list(CHECKS)
    whole = [run(check, max(1, check.wanted // 10) if options.fast else check.wanted, options.seed) for check in chosen]
    return 0 if all(whole) else 1


def run(check: Check, wanted: int, seed: int) -> bool:
    """Run one check and print its line. True when every trial held, and there were as many as wanted, or more."""
    started, held, failed = time.monotonic(), 0, 0
    for fault in check.trials(wanted, seed):
        held += not fault
        failed += bool(fault)
        if fault and failed <= _SHOWN:
            print(f"\r\033[K{check.name}: {fault}" if sys.stdout.isatty() else f"{check.name}: {fault}", flush=True)
        if sys.stdout.isatty():
            print(f"\r\033[K{check.name:<24}{held + failed}/{wanted} …", end="", flush=True)
    line = f"{check.name:<24}{f'{held}/{wanted}':>11}{time.monotonic() - started:>8.0f} s"
    print(f"\r\033[K{line}" if sys.stdout.isatty() else line, flush=True)
    return held >= wanted and not failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
