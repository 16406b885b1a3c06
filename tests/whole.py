"""The site of this repository's own content, built once for each circle and test run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.build import Outcome, build
from generator.config import SiteConfig, read_config
from generator.order import Order

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 11, 20)

_FOLDER = TemporaryDirectory(prefix="casebook-tests-")


@cache
def own_config() -> SiteConfig:
    """The configuration of this repository."""
    config, problems = read_config(ROOT / "site_config.yml")
    assert config is not None, problems
    return config


@cache
def built(audience: str) -> tuple[Path, Outcome]:
    """The folder of one circle's site, and the outcome of its build."""
    output = Path(_FOLDER.name) / audience
    order = Order(config=own_config(), audience=audience, output=output, as_of=AS_OF, use_cache=False)
    outcome = build(order)
    assert outcome.release is not None, outcome.problems
    return output, outcome


@cache
def kept() -> Path:
    """The folder of the sales site as it is where reading offline is allowed."""
    output = Path(_FOLDER.name) / "kept"
    config = replace(own_config(), offline=True)
    outcome = build(Order(config=config, audience="sales", output=output, as_of=AS_OF, use_cache=False))
    assert outcome.release is not None, outcome.problems
    return output
