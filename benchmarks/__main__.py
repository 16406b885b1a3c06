"""``python -m benchmarks [--pages N] [--runs N]`` times builds; ``search [--pages N …]`` and ``finder`` those."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence


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
    else:
        from . import building

        parser = argparse.ArgumentParser(prog="benchmarks", description=building.__doc__)
        parser.add_argument("--pages", type=int, default=1000)
        parser.add_argument("--runs", type=int, default=3)
        options = parser.parse_args(arguments)
        building.run(options.pages, options.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
