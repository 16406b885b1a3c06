"""The browser of the tests. Where none is found a test says so and skips; in CI it fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser

from evaluation.browser import CHROMIUM, chromium


def need_chromium() -> None:
    """Skip without a browser; in CI, fail."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: install the Debian package `chromium`")
        pytest.skip("no Chromium here: what runs in the browser is not tested")


@contextmanager
def launched() -> Iterator[Browser]:
    """A running Chromium, closed before other folders of tests start theirs."""
    need_chromium()
    with chromium() as browser:
        yield browser
