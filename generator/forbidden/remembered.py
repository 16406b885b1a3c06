"""``check.folded`` and ``check.runs`` with a memory: the same texts are asked for by every circle and use."""

from __future__ import annotations

from functools import lru_cache

from .. import check

_MANY = 1 << 16

folded = lru_cache(maxsize=_MANY)(check.folded)
runs = lru_cache(maxsize=_MANY)(check.runs)
