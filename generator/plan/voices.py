"""ご意見・ご要望: what clients and members said, by theme and feature, and what was said month by month."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model import vocabulary as words
from ..urls import document_url
from ..view import ShownVoice, View
from .digest import Entry, digest
from .heard import Heard, counted, last_months, month_key, months_heard, risks, trend
from .page import Data, Desk, Json, Page, SearchFields
from .paging import PER_PAGE, paged
from .words import KINDS, day, month

HOME = ("ホーム", "")
URL = "voices/"
FEED = "voices/feed.xml"
_DIGESTS = "voices/digest"
_LIST = KINDS["voice"]
_CASES = 3
"""At most so many cases are named below a voice; the rest is a number."""
_RANKS = {word.key: rank for rank, word in enumerate(words.SEVERITY)}


def has_voices(view: View) -> bool:
    """Is this a circle that has them? The public and whoever prepares what the public sees never are."""
    return view.is_inside("sales")


def plan_voices(desk: Desk) -> list[Page]:
    """``/voices/`` by theme and feature, and a page and a Markdown file for each month. For sales and narrower."""
    view = desk.view
    if not has_voices(view):
        return []
    return [*_all(view), *_digests(desk)]


def themes_of(voices: Sequence[ShownVoice]) -> dict[str, list[ShownVoice]]:
    """Voices by theme: the theme heard most often first; within one, features that were heard most often first."""
    themes: dict[str, list[ShownVoice]] = {}
    for voice in voices:
        themes.setdefault(voice.theme, []).append(voice)
    times = {theme: counted(found).times for theme, found in themes.items()}
    return {theme: _by_feature(themes[theme]) for theme in sorted(themes, key=lambda name: (-times[name], name))}


def _by_feature(voices: Sequence[ShownVoice]) -> list[ShownVoice]:
    times: dict[str, int] = {}
    for voice in voices:
        times[voice.feature] = times.get(voice.feature, 0) + len(voice.heard)
    return sorted(voices, key=lambda v: (-times[v.feature], v.feature, -len(v.heard), v.text))


# -- the list -----------------------------------------------------------------------------------------------------


def _all(view: View) -> list[Page]:
    themes = themes_of(view.voices)
    ordered = [voice for found in themes.values() for voice in found]
    lead = "クライアントと会員の声を、開発チームが使えるように、テーマと機能ごとにまとめています。"
    base = paged(URL[:-1], _LIST, lead, [None] * len(ordered), noun=_LIST)
    pages = []
    for number, page in enumerate(base):
        part = ordered[number * PER_PAGE : (number + 1) * PER_PAGE]
        first = _first_page(view, themes) if number == 0 else {}
        pages.append(_list_page(page, lead, part, view, {**page.data, **first}))
    return pages


def _list_page(page: Page, lead: str, part: Sequence[ShownVoice], view: View, data: Data) -> Page:
    groups = themes_of(part)
    return replace(
        page,
        template="voices.html",
        kind="voice",
        data={
            **data,
            "cards": [],
            "inside": True,
            "groups": [_group(theme, voices, view) for theme, voices in groups.items()],
            "filters": _filters(part) if len(part) > 1 else [],
            "empty": {"title": f"{_LIST}はまだありません", "text": "届いた声を記録すると、ここに並びます。"},
        },
        search=SearchFields(
            summary=lead,
            organizations=tuple(dict.fromkeys(name for voice in part for name in voice.names)),
            filters={"kind": ("voice",)},
            texts=tuple((anchor_of(theme), theme, "\n".join(map(_said, found))) for theme, found in groups.items()),
        ),
    )


def _first_page(view: View, themes: Mapping[str, list[ShownVoice]]) -> Data:
    """What stands above the list: counts by state, each theme at a glance, and the months."""
    counts = {state.key: sum(v.state == state.key for v in view.voices) for state in words.VOICE_STATE}
    span = last_months(view.voices)
    latest = months_heard(view.voices)[:_LATEST]
    return {
        "summary": [
            {"label": state.label, "value": f"{counts[state.key]:,} 件"}
            for state in words.VOICE_STATE
            if counts[state.key]
        ],
        "themes": [_theme(theme, found, span) for theme, found in themes.items()],
        "months": [{"title": month(key), "url": f"{_DIGESTS}/{key}/"} for key in latest],
        "months_url": f"{_DIGESTS}/" if latest else "",
        "feed_url": FEED if latest else "",
    }


_LATEST = 6
"""So many months are linked from the list; the rest from theirs."""


def _theme(theme: str, voices: Sequence[ShownVoice], span: Sequence[str]) -> Json:
    picture, direction = trend(theme, voices, span)
    heavy = sum(voice.severity == "high" for voice in voices)
    weight = f"影響が大きいもの {heavy} 件" if heavy else ""
    return {
        "title": theme,
        "url": f"#{anchor_of(theme)}",
        "n": f"{len(voices)} 件",
        "sentence": counted(voices).sentence + direction,
        "risk": "、".join(filter(None, (weight, risks(voices)))),
        "chart_html": picture,
    }


def _filters(voices: Sequence[ShownVoice]) -> list[Json]:
    """What can be chosen, with how many of it there are; what nobody said is not offered."""
    states = [(word.key, word.label) for word in words.VOICE_STATE]
    weights = [(word.key, word.label) for word in reversed(tuple(words.SEVERITY))]
    themes = [(theme, theme) for theme in themes_of(voices)]
    found: list[Json] = []
    for name, title, choices in (
        ("theme", "テーマ", themes),
        ("state", "対応状況", states),
        ("severity", "影響", weights),
    ):
        counts = [(key, label, sum(getattr(voice, name) == key for voice in voices)) for key, label in choices]
        offered: list[Json] = [{"key": key, "label": label, "count": n} for key, label, n in counts if n]
        found.append({"key": name, "title": title, "values": offered})
    return found


def anchor_of(theme: str) -> str:
    """An anchor made from the theme alone, so that no other can move it."""
    return "t-" + hashlib.sha256(theme.encode()).hexdigest()[:8]


def voice_anchor(voice: ShownVoice) -> str:
    """An anchor made from what was said alone."""
    return "v-" + hashlib.sha256(f"{voice.theme}\0{voice.text}".encode()).hexdigest()[:8]


def in_short(voice: ShownVoice) -> str:
    """How often a voice was heard, what is done about it, and how it is read, in one line."""
    labels = [words.VOICE_STATE.label_of(voice.state), f"影響 {words.SEVERITY.label_of(voice.severity)}"]
    labels += [words.RISK.label_of(voice.risk)] if voice.risk != "none" else []
    sample = "（架空の例）" if voice.sample else ""
    return f"{sample}{counted([voice]).figures}。{'・'.join(labels)}。{voice.reading}"


def _said(voice: ShownVoice) -> str:
    """A voice as the page says it, with whom it was heard from."""
    whom = "、".join(dict.fromkeys(who for _, who in voice.heard if who))
    return " ".join(filter(None, (voice.feature, voice.text, voice.reading, whom)))


def _group(theme: str, voices: Sequence[ShownVoice], view: View) -> Json:
    """One theme. Voices on one feature follow each other; the first of several says how much there is of it."""
    features: dict[str, list[ShownVoice]] = {}
    for voice in voices:
        features.setdefault(voice.feature, []).append(voice)
    rows: list[Json] = []
    for feature, found in features.items():
        note = counted(found).sentence if feature and len(found) > 1 else ""
        rows += [_voice(voice, view, note if at == 0 else "") for at, voice in enumerate(found)]
    return {"title": theme, "anchor": anchor_of(theme), "lead": counted(voices).sentence, "voices": rows}


def _voice(voice: ShownVoice, view: View, note: str = "") -> Json:
    found = counted([voice])
    last = max((on for on, _ in voice.heard), default=None)
    return {
        "anchor": voice_anchor(voice),
        "theme": voice.theme,
        "text": voice.text,
        "reading": voice.reading,
        "feature": voice.feature,
        "feature_note": note,
        "severity": {"key": voice.severity, "label": words.SEVERITY.label_of(voice.severity)},
        "risk": {"key": voice.risk, "label": words.RISK.label_of(voice.risk)} if voice.risk != "none" else None,
        "from": words.VOICE_FROM.label_of(voice.source),
        "state": {"key": voice.state, "label": words.VOICE_STATE.label_of(voice.state)},
        "figures": found.figures if found.times else "",
        "heard": [{"on": day(on), "who": who} for on, who in sorted(voice.heard, reverse=True)],
        "cases": _cases(voice, view)[:_CASES],
        "more_cases": f"ほか {len(voice.cases) - _CASES} 件" if len(voice.cases) > _CASES else "",
        "order": {
            "times": found.times,
            "clients": found.clients,
            "last": last.isoformat() if last else "",
            "weight": _RANKS[voice.severity],
        },
        "sample": voice.sample,
    }


def _cases(voice: ShownVoice, view: View) -> list[Json]:
    titles = {case.id: case.title for case in view.cases}
    return [{"title": titles[name], "url": document_url("cases", name)} for name in voice.cases if name in titles]


# -- by month -----------------------------------------------------------------------------------------------------


def _digests(desk: Desk) -> list[Page]:
    """``/voices/digest/`` and a page for each month, each with the same as a Markdown file beside it."""
    keys = months_heard(desk.view.voices)
    if not keys:
        return []
    by_month = {key: [v for v in desk.view.voices if _in_month(v, key)] for key in keys}
    cards: list[Json] = [
        {"title": f"{month(key)}のまとめ", "url": f"{_DIGESTS}/{key}/", "summary": _in_short(by_month[key], key)}
        for key in keys
    ]
    lead = "その月に聞いた声を、開発チームに渡す形にまとめています。Markdown でも受け取れます。"
    trail = (HOME, (_LIST, URL))
    index = paged(
        _DIGESTS, "月ごとのまとめ", lead, cards, noun="まとめ", section="voices", side="voices", breadcrumbs=trail
    )
    inside = [replace(page, data={**page.data, "inside": True}) for page in index]
    return [*inside, *(_month(desk, key, by_month[key]) for key in keys)]


def _in_month(voice: ShownVoice, key: str) -> bool:
    return any(month_key(on) == key for on, _ in voice.heard)


def _of_month(voices: Sequence[ShownVoice], key: str) -> Heard:
    """The count of ``voices`` in one month alone."""
    only = [replace(v, heard=tuple(h for h in v.heard if month_key(h[0]) == key)) for v in voices]
    return counted(only)


def _is_new(voice: ShownVoice, key: str) -> bool:
    return all(month_key(on) >= key for on, _ in voice.heard)


def _in_short(voices: Sequence[ShownVoice], key: str) -> str:
    fresh = sum(_is_new(voice, key) for voice in voices)
    return _of_month(voices, key).sentence + (f"はじめて聞いた声は {fresh} 件です。" if fresh else "")


def _month(desk: Desk, key: str, voices: Sequence[ShownVoice]) -> Page:
    view, url = desk.view, f"{_DIGESTS}/{key}/"
    title, short, file = f"{month(key)}のまとめ", _in_short(voices, key), f"{_DIGESTS}/{key}.md"
    themes = themes_of(voices)
    entries = {theme: [_entry(voice, key, view) for voice in found] for theme, found in themes.items()}
    return Page(
        url=url,
        template="voices.html",
        title=title,
        section="voices",
        side="voices",
        description=short,
        breadcrumbs=(HOME, (_LIST, URL), ("月ごとのまとめ", f"{_DIGESTS}/")),
        data={
            "lead": short,
            "inside": True,
            "file_url": file,
            "note": "対応状況は、このサイトを作った時点のものです。回数と会社の数は、この月までに聞いた分です。",
            "groups": [
                {
                    "title": theme,
                    "anchor": anchor_of(theme),
                    "lead": _of_month(found, key).sentence,
                    "voices": [_voice_of_month(voice, key, view) for voice in found],
                }
                for theme, found in themes.items()
            ],
        },
        files={file: digest(title, short, entries, desk.site_url).encode()},
    )


def _voice_of_month(voice: ShownVoice, key: str, view: View) -> Json:
    until = replace(voice, heard=tuple(h for h in voice.heard if month_key(h[0]) <= key))
    shown = _voice(until, view)
    assert isinstance(shown, dict)
    return {**shown, "mark": "はじめて聞いた声" if _is_new(voice, key) else ""}


def _entry(voice: ShownVoice, key: str, view: View) -> Entry:
    titles = {case.id: case.title for case in view.cases}
    now = sorted((on, who) for on, who in voice.heard if month_key(on) == key)
    labels = [
        words.VOICE_STATE.label_of(voice.state),
        f"影響 {words.SEVERITY.label_of(voice.severity)}",
        *([words.RISK.label_of(voice.risk)] if voice.risk != "none" else []),
        words.VOICE_FROM.label_of(voice.source),
        *(["架空の例"] if voice.sample else []),
    ]
    return Entry(
        feature=voice.feature,
        text=voice.text,
        reading=voice.reading,
        labels=tuple(labels),
        is_new=_is_new(voice, key),
        heard=tuple((day(on), who) for on, who in now),
        so_far=counted([voice], key).figures,
        cases=tuple((titles[name], document_url("cases", name)) for name in voice.cases if name in titles),
    )
