"""``casebook brief`` and ``casebook onepager``: what is taken to a meeting, as PDF."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from .. import printing
from ..config import SiteConfig
from ..record import RECORD
from .shared import DONE, USAGE, Commands, as_of, audience_of, command, configured, day
from .terminal import say, shown

CHROMIUM = "CASEBOOK_CHROMIUM"


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    brief = command(commands, "brief", "商談シートを PDF にする（Chromium が必要）", _brief)
    brief.add_argument("cases", nargs="+", metavar="CASE", help="事例の id（例: case-0037）。いくつでも並べられます")
    brief.add_argument(
        "--for",
        dest="sheet",
        required=True,
        choices=tuple(printing.SHEETS),
        help="own は手元用（社外秘）、hand-out はお渡し用",
    )
    brief.add_argument("--company", default="", metavar="NAME", help="相手の会社名")
    brief.add_argument("--segment", default="", metavar="NAME", help="相手の業種（例: 食品・飲料）")
    printing_options(brief)
    onepager = command(commands, "onepager", "お渡し用の 1 枚を PDF にする（Chromium が必要）", _onepager)
    onepager.add_argument("case", metavar="CASE", help="事例の id（例: case-0037）")
    printing_options(onepager)


def printing_options(parser: argparse.ArgumentParser) -> None:
    """Where from, and where to."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="書き出す PDF")
    parser.add_argument("--audience", metavar="NAME", help="誰に向けたサイトから印刷するか（既定: default_audience）")
    parser.add_argument("--site", type=Path, metavar="DIR", help="でき上がったサイト（既定: --audience の出力先）")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="サイトの期限を判断する日（YYYY-MM-DD）")


def _brief(options: argparse.Namespace) -> int:
    meeting = printing.Meeting(
        cases=tuple(dict.fromkeys(options.cases)),
        sheet=printing.SHEETS[options.sheet],
        company=options.company,
        segment=options.segment,
    )
    return _printed(options, lambda site, chromium: printing.brief(site, meeting, chromium))


def _onepager(options: argparse.Namespace) -> int:
    return _printed(options, lambda site, chromium: printing.onepager(site, options.case, chromium))


def _printed(options: argparse.Namespace, work: Callable[[printing.Site, str], bytes]) -> int:
    """Print from the site that was asked for; the file is there whole, or as it was."""
    config = configured(options)
    audience = audience_of(options, config) if config else None
    if config is None or audience is None:
        return USAGE
    try:
        may_write(options.output)
        site = printing.open_site(folder_of(options, config, audience), audience, as_of(options.as_of, config))
        data = work(site, printing.find_chromium(os.environ.get(CHROMIUM, "")))
        write(options.output, data)
    except printing.NotPrinted as fault:
        say(f"{fault}\n  ヒント: {fault.hint}")
        return USAGE
    print(f"{options.output} に印刷しました。")
    return DONE


def folder_of(options: argparse.Namespace, config: SiteConfig, audience: str) -> Path:
    """The finished site that was asked for."""
    given: Path | None = options.site
    return given or Path(shown(config.output_for(audience)))


def may_write(file: Path) -> None:
    """What is for a few may not lie in a site that many read."""
    folder = file.resolve().parent
    if not folder.is_dir():
        raise printing.NotPrinted(
            f"{file.parent} というフォルダーがありません。", "-o に、あるフォルダーのファイルを指してください。"
        )
    if any((above / RECORD).is_file() for above in (folder, *folder.parents)):
        raise printing.NotPrinted(
            "サイトのフォルダーの中には書き出せません。", "-o に、サイトの外のファイルを指してください。"
        )


def write(file: Path, data: bytes) -> None:
    """Write a file whole, or leave what was there. Raises NotPrinted."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(file)
    except OSError as fault:
        hint = "-o に、別のファイルを指してください。"
        raise printing.NotPrinted(f"{file} に書けません（{fault.strerror}）。", hint) from fault
    finally:
        beside.unlink(missing_ok=True)
