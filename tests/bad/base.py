"""The smallest good documents, to which each bad input adds its fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..folders import Content

CASE_FILE = "content/cases/case-0001.yml"
ORG_FILE = "content/organizations/org-0001.yml"
ARTICLE_FILE = "content/articles/operation/reply.md"

CASE = """\
title: 定期便を続けてもらうための、会員どうしの場
summary: 週替わりのお題で、会員どうしの会話が続く場に変えた一年。
audience: public
organization: org-0001
purposes: [retention]
published_on: 2025-04-01
"""

ORG = """\
audience: sales
name: 株式会社あおぞら食品
reading: あおぞらしょくひん
short_name: あおぞら食品
romaji: Aozora Foods
other_names: [アオゾラ・キッチン]
alias: 食品メーカーA社
segment: food
"""

FRONT = """\
---
title: 返信の書き方
audience: public
---

"""

ARTICLE = FRONT + "返信は、まず受け取ったことを伝えます。\n"


@dataclass(frozen=True, slots=True)
class Bad:
    """One bad input: the files of a site, and all that ``casebook check`` says of them.

    ``expected`` is the whole of standard error; ``exit_code`` 1 means errors in the content, 2 in the configuration,
    0 warnings alone.
    """

    name: str
    files: Mapping[str, Content]
    expected: str
    exit_code: int = 1


def of_case(extra: str, **others: Content) -> dict[str, Content]:
    """A case with ``extra`` lines at its end, and its organisation."""
    return {CASE_FILE: CASE + extra, ORG_FILE: ORG, **others}


def of_article(body: str) -> dict[str, Content]:
    """An article with ``body``."""
    return {ARTICLE_FILE: FRONT + body}
