"""``python -m tests.torture.fuse ROOT``: all of a build of ROOT but the index and the swap; prints what it took."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from generator import theme_assets
from generator.assets import publish_images
from generator.build import read_problems
from generator.cache import opened
from generator.circles import open_desk, site_context
from generator.config import read_config
from generator.dialect import dialect_of
from generator.load import load
from generator.order import Order
from generator.parallel import Pool
from generator.plan import plan
from generator.problems import has_errors
from generator.render import Binder, framed, render
from generator.texts import convert_bodies
from generator.workshop import Workshop

from .trial import AS_OF


def main(root: Path) -> list[str]:
    """Read and make the site of ``root``; the codes of the problems found."""
    config, _ = read_config(root / "site_config.yml")
    assert config is not None
    loaded = load(config)
    problems = read_problems(config, loaded)
    if not has_errors(problems):
        order = Order(config=config, audience="public", output=root / "site", as_of=AS_OF, jobs=1)
        planned = plan(open_desk(order, loaded), config.nav)
        site, theme = site_context(order, planned), theme_assets.default_dir()
        images, found = publish_images(loaded.images, planned.pages, config.content_dir)
        with opened(None) as cache, Pool(1) as pool:
            workshop = Workshop(cache=cache, pool=pool, on_progress=lambda what, done, total: None)
            frame = framed(site, theme, workshop)
            texts = convert_bodies(planned.pages, dialect_of(config)[0], workshop)
            binder = Binder(planned, texts, images, {}, config.content_dir, frame)
            broken = render(planned, texts, binder, workshop, lambda path, data: None)
        problems += [*found, *texts.problems, *broken]
    return sorted({problem.code for problem in problems})


def _mebibytes() -> float:
    """The most memory that this process has had; what Linux tells of a child includes its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        rows = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
        return int(rows["VmHWM"].split()[0]) / 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    started = time.process_time()  # what a program of this size costs to start is no fault of any file
    codes = main(Path(sys.argv[1]))
    seconds = time.process_time() - started
    print(json.dumps({"codes": codes, "seconds": seconds, "mebibytes": _mebibytes()}))
