"""Fixtures for every test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from .folders import Content, write_site

Site: TypeAlias = Callable[[Mapping[str, Content]], Path]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Writes a site folder and gives its path."""
    return lambda files: write_site(tmp_path / "site-folder", files)
