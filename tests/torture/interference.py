"""Take away any one thing that a circle may not see: its site stays the same, byte for byte.

Left out is what the contract lets move: an embargo that will end within the circle's reach sets ``fresh_until``, so
the whole of such a document has a say there. Neither the checks nor the swap run here: they read what is compared."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from platformdirs import user_cache_path

from generator import build as pipeline
from generator.cache import opened
from generator.config import read_config
from generator.load import load
from generator.order import Order
from generator.parallel import Pool
from generator.publish import aside
from generator.record import RECORD
from generator.workshop import Workshop

from ..folders import Content, write_site
from .drafts import Secret
from .sowing import CIRCLES, sow
from .trial import AS_OF, Check, differing, lasting_templates

_A_SITE = 20
"""So many choices are made in one site."""


def trials(count: int, seed: int) -> Iterator[str]:
    """One thing taken away from one site for one circle a trial."""
    for first in range(0, count, _A_SITE):
        with tempfile.TemporaryDirectory(prefix="casebook-interference-") as folder, lasting_templates():
            yield from _site(Path(folder), seed * 100_000 + first, min(_A_SITE, count - first))


def _site(root: Path, seed: int, count: int) -> Iterator[str]:
    site, rng = sow(seed), random.Random(seed)
    files = site.files()
    write_site(root, files)
    whole: dict[str, Mapping[str, bytes]] = {}
    removable = [secret for secret in site.secrets if secret.cut is not None and secret.may != frozenset(CIRCLES)]
    for _ in range(count):
        secret = rng.choice(removable)
        circle = rng.choice([name for name in CIRCLES if name not in secret.may])
        if circle not in whole:
            whole[circle] = made(root, circle)
        _put(root / secret.file, site.without(secret))
        fault = differing(whole[circle], made(root, circle))
        _put(root / secret.file, files[secret.file])
        yield f"site {seed}, {circle} without {_named(secret)}: {fault}" if fault else ""


def _named(secret: Secret) -> str:
    return f"{secret.what} {secret.cut} of {secret.file}"


def _put(path: Path, content: Content | None) -> None:
    if content is None:
        path.unlink()
    else:
        assert isinstance(content, str | bytes)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def made(root: Path, circle: str) -> Mapping[str, bytes]:
    """The finished files of a circle's site and its record, from a warm cache and without the checks."""
    config, problems = read_config(root / "site_config.yml")
    assert config is not None, problems
    shared = user_cache_path("casebook")
    order = Order(config=config, audience=circle, output=root / "unused", as_of=AS_OF, jobs=1, shared=shared)
    with opened(root / f"{circle}.db", circle) as cache, Pool(1) as pool:
        workshop = Workshop(cache=cache, pool=pool, on_progress=lambda what, done, total: None)
        with aside(order.output) as draft:
            release = pipeline._make(order, load(config), workshop, draft).release
            return {**release.files, RECORD: release.record()}


CHECK = Check(name="non-interference", wanted=1000, trials=trials)
