"""Share cards: what they say, that it fits, and that they are made for public pages alone."""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from generator.build import build
from generator.config import read_config
from generator.fonts import Fonts, find_fonts
from generator.order import Order
from generator.plan.page import Page
from generator.share import Card, card_of
from generator.share.drawing import SIZE, broken, drawn, fitting, outline
from tests.bad.base import CASE, CASE_FILE, ORG, ORG_FILE
from tests.folders import write_site

CARD = Card(
    title="設定の質問を、利用者どうしで解決できる場に。業務ソフトのユーザー会",
    labels=("事例", "業務ソフト・SaaS"),
    site="見本",
    remark="架空の事例",
    figure="38.1%減",
    figure_label="サポート工数",
    note="前後比較／2023年1月〜2023年3月 と 2025年10月〜12月／測定：クライアント。効果を保証するものではありません。",
)
PAGE = Page(
    url="cases/case-0001/",
    template="case.html",
    title="解約を半分に",
    kind="case",
    data={
        "labels": ["食品・飲料", "1,000〜4,999人", "継続・解約防止"],
        "sample": True,
        "figure": {"change": "50%減", "label": "解約率", "note": "測定：クライアント。"},
    },
)


@pytest.fixture
def fonts() -> Fonts:
    """The font of this machine. Without one the test is skipped; in CI it fails."""
    found = find_fonts()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no Japanese font: install the Debian package `fonts-noto-cjk`")
        pytest.skip("no Japanese font here: letters on cards are not tested")
    return found


def test_a_card_says_what_the_page_says_first() -> None:
    card = card_of(PAGE, "見本")
    assert card == Card(
        title="解約を半分に",
        labels=("事例", "食品・飲料", "1,000〜4,999人"),
        site="見本",
        remark="架空の事例",
        figure="50%減",
        figure_label="解約率",
        note="測定：クライアント。",
    )


def test_lists_and_terms_have_none() -> None:
    assert card_of(replace(PAGE, kind="term"), "見本") is None
    assert card_of(replace(PAGE, kind="page"), "見本") is None


def test_a_figure_without_a_change_is_left_out() -> None:
    card = card_of(
        replace(PAGE, data={**PAGE.data, "figure": {"label": "会員数", "note": "測定：クライアント。"}}), "見本"
    )
    assert card is not None and (card.figure, card.figure_label, card.note) == ("", "", "")


@pytest.mark.parametrize("title", ["短い題", CARD.title, "とても長い題" * 20, "A" * 200, "一"])
def test_a_card_is_small_and_the_same_each_time(title: str, fonts: Fonts) -> None:
    card = replace(CARD, title=title)
    data = drawn(card, fonts)
    assert len(data) <= 60_000
    assert Image.open(io.BytesIO(data)).size == SIZE
    assert drawn(card, fonts) == data


def test_without_a_font_there_are_no_letters() -> None:
    assert drawn(CARD, None) == drawn(replace(CARD, title="ほかの題"), None)


def test_lines_fit_and_break_between_phrases(fonts: Fonts) -> None:
    face = ImageFont.truetype(str(fonts.bold), 56, layout_engine=ImageFont.Layout.BASIC)
    lines = broken(CARD.title, face)
    assert "".join(lines) == CARD.title
    assert all(face.getlength(line) <= 800 for line in lines)
    assert min(map(len, lines)) > 1
    assert "".join(broken("長" * 100, face)) == "長" * 100


def test_even_lines_cut_no_phrase(fonts: Fonts) -> None:
    _, lines = fitting("コミュニティマネジメントとは", fonts, room=380)
    assert lines[0].endswith(("コミュニティ", "マネジメント", "とは"))


def test_the_outline_of_a_path() -> None:
    assert list(outline("M1 2v3h4z")) == [(1, 2), (1, 5), (5, 5)]
    assert list(outline("M0 0c0 0 3 3 3 3"))[-1] == (3, 3)


def test_other_files_are_another_font(tmp_path: Path) -> None:
    assert find_fonts((tmp_path,)) is None
    file = tmp_path / "truetype/ipaexg.ttf"
    file.parent.mkdir()
    file.symlink_to(tmp_path / "gone")
    assert find_fonts((tmp_path,)) is None
    file.unlink()
    file.write_bytes(b"one")
    found = find_fonts((tmp_path,))
    assert found == Fonts(bold=file, regular=file)
    before = found.digest, found.standing
    os.utime(file, ns=(0, 0))
    assert found.digest == before[0] and found.standing != before[1]
    file.write_bytes(b"two")
    assert found.digest != before[0]


_GRANTED = "consent: {status: granted, web: [alias], seminar: [alias], proposal: [alias]}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    config = "site_name: 見本\nsites: {public: {site_url: 'https://example.com/book/'}}\n"
    return write_site(tmp_path, {"site_config.yml": config, ORG_FILE: ORG, CASE_FILE: CASE + _GRANTED})


def _files(root: Path, circle: str) -> dict[str, bytes]:
    config, _ = read_config(root / "site_config.yml")
    assert config is not None
    output = root / f"out-{circle}"
    done = build(Order(config=config, audience=circle, output=output, as_of=date(2026, 11, 1), jobs=1, use_cache=False))
    assert done.release is not None, done.problems
    return dict(done.release.files)


def test_public_pages_name_their_card_by_its_whole_address(site: Path) -> None:
    files = _files(site, "public")
    pages = [name for name in files if re.fullmatch(r"cases/case-\d+/index\.html", name)]
    assert pages
    for name in pages:
        found = re.search(
            rb'property="og:image" content="https://example\.com/book/(assets/cards/[0-9a-f]+\.png)"', files[name]
        )
        assert found and found[1].decode() in files


def test_pages_for_colleagues_have_none(site: Path) -> None:
    files = _files(site, "sales")
    assert not any(name.startswith("assets/cards/") for name in files)
    assert not any(b"og:image" in data for name, data in files.items() if name.endswith(".html"))


def test_a_machine_without_the_font_says_so(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.build.find_fonts", lambda: None)
    config, _ = read_config(site / "site_config.yml")
    assert config is not None
    order = Order(
        config=config, audience="public", output=site / "out", as_of=date(2026, 11, 1), jobs=1, use_cache=False
    )
    outcome = build(order)
    assert [problem.code for problem in outcome.problems] == ["no-japanese-font"]
    assert outcome.release is not None
    assert len([name for name in outcome.release.files if name.startswith("assets/cards/")]) == 1
