"""Style sheets as text: cut into rules, trimmed to what a site uses, joined into one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_TOKEN = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)"']*\)|[{};]""", re.DOTALL)
_SELECTOR_COMMA = re.compile(r",(?![^(]*\))")
_URL = re.compile(r"""url\(\s*(["']?)(?!data:|#|https?:)([^)"']+)\1\s*\)""")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_PROPERTY = re.compile(
    r"""(?<=[{;])(--[\w-]+)\s*:(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)"']*\)|[^;{}"'])*;?""", re.DOTALL
)
_SPACE = re.compile(r"\s+")
_TIGHT = re.compile(r"\s*([{};,])\s*")


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Cut a style sheet into its top-level rules: (prelude, body with braces), body "" for `@charset …;`."""
    start = brace = depth = 0
    for match in _TOKEN.finditer(css):
        token = match.group()
        if token == "{":
            depth += 1
            if depth == 1:
                brace = match.start()
        elif token == "}":
            depth -= 1
            if depth == 0:
                yield css[start:brace].strip(), css[brace : match.end()]
                start = match.end()
        elif token == ";" and depth == 0:
            yield css[start : match.end()].strip(), ""
            start = match.end()


def trim(css: str, unused: Callable[[str], bool]) -> str:
    """Drop every selector that `unused` names, and every rule and media query that is left empty."""
    kept: list[str] = []
    for prelude, body in rules(css):
        if prelude.startswith(("@media", "@supports", "@layer", "@container")):
            inner = trim(body[1:-1], unused)
            kept.append(f"{prelude}{{{inner}}}" if inner else "")
        elif prelude.startswith("@charset") or (not body and not prelude.startswith("@")):
            continue
        elif prelude.startswith("@"):
            kept.append(prelude + body)
        else:
            selectors = [s for s in _SELECTOR_COMMA.split(prelude) if not unused(s)]
            kept.append(",".join(selectors) + body if selectors else "")
    return "".join(kept)


def drop_unread(css: str, readers: str) -> str:
    """Drop each custom property that no `var(…)` reads, in the sheet itself or in `readers`, until all are read."""
    read = set(_READ.findall(css + readers))
    kept = _PROPERTY.sub(lambda match: match.group() if match.group(1) in read else "", css)
    return css if kept == css else drop_unread(kept, readers)


def squeeze(css: str) -> str:
    """Drop comments and needless white space of hand-written CSS; text within quotes is left as it is."""
    css = _COMMENT.sub("", css)
    parts = re.split(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\))""", css)
    return "".join(part if i % 2 else _TIGHT.sub(r"\1", _SPACE.sub(" ", part)) for i, part in enumerate(parts)).strip()


def relink(css: str, to: Callable[[str], str]) -> str:
    """Rewrite each local `url(…)` to what `to` returns for it."""
    return _URL.sub(lambda match: f'url("{to(match.group(2).strip())}")', css)
