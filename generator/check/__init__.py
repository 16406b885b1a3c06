"""Reading the finished bytes: is every page whole, does every link arrive, and does nothing show that must not?

All of it works on bytes and plain values alone, so that it can be run on any folder, and file by file in workers.
"""

from .folding import folded, runs
from .leaks import LeakFinder, find_leaks, report
from .page import PageFacts, read_page
from .secrets import Detail, Forbidden, Secrets, Source, Watch, Where
from .site import check_folder, check_site, judge, loaded_by, loads_others

__all__ = [
    "Detail",
    "Forbidden",
    "LeakFinder",
    "PageFacts",
    "Secrets",
    "Source",
    "Watch",
    "Where",
    "check_folder",
    "check_site",
    "find_leaks",
    "folded",
    "judge",
    "loaded_by",
    "loads_others",
    "read_page",
    "report",
    "runs",
]
