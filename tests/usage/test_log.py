"""Logs of every form are read; garbage, lies and floods are not, and cost no memory."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest

from generator.cli import main
from generator.gaps import Usage, read_usage
from generator.gaps.beacon import LONGEST_LINE, MOST_QUERIES

from .site import BEACON, made, write

PAGES = ("", "cases/", "cases/case-0001/", "articles/operation/reply/")
_ZONE = ZoneInfo("Asia/Tokyo")


def _uri(**what: str) -> str:
    return f"{BEACON}?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in what.items())


VIEW = _uri(kind="view", page="/cases/case-0001/")
MISS = _uri(kind="miss", query="仮想 通貨")


def nginx(uri: str, **more: object) -> str:
    told = {"time": "2026-11-20T23:30:00+09:00", "method": "POST", "uri": uri, "status": 204} | more
    return json.dumps(told)


def caddy(uri: str, **more: object) -> str:
    request = {"proto": "HTTP/2.0", "method": "POST", "host": "example.com", "uri": uri}
    return json.dumps({"level": "info", "ts": 1795185000.25, "request": request, "status": 204} | more)


def combined(uri: str, method: str = "POST", status: int = 204, day: str = "20/Nov/2026") -> str:
    return f'192.0.2.1 - taro [{day}:23:30:00 +0900] "{method} {uri} HTTP/2.0" {status} 0 "-" "Mozilla/5.0 (X)"'


def read(folder: Path, lines: Iterable[str | bytes]) -> Usage:
    path = folder / "usage.log"
    path.write_bytes(b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines))
    return read_usage([path], BEACON, PAGES, _ZONE)


@pytest.mark.parametrize("form", [nginx, caddy, combined])
def test_each_form_is_read(form: object, tmp_path: Path) -> None:
    assert callable(form)
    usage = read(tmp_path, [form(VIEW), form(MISS), form(VIEW), form(_uri(kind="view", page="/"))])
    assert dict(usage.views) == {"cases/case-0001/": 2, "": 1}
    assert [(miss.query, miss.times, miss.day) for miss in usage.misses] == [("仮想 通貨", 1, date(2026, 11, 20))]
    assert (usage.first, usage.last, usage.unread, usage.elsewhere) == (date(2026, 11, 20), date(2026, 11, 20), 0, 0)


def test_days_are_those_of_the_site(tmp_path: Path) -> None:
    """Seconds since 1970 have no zone of their own."""
    usage = read(tmp_path, [caddy(VIEW, ts=1795186799), caddy(VIEW, ts=1795186800)])
    assert (usage.first, usage.last) == (date(2026, 11, 20), date(2026, 11, 21))


def test_the_rest_of_a_log_is_passed_over(tmp_path: Path) -> None:
    rest = [
        combined("/cases/case-0001/", "GET", 200),
        caddy("/"),
        "",
        "start worker process 7",
        nginx("/other?kind=view"),
    ]
    usage = read(tmp_path, [*rest, nginx(VIEW)])
    assert dict(usage.views) == {"cases/case-0001/": 1} and usage.unread == 0


HOSTILE = [
    combined(VIEW, "GET"),
    combined(VIEW, status=404),
    combined(VIEW, day="31/Feb/2026"),
    combined(VIEW, day="20/Foo/2026"),
    nginx(VIEW, method="GET"),
    nginx(VIEW, status=500),
    nginx(VIEW, time="yesterday"),
    nginx(VIEW, time=None),
    nginx(VIEW, time=True),
    nginx(VIEW, time=1e300),
    nginx(VIEW, time=float("nan")),
    json.dumps({"time": "2026-11-20T00:00:00", "uri": [BEACON]}),
    nginx(f"/elsewhere{VIEW}"),
    nginx(f"{BEACON}/deeper?kind=view&page=%2F"),
    nginx(_uri(kind="view")),
    nginx(_uri(kind="steal", page="/")),
    nginx(_uri(kind="miss", query="")),
    nginx(_uri(kind="miss", query="a\x1b[31mred")),
    nginx(_uri(kind="miss", query="a\u202eb")),
    nginx(f"{BEACON}?kind=miss&query=%FF%FE%80"),
    nginx(f"{BEACON}?kind=miss&query=ab&query=cd"),
    nginx(BEACON + "?" + "&".join(f"k{n}=v" for n in range(500))),
    '{"uri": "' + BEACON,
    "{" * 20_000 + BEACON,
    '{"a":' * 2_000 + BEACON,
    f"[{BEACON}]",
    f"{BEACON} \x00\x01",
    b"\xff\xfe" + BEACON.encode(),
    b'{"uri":"' + BEACON.encode() + b"x" * (LONGEST_LINE * 3) + b'"}',
    "[" * 8_000 + f'] "POST {VIEW} HTTP/1.1" 204 ',
]


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_line_of_a_beacon_is_counted_as_unread(line: str | bytes, tmp_path: Path) -> None:
    usage = read(tmp_path, [nginx(VIEW), line, nginx(VIEW)])
    assert (dict(usage.views), usage.misses, usage.unread) == ({"cases/case-0001/": 2}, (), 1)


def test_pages_that_the_site_does_not_have_are_only_a_number(tmp_path: Path) -> None:
    lies = ["/nowhere/", "cases/", "//example.com/", "/../", "/cases/case-0001", "/<script>"]
    usage = read(tmp_path, [nginx(_uri(kind="view", page=lie)) for lie in lies])
    assert (dict(usage.views), usage.elsewhere) == ({}, len(lies))


def test_words_are_cut_and_without_digits_whoever_sent_them(tmp_path: Path) -> None:
    usage = read(tmp_path, [nginx(_uri(kind="miss", query="電話　０３１２３４5678 " + "ぬ" * 99))])
    assert [miss.query for miss in usage.misses] == [("電話 ########## " + "ぬ" * 99)[:40]]


def test_a_flood_costs_no_memory_and_hides_nothing_that_is_asked_often(tmp_path: Path) -> None:
    flood = 3 * MOST_QUERIES
    wanted = [caddy(MISS)] * 40
    lines = (caddy(_uri(kind="miss", query=f"{_kana(n)}")) for n in range(flood))
    pages = (caddy(_uri(kind="view", page=f"/{n}/")) for n in range(flood))
    path = tmp_path / "flood.log"
    with path.open("w") as file:
        file.writelines(f"{line}\n" for part in (wanted, lines, pages, wanted) for line in part)
    tracemalloc.start()
    usage = read_usage([path], BEACON, PAGES, _ZONE)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(usage.misses) <= MOST_QUERIES and usage.elsewhere == flood
    assert {miss.query: miss.times for miss in usage.misses}["仮想 通貨"] == 80
    assert sum(miss.times for miss in usage.misses) + usage.dropped == flood + 80
    assert peak < 20_000_000


def _kana(number: int) -> str:
    """A word of its own for each number: digits would be masked, and all be one."""
    return "".join(chr(0x3042 + int(digit) * 2) for digit in f"{number:06}")


# -- the command -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("counted"), f"beacon: {BEACON}\n")
    made(root, root / "site")
    return root


def _gaps(root: Path, *more: str) -> int:
    return main(["gaps", "--config", str(root / "site_config.yml"), "--site", str(root / "site"), *more])


def test_what_is_opened_what_is_not_and_what_is_missed(
    counted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "usage.log"
    named = nginx(_uri(kind="miss", query="あおぞら食品のこと"))
    elsewhere = nginx(_uri(kind="view", page="/old/"))
    log.write_text("\n".join([nginx(VIEW), caddy(VIEW), nginx(MISS), named, elsewhere, f"? {BEACON}"]), "utf-8")
    assert _gaps(counted, "--log", str(log)) == 0
    assert (
        capsys.readouterr().out
        == """\
記録 1 つ、問い 1 種類を調べました（同義語で届きそう 0、まだない話題 1、いまは見つかる 0）。
名前を含むかもしれない 1 種類と、連絡先を含む 0 種類を除きました。

まだない話題
  回数  記録の数  最後の日    問い
     1         1  2026-11-20  仮想 通貨

2026-11-20 から 2026-11-20 まで、開かれた回数は 2 回でした。
このサイトにないページの 1 回は数えていません。読めない 1 行は飛ばしました。

よく開かれたページ
  回数  ページ             題
     2  /cases/case-0001/  定期便を続けてもらうための、会員どうしの場

だれも開いていないページ（1）
  ページ                      題
  /articles/operation/reply/  返信の書き方
"""
    )


def test_the_same_as_json_beside_exported_records(
    counted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log, record = tmp_path / "usage.log", tmp_path / "misses.json"
    log.write_text(nginx(MISS), "utf-8")
    miss = {"query": "仮想 通貨", "day": "2026-11-01", "times": 2}
    record.write_text(
        json.dumps({"format": "casebook-misses", "version": 1, "site": "営業", "misses": [miss]}), "utf-8"
    )
    assert _gaps(counted, str(record), "--log", str(log), "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["missing"] == [{"query": "仮想 通貨", "times": 3, "files": 2, "day": "2026-11-20"}]
    assert found["opened"]["views"] == 0
    assert [page["url"] for page in found["opened"]["never_opened"]] == [
        "articles/operation/reply/",
        "cases/case-0001/",
    ]


def test_what_cannot_be_counted_is_said(counted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _gaps(counted) == 2
    assert "--log FILE" in capsys.readouterr().err
    assert _gaps(counted, "--log", str(tmp_path / "gone.log")) == 2
    assert "gone.log を読めません" in capsys.readouterr().err
    off = write(tmp_path / "off")
    assert main(["gaps", "--config", str(off / "site_config.yml"), "--log", str(tmp_path / "gone.log")]) == 2
    assert "beacon が要ります" in capsys.readouterr().err
