"""A history to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from .shelf import FILES, History


@pytest.fixture
def history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> History:
    """The site of ``FILES``, committed once."""
    made = History(tmp_path / "site", capsys)
    made.start(FILES)
    return made
