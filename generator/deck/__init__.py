"""A seminar's body as slides: cut at ``---``, with columns, steps, notes, and parts that are taken from cases."""

from .directives import Directive, read_directive
from .parts import Columns, Part, Pull, Slide, Text, pulls_of
from .slides import read_deck

__all__ = ["Columns", "Directive", "Part", "Pull", "Slide", "Text", "pulls_of", "read_deck", "read_directive"]
