"""What may tell who somebody is, in words that were said: names with a form of address, addresses, numbers, handles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from .found import Finding, finding
from .passages import Passage

People = Callable[[str], Iterable[tuple[int, int]]]
"""Where a text names people: (start, end) of each."""

_WIDE = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: 0x20, 0x2010: 0x2D, 0x2212: 0x2D}
_SIGNS = (
    (
        "メールアドレス",
        re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"),
        "アドレスを消してください。連絡先の記録は、サイトの外で管理します。",
    ),
    (
        "電話番号",
        re.compile(
            r"(?<![\d-])(?:(?:\+81[- ]?|0)\d{1,4}[- ]\d{1,4}[- ]\d{3,4}|(?:\+81|0)\d{1,4}\(\d{1,4}\)\d{3,4}"
            r"|\(0\d{1,4}\)\d{1,4}-?\d{3,4}|0[5789]0\d{8}|0120\d{6})(?![\d-])"
        ),
        "番号を消してください。連絡先の記録は、サイトの外で管理します。",
    ),
    (
        "アカウント名",
        re.compile(
            r"(?<![\w@./])@[A-Za-z0-9_-]{3,39}(?![\w.]*@)"
            r"|(?:x|twitter|instagram|facebook|tiktok|threads|github|note|line)\.(?:com|me|net)/[A-Za-z0-9_./@-]{2,60}"
            r"|(?:LINE|ライン|X|Twitter|ツイッター|Instagram|インスタ|Discord|Slack|Skype)(?:の| )*"
            r"(?:ID|アカウント|ユーザー名)(?:は|が|:| |「)*[A-Za-z0-9_.@-]{3,40}",
            re.IGNORECASE,
        ),
        "アカウント名を消し、「会員のお一人」のように書いてください。",
    ),
)


def personal_data(file: str, passages: Iterable[Passage], people: People) -> Iterator[Finding]:
    """Every sign of a person in what clients and members said."""
    for passage in passages:
        if not _is_said(passage):
            continue
        text = passage.text.translate(_WIDE)
        for what, sign, hint in _SIGNS:
            for found in sign.finditer(text):
                yield _personal(file, passage, found.span(), what, hint)
        for span in people(text):
            yield _personal(file, passage, span, "個人の名前", _NAMED)


_NAMED = "「会員のお一人」「担当の方」のように、その人と分からない言い方にしてください。"


def _personal(file: str, passage: Passage, span: tuple[int, int], what: str, hint: str) -> Finding:
    place = passage.place(file, *span)
    message = f"「{passage.text[slice(*span)]}」は、{what}のようです。"
    return finding("personal-data", place, message, hint, first_line=passage.first_line)


def _is_said(passage: Passage) -> bool:
    """Voices, and quotes of cases: what was said, by whom."""
    path = passage.path
    in_a_voice = path[0] == "items" and path[-1] in ("theme", "feature", "text", "reading")
    return in_a_voice or (path[0] == "quotes" and path[-1] in ("text", "role"))
