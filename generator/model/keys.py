"""How a key is read: small parsers from a YAML node to a value, and ``key()`` to declare one on a dataclass.

A record is a frozen dataclass whose fields are declared with ``key(parser)``; ``decode`` walks them. So the model is
its own schema: unknown keys, hints and the word list all come from the declarations.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar, cast

from ..problems import Place, Problem, error, warning
from ..slips import indent_hint
from ..strict_yaml import Listing, Node, Scalar, Table, plain
from .body import Body
from .labels import AUDIENCE_LABELS, key_called
from .vocabulary import Vocabulary

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Invalid(Exception):
    """A value that cannot be read; carries the problem that says so."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class Context:
    """What a parser may need besides its node, and where it leaves what it found wrong."""

    file: str
    audiences: tuple[str, ...]
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a parser accepts, as data: from it come the schemas and forms of editors.

    ``kind`` names the parser; ``limit`` is a number of characters, ``low`` and ``high`` are bounds of a number,
    ``words`` the vocabulary of a choice (or its name in the context), ``item`` what a list or record holds."""

    kind: str
    limit: int = 0
    low: int = 0
    high: int = 0
    words: Vocabulary | str = ""
    item: Shape | type | None = None


@dataclass(frozen=True, slots=True)
class Reader(Generic[T_co]):
    """A parser that knows what it accepts."""

    read: Callable[[Node, Context], T_co]
    shape: Shape

    def __call__(self, node: Node, context: Context) -> T_co:
        return self.read(node, context)


def reads(kind: str, **details: Any) -> Callable[[Callable[[Node, Context], T]], Reader[T]]:
    """Make a function a parser of one kind of value; ``details`` are those of ``Shape``."""
    return lambda read: Reader(read, Shape(kind=kind, **details))


def key(
    parse: Reader[Any],
    *,
    required: bool = False,
    stated: bool = False,
    default: Any = None,
    name: str = "",
    reference: str = "",
) -> Any:
    """Declare one key of a record.

    A ``stated`` key may be left out, but not be left empty: it decides who may see something, and an author who wrote
    ``hold:`` meant to. ``name`` is the YAML key where it differs from the field's; ``reference`` the collection its
    value points into.
    """
    metadata = {"parse": parse, "required": required, "stated": stated, "name": name, "reference": reference}
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Keys:
    """The places of a record's keys and values, for problems found later."""

    table: Table | None = None

    def at(self, *path: str | int) -> Place | None:
        """The place of the value at ``path``, or of the nearest thing above it that exists."""
        node: Node | None = self.table
        place = node.place if node else None
        for step in path:
            if isinstance(step, str) and isinstance(node, Table) and step in node.entries:
                node = node.entries[step]
            elif isinstance(step, int) and isinstance(node, Listing) and step < len(node.items):
                node = node.items[step]
            elif isinstance(step, int) and not isinstance(node, Listing):
                continue
            else:
                break
            place = node.place
        return place

    def key(self, name: str) -> Place | None:
        """The place of a key itself; that of the record where the key is not written."""
        if self.table is None:
            return None
        return self.table.keys.get(name, self.table.place)

    def scalars(self) -> Iterable[tuple[tuple[str | int, ...], Scalar]]:
        """Every value of the record with its path."""
        return _scalars(self.table, ()) if self.table else ()


def _scalars(node: Node, path: tuple[str | int, ...]) -> Iterable[tuple[tuple[str | int, ...], Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Listing):
        for index, item in enumerate(node.items):
            yield from _scalars(item, (*path, index))
    else:
        for name, value in node.entries.items():
            yield from _scalars(value, (*path, name))


def declared(record: type) -> dict[str, dataclasses.Field[Any]]:
    """The YAML keys of a record with the fields that declare them."""
    return {f.metadata["name"] or f.name: f for f in dataclasses.fields(record) if "parse" in f.metadata}


def decode(record: type[T], node: Node, context: Context, **given: Any) -> T | None:
    """Read ``node`` as ``record``; every problem in it is collected. None where it cannot be made."""
    if not isinstance(node, Table):
        context.problems.append(_wrong_shape(node, "「項目名: 値」の並び"))
        return None
    known = declared(record)
    ok = _refuse_unknown(record, node, context)
    values: dict[str, Any] = {}
    for name, spec in known.items():
        child = node.get(name)
        if child is None:
            written, due = name in node.keys, spec.metadata["required"] and spec.name not in given
            if due or (written and spec.metadata["stated"]):
                context.problems.append(
                    _empty(name, node.keys[name]) if written else missing_key(name, node.place, context.audiences)
                )
                ok = False
            continue
        try:
            values[spec.name] = spec.metadata["parse"](child, context)
        except Invalid as fault:
            context.problems.append(fault.problem)
            ok = False
    if "keys" in {f.name for f in dataclasses.fields(cast(Any, record))}:
        given = {"keys": Keys(node), **given}
    return record(**{**values, **given}) if ok else None


def _refuse_unknown(record: type, node: Table, context: Context) -> bool:
    known = declared(record)
    unknown = [name for name in node.entries if name not in known]
    for name in unknown[:_MOST_NAMED]:
        place = dataclasses.replace(node.keys[name], length=max(1, len(name)))
        hint = _after_text(name, node) or _called(record, name, known) or _key_hint(name, known)
        context.problems.append(_unknown(name, place, hint))
    return not unknown


def _after_text(name: str, node: Table) -> str:
    """The hint for a line of text below ``key: |`` that lost its indent and has a colon."""
    names = list(node.entries)
    before = names[names.index(name) - 1] if names[0] != name else ""
    above = node.entries[before] if before else None
    follows_text = isinstance(above, Scalar) and not above.plain and above.first_line > above.place.line
    return indent_hint(before) if follows_text and not re.fullmatch(r"[a-z_]+", name) else ""


def _called(record: type, name: str, known: Iterable[str]) -> str:
    key = key_called(record, name.strip(), known)
    return f"項目名は「{key}」と書きます。" if key else ""


_MOST_NAMED = 50
_MOST_ITEMS = 2_000


def unknown_key(name: str, place: Place, known: Iterable[str]) -> Problem:
    """The problem of a key that nothing declares, with the nearest known one as the hint."""
    return _unknown(name, dataclasses.replace(place, length=max(1, len(name))), _key_hint(name, known))


def _unknown(name: str, place: Place, hint: str) -> Problem:
    return error("unknown-key", place, f"「{name}」という項目はありません。", hint)


def _key_hint(name: str, known: Iterable[str]) -> str:
    if name != name.strip():
        return "項目名の前後に全角スペースがあります。半角スペースにしてください。"
    if re.fullmatch(r"\d{3}\D*", name):
        return "数には「,」を入れず、「12000」のように続けて書いてください。"
    if glued := re.match(r"([A-Za-z_]+)[:：]\s*([^、]+)", name):
        return f"「{glued[1]}: {glued[2]}」のように、半角の「:」の後に、半角の空白を入れてください。"
    near = nearest(name, known)
    return f"「{near}」ではありませんか。" if near else f"使える項目: {'、'.join(sorted(known))}。"


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known word most like ``text``, if one is close enough to be meant."""
    folded = {unicodedata.normalize("NFKC", word).casefold(): word for word in known}
    found = difflib.get_close_matches(unicodedata.normalize("NFKC", text).strip().casefold(), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else None


def missing_key(name: str, place: Place, audiences: Sequence[str]) -> Problem:
    """The problem of a key that a record needs and does not have."""
    circles = f"（{'・'.join(audiences)} のどれか）" if name == "audience" else ""
    return error("missing-key", place, f"「{name}」がありません。", f"「{name}: …」の行を書き足してください{circles}。")


def _empty(name: str, place: Place) -> Problem:
    return error("missing-key", place, f"「{name}」が空です。", f"「{name}: …」の形で値を書いてください。")


def _wrong_shape(node: Node, expected: str) -> Problem:
    got = "値" if isinstance(node, Scalar) else "リスト" if isinstance(node, Listing) else "「項目名: 値」の並び"
    return error("wrong-type", node.place, f"{expected}が入るところに、{got}があります。", _shape_hint(node, expected))


def _shape_hint(node: Node, expected: str) -> str:
    if expected.startswith("「項目名"):
        margin = "次の行から字下げして、" if node.place.column > 1 else ""
        return f"{margin}「項目名: 値」を 1 行に 1 つずつ書いてください。"
    if isinstance(node, Listing):
        return f"「[ ]」や「- 」を使わず、{expected.removesuffix(' 1 つ')}を 1 つだけ書いてください。"
    quoted = "「: 」を含む文は、全体を引用符で囲みます。" if expected in ("文字", "文章") else ""
    return f"{expected}を書いてください。{quoted}"


def _scalar(node: Node, expected: str) -> Scalar:
    if isinstance(node, Scalar):
        return node
    raise Invalid(_wrong_shape(node, expected))


def invalid(code: str, node: Node, message: str, hint: str) -> Invalid:
    """An exception for a value at ``node`` that cannot be read."""
    return Invalid(error(code, node.place, message, hint))


def line(limit: int = 500) -> Reader[str]:
    """One line of text, at most ``limit`` characters, never empty."""

    @reads("line", limit=limit)
    def parse(node: Node, context: Context) -> str:
        value = " ".join(_scalar(node, "文字").text.split())
        if not value:
            raise invalid("empty-text", node, "中身がありません。", "文字を書くか、この行を消してください。")
        if len(value) > limit:
            raise invalid(
                "text-too-long", node, f"長すぎます（{len(value)} 文字）。", f"{limit} 文字までにしてください。"
            )
        return value

    return parse


def prose(limit: int = 2000) -> Reader[str]:
    """Plain text of several lines, at most ``limit`` characters, never empty."""

    @reads("prose", limit=limit)
    def parse(node: Node, context: Context) -> str:
        value = "\n".join(row.rstrip() for row in _scalar(node, "文章").text.strip().split("\n"))
        if not value:
            raise invalid("empty-text", node, "中身がありません。", "文章を書くか、この行を消してください。")
        if len(value) > limit:
            raise invalid(
                "text-too-long", node, f"長すぎます（{len(value)} 文字）。", f"{limit} 文字までにしてください。"
            )
        return value

    return parse


@reads("markdown")
def markdown(node: Node, context: Context) -> Body:
    """Markdown of any length, with the source line of each of its lines."""
    scalar = _scalar(node, "文章")
    if scalar.plain and scalar.place.length < len(scalar.text) and not scalar.text.startswith("｜"):
        context.problems.append(_joined(scalar))
    value = scalar.text.rstrip("\n")
    body = Body.starting_at(value, context.file, scalar.first_line, scalar.first_column - 1)
    return dataclasses.replace(body, lines=(scalar.first_line,) * len(body.lines)) if scalar.plain else body


def _joined(scalar: Scalar) -> Problem:
    return warning(
        "lines-joined",
        scalar.place,
        "「|」がないため、改行がつながります。",
        "項目名の行の終わりに「|」を書いてください（例: 「challenge: |」）。",
    )


_FLAGS = {"true": ("yes", "on", "1", "true", "はい"), "false": ("no", "off", "0", "false", "いいえ")}


@reads("flag")
def flag(node: Node, context: Context) -> bool:
    """``true`` or ``false``."""
    value = _scalar(node, "true か false").text
    if value not in ("true", "false"):
        meant = next((word for word, ways in _FLAGS.items() if value.casefold() in ways), "")
        hint = f"「{meant}」と書いてください。" if meant else "true か false を書いてください。"
        raise invalid("not-a-flag", node, f"「{value}」は true でも false でもありません。", hint)
    return value == "true"


@reads("number")
def number(node: Node, context: Context) -> float:
    """A decimal number; no separators, no unit."""
    value = _scalar(node, "数").text
    if not re.fullmatch(r"-?(?:\d{1,12})(?:\.\d{1,6})?", value, re.ASCII):
        digits = unicodedata.normalize("NFKC", value).replace(",", "").strip()
        near = re.match(r"-?\d+(?:\.\d+)?", digits)
        hint = (
            f"「{near[0]}」のように、半角の数字だけを書いてください。" if near else "半角の数字だけを書いてください。"
        )
        raise invalid("not-a-number", node, f"「{value}」は数ではありません。", hint)
    return float(value)


def integer(low: int, high: int) -> Reader[int]:
    """A whole number from ``low`` to ``high``."""

    @reads("integer", low=low, high=high)
    def parse(node: Node, context: Context) -> int:
        value = number(node, context)
        if value != int(value) or not low <= value <= high:
            raise invalid(
                "not-in-range", node, f"「{value:g}」は使えません。", f"{low} から {high} までの整数を書いてください。"
            )
        return int(value)

    return parse


@reads("change")
def change(node: Node, context: Context) -> float:
    """A relative change such as ``-50%``; returns the ratio (-0.5)."""
    value = _scalar(node, "変化率").text
    found = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)%", value, re.ASCII)
    if not found:
        raise invalid(
            "not-a-change", node, f"「{value}」は変化率ではありません。", "「-50%」や「+12.5%」の形で書いてください。"
        )
    return float(found[1]) / 100


_QUOTES = frozenset("「『“”‘’＂＇")
_ERAS = {"令和": 2018, "平成": 1988}


def _date_hint(value: str) -> str:
    """What to type instead: the right form of what was meant, where that can be told."""
    text = unicodedata.normalize("NFKC", value).replace("元年", "1年")
    text = re.sub(r"(令和|平成)\s*(\d{1,2})", lambda m: str(_ERAS[m[1]] + int(m[2])), text)
    found = re.match(r"\D*(\d{4})\D{1,2}(\d{1,2})(?:\D{1,2}(\d{1,2}))?", text) or re.match(
        r"(\d{4})(\d{2})(\d{2})?$", text
    )
    if not found:
        return "「2026-04-01」か「2026-04」の形で書いてください。"
    year, month, day = found.groups()
    shown = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    if _parse_date(shown if day else f"{shown}-01") is None:
        return "暦にない日付です。年・月・日を確かめてください。"
    if value[:1] in _QUOTES:
        return f"かっこや引用符で囲まず、「{shown}」の数字とハイフンだけを書いてください。"
    return f"「{shown}」の形で書いてください。"


def _parse_date(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII) else None
    except ValueError:
        return None


@reads("day")
def day(node: Node, context: Context) -> date:
    """A day, ``YYYY-MM-DD``."""
    value = _scalar(node, "日付").text
    found = _parse_date(value)
    if found is None:
        hint = _date_hint(value)
        if re.fullmatch(r"「\d{4}-\d{2}」の形で書いてください。", hint):
            hint = "日まで「2026-04-01」の形で書いてください。"
        raise invalid("bad-date", node, f"「{value}」は日付として読めません。", hint)
    return found


@reads("month")
def month(node: Node, context: Context) -> str:
    """A day or a month, kept as written: ``YYYY-MM-DD`` or ``YYYY-MM``."""
    value = _scalar(node, "年月").text
    if _parse_date(value) or _parse_date(value + "-01"):
        return value
    raise invalid("bad-date", node, f"「{value}」は年月として読めません。", _date_hint(value))


def choice(vocabulary: Vocabulary | str) -> Reader[str]:
    """A word of a vocabulary, written as key or label; returns the key. A name is looked up in the context."""

    @reads("choice", words=vocabulary)
    def parse(node: Node, context: Context) -> str:
        words = context.vocabularies[vocabulary] if isinstance(vocabulary, str) else vocabulary
        value = _scalar(node, "値").text
        word = words.find(value)
        if word:
            return word.key
        hint = _blank_hint(value) or _list_hint(value, words) or _near_hint(value, words)
        if words.name == "kpi":
            raise invalid("unknown-kpi", node, f"「{value}」は KPI 一覧にありません。", hint)
        raise invalid("unknown-value", node, f"「{value}」は{words.label}にありません。", hint)

    return parse


def _blank_hint(value: str) -> str:
    bare = value.strip()
    return f"値の前後に全角スペースがあります。「{bare}」とだけ書いてください。" if bare and bare != value else ""


def _list_hint(value: str, words: Vocabulary) -> str:
    """For a list written with full-width brackets or commas."""
    parts = [part.strip() for part in re.split(r"[、，,]", value.strip("［］[]"))]
    if value == parts[0] or not any(words.find(part) for part in parts):
        return ""
    return f"「[{', '.join(parts)}]」のように、半角の「[」「]」と「, 」で並べてください。"


def _near_hint(value: str, words: Vocabulary) -> str:
    near = nearest(value, words.texts)
    if near:
        return f"「{near}」ではありませんか。"
    return f"使える値: {'、'.join(f'{w.key}（{w.label}）' for w in words)}。"


@reads("audience")
def audience(node: Node, context: Context) -> str:
    """The exact name of one circle."""
    scalar = _scalar(node, "audience の名前 1 つ")
    value = scalar.text
    if value in context.audiences and scalar.place.length == len(value) + (0 if scalar.plain else 2):
        return value
    if value in context.audiences:
        raise invalid(
            "unknown-audience",
            node,
            f"「{value}」が、そのままの形で書かれていません。",
            f"「|」や「\\」を使わず、1 行で「audience: {value}」と書いてください。",
        )
    meant = next((name for name, label in AUDIENCE_LABELS.items() if value in label.split("・")), "")
    near = meant if meant in context.audiences else nearest(value, context.audiences)
    hint = f"「{near}」ではありませんか。" if near else f"使える名前: {'、'.join(context.audiences)}。"
    raise invalid("unknown-audience", node, f"「{value}」という audience はありません。", _blank_hint(value) or hint)


@reads("id")
def identifier(node: Node, context: Context) -> str:
    """The id of a document, or ``collection/id``."""
    value = _scalar(node, "id").text
    if not re.fullmatch(r"(?:[a-z]+/)?[a-z0-9-]+", value):
        wanted = "" if value.isascii() else "名前ではなく、ファイル名（拡張子なし）を、"
        raise invalid(
            "bad-id",
            node,
            f"「{value}」は id ではありません。",
            f"{wanted}半角の英小文字・数字・ハイフンで書いてください。",
        )
    return value


@reads("tag")
def tag(node: Node, context: Context) -> str:
    """A tag: letters, digits, kana, kanji, ``-``, ``・`` and spaces."""
    value = _scalar(node, "タグ").text.strip()
    if not value or not all(c.isalnum() or c in "-・ ー々" for c in value):
        raise invalid(
            "bad-tag", node, f"「{value}」はタグに使えません。", "文字・数字・「-」「・」・空白だけで書いてください。"
        )
    return value


@reads("path")
def site_path(node: Node, context: Context) -> str:
    """A path of this site, such as ``/cases/case-0009/``."""
    value = _scalar(node, "サイト内のパス").text
    if not re.fullmatch(r"/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*", value):
        raise invalid(
            "bad-path",
            node,
            f"「{value}」はサイト内のパスではありません。",
            "「/cases/case-0009/」のように / で始め、/ で終えてください。",
        )
    return value


@reads("url")
def web_address(node: Node, context: Context) -> str:
    """An http(s) address."""
    value = _scalar(node, "URL").text
    if not re.fullmatch(r"https?://[^\s<>\"']+", value):
        raise invalid(
            "bad-url", node, f"「{value}」は URL ではありません。", "https:// で始まる URL を書いてください。"
        )
    return value


@reads("clock")
def clock(node: Node, context: Context) -> str:
    """A time of day, ``HH:MM``."""
    value = _scalar(node, "時刻").text
    if not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", value):
        raise invalid("bad-time", node, f"「{value}」は時刻として読めません。", "「15:00」の形で書いてください。")
    return value


def many(parse: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list; one value stands for a list of one. A bad item does not hide the next one's problems."""

    @reads("many", item=parse.shape)
    def parse_all(node: Node, context: Context) -> tuple[T, ...]:
        items = node.items if isinstance(node, Listing) else (node,)
        if len(items) > _MOST_ITEMS:
            raise invalid(
                "list-too-long",
                node,
                f"リストが長すぎます（{len(items):,} 件）。",
                f"{_MOST_ITEMS:,} 件までにしてください。",
            )
        found: list[T] = []
        failed: Invalid | None = None
        for item in items:
            if isinstance(item, Scalar) and item.is_null:
                context.problems.append(
                    error(
                        "empty-text", item.place, "リストに空の行があります。", "中身を書くか、その行を消してください。"
                    )
                )
                continue
            try:
                found.append(parse(item, context))
            except Invalid as fault:
                if failed:
                    context.problems.append(failed.problem)
                failed = fault
        if failed:
            raise failed
        return tuple(found)

    return parse_all


def record(kind: type[T]) -> Reader[T]:
    """A nested record."""

    @reads("record", item=kind)
    def parse(node: Node, context: Context) -> T:
        before = len(context.problems)
        value = decode(kind, node, context)
        if value is None:
            raise Invalid(context.problems.pop() if len(context.problems) > before else _wrong_shape(node, "値"))
        return value

    return parse


@reads("extra")
def extra(node: Node, context: Context) -> object:
    """Anything; kept, never shown."""
    return plain(node)


@reads("period")
def period(node: Node, context: Context) -> tuple[str, str]:
    """``[from, to]`` of months or days; one value stands for both ends."""
    found = many(month)(node, context)
    if len(found) == 1:
        return found[0], found[0]
    if len(found) == 2 and found[0][:7] > found[1][:7]:
        raise invalid(
            "bad-period",
            node,
            "期間の終わりが、始まりより前です。",
            f"「[{found[1]}, {found[0]}]」のように、始まりを先に書いてください。",
        )
    if len(found) != 2:
        raise invalid(
            "bad-period",
            node,
            "期間は [始まり, 終わり] の 2 つで書きます。",
            "「[2023-09, 2024-08]」の形で書いてください。",
        )
    return found[0], found[1]
