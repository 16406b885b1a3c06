"""``casebook publish``: a finished site is brought to its readers, or an earlier release of it back."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from .. import releasing
from ..config import SiteConfig, audience_label
from ..delivery.carrying import Place, beside, compare, deliver, open_place
from ..delivery.deployed import deployed_at
from ..delivery.fault import NotPublished
from ..delivery.listing import Listing, listing_of
from ..delivery.rclone import find_rclone
from ..delivery.shelf import KEPT, Edition, Shelf
from ..delivery.targets import Target, find_target
from ..delivery.wording import amount, editions_text, plan_text
from ..order import Order
from ..problems import in_order
from ..record import Record, read_record
from .shared import DONE, INTERRUPTED, USAGE, Commands, as_of, command, configured, day, not_done
from .terminal import Progress, print_problems, say, shown

_LAST = "last"
_WAIT = 5.0


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    _publish_options(command(commands, "publish", "でき上がったサイトを公開先に送る", _publish))


def _publish_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="公開先: 設定の publish の名前か、フォルダー")
    parser.add_argument("--audience", metavar="NAME", help="誰が読む場所か（設定にないフォルダーでは必須）")
    parser.add_argument(
        "--site", type=Path, metavar="DIR", help="でき上がったサイトのフォルダー（既定: その範囲の出力先）"
    )
    parser.add_argument("--dry-run", action="store_true", help="何も送らず、することだけを出す")
    parser.add_argument(
        "--rollback",
        nargs="?",
        const=_LAST,
        metavar="RELEASE",
        help="前の版に戻す（番号は --releases で分かる。書かなければ 1 つ前）",
    )
    parser.add_argument("--resend", action="store_true", help="公開先の記録を信じず、すべてのファイルを送り直す")
    parser.add_argument("--releases", action="store_true", help="戻せる版の一覧を出す")
    parser.add_argument(
        "--wait", type=_seconds, default=_WAIT, metavar="SECONDS", help="ファイルを消す前に待つ秒数（既定: 5）"
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="期限を判断する日（YYYY-MM-DD）")


def _seconds(text: str) -> float:
    if not text.isascii() or not text.isdigit() or int(text) > 3600:
        raise argparse.ArgumentTypeError(f"「{text}」は使えません。0 から 3600 までの秒数を書いてください。")
    return float(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What one call is asked to do."""

    options: argparse.Namespace
    config: SiteConfig
    target: Target
    place: Place
    shelf: Shelf
    progress: Progress

    @property
    def order(self) -> Order:
        """What a site is judged by; its folder is still to be said."""
        today = as_of(self.options.as_of, self.config)
        return Order(config=self.config, audience=self.target.audience, output=Path(), as_of=today)

    @property
    def widest(self) -> bool:
        return self.target.audience == self.config.audiences[0]


def _publish(options: argparse.Namespace) -> int:
    config = configured(options)
    if config is None:
        return USAGE
    try:
        target = find_target(config, options.target, options.audience)
        if target.audience not in config.audiences:
            names = "、".join(config.audiences)
            raise NotPublished(f"「{target.audience}」という audience はありません。", f"使える名前: {names}。")
        shelf = Shelf(config.root / ".casebook" / "published" / target.key)
        place = open_place(target, lambda: find_rclone(os.environ.get("CASEBOOK_RCLONE", "")))
        with shelf.locked(), Progress() as progress:
            task = _Task(options=options, config=config, target=target, place=place, shelf=shelf, progress=progress)
            return _releases(task) if options.releases else _bring(task)
    except NotPublished as fault:
        say(f"{fault}\n  ヒント: {fault.hint}")
        return USAGE
    except KeyboardInterrupt:
        say(
            "中断しました。もう一度実行すると、続きから始めます。公開先のページは、前の版か新しい版のどちらかで開けます。"
        )
        return INTERRUPTED


def _releases(task: _Task) -> int:
    editions = tuple(each for each in task.shelf.editions() if each.published)
    print(editions_text(editions, _present(task)) if editions else "この公開先に、ここから公開した版はまだありません。")
    return DONE


def _present(task: _Task) -> int:
    """The number of the release that stands at the target; 0 where it is none that is kept here."""
    deployed = deployed_at(task.place.notes, task.target.served, task.target.audience)
    same = [each.number for each in task.shelf.editions() if each.tree == deployed.tree]
    return deployed.edition if deployed.edition in same else max(same, default=0)


def _bring(task: _Task) -> int:
    """Check a site, and bring it to the target; or say what would be done."""
    started = time.monotonic()
    with _site(task) as site:
        if code := _refused(task, site):
            return code
        found = compare(task.place, task.shelf, site.listing, site.record.tree, resend=task.options.resend)
        if task.options.dry_run:
            print(plan_text(task.target, found))
            print("何も送っていません（--dry-run）。")
            return DONE
        edition = site.edition or task.shelf.add(site.folder, site.record, site.listing)
        if not found.stands:
            with task.shelf.laid_out(edition.listing, beside(task.target)) as folder:
                deliver(
                    task.place,
                    found,
                    edition,
                    folder,
                    task.shelf,
                    widest=task.widest,
                    wait=lambda: time.sleep(task.options.wait),
                    on_progress=task.progress.show,
                )
        task.shelf.has_published(edition, task.order.as_of.isoformat())
    told = found.changes
    if found.stands:
        print(f"{task.target.to} は、もうこの版です。送ったものはありません。")
        return DONE
    print(
        f"{task.target.to} に公開しました（{audience_label(task.target.audience)}向け、版 {edition.number}、"
        f"送信 {len(told.sent):,} 件 {amount(told.bytes)}、削除 {len(told.removed):,} 件、"
        f"{time.monotonic() - started:.1f} 秒）。"
    )
    return DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """The site that is to be published; ``edition`` where it is an earlier release."""

    folder: Path
    record: Record
    listing: Listing
    edition: Edition | None = None


@contextmanager
def _site(task: _Task) -> Iterator[_Site]:
    """The site that the operator means, in a folder of its own. Raises NotPublished."""
    if task.options.rollback is None:
        folder = (task.options.site or task.config.output_for(task.target.audience)).absolute()
        record = _record(folder, task.target)
        yield _Site(folder=folder, record=record, listing=listing_of(folder, record))
        return
    if task.options.site is not None:
        raise NotPublished("--rollback と --site は、いっしょに使えません。", "どちらかを除いてください。")
    edition = _earlier(task)
    with task.shelf.laid_out(edition.listing, {}) as folder:
        record = _record(folder, task.target)
        yield _Site(folder=folder, record=record, listing=edition.listing, edition=edition)


def _record(folder: Path, target: Target) -> Record:
    record = read_record(folder)
    if record is None:
        hint = f"先に「casebook build --audience {target.audience}」を実行するか、--site でフォルダーを指してください。"
        raise NotPublished(f"{shown(folder)} に、公開できるサイトがありません。", hint)
    if record.audience != target.audience:
        message = f"「{record.audience}」向けのサイトを、「{target.audience}」向けの公開先に送ることはできません。"
        raise NotPublished(message, "公開先の名前と、--site のフォルダーを確かめてください。")
    return record


def _earlier(task: _Task) -> Edition:
    """The release to go back to."""
    told: str = task.options.rollback
    editions = [each for each in task.shelf.editions() if each.published and each.audience == task.target.audience]
    if told == _LAST:
        present = _present(task) or (editions[-1].number + 1 if editions else 0)
        found = [each for each in editions if each.number < present][-1:]
    else:
        found = [each for each in editions if str(each.number) == told]
    if not found:
        numbers = "、".join(str(each.number) for each in editions)
        known = f"戻せる版: {numbers}。" if numbers else "ここから公開した版は、まだありません。"
        which = "1 つ前の版がありません。" if told == _LAST else f"版「{told}」は、手元に残っていません。"
        raise NotPublished(which, f"{known}手元に残るのは、新しいほうから {KEPT} つまでです。")
    return found[0]


def _refused(task: _Task, site: _Site) -> int:
    """Say why a site may not be published today, and give the exit code for it; 0 where it may."""
    if site.record.samples and task.widest and not task.target.samples:
        raise NotPublished(
            "架空の原稿（見本）の入ったサイトは、社外公開の場所に公開できません。",
            "実際の事例を入れるか、設定を samples: hide にして作り直してください。"
            "見本として見せる場所なら、公開先に samples: true と書きます。",
        )
    order = replace(task.order, output=site.folder)
    found = releasing.forbids(order, site.record.files, task.progress.show)
    problems = in_order(problem for problem in found if problem.is_error)
    if not problems:
        return DONE
    print_problems(problems, task.config)
    return not_done("公開していません", problems, task.config)
