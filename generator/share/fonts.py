"""A font with Japanese letters, among those that this machine has. None is ever fetched."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """Two faces of a font, and a digest of their files: other files draw other pictures."""

    bold: Path
    regular: Path
    digest: str


@lru_cache(maxsize=4)
def find_fonts(folders: tuple[Path, ...] = _FOLDERS) -> Fonts | None:
    """The first font of our list below ``folders``; None where there is none."""
    names = {name for pair in _WANTED for name in pair}
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.name in names:
                found.setdefault(path.name, path)
    for bold, regular in _WANTED:
        if bold in found and regular in found:
            pair = (found[bold], found[regular])
            return Fonts(bold=pair[0], regular=pair[1], digest=_digest(*pair))
    return None


def _digest(*paths: Path) -> str:
    total = hashlib.blake2b(digest_size=12)
    for path in dict.fromkeys(paths):
        total.update(path.read_bytes())
    return total.hexdigest()
