"""A real browser and a server on loopback. Where no browser is found a test says so and skips; in CI it fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from evaluation.browser import served
from tests.browsers import launched
from tests.whole import built


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, started once, closed before another folder of tests starts its own."""
    with launched() as started:
        yield started


@pytest.fixture(scope="session")
def sales() -> Iterator[str]:
    """The address of the sales site."""
    with served(built("sales")[0]) as address:
        yield address


@pytest.fixture(scope="session")
def public() -> Iterator[str]:
    """The address of the public site."""
    with served(built("public")[0]) as address:
        yield address
