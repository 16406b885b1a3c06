"""``casebook schema`` and ``casebook export``: what other programs read."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from platformdirs import user_cache_path

from .. import cms, schemas
from ..config import SiteConfig
from ..load import load
from ..model.catalogue import Catalogues
from ..problems import in_order
from .shared import CONTENT_ERRORS, DONE, USAGE, Commands, as_of, audience_of, command, configured, day, not_done
from .terminal import Progress, print_problems, say, shown

if TYPE_CHECKING:
    from ..exporting import Exported
    from ..order import Order  # the whole pipeline: for the schemas it is not needed

Files: TypeAlias = Mapping[str, str] | Mapping[str, bytes]

_VS_CODE = ".vscode"


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    _export_options(command(commands, "export", "ほかの道具が読む形で書き出す", _export))
    _schema_options(command(commands, "schema", "エディターが書き方を教えるための JSON Schema をつくる", _schema))


_FORMS: Mapping[str, str] = {
    "mkdocs": "MkDocs のプロジェクト（Markdown）",
    "opensearch": "検索エンジンに読み込む記録（OpenSearch の bulk 形式）",
    "json": "ほかのプログラムが読む JSON",
    "cms": "原稿をフォームで書くエディター（Sveltia CMS）の設定",
}
"""What can be exported: its name, and what it is."""


def _export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", choices=tuple(_FORMS), help="; ".join(f"{k}: {what}" for k, what in _FORMS.items()))
    parser.add_argument("folder", type=Path, metavar="DIR", help="書き込むフォルダー（空か、まだないもの）")
    parser.add_argument(
        "--audience", metavar="NAME", help="どの範囲の内容か（既定: default_audience。opensearch ではすべての範囲）"
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="期限を判断する日（YYYY-MM-DD）")
    parser.add_argument(
        "--since", type=Path, metavar="DIR", help="opensearch: 前に書き出したフォルダー。なくなったものの削除を加える"
    )


def _export(options: argparse.Namespace) -> int:
    config = configured(options)
    if config is None or not _writable(options, config):
        return USAGE
    making = {"cms": _cms, "mkdocs": _mkdocs, "opensearch": _opensearch, "json": _json}
    files = making[options.form](options, config)
    if isinstance(files, int):
        return files
    write_files(options.folder, files)
    print(f"{shown(options.folder.absolute())} に {len(files)} 個のファイルを書きました。")
    return DONE


def _writable(options: argparse.Namespace, config: SiteConfig) -> bool:
    """Whether the folder may be written to: it is empty or what ``--since`` names, and no site's nor the content's."""
    folder: Path = options.folder
    real = folder.resolve()
    taken = [config.content, *(config.output_for(name) for name in config.audiences)]
    if any(real.is_relative_to(each.resolve()) for each in taken):
        say(f"{folder} は、原稿かサイトのフォルダーの中です。別の場所を指してください。")
        return False
    again = options.since is not None and real == options.since.resolve()
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not again)):
        say(f"{folder} は空のフォルダーではありません。空か、まだないフォルダーを指してください。")
        return False
    if options.since is not None and options.form != "opensearch":
        say("--since は「casebook export opensearch」だけで使えます。")
        return False
    return True


def _cms(options: argparse.Namespace, config: SiteConfig) -> Files | int:
    catalogues = _catalogues(config)
    return CONTENT_ERRORS if catalogues is None else cms.cms_files(config, catalogues)


def _mkdocs(options: argparse.Namespace, config: SiteConfig) -> Files | int:
    from .. import exporting

    return _told(options, config, lambda orders, progress: exporting.mkdocs(orders[0], progress))


def _json(options: argparse.Namespace, config: SiteConfig) -> Files | int:
    from .. import exporting

    return _told(options, config, lambda orders, progress: exporting.json(orders[0], progress))


def _opensearch(options: argparse.Namespace, config: SiteConfig) -> Files | int:
    from .. import exporting
    from ..export.bulk import BULK, told_before

    before: set[str] = set()
    if options.since is not None:
        try:
            before = told_before((options.since / BULK).read_bytes())
        except (OSError, ValueError):
            say(f"{options.since} に、前に書き出した {BULK} がありません。")
            return USAGE
    every = () if options.audience else config.audiences
    return _told(
        options, config, lambda orders, progress: exporting.opensearch(orders, frozenset(before), progress), every
    )


def _told(
    options: argparse.Namespace,
    config: SiteConfig,
    make: Callable[[list[Order], Callable[[str, int, int], None]], Exported],
    audiences: tuple[str, ...] = (),
) -> Files | int:
    """The files that ``make`` makes of the site of each circle; ``audiences`` () means the one that was asked for."""
    from ..order import Order

    audience = audience_of(options, config)
    if audience is None:
        return USAGE
    today = as_of(options.as_of, config)
    orders = [
        Order(
            config=config,
            audience=name,
            output=config.output_for(name),
            as_of=today,
            shared=user_cache_path("casebook"),
        )
        for name in audiences or (audience,)
    ]
    with Progress() as progress:
        made = make(orders, progress.show)
    print_problems(made.problems, config)
    if made.files is None:
        return not_done("何も書いていません", made.problems, config)
    return made.files


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


def write_files(folder: Path, files: Files) -> None:
    """Write ``files`` by their names in ``folder``, which need not exist; each is the old one or the new one."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f"{file.name}.new")
        fresh.write_bytes(content if isinstance(content, bytes) else content.encode())
        fresh.replace(file)
