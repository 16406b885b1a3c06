"""A small site of each circle, the authority of a loopback certificate, and the browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser

from generator.build import build
from generator.config import read_config
from generator.order import Order
from tests.browsers import launched

_INPUT = Path(__file__).parents[1] / "sites" / "two-circles" / "input"

Small: TypeAlias = Callable[[str], Path]


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small sites' configuration."""
    folder = tmp_path_factory.mktemp("hosted") / "site"
    shutil.copytree(_INPUT, folder)
    return folder


@pytest.fixture(scope="session")
def small(root: Path) -> Small:
    """Gives the built folder of a circle."""

    @cache
    def built(audience: str) -> Path:
        config, problems = read_config(root / "site_config.yml")
        assert config is not None, problems
        output = root / f"out-{audience}"
        order = Order(config=config, audience=audience, output=output, as_of=date(2026, 11, 1), use_cache=False)
        assert build(order).release is not None
        return output

    return built


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, started once, closed before another folder of tests starts its own."""
    with launched() as started:
        yield started
