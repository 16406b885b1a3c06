"""What no build can take back, and the edit that takes a client or a case off every site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model.case import Case
from ..model.document import Document
from ..model.vocabulary import CONSENT_ITEM
from ..problems import Place
from .uses import Withdrawal


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of a source file: where, what to write, and what comes of it."""

    place: Place
    write: str
    effect: str


def recalls(found: Withdrawal) -> tuple[str, ...]:
    """What people must ask back or have deleted, in sentences to act on."""
    return tuple(_recalls(found))


def _recalls(found: Withdrawal) -> Iterator[str]:
    for case in found.cases:
        if case.consent.proposal:
            yield _handed(case)
    for seminar in sorted(found.seminars, key=lambda each: (each.date, each.id)):
        day = _day(seminar.date)
        if seminar.date <= found.as_of:
            until = f"（録画の配信は{_day(seminar.archive_until)}まで）" if seminar.archive_until else ""
            yield (
                f"{day}のセミナー「{seminar.title}」で映したスライド、印刷・送付した配布資料、録画{until}。"
                "主催と参加者に、破棄と配信の停止を頼んでください。"
            )
        else:
            yield f"{day}に開くセミナー「{seminar.title}」。スライドと配布資料を作り直してください。"
    if any("name" in case.consent.verbal for case in found.cases):
        yield "口頭での紹介。営業に、今後は触れないよう伝えてください。"
    if any(found.widest in use.urls for use in found.uses):
        yield from _CACHES
    yield (
        "社内に残る写し。サイトから印刷した紙や保存した PDF、共有フォルダーやチャットに貼ったもの、"
        "開いたままの画面や端末に残ったページを、消すよう知らせてください。"
    )
    yield "以前のサイトの控え（戻すために残した版など）と、原稿の変更履歴。残す期間と見られる人を決めてください。"


_CACHES = (
    "検索エンジンの索引とキャッシュ。上のアドレスを、各社の削除の窓口に申し込んでください。",
    "CDN や中継サーバーのキャッシュ。上のアドレスと feed.xml・sitemap.xml・search/ を消してください。",
    "フィードリーダー・予定表・SNS の共有カードに残った題と要約。消せないので、届いている先に知らせてください。",
)


def _handed(case: Case) -> str:
    items = "・".join(CONSENT_ITEM.label_of(item) for item in case.consent.proposal)
    since = f"{_day(case.consent.approved_on)}から" if case.consent.approved_on else "これまでに"
    return (
        f"{since}お渡しした {case.id}「{case.title}」の商談シート・1枚資料（載せていたもの：{items}）と、"
        "それを写した提案書。営業に、渡した相手への連絡と回収を頼んでください。"
    )


def edits(found: Withdrawal) -> tuple[Edit, ...]:
    """The edits that take it off: of a client, the hold for all at once; of each case, the withdrawal for good."""
    rows: list[Edit] = []
    if found.client is not None and found.id == found.client.id:
        rows.append(
            Edit(
                place=_line_of(found.client, "hold"),
                write=f"hold: {{since: {found.as_of.isoformat()}, reason: 先方の申し出}}",
                effect="この組織の事例を、編集・法務のほかの、すべてのサイトと資料から外します。戻せます。",
            )
        )
    rows += [
        Edit(
            place=_line_of(case, "status"),
            write="status: withdrawn",
            effect=f"{case.id} を、編集・法務を含むすべてのサイトと資料から外します。",
        )
        for case in found.cases
        if case.status != "withdrawn"
    ]
    return tuple(rows)


def _line_of(document: Document, key: str) -> Place:
    """The line of a key, or the first line of the document, where it may be added."""
    return document.keys.key(key) or Place(file=document.file)


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"
