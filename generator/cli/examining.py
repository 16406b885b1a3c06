"""``casebook doctor``: a live site, looked at from outside."""

from __future__ import annotations

import argparse
import base64
import re
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .. import report
from ..config import SiteConfig, audience_label
from ..delivery.known import known_release
from ..problems import has_errors
from ..record import read_record
from .shared import DONE, USAGE, Commands, as_of, audience_of, command, configured, day, exit_code
from .terminal import Progress, say

if TYPE_CHECKING:
    from .. import doctor  # it brings the theme's libraries: only this command imports it

_LONGEST = 16_000
_NOT_COMPARED = "手元に同じ版がないので、中身は照らしていません。"
_HEADER = re.compile(r"([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*([\x20-\x7e]+)")


class _Unusable(Exception):
    """What was given cannot be used; the message says why, in Japanese."""


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    parser = command(commands, "doctor", "公開中のサイトを、外から調べる（何も変えない）", _doctor)
    parser.add_argument("url", metavar="URL", help="サイトの先頭のアドレス（https://…）")
    parser.add_argument(
        "--audience",
        metavar="NAME",
        help="そこに置くのが誰に向けたサイトか（既定: site_url が同じ範囲、なければ default_audience）",
    )
    parser.add_argument(
        "--site", type=Path, metavar="DIR", help="そこにあるはずのサイトのフォルダー。違う版なら誤りになる"
    )
    parser.add_argument("--user", metavar="NAME", help="サインインの名前（Basic 認証）")
    parser.add_argument("--password-file", type=Path, metavar="FILE", help="パスワードを 1 行で書いたファイル")
    parser.add_argument(
        "--headers-file", type=Path, metavar="FILE", help="サインインに要るヘッダー（Cookie など）を書いたファイル"
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="期限を判断する日（YYYY-MM-DD）")
    parser.add_argument("--strict", action="store_true", help="注意も誤りとして扱う")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="結果の形")


def _doctor(options: argparse.Namespace) -> int:
    from .. import doctor

    config = configured(options)
    if config is None:
        return USAGE
    try:
        address = _address(options.url)
        sign_in = _sign_in(options)
        options.audience = options.audience or _circle_at(address, config)
        audience = audience_of(options, config)
        if audience is None:
            return USAGE
        tree = _expected(options.site, audience) if options.site else ""
    except _Unusable as fault:
        say(str(fault))
        return USAGE
    if sign_in and address.startswith("http:") and urlsplit(address).hostname not in doctor.LOOPBACK:
        say("パスワードは、暗号化していないアドレス（http）へは送りません。https のアドレスを指定してください。")
        return USAGE
    order = doctor.Order(
        address=address,
        audience=audience,
        widest=audience == config.audiences[0],
        today=as_of(options.as_of, config),
        neighbours=_neighbours(config, audience),
        sign_in=sign_in,
        known=partial(_digests, config, audience, options.site or config.output_for(audience)),
        tree=tree,
    )
    with Progress() as progress:
        found = doctor.examine(order, lambda done, total: progress.show("確認", done, total))
    if options.format == "json":
        print(report.as_json(found.problems, config.language))
    else:
        if found.problems:
            print(report.as_text(found.problems, lambda file, line: "", config.language), file=sys.stderr)
        print(_said(found, audience, config.language))
    failed = has_errors(found.problems) or (options.strict and found.problems)
    return exit_code(found.problems) if failed else DONE


def _expected(folder: Path, audience: str) -> str:
    """The digest of the site in ``folder``, which is to be the one that is live."""
    record = read_record(folder)
    if record is None or record.audience != audience:
        raise _Unusable(f"{folder} に、{audience_label(audience)}向けのサイトがありません。--site を確かめてください。")
    return record.tree


def _digests(config: SiteConfig, audience: str, built: Path, tree: str) -> Mapping[str, str] | None:
    """The SHA-256 of each file of a release that this machine knows."""
    listing = known_release(config, audience, tree, built)
    return {path: entry.digest for path, entry in listing.items()} if listing else None


def _said(found: doctor.Report, audience: str, language: str) -> str:
    if found.problems:
        return report.summary(found.problems, language)
    told = f"うち {found.compared} 件は、ビルドした中身と照らしました。" if found.compared else _NOT_COMPARED
    return f"{found.asked} か所を調べました。問題はありません（{audience_label(audience)}向け）。{told}"


def _address(url: str) -> str:
    """The address of a site, with a slash at its end. A password has no place in it: others see command lines."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise _Unusable(f"「{url}」はサイトのアドレスではありません。https:// から書いてください。")
    if parts.username is not None or parts.query or parts.fragment:
        raise _Unusable(
            "アドレスに、名前・パスワード・「?」・「#」は書けません。サインインには --user を使ってください。"
        )
    if not url.isascii() or any(sign.isspace() for sign in url):
        raise _Unusable("アドレスは、ブラウザーからコピーした半角の形で書いてください。")
    return f"{parts.scheme}://{parts.netloc}{parts.path.removesuffix('index.html').rstrip('/')}/"


def _circle_at(address: str, config: SiteConfig) -> str | None:
    """The circle whose site has this address in the configuration."""
    return next((name for name in config.audiences if config.url_for(name) == address), None)


def _neighbours(config: SiteConfig, audience: str) -> tuple[str, ...]:
    """Where the sites of other circles would lie, had all of them been put on one host."""
    names = (config.output_for(other).name for other in config.audiences if other != audience)
    return tuple(f"{name}/" for name in dict.fromkeys(names))


def _sign_in(options: argparse.Namespace) -> Mapping[str, str]:
    """The headers that open the site."""
    if bool(options.user) != bool(options.password_file):
        raise _Unusable("--user と --password-file は、いつも一緒に使います。")
    headers = _headers(_read(options.headers_file)) if options.headers_file else {}
    if options.user:
        password = _read(options.password_file).split("\n", 1)[0].rstrip("\r")
        headers["Authorization"] = "Basic " + base64.b64encode(f"{options.user}:{password}".encode()).decode()
    return headers


def _headers(text: str) -> dict[str, str]:
    rows = [row for row in text.splitlines() if row.strip()]
    found = [_HEADER.fullmatch(row.strip()) for row in rows]
    if not rows or None in found:
        raise _Unusable("--headers-file には、「Cookie: …」のように、1 行に 1 つのヘッダーを書いてください。")
    return {row[1]: row[2] for row in found if row}


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else "UTF-8 ではありません"
        raise _Unusable(f"{path} を読めません（{why}）。") from fault
