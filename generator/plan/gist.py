"""A case in short: what a reader with ten minutes must have, in words taken from the case itself."""

from __future__ import annotations

import re

from ..model import vocabulary as words
from ..model.body import Body
from ..view import ShownCase, View
from .cards import figure_data
from .page import Data, Json
from .words import day, month, month_of

_BLOCK = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|>|\||!!!|\?\?\?|///|:::|```|~~~|<|!\[|\[[^\]]+\]:|={3,}|-{3,})")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`|==|\[\^[^\]]+\]|\{[:.#][^}]*\}")


def first_sentence(body: Body) -> str:
    """The first sentence of the first plain paragraph of a Markdown text, without its marks; "" where there is none."""
    for block in re.split(r"\n\s*\n", body.text):
        lines = block.strip().split("\n")
        if lines[0].strip() and not _BLOCK.match(lines[0]):
            plain = _MARKS.sub("", _LINK.sub(r"\1", "".join(line.strip() for line in lines)))
            return _until_stop(plain)
    return ""


def _until_stop(text: str) -> str:
    """Up to the first full stop that does not stand within brackets."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter in "「『（(") - (letter in "」』）)")
        if letter == "。" and depth <= 0:
            return text[: at + 1]
    return text


def three_lines(case: ShownCase, view: View) -> list[Json]:
    """課題・取り組み・成果 in a line each: the first sentence of each text, the key figure before that of the outcome.

    Where the texts are not there: the summary, the figure and the first condition instead."""
    texts = [
        ("課題", first_sentence(case.challenge)),
        ("取り組み", first_sentence(case.approach)),
        ("成果", first_sentence(case.outcome)),
    ]
    rows = [(label, text) for label, text in texts if text]
    if len(rows) < len(texts):
        rows = [("概要", case.summary), ("数字", key_line(case, view)), ("条件", next(iter(case.conditions), ""))]
    return [{"label": label, "text": text} for label, text in rows if text]


def key_line(case: ShownCase, view: View) -> str:
    """The first figure in one line: 解約率 7.8% → 3.9%（50%減）; "" without one."""
    if not case.figures:
        return ""
    data = figure_data(case.figures[0], view)
    change = data.get("change")
    if data.get("before") and data.get("after"):
        return f"{data['label']} {data['before']} → {data['after']}" + (f"（{change}）" if change else "")
    return f"{data['label']} {change or data.get('after') or data.get('before')}"


def effort(case: ShownCase) -> str:
    """The client's own effort: 2人・週5時間（兼務）."""
    team = case.adoption.client_team if case.adoption else None
    if team is None:
        return ""
    parts = [f"{team.people}人"] if team.people is not None else []
    if team.hours_per_week is not None:
        parts.append(f"週{team.hours_per_week:g}時間")
    if team.concurrent is not None:
        mark = "兼務" if team.concurrent else "専任"
        return f"{'・'.join(parts)}（{mark}）" if parts else mark
    return "・".join(parts)


def until_first_result(case: ShownCase) -> str:
    """How long it took to show, from the contract: 契約から8か月; the month itself where that cannot be told."""
    timeline = case.adoption.timeline if case.adoption else None
    if timeline is None or not timeline.first_result:
        return ""
    months = _months(timeline.contracted or "", timeline.first_result)
    return f"契約から{months}か月" if months > 0 else month(timeline.first_result)


def _months(first: str, last: str) -> int:
    """Whole months between two ``YYYY-MM``; 0 where either is less exact."""
    if len(first) < 7 or len(last) < 7:
        return 0
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])


def freshness(case: ShownCase) -> list[Json]:
    """The two labels, never one: how old the figures are, and when the text was last verified."""
    newest = max((figure.as_of for figure in case.figures if figure.as_of), default="")
    found: list[Json] = [f"数字：{month(newest)}時点"] if newest else []
    if case.review and case.review.verified_on:
        found.append(f"掲載内容：{month_of(case.review.verified_on)}確認")
    return found


def subject(case: ShownCase, view: View) -> list[Json]:
    """事例の対象: who the client is, and its community or its communication, as label and value."""
    client, catalogues = case.client, view.catalogues
    segment = catalogues.segments.get(client.segment)
    rows: list[tuple[str, str, str]] = [
        ("クライアント", client.label, ""),
        ("業種", segment.label if segment else "", f"cases/?segment={client.segment}"),
        ("企業規模", words.EMPLOYEES.label_of(client.employees), f"cases/?size={client.employees}"),
        ("地域", client.place, ""),
    ]
    rows += _community(case, view) if case.community else []
    rows += _communication(case)
    return [{"label": label, "value": value, "url": url} for label, value, url in rows if value]


def _community(case: ShownCase, view: View) -> list[tuple[str, str, str]]:
    community = case.community
    if community is None:
        return []
    traits = [view.catalogues.traits[key].label for key in community.member_traits if key in view.catalogues.traits]
    closed = "（終了）" if community.status == "closed" else ""
    kind = words.COMMUNITY_TYPE.label_of(community.type) if community.type else ""
    return [
        ("コミュニティ", community.name, ""),
        ("種類", f"{kind}{closed}" if kind else "", f"cases/?type={community.type}"),
        ("会員", "・".join([community.members, *traits] if community.members else traits), ""),
        ("開始", month(community.launched), ""),
        ("段階", words.STAGE.label_of(community.stage) if community.stage else "", ""),
        ("運営体制", operation(case), ""),
    ]


def operation(case: ShownCase) -> str:
    """Who ran it from when: 運営代行（2022年6月〜） → 共同運営（2024年4月〜）; an arrow never ends a line."""
    periods = case.community.operation if case.community else ()
    named = [(words.OPERATION_KIND.label_of(kind), month(start)) for kind, start, _ in periods]
    return " →\u00a0".join(f"{kind}（{start}〜）" if start else kind for kind, start in named)


def _communication(case: ShownCase) -> list[tuple[str, str, str]]:
    told = case.communication
    if told is None:
        return []
    rows = [
        ("場面", told.scene),
        ("誰が", told.who),
        ("いつ", told.when),
        ("何を", told.what),
        ("どのように", told.how),
        ("誰に", told.recipients),
    ]
    return [(label, value or "", "") for label, value in rows]


def adoption_rows(case: ShownCase) -> list[Json]:
    """What a buyer asks first, for colleagues."""
    told = case.adoption
    if told is None:
        return []
    timeline = told.timeline
    rows = [
        ("きっかけ", told.trigger),
        ("導入の理由", "・".join(words.REASON.label_of(reason) for reason in told.reasons)),
        ("決め手", told.deciding_factor),
        ("担当部署", told.department),
        ("決裁者", told.decision_level),
        ("先方の体制", effort(case)),
        ("検討から契約まで", _considered(timeline.considered, timeline.contracted) if timeline else ""),
        ("成果が見えるまで", until_first_result(case)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _considered(considered: str | None, contracted: str | None) -> str:
    months = _months(considered or "", contracted or "")
    return f"{months}か月（{month(considered or '')}〜{month(contracted or '')}）" if months > 0 else ""


def quotes(case: ShownCase) -> list[Json]:
    """Words that may be shown, each with the role of who said them."""
    return [
        {
            "text": quote.text,
            "by": quote.role or words.SPEAKER.label_of(quote.speaker),
            "note": "謝礼をお渡ししたうえでいただいた言葉です。" if quote.rewarded else "",
        }
        for quote in case.quotes
    ]


def permission(case: ShownCase, barred: str = "") -> Data | None:
    """What may be said of the client, for colleagues; None where it is not theirs to know.

    ``barred`` is why the case is for editors alone: then nothing of it may be said outside."""
    allowed = case.permission
    if allowed is None:
        return None
    return {
        "client": case.client.label,
        "lines": [f"社外では、この事例に触れないでください（{barred}）"] if barred else list(allowed.lines),
        "until": f"掲載許諾は{day(allowed.valid_until)}まで" if allowed.valid_until else "",
        "record": f"{words.CONSENT_STATUS.label_of(allowed.status)}・{allowed.record}"
        if allowed.status and allowed.record
        else "",
    }


def caution(case: ShownCase, view: View) -> str:
    """Whom the case must not reach, in words; "" where nothing is agreed."""
    segments = view.catalogues.segments
    named = "・".join(segments[key].label if key in segments else key for key in case.not_for)
    said = f"次の業種の方には見せない取り決めです：{named}。" if named else ""
    if case.not_for_names:
        said += "見せない取り決めの会社があります。商談シートに相手の会社名を入れると確かめられます。"
    return said + case.not_for_note
