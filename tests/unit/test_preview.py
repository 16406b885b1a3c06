"""What the preview tells of a circle is what came of that circle's last build, also after another was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.preview import Preview, Status

from ..bad.base import ARTICLE, ARTICLE_FILE
from ..conftest import Site


@pytest.fixture
def preview(site: Site, tmp_path: Path) -> Iterator[Preview]:
    root = site({ARTICLE_FILE: f"{ARTICLE}\n[なし](missing.md)\n"})
    shown = Preview(
        root / "site_config.yml",
        "sales",
        tmp_path / "shown",
        date(2026, 11, 1),
        tmp_path / "shared",
        lambda outcome, seconds: None,
    )
    shown.start()
    yield shown
    shown.close()


def _settled(preview: Preview) -> Status:
    """The status once the build that is under way is over."""
    status = preview.status
    for _ in range(100):
        if status.state != "building":
            return status
        status = preview.wait(status.number, 60)
    raise AssertionError(status)


def _codes(status: Status) -> list[str]:
    return [problem.code for problem in status.problems]


def test_problems_come_back_with_the_circle_that_has_them(preview: Preview, tmp_path: Path) -> None:
    warned = _settled(preview)
    assert (warned.state, _codes(warned)) == ("ready", ["broken-link"])
    assert preview.turn_to("public")
    assert _codes(_settled(preview)) == ["broken-link"]
    assert preview.turn_to("sales")
    assert (preview.status.state, preview.status.problems) == ("ready", warned.problems), "without another build"


def test_a_circle_that_is_broken_is_so_after_another_was_looked_at(preview: Preview, tmp_path: Path) -> None:
    _settled(preview)
    article = tmp_path / "site-folder" / ARTICLE_FILE
    article.write_text(ARTICLE.replace("public", "pubilc"), "utf-8")
    preview.changed({article})
    while (broken := preview.status).doing or preview._sites["sales"].of != 1:
        preview.wait(broken.number, 60)
    assert _codes(broken) == ["unknown-audience"]
    for circle in ("public", "sales"):
        assert preview.turn_to(circle)
    assert preview.status.state == "broken" and _codes(preview.status) == ["unknown-audience"]
