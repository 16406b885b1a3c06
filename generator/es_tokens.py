"""JavaScript cut into tokens: enough to leave out comments and to see what a module imports and exports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PLAIN = re.compile(
    r"""(?P<space>\s+)
      | (?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")
      | (?P<word>[#\w$]+)
      | (?P<mark>=>|\+\+|--|\.\.\.|\?\.|/(?!\*)|[^\s\w'"`\\/])""",
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.DOTALL)

_BEFORE_A_VALUE = frozenset(
    {"await", "case", "delete", "do", "else", "in", "instanceof", "new", "of", "return", "throw", "typeof", "void"}
    | {"yield"}
)
_WITH_A_CONDITION = frozenset({"if", "for", "while"})

_TIGHT = frozenset("{}()[];,:=<>?&|!") | {"=>"}
"""Marks that need no space beside them."""
_GOES_ON = frozenset("{([,;:=<>?&|!") | {"=>"}
"""Marks that end no statement: the line break after them says nothing."""
_CLOSES = frozenset(")]},;")
"""Marks before which a line break says nothing."""


class ScriptError(ValueError):
    """A script that cannot be read, or is written in a way we do not use. The message names line and remedy."""


class Token(NamedTuple):
    """One piece of a script. ``kind`` is space, comment, string, template, regex, word or mark."""

    kind: str
    text: str
    line: int

    @property
    def tells(self) -> bool:
        """False for what only people read: spaces and comments."""
        return self.kind not in ("space", "comment")


def tokens(source: str) -> list[Token]:
    """All tokens of ``source``; joined again they are ``source``. Raises ScriptError."""
    return list(_Reader(source).read())


def squeezed(parts: list[Token]) -> str:
    """The text of ``parts`` without comments and idle spaces. Line breaks that may end a statement stay."""
    out: list[str] = []
    before, gap = "", ""
    for kind, text, _ in parts:
        if kind in ("space", "comment"):
            gap = "\n" if gap == "\n" or "\n" in text else " "
            continue
        if gap:
            out.append(_gap(before, gap, text))
        out.append(text)
        before, gap = text, ""
    return "".join(out)


def _gap(before: str, gap: str, after: str) -> str:
    if before in _GOES_ON or after in _CLOSES or not before:
        return ""
    return "" if gap == " " and (before in _TIGHT or after in _TIGHT) else gap


class _Reader:
    """Walks a script once. A slash divides or opens a regular expression by what stands before it."""

    def __init__(self, source: str) -> None:
        self.source, self.at, self.line = source, 0, 1
        self.before: Token | None = None
        self.conditions: list[bool] = []
        self.after_condition = False

    def read(self, *, inside: bool = False) -> Iterator[Token]:
        """Tokens up to the end, or ``inside`` a template up to the brace that closes what it holds."""
        depth = 0
        source, plain = self.source, _PLAIN.match
        while self.at < len(source):
            first = source[self.at]
            if first == "`":
                token = self._template()
            elif first == "/":
                token = self._slash()
            else:
                if first == "}" and inside and depth == 0:
                    return
                found = plain(source, self.at)
                token = self._take(found.lastgroup or "" if found else "", found)
                depth += (first == "{") - (first == "}")
            if token.kind not in ("space", "comment"):
                self._remember(token)
            yield token
        if inside:
            raise ScriptError(f"line {self.line}: a template is never closed")

    def _slash(self) -> Token:
        comment = self.source.startswith(("//", "/*"), self.at)
        if not comment and self._opens_regex():
            return self._take("regex", _REGEX.match(self.source, self.at))
        found = _PLAIN.match(self.source, self.at)
        return self._take(found.lastgroup or "" if found else "", found)

    def _take(self, kind: str, found: re.Match[str] | None) -> Token:
        if found is None:
            raise ScriptError(f"line {self.line}: cannot be read: {self.source[self.at : self.at + 20]!r}")
        text = found[0]
        token = Token(kind, text, self.line)
        self.at = found.end()
        if "\n" in text:
            self.line += text.count("\n")
        return token

    def _template(self) -> Token:
        start, line = self.at, self.line
        self.at += 1
        while True:
            text = _TEMPLATE.match(self.source, self.at)
            self._take("template", text)
            if self.source.startswith("`", self.at):
                self.at += 1
                return Token("template", self.source[start : self.at], line)
            if not self.source.startswith("${", self.at):
                raise ScriptError(f"line {line}: a template is never closed")
            self.at, self.before = self.at + 2, None
            for _ in self.read(inside=True):
                pass
            self.at += 1

    def _opens_regex(self) -> bool:
        if self.before is None:
            return True
        kind, text = self.before.kind, self.before.text
        if text == "}" and kind == "mark":
            raise ScriptError(f"line {self.line}: a slash after a brace may mean two things; put brackets around it")
        if text == ")" and kind == "mark":
            return self.after_condition
        return text in _BEFORE_A_VALUE if kind == "word" else kind == "mark" and text not in ("]", "++", "--")

    def _remember(self, token: Token) -> None:
        if token.text == "(":
            self.conditions.append(self.before is not None and self.before.text in _WITH_A_CONDITION)
        elif token.text == ")":
            self.after_condition = bool(self.conditions) and self.conditions.pop()
        self.before = token
