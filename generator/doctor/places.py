"""What answers, what does not, and what should not."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..problems import Problem, error, warning
from ..search.core import GROUP
from .client import Answer, inflated
from .told import where
from .visit import FAMILY, INDEX, MANIFEST, SINGLE, Seen, is_index_part

_MOST = 64_000_000
_GZIP = b"\x1f\x8b"


def closed(seen: Seen) -> Iterator[Problem]:
    """Where one has to sign in, nothing of the site is handed out before that."""
    open_to_all = [name for name, answer in seen.outside.items() if answer.is_found and _is_ours(seen, name, answer)]
    if open_to_all:
        message = f"社外公開でないサイトなのに、サインインしなくても{where(open_to_all)}が読めます。"
        hint = "すべてのアドレスの前にサインインを置いてください。置くまでは、サイトを止めておくことをお勧めします。"
        yield error("sign-in-missing", None, message, hint)


def _is_ours(seen: Seen, name: str, answer: Answer) -> bool:
    """False for a page to sign in on that stands in for the file."""
    return answer.body == seen.files[name].body


def whole(seen: Seen) -> Iterator[Problem]:
    """Every file of the release is there."""
    missing = [name for name, answer in seen.files.items() if not answer.is_found and not _hidden_page(name, answer)]
    if missing:
        statuses = "・".join(sorted({str(seen.files[name].status) for name in missing}))
        message = f"build.json にある{where(missing)}が、正しく返りません（{statuses}）。"
        hint = "サイトのすべてのファイルを、もう一度公開してください。途中で止まった公開かもしれません。"
        yield error("file-unserved", None, message, hint)


def _hidden_page(name: str, answer: Answer) -> bool:
    """The page of errors may hide from those who ask for it by name."""
    return name == "404.html" and (answer.status == 404 or answer.moved)


def lost(seen: Seen) -> Iterator[Problem]:
    """Addresses that lead nowhere say so: 404, with the site's own page."""
    wrong = [path for path, answer in seen.lost.items() if answer.status != 404]
    if wrong:
        statuses = "・".join(sorted({str(seen.lost[path].status) for path in wrong}))
        message = f"ないはずのアドレス{where(wrong)}が、404 ではなく {statuses} を返します。"
        hint = "ないアドレスには、404.html の中身を、状態コード 404 とともに返してください。"
        yield error("not-found-status", None, message, hint)
    own = seen.files.get("404.html")
    others = [path for path, answer in seen.lost.items() if answer.status == 404 and own and answer.body != own.body]
    if others and own and own.is_found:
        message = f"ないアドレス{where(others)}に、サイトの「ページが見つかりません」が出ません。"
        hint = "404 のときに、サイトの 404.html を返すようにしてください。"
        yield warning("not-found-page", None, message, hint)


def exposed(seen: Seen) -> Iterator[Problem]:
    """Addresses that a stranger would try, and that no release has."""
    if guessed := seen.there(seen.guessed):
        message = f"サイトにないはずの{where(guessed)}が読めます。"
        hint = "公開するのは casebook build の出力先だけにして、そのほかのファイルとフォルダーを外してください。"
        yield error("exposed-file", None, message, hint)
    if strangers := seen.there(seen.strangers):
        message = f"このサイトのものでないページ{where(strangers)}が読めます。"
        hint = "前の公開や、ほかの範囲のサイトのファイルが残っています。サイトのフォルダーを丸ごと入れ替えてください。"
        yield error("stray-page", None, message, hint)


def listings(seen: Seen) -> Iterator[Problem]:
    """A folder without a page of its own says nothing of what is in it."""
    if listed := seen.there(seen.folders):
        hint = "フォルダーの一覧（autoindex・browse・Indexes）を止めてください。"
        yield error("folder-listed", None, f"{where(listed)}で、フォルダーの中身が一覧になって見えます。", hint)


def index(seen: Seen) -> Iterator[Problem]:
    """Files of the search index are those that their names and ``manifest.json`` tell of."""
    broken = [*_wrong_manifest(seen), *_wrong_singles(seen), *_wrong_families(seen)]
    if broken:
        message = f"検索の索引がそろっていません。{where(broken)}が、このサイトのものではありません。"
        hint = "search/index/ を、ほかのファイルと一緒に公開し直してください。途中で書き換える仕組みも外してください。"
        yield error("index-broken", None, message, hint)


def changed(seen: Seen, known: Mapping[str, str]) -> Iterator[Problem]:
    """Every file has the bytes that were built; ``known`` are their digests."""
    others = [
        name for name in comparable(seen, known) if hashlib.sha256(seen.files[name].body).hexdigest() != known[name]
    ]
    if others:
        message = f"{where(others)}の中身が、ビルドしたものと違います。"
        hint = (
            "サーバーの上か途中で、書き換えられています。わけを確かめてから、"
            "「casebook publish 公開先 --resend」ですべてを送り直してください。"
        )
        yield error("file-differs", None, message, hint)


def comparable(seen: Seen, known: Mapping[str, str]) -> list[str]:
    """The files that came whole, and whose bytes are known."""
    found = ((name, answer) for name, answer in seen.files.items() if name in known and not is_index_part(name))
    return [name for name, answer in found if answer.is_found and answer.whole]


def _wrong_manifest(seen: Seen) -> Iterator[str]:
    answer = seen.files.get(MANIFEST)
    if answer is None or not answer.is_found:
        return
    try:
        core = json.loads(answer.body)["core"]
    except (ValueError, TypeError, KeyError, RecursionError):
        core = None
    if f"{INDEX}{core}" not in seen.record.files:
        yield MANIFEST


def _wrong_singles(seen: Seen) -> Iterator[str]:
    for name, answer in seen.files.items():
        part = SINGLE.fullmatch(name)
        if part and answer.is_found and _digest(answer).hex()[:8] != part[2]:
            yield name


def _wrong_families(seen: Seen) -> Iterator[str]:
    """Neighbours share a hash: of the digests of all of them, in order."""
    for told, members in _groups(seen.record.files):
        answers = [seen.files[name] for name in members if name in seen.files]
        if len(answers) == len(members) and all(answer.is_found for answer in answers):
            found = hashlib.sha256(b"".join(map(_digest, answers))).hexdigest()
            if not found.startswith(told):
                yield from members


def _groups(files: frozenset[str]) -> Iterator[tuple[str, list[str]]]:
    """The hash that neighbours share, and their names in order."""
    groups: defaultdict[tuple[str, int, str], dict[int, str]] = defaultdict(dict)
    for name in files:
        if part := FAMILY.fullmatch(name):
            groups[part[1], int(part[2]) // GROUP, part[3]][int(part[2])] = name
    for (_, _, told), places in groups.items():
        yield told, [name for _, name in sorted(places.items())]


def _digest(answer: Answer) -> bytes:
    """The SHA-256 of what is in a packed file; of the file as it is, where a host has unpacked it or it is broken."""
    try:
        data, _ = inflated(answer.body, _MOST) if answer.body.startswith(_GZIP) else (answer.body, True)
    except zlib.error:
        data = answer.body
    return hashlib.sha256(data).digest()
