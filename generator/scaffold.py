"""New documents: a file that passes ``check`` and says by its comments what belongs where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from .answers import fill
from .config import SiteConfig
from .problems import Place, Problem, error

KINDS = ("organization", "case", "story", "article", "term", "phrase", "playbook", "seminar", "voice")

_FOLDERS = {
    "organization": "organizations",
    "case": "cases",
    "story": "stories",
    "article": "articles",
    "term": "glossary",
    "phrase": "phrases",
    "playbook": "playbooks",
    "seminar": "seminars",
    "voice": "voices",
}
_SERIAL = {"organization": r"org-\d{4,}", "case": r"case-\d{4,}"}
_DEFAULT_CATEGORY = "operation"

_TEXTS = {
    "organization": """\
audience: {audience}
name: （社名をここに）            # audience の範囲の人だけが見られます
reading:                          # よみ（ひらがな）
alias: 組織{number}               # 社外での呼び名。先方と決め、ほかの組織と重ならないように
segment: food                     # 業種。キーか日本語名（content/taxonomy.yml、docs/words.md）
employees:                        # -29 | 30-99 | 100-299 | 300-999 | 1000-4999 | 5000-
prefecture:                       # 例: 東京都
contract: {{status: unknown}}       # active | ended | unknown
""",
    "case": """\
title: （何が、どうなった、誰の話か）
summary: （一文で。数字を使うときは、同じ数字を metrics にも書きます）
audience: {audience}
status: draft                     # 書き終えたら in_review。公開するときに published
# organization: org-0014          # 社名は書かず、組織の id を書きます
concept: community                # やり取りの設計が主題なら communication
community:
  type: fan                       # fan | user | internal | partner | local | network | project
  stage: launching                # launching | growing | self_sustaining
purposes: [retention]             # 目的。キーか日本語名（docs/words.md）から、1 つ以上
challenge: |
  （困りごと。社名の代わりに「同社」と書きます）
approach: |
  （行ったこと）
outcome: |
  （変わったこと）
conditions: []                    # 再現条件。1 行に 1 つ「  - 」で始めます
setbacks: []                      # つまずきと学び。1 行に 1 つ「  - 」で始めます
consent:
  status: not_asked               # 掲載許諾。編集の担当が書きます。いただくまで、編集・法務だけが見られます
# published_on: {today}
""",
    "story": """\
---
title: （題をここに）
description: （一文で、何の話か）
audience: {audience}
status: draft
# case: case-0001
# published_on: {today}
---

（本文）
""",
    "article": """\
---
title: （読者の問いを題に）
description: （一文で、答え）
audience: {audience}
status: draft
tags: []
# published_on: {today}
---

（最初の段落で、問いに答えます）
""",
    "term": """\
term: （用語）
reading: （よみ）
audience: {audience}
status: draft
aliases: []
definition: （一文の定義）
""",
    "phrase": """\
audience: {audience}
status: draft
items:
  - text: （そのまま使える一文）
    kind: sentence                # sentence | fragment | mail
    recipient: 社外               # 社外 | 目上 | 社内
""",
    "playbook": """\
---
title: （進め方の題）
description: （一文で、いつ使うか）
audience: {audience}
status: draft
steps: []
stages: [launching]
# published_on: {today}
---

（本文）
""",
    "seminar": """\
---
title: （セミナーの題）
description: （一文で、何が分かるか）
audience: {audience}
status: draft
date: {today}
start: "15:00"
end: "16:00"
format: オンライン
shown_to: seminar
---

## （1 枚目の題）

（スライドの中身）

Note:
（話すこと）

---

## （2 枚目の題）

（スライドの中身）
""",
    "voice": """\
audience: {audience}
status: draft
items:
  - theme: （テーマ）
    text: （聞いた言葉。個人の名前は書きません）
    from: client                  # client | member | team
    state: new
""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file to write: its path inside the content folder, and its text."""

    path: PurePosixPath
    text: str


def next_id(kind: str, config: SiteConfig) -> str:
    """The next serial number of organisations and cases; "" for what has a name of its own."""
    if kind not in _SERIAL:
        return ""
    prefix = _SERIAL[kind].partition("-")[0]
    found = (config.content / _FOLDERS[kind]).glob(f"{prefix}-*")
    taken = [int(number) for path in found if (number := path.stem.partition("-")[2]).isdecimal()]
    return f"{prefix}-{max(taken, default=0) + 1:04}"


def draft(
    kind: str, identifier: str, config: SiteConfig, today: date, values: Mapping[str, str] | None = None
) -> tuple[Draft | None, list[Problem]]:
    """The file of a new document, with ``values`` (YAML by key) in its template; None with a problem where the id
    cannot be one or is taken."""
    category, _, name = identifier.rpartition("/")
    if problem := _bad_id(kind, identifier, category, name):
        return None, [problem]
    folder = PurePosixPath(_FOLDERS[kind])
    if kind == "article":
        folder /= category or _DEFAULT_CATEGORY
    suffix = ".md" if _TEXTS[kind].startswith("---") else ".yml"
    path = folder / f"{name}{suffix}"
    if (config.content / path).exists():
        place = Place(file=f"{config.content_dir}/{path}")
        return None, [
            error(
                "already-there",
                place,
                "このファイルは、もうあります。",
                "別の id を付けるか、そのファイルを直してください。",
            )
        ]
    audience = "sales" if "sales" in config.audiences else config.audiences[-1]
    digits = re.sub(r"\D", "", name)
    text = _TEXTS[kind].format(audience=audience, today=today.isoformat(), number=digits)
    return Draft(path=path, text=fill(text, values or {})), []


def _bad_id(kind: str, identifier: str, category: str, name: str) -> Problem | None:
    wanted = _SERIAL.get(kind, r"[a-z0-9]+(?:-[a-z0-9]+)*")
    category_ok = not category or (kind == "article" and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", category))
    if re.fullmatch(wanted, name) and category_ok:
        return None
    example = {"organization": "org-0014", "case": "case-0037", "article": "operation/weekly-prompt"}.get(
        kind, "welcome-thread"
    )
    return error(
        "bad-id",
        None,
        f"「{identifier}」は id に使えません。",
        f"「{example}」のような、半角の英小文字・数字・ハイフンにしてください。",
    )
