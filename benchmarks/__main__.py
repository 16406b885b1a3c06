"""``python -m benchmarks``: builds and previews beside those of others, and what a visit loads; writes ``RESULTS.md``.

``weight``, ``search [--pages N …]`` and ``finder`` measure one thing each and only print.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from .run import add_options, run_all


def main(arguments: Sequence[str]) -> int:
    """Run one benchmark; what each needs is imported only then."""
    if arguments[:1] == ["search"]:
        from . import search

        parser = argparse.ArgumentParser(prog="benchmarks search", description=search.__doc__)
        parser.add_argument("--pages", type=int, nargs="+", default=[100, 1_000, 10_000])
        search.run(parser.parse_args(arguments[1:]).pages)
    elif arguments[:1] == ["finder"]:
        from . import finder

        finder.run()
    elif arguments[:1] == ["weight"]:
        from . import weight

        return weight.run()
    else:
        parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
        add_options(parser)
        return run_all(parser.parse_args(arguments))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
