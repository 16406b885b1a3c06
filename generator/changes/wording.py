"""The words that the reports share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..config import audience_label
from ..model.vocabulary import USE
from ..problems import Problem
from .report import ADDED, CHANGED, LOST, MOVED, REMOVED, Changes, Widened

SHOWN = 15
"""How many rows of a kind are told of one by one: the report of a small change fits on a screen."""

CHANGE = {ADDED: "追加", CHANGED: "変更", REMOVED: "削除", MOVED: "移動", LOST: "移動（転送なし）"}
WIDER = "見える範囲が広がります"
APPROVED = "先方の確認のあとに、社外に出る内容が変わります"
RENEWED = "確認の記録（approved_digest）が書き換わります"
LOST_ADDRESS = "以前のアドレスから転送されません。redirect_from に書いてください"
NOTHING = "サイトに変わるところはありません。"


def use_label(use: str) -> str:
    """A use in words: お渡しする資料."""
    return USE.label_of(use)


def reach(row: Widened) -> tuple[str, str]:
    """Who sees it before and after: 「営業」, 「社外公開・提案」."""
    uses = [use_label(use) for use in row.uses]
    after = [audience_label(row.after)] if row.after else []
    return (audience_label(row.before) if row.before else "なし"), "・".join(after + uses)


def what(row: Widened) -> str:
    """What of a document: the whole, items of it, or a number of sentences."""
    if row.texts:
        return f"文章 {len(row.texts)} か所"
    items = "・".join(row.items)
    return f"原稿の全体（{items}）" if row.whole and items else "原稿の全体" if row.whole else items


def circles_of(circles: Sequence[str], changes: Changes) -> str:
    """Circles as one phrase: すべて, 営業・編集・法務."""
    if len(changes.circles) > 1 and tuple(circles) == changes.circles:
        return "すべて"
    return "／".join(audience_label(circle) for circle in circles)


def along(changes: Changes) -> str:
    """How many pages change because others do: ほかに、一覧など 12 ページ."""
    most = max(changes.along.values(), default=0)
    return f"ほかに、一覧・似た事例・検索など、つられて変わるページが {most:,} あります。" if most else ""


def sides(changes: Changes) -> Iterator[str]:
    """What must be known of the sides before the rest is read."""
    if changes.base_errors:
        yield f"{changes.base} の原稿に誤りが {changes.base_errors} 件あります。読めたところだけを比べました。"
    if changes.head_errors:
        yield f"{changes.head} の原稿に誤りが {changes.head_errors} 件あります。直すまで、サイトは作られません。"
    if changes.unread:
        yield f"読めなかった原稿: {'、'.join(changes.unread)}"
    if changes.settings:
        yield f"設定が変わります: {'、'.join(changes.settings)}"


def rest(rows: Sequence[object], shown: int = SHOWN) -> str:
    """ほか 3 件; "" where all are shown."""
    return f"ほか {len(rows) - shown:,} 件" if len(rows) > shown else ""


def grouped(problems: Iterable[Problem]) -> list[tuple[Problem, str]]:
    """Problems of one code and message as the first of them, with how many more there are: （ほか 12 か所）."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.code, problem.message), []).append(problem)
    return [(same[0], f"（ほか {len(same) - 1:,} か所）" if len(same) > 1 else "") for same in found.values()]
