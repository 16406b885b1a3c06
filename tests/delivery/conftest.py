"""A store and two releases, made once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..torture.shop import Releases, Server, serving, two_releases


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    """Two releases of one site, whose content is that of the second."""
    return two_releases(tmp_path_factory.mktemp("releases") / "site")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """An empty store, which rclone knows as ``shop:``."""
    with serving(tmp_path) as found:
        for name, value in found.environment.items():
            monkeypatch.setenv(name, value)
        yield found
