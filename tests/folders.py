"""Site folders made of text: what most tests start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

CONFIG = "site_config.yml"


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link; ``to`` counts from the folder that the link lies in."""

    to: str


Content: TypeAlias = "str | bytes | Link"


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
