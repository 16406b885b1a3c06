"""A finished deck as a PowerPoint file: read off the very page that guests see, never from what was written."""

from .blocks import Deck, Slide
from .pictures import as_picture
from .reading import read_slides
from .writing import write_pptx

__all__ = ["Deck", "Slide", "as_picture", "read_slides", "write_pptx"]
