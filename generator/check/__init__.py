"""Reading the finished bytes: is every page whole, does every link arrive, and does nothing show that must not?

All of it works on bytes and plain values alone, so that it can be run on any folder, and file by file in workers.
"""

from .folding import runs
from .leaks import Forbidden, LeakFinder, find_leaks
from .page import PageFacts, read_page
from .site import check_folder, check_site, judge, loaded_by

__all__ = [
    "Forbidden",
    "LeakFinder",
    "PageFacts",
    "check_folder",
    "check_site",
    "find_leaks",
    "judge",
    "loaded_by",
    "read_page",
    "runs",
]
