"""Which pictures and attachments a site has: those that its own pages refer to, and no others."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from ..config import ATTACHMENTS
from ..links import resolve_path, targets_of
from ..plan.page import Page
from ..problems import Place, Problem, error
from ..source import Attachment
from . import documents, raster, vector
from .raster import Broken, Size

MAX_BYTES = 20_000_000
MAX_PIXELS = 60_000_000
"""More than any camera of a phone; a browser takes four bytes for each."""
FOLDER = "assets/media"


@dataclass(frozen=True, slots=True, kw_only=True)
class Images:
    """Published files: path within the content folder → published path; published path → bytes, and → size of a
    picture."""

    names: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    sizes: Mapping[str, Size] = field(default_factory=dict)


def publish_images(
    images: Mapping[str, Attachment], pages: Iterable[Page], content_dir: str
) -> tuple[Images, list[Problem]]:
    """Read, strip and name every picture, and check every attachment, that ``pages`` refer to.

    ``images`` are those that lie in the content folder, by their path within it. A published name is a hash of the
    published bytes: file names can tell what the picture does not. A picture no page here uses is not read at all.
    """
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    sizes: dict[str, Size] = {}
    problems: list[Problem] = []
    wanted = set(_wanted(pages, PurePosixPath(content_dir))) if images else set()
    for path in sorted(wanted & images.keys()):
        try:
            data, size, kind = _publishable(images[path])
        except Broken as fault:
            problems.append(_unusable(images[path], fault))
            continue
        public = f"{FOLDER}/{hashlib.sha256(data).hexdigest()[:16]}.{kind}"
        names[path], files[public] = public, data
        if size is not None:
            sizes[public] = size
    return Images(names=names, files=files, sizes=sizes), problems


def _publishable(found: Attachment) -> tuple[bytes, Size | None, str]:
    """The bytes to publish, the size of a picture, and the kind as a file name's ending."""
    data, kind = _read(found.location), found.path.suffix.lower().removeprefix(".")
    if any(kind == word.key for word in ATTACHMENTS):
        return documents.checked(data, kind), None, kind
    return strip(data)


def _unusable(found: Attachment, fault: Broken) -> Problem:
    place = Place(file=found.file)
    if any(found.path.suffix.lower() == f".{word.key}" for word in ATTACHMENTS):
        return error("attachment-unusable", place, f"この添付ファイルは配れません。{fault}", fault.hint)
    return error("image-unusable", place, f"画像を読み取れません。{fault}", fault.hint)


def strip(data: bytes) -> tuple[bytes, Size, str]:
    """A picture without metadata, its size, and its kind as a file name's ending. Judged by its bytes alone."""
    kind = raster.kind_of(data)
    if kind:
        picture, size = raster.strip(data, kind)
        if size.width * size.height > MAX_PIXELS:
            raise Broken(
                f"画素が多すぎます（{size.width:,}×{size.height:,}）。", "長い辺を 4,000 画素ほどに縮めてください。"
            )
        return picture, size, kind
    if vector.looks_like_svg(data):
        return *vector.sanitise(data), "svg"
    raise Broken("知らない形式です。", "PNG・JPEG・GIF・WebP・SVG のどれかにしてください。")


def _wanted(pages: Iterable[Page], content: PurePosixPath) -> Iterator[str]:
    """Paths within the content folder that pages refer to, whether or not a picture lies there."""
    for page in pages:
        if page.logo:
            yield page.logo
        for body in page.bodies.values():
            if not body.file or ("](" not in body.text and "]:" not in body.text and "<" not in body.text):
                continue
            folder = PurePosixPath(body.file).relative_to(content).parent
            for target in targets_of(body.text):
                split = urlsplit(target.text)
                path = None if split.scheme or split.netloc else resolve_path(unquote(split.path), folder)
                if path is not None and body.pictures:
                    yield str(path)


def _read(location: Path) -> bytes:
    """The bytes of a regular file; a symbolic link put there since the folder was walked is not followed."""
    try:
        handle = os.open(location, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as fault:
        raise Broken("ファイルを開けません。", "ファイルがあり、読める状態か確かめてください。") from fault
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Broken("ふつうのファイルではありません。", "画像のファイルそのものを置いてください。")
        if status.st_size > MAX_BYTES:
            raise Broken("大きすぎます。", f"{MAX_BYTES // 1_000_000} MB までに縮めてください。")
        return file.read(MAX_BYTES + 1)
