"""Pictures of a page in a form that PowerPoint knows."""

from __future__ import annotations

import io

from PIL import Image

_KNOWN = frozenset({"PNG", "JPEG", "GIF"})


def as_picture(data: bytes) -> bytes | None:
    """A picture's bytes for a slide, as they are or as PNG; None for drawings (SVG), which a slide does not take."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.format in _KNOWN:
                return data
            drawn = io.BytesIO()
            picture.convert("RGBA").save(drawn, "PNG")
            return drawn.getvalue()
    except OSError:
        return None
