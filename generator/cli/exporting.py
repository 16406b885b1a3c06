"""``casebook schema`` and ``casebook export``: what other programs read, made from the model."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from .. import schemas
from ..config import SiteConfig
from ..load import load
from ..model.catalogue import Catalogues
from ..problems import in_order
from .shared import CONTENT_ERRORS, DONE, USAGE, Commands, command, configured
from .terminal import print_problems, say, shown

_VS_CODE = ".vscode"


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    _schema_options(command(commands, "schema", "エディターが書き方を教えるための JSON Schema をつくる", _schema))


def _schema_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        metavar="DIR",
        help=f"書き込むフォルダー（既定: {_VS_CODE}/schemas。VS Code の設定もいっしょに書きます）",
    )


def _schema(options: argparse.Namespace) -> int:
    config = configured(options)
    catalogues = _catalogues(config) if config else None
    if config is None or catalogues is None:
        return USAGE if config is None else CONTENT_ERRORS
    made = schemas.schemas(config, catalogues)
    files = {schemas.file_name(name): schemas.text_of(schema) for name, schema in made.items()}
    folder = options.folder or config.root / _VS_CODE / "schemas"
    write_files(folder, files)
    print(f"{shown(folder)} に JSON Schema を {len(files)} 個書きました。")
    if options.folder is None:
        _wire(config)
    return DONE


def _wire(config: SiteConfig) -> None:
    """Tell VS Code of the schemas; settings that somebody wrote are left alone."""
    for name, text in schemas.vs_code(f"{_VS_CODE}/schemas", config).items():
        file = config.root / _VS_CODE / name
        if not file.exists():
            file.write_text(text, "utf-8")
        elif file.read_text("utf-8") != text:
            say(f"{_VS_CODE}/{name} は、もうあるので書き換えていません。次の内容を足してください。\n{text}")


def _catalogues(config: SiteConfig) -> Catalogues | None:
    """The words that the content may use; None, with the problems said, where its lists cannot be read."""
    loaded = load(config)
    lists = {f"{config.content_dir}/{name}" for name in ("kpis.yml", "taxonomy.yml")}
    wrong = [
        problem for problem in loaded.problems if problem.is_error and problem.place and problem.place.file in lists
    ]
    print_problems(in_order(wrong), config)
    return None if wrong else loaded.library.catalogues


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` by their names in ``folder``, which need not exist."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
