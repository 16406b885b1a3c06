"""Every case of this repository on paper, on both sheets, for prospects with long names and notes."""

from __future__ import annotations

import random
from collections.abc import Iterator

from evaluation.browser import chromium, served

from ..printing.desk import faults, ids, inside, printed
from ..whole import built
from .trial import Check

_WORDS = ("株式会社", "みなと", "ホールディングス", "食品", "協同組合", "ながい名前の", "東日本")


def trials(count: int, seed: int) -> Iterator[str]:
    """One case and sheet a trial, in an order of chance; the browser's own way of printing."""
    chance = random.Random(seed)
    sheets = [(case, sheet) for sheet in ("own", "out") for case in ids(sheet)]
    chance.shuffle(sheets)
    with served(built("sales")[0]) as address, chromium() as browser:
        page = browser.new_page(locale="ja-JP")
        for number in range(count):
            case, sheet = sheets[number % len(sheets)]
            company = "".join(chance.choices(_WORDS, k=chance.randint(0, 8)))[:60]
            notes = "予算の時期と体制を確かめる。" * chance.randint(0, 20)
            one = printed(page, address, case, sheet, company, notes)
            found = [*faults(one), *(inside(one.paper, case) if sheet == "out" else [])]
            yield f"{case} {sheet}: {found[:3]}" if found else ""


CHECK = Check(name="paper", wanted=62, trials=trials)
