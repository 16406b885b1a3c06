"""Site folders made of text: what most tests start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from generator.draft import Files, entry_of

CONFIG = "site_config.yml"


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link; ``to`` counts from the folder that the link lies in."""

    to: str


Content: TypeAlias = "str | bytes | Link"


class Held(Files):
    """The files of a site that lie on no disk."""

    def __init__(self, data: Mapping[str, bytes]) -> None:
        super().__init__(Path("/nowhere"), {path: entry_of(content) for path, content in data.items()})
        self._data = data

    def __getitem__(self, path: str) -> bytes:
        return self._data[path]


def write_site(root: Path, files: Mapping[str, Content]) -> Path:
    """Write ``files`` below ``root``, with a configuration of a name alone where none is given. Returns ``root``."""
    for name, content in {CONFIG: "site_name: 見本\n", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Link):
            path.symlink_to(content.to)
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_bytes(content.encode())
    return root
