"""Attachments: those the configuration allows, used by a page, that do not tell who wrote them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date

import pytest

from generator.assets import Broken
from generator.assets.documents import checked
from generator.build import build
from generator.cli import main
from generator.config import read_config
from generator.order import Order

from ..bad.base import FRONT
from ..conftest import Site
from ..folders import CONFIG

PDF = b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"


def pdf(more: bytes, *, packed: bool = False) -> bytes:
    """A PDF with one more object, perhaps within a compressed stream."""
    body = b"<</Filter/FlateDecode>>\nstream\n" + zlib.compress(more) + b"\nendstream" if packed else more
    return PDF.replace(b"trailer", b"2 0 obj " + body + b" endobj\ntrailer")


def office(**files: str) -> bytes:
    """A package with these parts; ``__`` stands for a slash and ``_dot_`` for a dot."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for name, text in files.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return data.getvalue()


CORE = "<cp:coreProperties><dc:title>配布資料</dc:title><dc:creator>%s</dc:creator></cp:coreProperties>"

CLEAN = [
    ("pdf", PDF),
    ("pdf", pdf(b"<</Producer(Tool)/Title(Handout)/Author()>>")),
    ("pdf", pdf(b"<x:xmpmeta><dc:creator><rdf:Seq><rdf:li></rdf:li></rdf:Seq></dc:creator></x:xmpmeta>", packed=True)),
    ("docx", office(word__document_dot_xml="<w:document/>", docProps__core_dot_xml=CORE % "")),
    ("xlsx", office(xl__workbook_dot_xml="<workbook/>")),
    ("csv", "名前,数\n".encode()),
    ("txt", "\ufeff配布のことば\n".encode()),
]
REFUSED = [
    ("pdf", pdf(b"<</Author(Sato Hanako)>>")),
    ("pdf", pdf(b"<</Author<FEFF4F50>>>")),
    ("pdf", pdf(b"<</Author (Sato)>>", packed=True)),
    ("pdf", pdf(b"<dc:creator>\n<rdf:Seq><rdf:li>Sato</rdf:li></rdf:Seq></dc:creator>")),
    ("pdf", pdf("<rdf:Description pdf:Author='佐藤'/>".encode(), packed=True)),
    ("pdf", pdf(b"<</Type/EmbeddedFile>>")),
    ("pdf", pdf(b"<</Encrypt 3 0 R>>")),
    ("pdf", PDF[:40]),
    ("pdf", b"<html></html>"),
    ("docx", office(docProps__core_dot_xml=CORE % "佐藤")),
    ("docx", office(docProps__app_dot_xml="<Properties><Company>あおぞら</Company></Properties>")),
    ("docx", office(word__comments_dot_xml="<w:comments/>")),
    ("docx", office(word__vbaProject_dot_bin="x")),
    ("xlsx", office(xl__persons__person_dot_xml="<personList/>")),
    ("xlsx", office(xl__threadedComments__threadedComment1_dot_xml="<a/>")),
    ("pptx", office(ppt__commentAuthors_dot_xml="<a/>")),
    ("pptx", b"PK\x03\x04broken"),
    ("pptx", PDF),
    ("csv", "名前".encode("cp932")),
    ("txt", b"a\x00b"),
]


@pytest.mark.parametrize(("kind", "data"), CLEAN)
def test_what_tells_nobody_is_published_as_it_is(kind: str, data: bytes) -> None:
    assert checked(data, kind) == data


@pytest.mark.parametrize(("kind", "data"), REFUSED)
def test_what_tells_who_wrote_it_is_refused(kind: str, data: bytes) -> None:
    with pytest.raises(Broken) as refused:
        checked(data, kind)
    assert str(refused.value) and refused.value.hint


def test_a_bomb_is_not_unfolded() -> None:
    with pytest.raises(Broken, match="大きくなりすぎる"):
        checked(pdf(b" " * 210_000_000, packed=True), "pdf")


ARTICLE = "content/articles/operation/reply.md"
SHEET = "content/articles/operation/sheet.pdf"


def _files(root_files: Mapping[str, str | bytes], site: Site, circle: str) -> tuple[list[str], Mapping[str, bytes]]:
    root = site(root_files)
    config, _ = read_config(root / CONFIG)
    assert config is not None
    outcome = build(
        Order(config=config, audience=circle, output=root / "out", as_of=date(2026, 11, 1), jobs=1, use_cache=False)
    )
    codes = [problem.code for problem in outcome.problems]
    return codes, outcome.release.files if outcome.release else {}


@pytest.mark.parametrize("allowed", [True, False])
def test_only_what_is_allowed_and_used_is_published(allowed: bool, site: Site) -> None:
    config = "site_name: 見本\n" + ("attachments: [pdf]\n" if allowed else "")
    files: dict[str, str | bytes] = {
        CONFIG: config,
        ARTICLE: FRONT + "[資料](sheet.pdf)\n",
        SHEET: PDF,
        SHEET.replace("sheet", "other"): PDF + b" ",
    }
    codes, published = _files(files, site, "public")
    media = {name: data for name, data in published.items() if name.startswith("assets/media/")}
    page = published["articles/operation/reply/index.html"].decode()
    if allowed:
        ((name, data),) = media.items()
        assert codes == [] and data == PDF and f'href="../../../{name}"' in page and "sheet" not in name
    else:
        assert media == {} and "href" not in page.partition("資料")[0][-40:]
        assert sorted(codes) == ["broken-link", "unknown-file", "unknown-file"]


@pytest.mark.parametrize(("circle", "there"), [("public", False), ("sales", True)])
def test_an_attachment_of_a_narrower_part_is_not_in_the_wide_site(circle: str, there: bool, site: Site) -> None:
    body = FRONT + "前。\n\n/// audience | sales\n[資料](sheet.pdf)\n///\n"
    codes, published = _files({CONFIG: "site_name: 見本\nattachments: pdf\n", ARTICLE: body, SHEET: PDF}, site, circle)
    assert codes == []
    assert (PDF in published.values()) == there


def test_one_that_tells_its_author_stops_the_build(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    told = pdf(b"<</Author(Sato)>>")
    root = site({CONFIG: "site_name: 見本\nattachments: [PDF]\n", ARTICLE: FRONT + "[資料](sheet.pdf)\n", SHEET: told})
    assert main(["build", "--config", str(root / CONFIG), "--jobs", "1"]) == 1
    said = capsys.readouterr().err
    assert f"{SHEET}:1:1: error[attachment-unusable]: この添付ファイルは配れません。" in said
    assert "Sato" not in said and not (root / "site").exists()
