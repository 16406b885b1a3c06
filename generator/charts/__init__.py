"""Pictures of figures: pure functions that give SVG as text.

Every picture has a title, a description and its figures as text. Colours, fonts and lines come from classes alone
(``cb-chart…`` in ``case-charts.css``), so that the dark scheme and paper follow; nothing here carries a style.
One unit is one CSS pixel on a phone: the pictures are 320 units wide and scale from there.
"""

from .bars import Bar, before_after
from .dots import Dot, Scale, Strip, dots, strips
from .drawing import WIDTH
from .months import months
from .tally import Count, tally
from .trend import Point, trend

__all__ = [
    "WIDTH",
    "Bar",
    "Count",
    "Dot",
    "Point",
    "Scale",
    "Strip",
    "before_after",
    "dots",
    "months",
    "strips",
    "tally",
    "trend",
]
