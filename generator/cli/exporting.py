"""``casebook schema`` and ``casebook export``: what other programs read, made from the model."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from .. import cms, schemas
from ..config import SiteConfig
from ..load import load
from ..model.catalogue import Catalogues
from ..problems import in_order
from .shared import CONTENT_ERRORS, DONE, USAGE, Commands, command, configured
from .terminal import print_problems, say, shown

Export: TypeAlias = Callable[[SiteConfig, Catalogues], Mapping[str, str]]

_VS_CODE = ".vscode"


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    _export_options(command(commands, "export", "ほかの道具が読む形で書き出す", _export))
    _schema_options(command(commands, "schema", "エディターが書き方を教えるための JSON Schema をつくる", _schema))


_EXPORTS: Mapping[str, tuple[str, Export]] = {
    "cms": ("原稿をフォームで書くエディター（Sveltia CMS）の設定", cms.cms_files),
}
"""What can be exported: its name, what it is, and what makes its files by their names."""


def _export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "form", choices=tuple(_EXPORTS), help="; ".join(f"{k}: {what}" for k, (what, _) in _EXPORTS.items())
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="書き込むフォルダー（空か、まだないもの）")


def _export(options: argparse.Namespace) -> int:
    config = configured(options)
    catalogues = _catalogues(config) if config else None
    if config is None or catalogues is None:
        return USAGE if config is None else CONTENT_ERRORS
    if options.folder.exists() and (not options.folder.is_dir() or any(options.folder.iterdir())):
        say(f"{options.folder} は空のフォルダーではありません。空か、まだないフォルダーを指してください。")
        return USAGE
    files = _EXPORTS[options.form][1](config, catalogues)
    write_files(options.folder, files)
    print(f"{shown(options.folder.absolute())} に {len(files)} 個のファイルを書きました。")
    return DONE


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
