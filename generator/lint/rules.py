"""Wordings that a text should not use: misuses of terms, as the glossary tells them, and promises nobody can keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..config import SiteConfig
from ..model.glossary import Term
from .found import Finding, finding
from .passages import Passage

BANNED: Mapping[str, str] = {
    "必ず成果が出": "「◯社のうち◯社で、解約率が下がりました」のように、測った数字で書いてください。",
    "必ず成功し": "うまくいった条件（再現条件）を書いてください。",
    "絶対に失敗しない": "起きやすいつまずきと、その備えを書いてください。",
    "成果を保証します": "「効果を保証するものではありません」と添え、測った数字で書いてください。",
    "効果を保証します": "「効果を保証するものではありません」と添え、測った数字で書いてください。",
    "業界No.1": "何の、いつの、誰の調査かを示せるときだけ、その内容を書いてください。",
    "業界ナンバーワン": "何の、いつの、誰の調査かを示せるときだけ、その内容を書いてください。",
    "業界最安": "金額と条件を書いてください。",
}
"""Phrases that no site may use, each with what to write instead; ``banned_phrases`` of a site's configuration adds."""

_NO_RULES = frozenset({"misuses", "instead_of"})
"""Keys under which a wrong wording stands on purpose."""
_WRONG = re.compile(
    "誤り|誤用|誤解|間違|まちがい|取り違え|混同|避け|紛らわし|まぎらわし|別の|別に|分けて|使い分け|異な|違い|違う"
    "|では(?:ありません|ない|なく)|とは(?:限り|限ら|呼び|呼ば|言い|言え|いい|いえ)|呼び?ません|使い?ません|(?:呼ば|使わ)ない"
    "|(?:正し|ふさわし)く(?:ありません|ない)|適切で(?:は|ない)"
)
"""What a sentence says of a wording that it holds up as wrong, or of two things that it keeps apart."""
_MARKED = re.compile(r"\s*(?:[-*+•]\s*|\d+[.)]\s*)?(?:[✕✗✘×❌]|NG|誤[:)]|悪い例|よくない例)")
_WRONG_COLUMN = re.compile("[✕✗✘×❌]|NG|誤|避け|使わない|よくない|悪い|書きがち|言いがち|取り違え|してはいけない")
"""Over a column of wordings that a table replaces."""
_QUOTED = re.compile("「[^「」]*(?:「[^「」]*」[^「」]*)*」|『[^『』]*』")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Rule:
    """One wording to look for, as a regular expression, and what to say of it."""

    code: str
    pattern: str
    message: str
    hint: str


def rules_of(terms: Mapping[str, Term], config: SiteConfig) -> tuple[Rule, ...]:
    """The rules of a site: the misuses of its glossary that have a pattern, and the phrases that it bans."""
    return (*_misuses(terms), *_banned(config))


def _misuses(terms: Mapping[str, Term]) -> Iterator[Rule]:
    for term in terms.values():
        if term.status == "withdrawn":
            continue
        for misuse in term.misuses:
            if misuse.pattern:
                hint = f"「{misuse.instead}」のように言い換えてください。" if misuse.instead else "言い換えてください。"
                yield Rule(
                    "term-misuse",
                    misuse.pattern,
                    f"「{term.term}」の取り違えです（{misuse.wrong}）。{misuse.why or ''}",
                    hint,
                )


def _banned(config: SiteConfig) -> Iterator[Rule]:
    for text, instead in {**BANNED, **dict(config.banned_phrases)}.items():
        hint = instead or "示せる事実に言い換えてください。"
        yield Rule("banned-phrase", re.escape(text), f"「{text}」は、このサイトでは使いません。", hint)


def broken_rules(file: str, passage: Passage, rules: tuple[tuple[Rule, re.Pattern[str]], ...]) -> Iterator[Finding]:
    """Where ``passage`` breaks a rule without calling that wording wrong."""
    if not _NO_RULES.isdisjoint(passage.path):
        return
    text = passage.text.translate(_WIDE)
    for rule, pattern in rules:
        for found in pattern.finditer(text):
            if found[0] and not (_is_marked(passage, text) or _is_called_wrong(text, *found.span())):
                place = passage.place(file, *found.span())
                yield finding(rule.code, place, rule.message, rule.hint, first_line=passage.first_line)


def compiled(rules: tuple[Rule, ...]) -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """The rules with their patterns made ready."""
    return tuple((rule, re.compile(rule.pattern, re.IGNORECASE)) for rule in rules)


def _is_marked(passage: Passage, text: str) -> bool:
    """Is the whole passage held up as wrong, by a mark before it or over its column?"""
    return bool(_MARKED.match(text) or _WRONG_COLUMN.search(passage.heading))


def _is_called_wrong(text: str, start: int, end: int) -> bool:
    """Is the wording called wrong: by what follows in its own sentence or, where it stands in quotes, anywhere?"""
    stop = text.find("。", end)
    if _WRONG.search(text, end, stop + 1 if stop >= 0 else len(text)):
        return True
    quoted = any(each.start() < start and end < each.end() for each in _QUOTED.finditer(text))
    return quoted and bool(_WRONG.search(text))
