"""``casebook slides``: a seminar's slides and handout as files to carry."""

from __future__ import annotations

import argparse
import os

from .. import presenting, printing
from ..build import read_problems
from ..load import Loaded, load
from ..order import Order
from ..problems import in_order
from .printing import CHROMIUM, folder_of, may_write, printing_options, write
from .shared import CONTENT_ERRORS, DONE, USAGE, Commands, as_of, audience_of, command, configured
from .terminal import print_problems, say


def add(commands: Commands) -> None:
    """Name the command of this module, and its options."""
    slides = command(commands, "slides", "セミナーのスライドを PDF か PowerPoint にする", _slides)
    slides.add_argument("seminar", metavar="ID", help="セミナーの id（例: food-retention-2027）")
    form = slides.add_mutually_exclusive_group(required=True)
    form.add_argument("--pdf", action="store_true", help="スライドを 1 枚 1 ページの PDF に（Chromium が必要）")
    form.add_argument("--pptx", action="store_true", help="スライドを、文字を直せる PowerPoint に")
    form.add_argument("--handout", action="store_true", help="配布資料を A4 の PDF に（Chromium が必要）")
    printing_options(slides)


def _slides(options: argparse.Namespace) -> int:
    config = configured(options)
    audience = audience_of(options, config) if config else None
    if config is None or audience is None:
        return USAGE
    loaded = load(config)
    unreadable = [problem for problem in read_problems(config, loaded) if problem.is_error]
    if unreadable:
        print_problems(in_order(unreadable), config)
        say("書き出していません。見せられないものが分かるのは、原稿のすべてを読めたときだけです。")
        return CONTENT_ERRORS
    folder = folder_of(options, config, audience).resolve()
    order = Order(config=config, audience=audience, output=folder, as_of=as_of(options.as_of, config))
    try:
        return _write_file(options, order, loaded)
    except printing.NotPrinted as fault:
        say(f"{fault}\n  ヒント: {fault.hint}")
        return USAGE


def _write_file(options: argparse.Namespace, order: Order, loaded: Loaded) -> int:
    """The file is there whole, or as it was; it says nothing that the content of today does not grant its use."""
    may_write(options.output)
    site = printing.open_site(order.output, order.audience, order.as_of)
    page = presenting.page_of(site, options.seminar, "handout" if options.handout else "slides")
    said = {page: (site.folder / page).read_bytes()}
    if options.pptx:
        data = presenting.as_pptx(site, page, order.config.name_for(order.config.audiences[0]))
        said |= presenting.unpacked(options.output.name, data)
    else:
        data = presenting.printed(site, page, printing.find_chromium(os.environ.get(CHROMIUM, "")))
    found = presenting.leaks(order, loaded, page, said)
    if found:
        print_problems(in_order(found), order.config)
        say("書き出していません。許諾がサイトより後に変わったときは、casebook build で作り直してください。")
        return CONTENT_ERRORS
    write(options.output, data)
    print(f"{options.output} に書き出しました。")
    return DONE
