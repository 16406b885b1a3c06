"""A font with Japanese letters, among those that this machine has. None is ever fetched."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
)
_WANTED = (
    ("NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc"),
    ("NotoSansCJKjp-Bold.otf", "NotoSansCJKjp-Regular.otf"),
    ("NotoSansJP-Bold.otf", "NotoSansJP-Regular.otf"),
    ("ヒラギノ角ゴシック W6.ttc", "ヒラギノ角ゴシック W3.ttc"),
    ("ipaexg.ttf", "ipaexg.ttf"),
    ("ipag.ttf", "ipag.ttf"),
    ("TakaoGothic.ttf", "TakaoGothic.ttf"),
    ("VL-PGothic-Regular.ttf", "VL-PGothic-Regular.ttf"),
)
"""The best first: a bold and a regular face. The first face of a Noto collection is the Japanese one."""

_HEAD = 65_536
"""Bytes at the beginning of a font file that hold a checksum of each of its tables (OpenType, "Table Directory")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """Two faces of a font, by their files."""

    bold: Path
    regular: Path

    @property
    def digest(self) -> str:
        """The same on every machine that has these files; others draw other pictures."""
        total = hashlib.blake2b(digest_size=12)
        for path in self._files:
            with path.open("rb") as file:
                total.update(str(path.stat().st_size).encode() + file.read(_HEAD))
        return total.hexdigest()

    @property
    def standing(self) -> tuple[tuple[str, int, int], ...]:
        """What changes where a file is replaced on this machine: path, size and time of change of each."""
        found = ((path, path.stat()) for path in self._files)
        return tuple((str(path), status.st_size, status.st_mtime_ns) for path, status in found)

    @property
    def _files(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys((self.bold, self.regular)))


def find_fonts(folders: tuple[Path, ...] = _FOLDERS) -> Fonts | None:
    """The first font of our list below ``folders``; None where there is none."""
    names = {name for pair in _WANTED for name in pair}
    found: dict[str, Path] = {}
    for path in _files(folders):
        if path.name in names and path.is_file():
            found.setdefault(path.name, path)
    for bold, regular in _WANTED:
        if bold in found and regular in found:
            return Fonts(bold=found[bold], regular=found[regular])
    return None


def _files(folders: tuple[Path, ...]) -> Iterator[Path]:
    for top in folders:
        for folder, below, names in os.walk(top):
            below.sort()
            yield from (Path(folder, name) for name in sorted(names))
