"""A browser and a server on loopback, as for the other tests that look at pages."""

from __future__ import annotations

from tests.browser.conftest import browser, sales

__all__ = ["browser", "sales"]
