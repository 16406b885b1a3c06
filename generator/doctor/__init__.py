"""A live site, looked at from outside: is it whole, of today, for whom it should be, and served as it has to be?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from ..config import audience_label
from ..problems import Problem, error, in_order, warning
from ..record import RECORD, Record, parse_record
from . import headers, places
from .client import LOOPBACK, Answer, Client, Limits, NoAnswer
from .visit import Seen, Tell, due_on, visit

__all__ = ["LOOPBACK", "Limits", "Order", "Report", "examine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked about: the ``address`` (it ends in a slash), for whom it should be, and what opens it.

    ``widest`` is true where everybody may read; ``neighbours`` are paths at which other circles' sites may lie;
    ``sign_in`` are headers to send, by name. ``known`` gives the SHA-256 of each file of the release with a digest, in
    hexadecimal, None where nobody here knows it; ``tree`` is the digest that has to be there, "" for any."""

    address: str
    audience: str
    widest: bool
    today: date
    neighbours: tuple[str, ...] = ()
    sign_in: Mapping[str, str] = field(default_factory=dict, repr=False)
    limits: Limits = field(default_factory=Limits)
    known: Callable[[str], Mapping[str, str] | None] = lambda tree: None
    tree: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Every problem in order, how many addresses were asked for (0 where the site could not be judged), and how many
    files were held against what was built."""

    problems: tuple[Problem, ...]
    asked: int = 0
    compared: int = 0


def examine(order: Order, tell: Tell = lambda done, total: None) -> Report:
    """Ask the site for some of its files, and for addresses that should lead nowhere. Changes nothing there."""
    client = Client(order.address, order.sign_in, order.limits)
    try:
        client, first = _entered(client, order)
        record, problems = _recorded(first, order)
        if record is None or record.audience != order.audience:
            return Report(problems=in_order(problems))
        known = order.known(record.tree) or {}
        due = due_on(order.today, known)
        seen = visit(client, record, order.neighbours, due, sign_in=not order.widest, tell=tell)
    except NoAnswer as fault:
        hint = "アドレスと、サーバーが動いているかを確かめてください。"
        return Report(problems=(error("site-unreachable", None, str(fault), hint),))
    finally:
        client.close()
    asked = sum(map(len, (seen.files, seen.lost, seen.folders, seen.guessed, seen.strangers, seen.outside)))
    problems += [*_judged(seen, order), *places.changed(seen, known)]
    return Report(problems=in_order(problems), asked=asked, compared=len(places.comparable(seen, known)))


def _entered(client: Client, order: Order) -> tuple[Client, Answer]:
    """The site's own record, behind a redirect to the encrypted address of the same host if there is one."""
    first = client.get(RECORD)
    to, start = urlsplit(first.moved_to), urlsplit(client.address)
    if to.scheme == "https" and start.scheme == "http" and to.hostname == start.hostname:
        client.close()
        client = Client(f"https://{to.netloc}{start.path}", order.sign_in, order.limits)
        first = client.get(RECORD)
    return client, first


def _recorded(answer: Answer, order: Order) -> tuple[Record | None, list[Problem]]:
    """What the site says of itself, and what follows from that alone."""
    if answer.is_closed:
        return None, [_closed(answer, order)]
    record = parse_record(answer.body) if answer.is_found and answer.whole else None
    if record is None:
        message = "Casebook が作ったサイトではありません（build.json がないか、読めません）。"
        hint = "サイトの先頭のアドレスを指定してください。build.json も、ほかのファイルと一緒に公開します。"
        return None, [error("not-a-site", None, message, hint)]
    if record.audience != order.audience:
        named, asked = audience_label(record.audience), audience_label(order.audience)
        message = f"{named}向けのサイトが置かれています（ここに置くのは{asked}向け）。"
        hint = "すぐに正しいサイトと入れ替えてください。置き場所が正しければ、--audience を確かめてください。"
        return record, [error("wrong-circle", None, message, hint)]
    return record, [*_outdated(record, order.today), *_other(record, order)]


def _other(record: Record, order: Order) -> list[Problem]:
    if order.tree in ("", record.tree):
        return []
    message = "手元のサイトとは、違う版が公開されています。"
    return [error("other-release", None, message, "公開し直すか、--site のフォルダーを確かめてください。")]


def _outdated(record: Record, today: date) -> list[Problem]:
    if record.is_fresh(today):
        return []
    message = f"このサイトの期限（{record.fresh_until}）が来ています。許諾や公開の期日で、内容が変わる日です。"
    return [error("site-outdated", None, message, "casebook build で作り直し、公開してください。")]


def _closed(answer: Answer, order: Order) -> Problem:
    """What it means that one has to sign in."""
    if order.sign_in:
        message = f"渡された名前とパスワードでは、サインインできません（{answer.status}）。"
        return error("sign-in-refused", None, message, "--user・--password-file・--headers-file を確かめてください。")
    if order.widest:
        message = "社外公開のサイトなのに、サインインを求められるか、ほかのアドレスへ送られます。"
        return error("sign-in-asked", None, message, "サインインを外すか、--audience とアドレスを確かめてください。")
    message = "サインインを求められました。サインインの内側は調べていません。"
    hint = "--user と --password-file（または --headers-file）を付けると、内側も調べます。"
    return warning("sign-in-unseen", None, message, hint)


def _judged(seen: Seen, order: Order) -> Iterator[Problem]:
    yield from _encrypted(seen, order)
    yield from places.closed(seen)
    yield from places.whole(seen)
    yield from places.lost(seen)
    yield from places.exposed(seen)
    yield from places.listings(seen)
    yield from places.index(seen)
    yield from headers.policies(seen, order.widest)
    yield from headers.types(seen)
    yield from headers.packing(seen)
    yield from headers.keeping(seen, order.widest)


def _encrypted(seen: Seen, order: Order) -> Iterator[Problem]:
    address = urlsplit(seen.address)
    if address.scheme == "https" or address.hostname in LOOPBACK:
        return
    message = "暗号化されていません（http）。途中の人が、読んだり書き換えたりできます。"
    yield error("not-encrypted", None, message, "証明書を入れ、http は https へ転送してください。")
