"""A seminar's slides as a file to carry: read off the finished site, and held against the content of today first.

A site may be older than a refusal. What its page, or the file made of it, must not say for the seminar's own use is
looked for before a byte is written.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from . import theme_assets
from .cache import opened
from .check import Secrets, find_leaks
from .circles import secrets_of
from .load import Loaded
from .model.keys import nearest
from .order import Order
from .parallel import Pool
from .powerpoint import as_picture, read_slides, write_pptx
from .printing import NotPrinted, PageToPrint, Site, as_pdf
from .problems import Problem
from .workshop import Workshop

_PARAGRAPH = re.compile(r"<a:p>.*?</a:p>|<a:p .*?</a:p>", re.DOTALL)
_LETTERS = re.compile(r"<a:t[^>]*>(.*?)</a:t>", re.DOTALL)


def page_of(site: Site, seminar: str, part: str) -> str:
    """The file of a seminar's ``slides`` or ``handout``. Raises NotPrinted where the site has none."""
    name = f"seminars/{seminar}/{part}/index.html"
    if name in site.record.files:
        return name
    decks = [path.split("/")[1] for path in site.record.files if path.endswith(f"/{part}/index.html")]
    near = nearest(seminar, sorted(decks))
    hint = f"「{near}」ではありませんか。" if near else "セミナーの id は、案内のページのアドレスにあります。"
    raise NotPrinted(f"「{seminar}」のスライドは、このサイトにありません。", hint)


def printed(site: Site, page: str, chromium: str) -> bytes:
    """A page of slides or a handout as PDF: a slide a page, or A4. Raises NotPrinted."""
    ready = "[data-cb-current]" if "/slides/" in page else ".cb-handout__slide"
    return as_pdf(PageToPrint(site=site.folder, path=page.removesuffix("index.html"), ready=ready), chromium)


def as_pptx(site: Site, page: str, author: str) -> bytes:
    """The slides of ``page`` as a PowerPoint file, of the day that the site tells of."""
    folder = (site.folder / page).parent

    def picture(address: str) -> bytes | None:
        file = Path(posixpath.normpath(folder / unquote(address)))
        return as_picture(file.read_bytes()) if file.is_relative_to(site.folder) and file.is_file() else None

    made = datetime.fromisoformat(site.record.of_day or "2000-01-01")
    return write_pptx(read_slides((site.folder / page).read_bytes()), made, author, picture)


def leaks(order: Order, loaded: Loaded, page: str, files: Mapping[str, bytes]) -> list[Problem]:
    """What must not stand in ``files``, which are handed over with the slides of ``page``, by the content of today."""
    with opened(None) as cache, Pool(1, 0) as pool:
        workshop = Workshop(cache=cache, pool=pool, on_progress=lambda what, done, total: None)
        secrets: Secrets = secrets_of(order, loaded, theme_assets.default_dir(), workshop).over(page)
    return find_leaks(files, secrets)


def unpacked(name: str, data: bytes) -> dict[str, bytes]:
    """Every part of an Office file by its path; what is read on it also as text, for words may change their look."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for part in archive.namelist():
            content = archive.read(part)
            found[f"{name}/{part}"] = content
            if part.endswith(".xml"):
                found[f"{name}/{part}.txt"] = "\n".join(_paragraphs(content.decode())).encode()
    return found


def _paragraphs(xml: str) -> Iterator[str]:
    for paragraph in _PARAGRAPH.findall(xml):
        yield unescape("".join(_LETTERS.findall(paragraph)))
