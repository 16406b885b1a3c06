"""The leak check: what a circle may not see, looked for in the finished bytes of its site.

One automaton finds all strings in one reading; what counts only in some places is looked at again where it was found.
It knows nothing of the gate: a gate that fails is still caught.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ..problems import Problem, error
from .folding import EDGE, evened, folded, loosely, plain, shaped, squeezed
from .near import Neighbours
from .reading import Reading, read
from .secrets import Secrets, Where
from .words import alone, apart

WHAT = {
    "name": "社名",
    "person": "人の名前",
    "community": "コミュニティの名前",
    "title": "見せられない原稿の題",
    "hidden": "見せられない原稿の文",
    "block": "狭い範囲の区切りの文",
    "item": "狭い範囲の項目",
    "quote": "コメント",
    "inside": "社内向けの文",
    "record": "許諾の記録",
    "id": "見せられない原稿の id",
    "asset": "使っていない画像の名前",
    "figure": "見せられない数字",
    "detail": "社名とともに伏せる事実",
}
"""Kinds of secrets in the words of a report."""

_KANA = re.compile("[ぁ-ゖー]+")
_SURE_SOUND = 8
"""A lexicon says how every word of the pages sounds: kana shorter than this sound like other words by chance."""

_HINT = "文を狭い読者向けの区切りに移すか、言い換えてください。原稿が正しいときは担当へ知らせてください。"


class LeakFinder:
    """Finds what must not show in one file at a time. Made of plain values, so each worker makes its own."""

    def __init__(self, secrets: Secrets) -> None:
        self._order = {source: index for index, source in enumerate(secrets.sources)}
        self._signs: dict[str, list[tuple[int, Where]]] = {}
        self._tokens: dict[str, list[tuple[str, int]]] = {}
        for each in secrets.forbidden:
            self._add(each.form, self._order[each.source], each.where)
        self._near = Neighbours(secrets.subjects, secrets.details, self._order)
        self._covers = frozenset(secrets.covers)
        self._forms = tuple(dict.fromkeys(form for form in (*self._signs, *secrets.covers, *self._near.forms) if form))
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard) if self._forms else None

    def _add(self, form: str, index: int, where: Where) -> None:
        if where is Where.TOKEN:
            token, form = form, squeezed(plain(form))
            self._tokens.setdefault(form, []).append((token, index))
        if form:
            self._signs.setdefault(form, []).append((index, where))

    def find(self, name: str, data: bytes) -> tuple[int, ...]:
        """What stands in a file or in its name, in order: places in ``Secrets.sources``."""
        if self._automaton is None:
            return ()
        return tuple(sorted(set(self._in(name, read(name, data)))))

    def _in(self, name: str, reading: Reading) -> Iterator[int]:
        text = _Text(reading)
        assert self._automaton is not None
        spans = self._automaton.find_matches_as_indexes(text.squeezed, overlapping=True)
        covered = [(start, end) for index, start, end in spans if self._forms[index] in self._covers]
        counted: set[str] = set()
        for index, start, end in spans:
            form = self._forms[index]
            if form in counted or form not in self._signs:
                continue
            if covered and any(a <= start and end <= b and (a, b) != (start, end) for a, b in covered):
                continue
            counted.add(form)
            yield from (owner for owner, where in self._signs[form] if self._counts(form, where, owner, text))
        subjects = {self._forms[index] for index, _, _ in spans} & self._near.forms.keys()
        if subjects or self._near.has_page(name):
            yield from self._near.find(name, text.seen, subjects)

    def _counts(self, form: str, where: Where, owner: int, text: _Text) -> bool:
        """Does a form that was found among the letters count where it stands?"""
        if text.lexicon and (where is Where.APART or (len(form) < _SURE_SOUND and _KANA.fullmatch(form))):
            return False
        match where:
            case Where.ANYWHERE:
                return True
            case Where.TOKEN:
                tokens = (token for token, index in self._tokens[form] if index == owner)
                return any(_token(token).search(text.whole) for token in tokens)
            case Where.APART:
                return text.has(form, apart, shown=False)
            case Where.FIRM:
                return text.has(form, alone, shown=False)
            case Where.WORD:
                return text.has(form, alone, shown=True)


class _Text:
    """One file's text in the forms that are asked of it, each made when it is first wanted."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.lexicon = reading.lexicon

    @cached_property
    def whole(self) -> str:
        """All that the file says."""
        return plain(self._reading.whole)

    @cached_property
    def squeezed(self) -> str:
        """Its letters alone. What pages say in their frames and tags, others said before."""
        if not self._reading.shown:
            return squeezed(self.whole)
        return EDGE.join(map(_letters, self._reading.whole.split(EDGE)))

    @cached_property
    def seen(self) -> str:
        """What a reader sees."""
        return plain(self._reading.seen)

    def has(self, form: str, fits: Callable[[str, int, int], bool], *, shown: bool) -> bool:
        """Does ``form`` stand somewhere so that ``fits``? ``shown`` asks for text that is read as such."""
        if shown and not self._reading.shown:
            return False
        shape, even = self._seen_shape if shown else self._shape
        return any(fits(shape, *found.span()) for found in _loosely(form).finditer(even))

    @cached_property
    def _shape(self) -> tuple[str, str]:
        shape = shaped(self.whole)
        return shape, evened(shape)

    @cached_property
    def _seen_shape(self) -> tuple[str, str]:
        shape = shaped(self.seen)
        return shape, evened(shape)


_loosely = lru_cache(maxsize=4_096)(loosely)
_folded = lru_cache(maxsize=8_192)(folded)
_SHORT = 100


def _letters(piece: str) -> str:
    return _folded(piece) if len(piece) <= _SHORT else folded(piece)


@lru_cache(maxsize=4_096)
def _token(token: str) -> re.Pattern[str]:
    """An id as a whole word, or, where it begins with ``/``, as the segment of an address."""
    return re.compile(rf"(?<![a-z0-9_-]){re.escape(token)}(?![a-z0-9_-])")


# -- the report ---------------------------------------------------------------------------------------------------


def report(
    secrets: Secrets, finder: LeakFinder, found: Mapping[int, Sequence[str]], files: Mapping[str, bytes]
) -> list[Problem]:
    """What was found, as problems: one for each source file and kind, at its first place.

    No string is quoted: its place tells."""
    alike: dict[tuple[str, str], list[int]] = {}
    for index in sorted(found):
        what, place = secrets.sources[index]
        alike.setdefault((what, place.file if place else ""), []).append(index)
    return [_problem(secrets, finder, indexes, found, files) for indexes in alike.values()]


_TOLD = 3
"""Finished files that a report names for each source; there are often dozens."""


def _problem(
    secrets: Secrets,
    finder: LeakFinder,
    indexes: Sequence[int],
    found: Mapping[int, Sequence[str]],
    files: Mapping[str, bytes],
) -> Problem:
    what, place = secrets.sources[indexes[0]]
    where: dict[str, int] = {}
    for index in indexes:
        for name in found[index]:
            where.setdefault(name, index)
    names = list(where)
    spots = "、".join(spot_of(finder, where[name], name, files[name]) for name in names[:_TOLD])
    more = f" ほか {len(names) - _TOLD:,} ファイル" if len(names) > _TOLD else ""
    others = f"（同じ原稿のほか {len(indexes) - 1:,} か所も）" if len(indexes) > 1 else ""
    kind = WHAT.get(what, what)
    message = f"この読者に見せられないもの（{kind}）が、できあがった {spots}{more} に出ています{others}。"
    return error("leak", place, message, _HINT)


def spot_of(finder: LeakFinder, index: int, name: str, data: bytes) -> str:
    """Where in a finished file a string stands: the file and its line, or that its name itself is the leak."""
    if index in finder.find(name, b""):
        return f"{_masked(name)} のファイル名"
    if name.endswith((".gz", ".png", ".jpg", ".jpeg", ".gif", ".webp")):
        return name
    for number, line in enumerate(data.split(b"\n"), 1):
        if len(data) > _LARGE and number > _MANY:
            break
        if index in finder.find(name, line):
            return f"{name} の {number} 行目"
    return name


_LARGE, _MANY = 2_000_000, 2_000
"""Bytes and lines above which no line is looked for: the file alone is told."""


def _masked(name: str) -> str:
    """A path whose last part is not told: it is what must not show."""
    folder, _, last = name.rpartition("/")
    return f"{folder}/…{last[last.rfind('.') :] if '.' in last else ''}".lstrip("/")


def find_leaks(files: Mapping[str, bytes], secrets: Secrets, *, trusted: Collection[str] = ()) -> list[Problem]:
    """Everything that must not show and stands anywhere in ``files``.

    ``trusted`` names the files that were checked before, such as the theme's."""
    finder = LeakFinder(secrets)
    found: dict[int, list[str]] = {}
    for name, data in files.items():
        if name not in trusted:
            for index in finder.find(name, data):
                found.setdefault(index, []).append(name)
    return report(secrets, finder, found, files)
