"""The releases that this machine knows byte for byte: those it published, and those it built."""

from __future__ import annotations

import contextlib
from pathlib import Path

from ..config import SiteConfig
from ..record import RECORD, read_record
from .fault import NotPublished
from .listing import Listing, listing_of
from .shelf import Shelf


def known_release(config: SiteConfig, audience: str, tree: str, built: Path) -> Listing | None:
    """What the release with this digest consists of: kept since it was published, or still in the folder ``built``.

    None where neither is so. A folder's ``build.json`` is no part of the digest, nor then of the answer."""
    for shelf in sorted((config.root / ".casebook" / "published").glob("*/editions")):
        for edition in Shelf(shelf.parent).editions():
            if (edition.tree, edition.audience) == (tree, audience):
                return edition.listing
    record = read_record(built)
    if record is not None and (record.tree, record.audience) == (tree, audience):
        with contextlib.suppress(NotPublished):
            return {path: entry for path, entry in listing_of(built, record).items() if path != RECORD}
    return None
