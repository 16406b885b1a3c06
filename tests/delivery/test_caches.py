"""What one machine remembers, another takes over: the same site with nothing made twice. What is harmed, foreign or not
there costs time and nothing else, and no reader ever reaches the place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.cache import DICTIONARY, cache_of, key_of, opened
from generator.cli import main
from generator.delivery import caches
from generator.delivery.caches import KEPT, Table, pull, push
from generator.delivery.deployed import NOTE
from generator.delivery.fault import NotPublished
from generator.delivery.folder import FolderStore
from generator.packed import Label
from generator.record import RECORD, read_record
from generator.stamps import machine_stamp

from ..bad.base import CASE, CASE_FILE, ORG, ORG_FILE
from ..folders import CONFIG, write_site
from ..torture.shop import Server

KEY = "0123456789abcdef" * 4
SETTINGS = """\
site_name: 見本
publish:
  web: {{to: www, audience: public}}
build_cache: {{to: "{to}", key_from: CACHE_KEY}}
"""
MOMENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LABEL = Label(circle="public", machine="a" * 64)


@pytest.fixture(autouse=True)
def with_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CACHE_KEY", KEY)


def machine(folder: Path, to: str) -> Path:
    """A checkout of the site on a machine of its own."""
    files = {CONFIG: SETTINGS.format(to=to), CASE_FILE: CASE, ORG_FILE: ORG}
    return write_site(folder / "checkout", files)


def cache(root: Path, way: str, audience: str = "public") -> int:
    """``casebook cache``."""
    return main(["cache", way, "--config", str(root / CONFIG), "--audience", audience])


def build(root: Path, *flags: str) -> str:
    """Build the site for the public; the digest of all its files."""
    command = ["build", "--config", str(root / CONFIG), "--audience", "public", "--as-of", "2026-11-20", "--jobs", "1"]
    assert main([*command, *flags]) == 0
    record = read_record(root / "site-public")
    assert record is not None
    return record.tree


def rows_of(path: Path, owner: str = "public") -> dict[str, bytes]:
    """All that a cache holds."""
    with opened(path, owner) as found:
        return dict(found.rows())


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for caches that is empty."""
    if request.param == "s3":
        request.getfixturevalue("server")
        return "shop:shelf/caches"
    return str(tmp_path / "caches")


def test_what_one_machine_made_another_does_not_make(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = machine(tmp_path / "one", place), machine(tmp_path / "elsewhere" / "deep", place)
    for path in other.rglob("*"):
        os.utime(path, (1, 1))
    assert cache(one, "pull") == 0
    assert "まだありません" in capsys.readouterr().err
    tree = build(one)
    assert cache(one, "push") == 0
    assert cache(one, "push") == 0
    assert "もう置いてあります" in capsys.readouterr().out
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty"))
    assert cache(other, "pull") == 0
    made = rows_of(cache_of(one, "public"))
    assert len(made) > 20
    assert rows_of(cache_of(other, "public")) == made
    table = rows_of(tmp_path / "empty" / "casebook" / DICTIONARY, "")
    assert table and all(len(value) > 1_000_000 for value in table.values())
    assert build(other) == tree
    assert rows_of(cache_of(other, "public")) == made
    assert build(other, "--no-cache") == tree


# -- what may happen to a cache on its way -------------------------------------------------------------------------


def filled(path: Path, *names: str, owner: str = "public") -> Table:
    """A machine's cache that holds a value for each name."""
    with opened(path, owner) as found:
        found.write({key_of(name): name.encode() for name in names})
    return Table(path=path, owner=owner)


def left(store: FolderStore, tmp_path: Path, *names: str, label: Label = LABEL, day: int = 0, key: str = KEY) -> None:
    """Leave a cache that holds a value for each name."""
    path = tmp_path / "-".join(["from", label.circle, *names]) / "c.db"
    push(store, label, key.encode(), [filled(path, *names, owner=label.circle)], MOMENT + timedelta(days=day))


def taken(store: FolderStore, tmp_path: Path) -> tuple[set[str], str]:
    """The names whose values a new machine takes over, and why there are none."""
    path = tmp_path / "machine" / "c.db"
    shutil.rmtree(path.parent, ignore_errors=True)
    told = pull(store, LABEL, KEY.encode(), [Table(path=path, owner="public")])
    return {value.decode() for value in rows_of(path).values()}, told.missed


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "caches", private=True)


def newest(tmp_path: Path) -> Path:
    return sorted((tmp_path / "caches").iterdir())[-1]


def _made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _led_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


HARMS: dict[str, Callable[[Path], object]] = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-40]),
    "empty": lambda path: path.write_bytes(b""),
    "junk": lambda path: path.write_bytes(b"SQLite format 3\0" + b"x" * 9000),
    "flipped": lambda path: path.write_bytes(bytes([*path.read_bytes()[:-60], 7, *path.read_bytes()[-59:]])),
    "huge": lambda path: os.truncate(path, caches.LARGEST + 2),
    "a folder": _made_a_folder,
    "gone": _led_nowhere,
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_cache_is_passed_over_for_an_older_one(
    harm: str, store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "LARGEST", 100_000)
    left(store, tmp_path, "old")
    assert taken(store, tmp_path) == ({"old"}, "")
    left(store, tmp_path, "new", day=1)
    assert taken(store, tmp_path) == ({"new"}, "")
    HARMS[harm](newest(tmp_path))
    assert taken(store, tmp_path) == ({"old"}, "")


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_cache_alone_is_no_error(
    harm: str, store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "LARGEST", 100_000)
    left(store, tmp_path, "new")
    HARMS[harm](newest(tmp_path))
    names, why = taken(store, tmp_path)
    assert names == set()
    assert "鍵が違うか、壊れています" in why or "読めません" in why


def test_what_was_signed_with_another_key_is_not_believed(store: FolderStore, tmp_path: Path) -> None:
    left(store, tmp_path, "forged", key="f" * 64)
    assert taken(store, tmp_path) == (set(), caches._HARMED)


@pytest.mark.parametrize("label", [Label(circle="sales", machine="a" * 64), Label(circle="public", machine="b" * 64)])
def test_another_circle_and_another_sort_of_machine_have_their_own(
    label: Label, store: FolderStore, tmp_path: Path
) -> None:
    left(store, tmp_path, "theirs", label=label)
    names, why = taken(store, tmp_path)
    assert (names, bool(why)) == (set(), True)
    theirs = newest(tmp_path)
    theirs.rename(theirs.with_name(theirs.name.replace("sales.", "public.").replace("b" * 16, "a" * 16)))
    assert taken(store, tmp_path) == (set(), caches._HARMED)
    left(store, tmp_path, "ours", day=1)
    assert taken(store, tmp_path) == ({"ours"}, "")


def test_what_a_machine_has_of_its_own_stays(store: FolderStore, tmp_path: Path) -> None:
    left(store, tmp_path, "theirs")
    table = filled(tmp_path / "own" / "c.db", "a", "b", "c", "d")
    assert pull(store, LABEL, KEY.encode(), [table]).rows == 1
    assert {value.decode() for value in rows_of(table.path).values()} == {"a", "b", "c", "d", "theirs"}
    with opened(table.path, "public") as found:
        found.write({key_of("theirs"): b"made here"})
    assert pull(store, LABEL, KEY.encode(), [table]).rows == 1
    assert rows_of(table.path)[key_of("theirs")] == b"made here"


def test_a_cache_that_another_build_holds_is_left_to_it(store: FolderStore, tmp_path: Path) -> None:
    left(store, tmp_path, "theirs")
    table = filled(tmp_path / "own" / "c.db", "a")
    with closing(sqlite3.connect(table.path)) as holder:
        holder.execute("begin exclusive")
        assert "書けません" in pull(store, LABEL, KEY.encode(), [table]).missed
        with pytest.raises(NotPublished, match="読めません"):
            push(store, LABEL, KEY.encode(), [table], MOMENT)
    assert set(rows_of(table.path)) == {key_of("a")}


# -- several machines ----------------------------------------------------------------------------------------------


def test_two_machines_may_leave_theirs_at_once(store: FolderStore, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as machines:
        for done in [machines.submit(left, store, tmp_path, f"{n}", day=n % 2) for n in range(8)]:
            done.result()
    assert 0 < len(list((tmp_path / "caches").iterdir())) <= KEPT
    names, why = taken(store, tmp_path)
    assert (len(names), why) == (1, "")


def test_the_last_few_stay_of_each_circle(store: FolderStore, tmp_path: Path) -> None:
    sales = Label(circle="sales", machine="a" * 64)
    left(store, tmp_path, "inside", label=sales)
    (tmp_path / "caches" / "readme.txt").write_text("somebody's")
    for day in range(KEPT + 3):
        left(store, tmp_path, f"{day}", day=day)
    there = sorted(path.name for path in (tmp_path / "caches").iterdir())
    assert [name.split(".")[2][:8] for name in there if name.startswith("public.")] == [
        "20261123", "20261124", "20261125", "20261126"
    ]  # fmt: skip
    assert "readme.txt" in there and len(there) == KEPT + 2
    assert taken(store, tmp_path) == ({str(KEPT + 2)}, "")


def test_what_is_left_is_for_this_account_alone(store: FolderStore, tmp_path: Path) -> None:
    left(store, tmp_path, "some")
    assert newest(tmp_path).stat().st_mode & 0o777 == 0o600
    assert newest(tmp_path).parent.stat().st_mode & 0o777 == 0o700


def test_what_a_killed_machine_was_writing_goes_a_day_later(store: FolderStore, tmp_path: Path) -> None:
    writing = tmp_path / "caches" / ".casebook-parts1"
    writing.mkdir(parents=True)
    left(store, tmp_path, "some")
    assert writing.is_dir()
    os.utime(writing, (time.time() - 90_000,) * 2)
    left(store, tmp_path, "more", day=1)
    assert not writing.exists()


# -- what is refused -----------------------------------------------------------------------------------------------


def test_without_a_key_nothing_is_asked_or_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = machine(tmp_path, str(tmp_path / "caches"))
    for key, told in (("", "入っていません"), ("short", "短すぎます")):
        monkeypatch.setenv("CACHE_KEY", key)
        for way in ("pull", "push"):
            assert cache(root, way) == 2
            said = capsys.readouterr().err
            assert "CACHE_KEY" in said and told in said and "openssl rand -hex 32" in said
    assert not (tmp_path / "caches").exists()


def test_a_place_has_to_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_site(tmp_path / "site-folder", {CONFIG: "site_name: 見本\n"})
    assert cache(root, "pull") == 2
    assert "build_cache" in capsys.readouterr().err
    assert cache(root, "pull", "salse") == 2


def test_nothing_is_left_where_nothing_was_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cache(machine(tmp_path, str(tmp_path / "caches")), "push") == 2
    assert "casebook build --audience public" in capsys.readouterr().err
    assert not (tmp_path / "caches").exists()


def _link(root: Path, caches: Path) -> None:
    (root / "www").mkdir()
    caches.symlink_to(root / "www")


def _a_site(root: Path, caches: Path) -> None:
    caches.mkdir()
    (caches / RECORD).write_text("{}")


PLACES: dict[str, Callable[[Path, Path], object]] = {
    "a published folder by another name": _link,
    "a site": _a_site,
    "a folder of a site": lambda root, caches: (caches.parent / NOTE).write_bytes(b""),
}


@pytest.mark.parametrize("what", PLACES)
@pytest.mark.parametrize("way", ["pull", "push"])
def test_a_folder_that_readers_reach_is_refused(
    what: str, way: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "some" / "caches"
    folder.parent.mkdir()
    root = machine(tmp_path, str(folder))
    filled(cache_of(root, "public"), "a")
    PLACES[what](root, folder)
    before = sorted(tmp_path.rglob("*.cache"))
    assert cache(root, way) == 2
    assert "読む人の届かない" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*.cache")) == before == []


@pytest.mark.parametrize("way", ["pull", "push"])
def test_a_bucket_with_a_site_is_refused(
    way: str, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = machine(tmp_path, "shop:shelf/site")
    filled(cache_of(root, "public"), "a")
    server.put(f"site/{RECORD}", b"{}")
    assert cache(root, way) == 2
    assert "サイトがあります" in capsys.readouterr().err
    assert server.keys("site/") == {RECORD}


def test_a_store_that_does_not_answer_stops_no_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    root = machine(tmp_path, str(tmp_path / "file" / "caches"))
    filled(cache_of(root, "public"), "a")
    assert cache(root, "pull") == 0
    assert "すべてを作ります" in capsys.readouterr().err
    assert cache(root, "push") == 2
    assert "キャッシュの置き場所" in capsys.readouterr().err


def test_a_harmed_object_of_a_store_is_no_error(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = machine(tmp_path, "shop:shelf/caches")
    filled(cache_of(root, "public"), "a")
    assert cache(root, "push") == 0
    (name,) = server.keys("caches/")
    server.put(f"caches/{name}", server.get(f"caches/{name}")[1][:-1] + b"?")
    assert name.split(".")[1] == machine_stamp()[:16]
    assert cache(root, "pull") == 0
    assert "鍵が違うか、壊れています" in capsys.readouterr().err


def test_no_more_is_read_of_an_object_than_a_cache_may_have(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = machine(tmp_path, "shop:shelf/caches")
    filled(cache_of(root, "public"), "a")
    assert cache(root, "push") == 0
    monkeypatch.setattr(caches, "LARGEST", 40)
    sizes: list[int] = []
    taken_over = caches._taken

    def noted(data: bytes, label: Label, key: bytes, tables: Sequence[Table]) -> int:
        sizes.append(len(data))
        return taken_over(data, label, key, tables)

    monkeypatch.setattr(caches, "_taken", noted)
    assert cache(root, "pull") == 0
    assert sizes == [41]
    assert cache(root, "push") == 2
    assert "大きすぎます" in capsys.readouterr().err
