"""Slides as files say what the page says, no more and no less, and nothing that became forbidden since."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from selectolax.lexbor import LexborHTMLParser

from generator.cli import main
from generator.powerpoint import read_slides, write_pptx
from generator.presenting import unpacked
from tests.browsers import need_chromium
from tests.printing.paper import read, solid
from tests.whole import ROOT, built

from ..folders import CONFIG, write_site
from ..sites.test_decks import _files

SEMINARS = ("agency-handover-2026", "food-retention-2027", "frontline-message-2027", "restart-listening-2027")
MADE = datetime(2026, 11, 20)


def slides(name: str, *flags: str) -> int:
    """Run ``casebook slides`` on this repository's public site."""
    site = ["--site", str(built("public")[0]), "--audience", "public", "--as-of", "2026-11-20"]
    return main(["slides", name, "--config", str(ROOT / CONFIG), *site, *flags])


def page_of(name: str, part: str = "slides") -> bytes:
    return (built("public")[0] / "seminars" / name / part / "index.html").read_bytes()


def said(page: bytes) -> list[str]:
    """The text of each slide, without white space, numbers of pages and what only screen readers read."""
    tree = LexborHTMLParser(page.decode())
    for unseen in tree.css(".cb-sr, .cb-slide__number, .cb-slide svg title, .cb-slide svg desc, .cb-marble"):
        unseen.decompose()
    return [solid(stage.text(deep=True)) for stage in tree.css(".cb-slide__inner")]


def noted(page: bytes) -> list[str]:
    tree = LexborHTMLParser(page.decode())
    found = (section.css_first(".cb-slide__notes") for section in tree.css(".cb-slide"))
    return [solid(notes.text(deep=True)) if notes else "" for notes in found]


def texts(shapes: Any) -> Iterator[str]:
    """Every paragraph and cell of a slide."""
    for shape in shapes:
        if shape.shape_type == 6:
            yield from texts(shape.shapes)
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from (cell.text_frame.text for row in shape.table.rows for cell in row.cells)
        elif shape.has_text_frame:
            yield from shape.text_frame.text.split("\n")


@pytest.mark.parametrize("name", SEMINARS)
def test_powerpoint_says_what_the_page_says(tmp_path: Path, name: str) -> None:
    assert slides(name, "--pptx", "-o", str(tmp_path / "a.pptx")) == 0
    show = Presentation(str(tmp_path / "a.pptx"))
    page = page_of(name)
    wanted = said(page)
    assert len(show.slides) == len(wanted)
    for slide, text in zip(show.slides, wanted, strict=True):
        found = [solid(each) for each in texts(slide.shapes) if each.strip()]
        assert all(each in text for each in found), "nothing that the page does not say"
        assert sorted("".join(found)) == sorted(text), "and all of it"
        assert slide.shapes.title is not None and slide.shapes.title.text_frame.text
    assert [
        solid(each.notes_slide.notes_text_frame.text) if each.has_notes_slide else "" for each in show.slides
    ] == noted(page)
    assert (show.slide_width, show.slide_height) == (12_192_000, 6_858_000)


def test_the_same_deck_is_the_same_file_and_names_its_faces() -> None:
    deck = read_slides(page_of(SEMINARS[0]))
    data = write_pptx(deck, MADE, "見本", lambda address: None)
    assert data == write_pptx(deck, MADE, "見本", lambda address: None)
    parts = unpacked("a.pptx", data)
    theme = parts["a.pptx/ppt/theme/theme1.xml"].decode()
    assert theme.count('<a:ea typeface="Noto Sans JP"/>') == 2 and 'script="Jpan" typeface="Yu Gothic"' in theme
    assert 'lang="ja-JP"' in parts["a.pptx/ppt/slides/slide2.xml"].decode()
    whole = b"".join(parts.values())
    for trace in (b"Steve Canny", b"python-pptx", b"Macintosh", b"thumbnail", b"printerSettings"):
        assert trace not in whole and not any(trace in name.encode() for name in parts), trace
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_charts_are_shapes_with_words_for_those_who_cannot_see_them() -> None:
    show = Presentation(BytesIO(write_pptx(read_slides(page_of(SEMINARS[1])), MADE, "見本", lambda address: None)))
    groups = [shape for slide in show.slides for shape in slide.shapes if shape.shape_type == 6]
    assert len(groups) == 1
    told = groups[0]._element.nvGrpSpPr.cNvPr.get("descr")
    assert told.startswith("解約率の変化") and "50%減" in told
    assert sum(shape.shape_type == 1 for shape in groups[0].shapes) == 2, "two bars"


def page_with(body: str) -> bytes:
    """A page with one slide of running text."""
    inner = f'<div class="cb-part cb-part--text"><div class="cb-slide__body">{body}</div></div>'
    stage = f'<h2 class="cb-slide__title">題</h2><div class="cb-slide__parts">{inner}</div>'
    section = f'<section class="cb-slide"><div class="cb-slide__inner">{stage}</div></section>'
    return f'<html lang="ja"><main data-cb-deck>{section}</main></html>'.encode()


def test_every_kind_of_text_has_its_place() -> None:
    page = page_with(
        '<ul><li>一<ol><li>中</li></ol></li></ul><p>太<strong>字</strong>と<a href="https://example.com/">外</a></p>'
        '<h3>見出し</h3><div class="highlight"><pre><code>a  b\nc</code></pre></div>'
        '<p><img src="x.webp" alt="絵の説明"></p><blockquote><p>引用</p></blockquote>'
        "<table><tr><th>頭</th></tr><tr><td>欄</td></tr></table>"
    )
    show = Presentation(BytesIO(write_pptx(read_slides(page), MADE, "見本", lambda address: None)))
    found = [text for text in texts(show.slides[0].shapes) if text]
    assert found == ["題", "一", "中", "太字と外", "見出し", "a  b", "c", "絵の説明", "引用", "頭", "欄"]
    runs = [
        run
        for shape in show.slides[0].shapes
        if shape.has_text_frame
        for p in shape.text_frame.paragraphs
        for run in p.runs
    ]
    assert [run.text for run in runs if run.font.bold] == ["題", "字", "見出し"]
    assert [run.hyperlink.address for run in runs if run.hyperlink.address] == ["https://example.com/"]


def test_a_name_is_found_across_the_looks_of_its_letters() -> None:
    page = page_with("<p>あお<strong>ぞら</strong>食品</p>")
    parts = unpacked("a.pptx", write_pptx(read_slides(page), MADE, "見本", lambda address: None))
    assert any("あおぞら食品" in data.decode() for name, data in parts.items() if name.endswith("slide1.xml.txt"))


def test_what_was_refused_since_the_build_is_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_site(tmp_path, _files())
    config = ["--config", str(root / CONFIG), "--as-of", "2026-11-01"]
    assert main(["build", *config, "--audience", "public", "--no-cache", "--jobs", "1"]) == 0
    command = ["slides", "talk", *config, "--audience", "public", "--pptx", "-o", str(tmp_path / "a.pptx")]
    assert main(command) == 0
    assert "あおぞら" not in "".join(data.decode("utf-8", "replace") for data in _parts(tmp_path / "a.pptx").values())
    (tmp_path / "a.pptx").unlink()
    case = root / "content/cases/case-0001.yml"
    case.write_text(re.sub(r"seminar: \[alias[^]]*\], ", "", case.read_text("utf-8")), "utf-8")
    capsys.readouterr()
    assert main(command) == 1
    told = capsys.readouterr().err
    assert "error[leak]" in told and "書き出していません" in told
    assert not (tmp_path / "a.pptx").exists()


def _parts(file: Path) -> dict[str, bytes]:
    return unpacked(file.name, file.read_bytes())


def test_an_unknown_seminar_is_told_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert slides("food-retention-2026", "--pptx", "-o", str(tmp_path / "a.pptx")) == 2
    assert "「food-retention-2027」ではありませんか。" in capsys.readouterr().err


@pytest.mark.parametrize("name", SEMINARS[:2])
def test_the_pdf_has_a_page_for_each_slide_its_fonts_and_its_words(tmp_path: Path, name: str) -> None:
    need_chromium()
    assert slides(name, "--pdf", "-o", str(tmp_path / "a.pdf")) == 0
    paper = read((tmp_path / "a.pdf").read_bytes())
    wanted = said(page_of(name))
    assert [sheet.size for sheet in paper.sheets] == [(960, 540)] * len(wanted)
    assert paper.loose_fonts == frozenset()
    for sheet, text in zip(paper.sheets, wanted, strict=True):
        assert not set(text) - set(sheet.text), "every letter can be taken out of it again"
    assert "引き継げる目安は四つ" in paper.text or "解約の理由は、台所にある" in paper.text
    for note in noted(page_of(name)):
        assert note not in paper.text


def test_the_handout_is_a4_with_what_was_said(tmp_path: Path) -> None:
    need_chromium()
    assert slides(SEMINARS[0], "--handout", "-o", str(tmp_path / "a.pdf")) == 0
    paper = read((tmp_path / "a.pdf").read_bytes())
    assert {sheet.size for sheet in paper.sheets} == {(595, 842)} and len(paper.sheets) == 5
    assert paper.loose_fonts == frozenset()
    for note in noted(page_of(SEMINARS[0])):
        assert note in paper.text
