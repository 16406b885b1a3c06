"""What the index costs a cold build, beside turning Markdown into pages: same documents, one process, one run."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from generator.assets import publish_images
from generator.cache import opened
from generator.circles import open_desk, site_context
from generator.config import read_config
from generator.dialect import dialect_of
from generator.indexing import analyse, search_index
from generator.load import load
from generator.order import Order
from generator.parallel import Pool
from generator.plan import plan
from generator.render import Binder, framed, render
from generator.texts import convert_bodies
from generator.theme_assets import default_dir
from generator.workshop import Workshop

from .sites import AS_OF

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of one processor: what else the machine does is not counted."""

    markdown: float
    pages: float
    analysis: float
    index: float

    @property
    def ratio(self) -> float:
        """The index beside all rendering."""
        return (self.analysis + self.index) / (self.markdown + self.pages)


def cost(folder: Path) -> Cost:
    """Make all that a site is made of, but write nothing; the dictionary's table is read before, as on most builds."""
    config, _ = read_config(folder / "site_config.yml")
    assert config is not None
    order = Order(
        config=config, audience=config.default_audience, output=folder / "site", as_of=date.fromisoformat(AS_OF), jobs=1
    )
    desk = open_desk(order, load(config))
    planned = plan(desk, config.nav)
    images, _ = publish_images({}, planned.pages, config.content_dir)
    gc.set_threshold(50_000, 20, 20)  # as a build's processes have it
    with (
        TemporaryDirectory() as name,
        opened(None) as cache,
        opened(Path(name) / "words.db") as dictionary,
        Pool(1) as pool,
    ):
        workshop = Workshop(cache=cache, pool=pool, on_progress=lambda what, done, total: None)
        frame = framed(site_context(order, planned), default_dir(), workshop)
        search_index((), desk.view, workshop, dictionary)()  # reads the dictionary
        texts, markdown = _timed(lambda: convert_bodies(planned.pages, dialect_of(config)[0], workshop))
        analysed, analysis = _timed(lambda: analyse(planned.pages, texts, workshop)())
        _, index = _timed(lambda: search_index(analysed, desk.view, workshop, dictionary)())
        binder, linking = _timed(lambda: Binder(planned, texts, images, {}, config.content_dir, frame))
        _, rendering = _timed(lambda: render(planned, texts, binder, workshop, lambda path, data: None))
    return Cost(markdown=markdown, pages=linking + rendering, analysis=analysis, index=index)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.process_time()
    made = work()
    return made, time.process_time() - started
