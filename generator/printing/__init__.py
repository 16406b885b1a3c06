"""Paper from a finished site: its own pages, printed by a Chromium that is installed here."""

from .chromium import find_chromium
from .fault import NotPrinted
from .pages import PageToPrint, as_pdf
from .sheets import SHEETS, Meeting, Site, brief, onepager, open_site

__all__ = [
    "SHEETS",
    "Meeting",
    "NotPrinted",
    "PageToPrint",
    "Site",
    "as_pdf",
    "brief",
    "find_chromium",
    "onepager",
    "open_site",
]
