"""What is asked of a live site: files of its release, and addresses that should lead nowhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import TypeAlias, TypeVar

from ..delivery.naming import is_of_the_theme
from ..record import RECORD, Record
from ..search.core import GROUP
from .client import Answer, Client, NoAnswer

Tell: TypeAlias = Callable[[int, int], None]

INDEX = "search/index/"
MANIFEST = f"{INDEX}manifest.json"
FAMILY = re.compile(r"search/index/(\w+)\.(\d{1,9})-([0-9a-f]{6})\.gz")
SINGLE = re.compile(r"search/index/(\w+)\.([0-9a-f]{8})\.gz")

_PAGES, _FOLDERS, _SERIALS, _OUTSIDE = 12, 6, 12, 24
_NOWHERE = ("casebook-doctor/no-such-page/", "casebook-doctor/no-such-page.html", "assets/casebook-doctor.00000000.js")
_ALWAYS = ("index.html", "404.html", "sw.js", "manifest.webmanifest", "robots.txt", MANIFEST, RECORD)
_NOT_SERVED = "_headers"
_A_DAY = 200

GUESSED = (
    *("_headers", "site_config.yml", "content/", "content/kpis.yml", "content/taxonomy.yml", "content/organizations/"),
    *(".casebook/", ".git/HEAD", ".git/config", ".env", ".htpasswd", ".htaccess", ".DS_Store", "Makefile"),
    *("index.html.bak", "index.html~", "index.html.orig", "build.json~", "build.json.bak", "backup/", "old/"),
    *("site.zip", "site.tar.gz", "backup.zip", "htpasswd", "casebook.htpasswd"),
)
"""What people leave beside a site."""
OF_OTHER_CIRCLES = (
    *("marketing/", "marketing/texts/", "phrases/", "evidence/", "compare/", "brief/", "brief/not-for.json", "voices/"),
    *("voices/feed.xml", "review/"),
)
"""Pages that some circles' sites have: where a release has none of them, neither may its host."""
_CASE = re.compile(r"cases/case-(\d{1,5})/index\.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Answers by path: of listed ``files`` (by their names), of addresses that lead nowhere (``lost``), of ``folders``
    without a page, of addresses that were ``guessed``, of pages of other circles (``strangers``), and of files that
    were asked for without signing in (``outside``)."""

    address: str
    record: Record
    files: Mapping[str, Answer] = field(default_factory=dict)
    lost: Mapping[str, Answer] = field(default_factory=dict)
    folders: Mapping[str, Answer] = field(default_factory=dict)
    guessed: Mapping[str, Answer] = field(default_factory=dict)
    strangers: Mapping[str, Answer] = field(default_factory=dict)
    outside: Mapping[str, Answer] = field(default_factory=dict)

    def there(self, answers: Mapping[str, Answer]) -> list[str]:
        """The paths where something is. A host that answers 200 to all says the same whatever it is asked for."""
        nothing = {lost.body for lost in self.lost.values()}
        return [path for path, answer in answers.items() if answer.is_found and answer.body not in nothing]


def visit(
    client: Client, record: Record, neighbours: Iterable[str], due: Iterable[str], *, sign_in: bool, tell: Tell
) -> Seen:
    """Ask for all of it; ``neighbours`` are the folders of other circles' sites, ``due`` files that are to be among
    those asked for, and with ``sign_in`` some files are
    asked for from outside as well. ``tell`` hears how far it is. Raises NoAnswer."""
    files = served(record)
    outside = _outside(files) if sign_in else []
    wanted = {
        "files": {name: address_of(name) for name in sorted({*chosen(files), *outside, *due})},
        "lost": _same(_NOWHERE),
        "folders": _same(_without_page(files)),
        "guessed": _same(path for path in (*GUESSED, *neighbours) if not {path, f"{path}index.html"} & files),
        "strangers": _same(_absent(files)),
        "outside": {name: address_of(name) for name in outside},
    }
    total, done = sum(map(len, wanted.values())), 0
    answers: dict[str, dict[str, Answer]] = {}
    for part, paths in wanted.items():
        answers[part] = {}
        for name, path in paths.items():
            answers[part][name] = _asked(client, part, path)
            done += 1
            tell(done, total)
    return Seen(address=client.address, record=record, **answers)


def _asked(client: Client, part: str, path: str) -> Answer:
    """An answer. Hosts may hang up on who tries addresses; what is not answered is not there."""
    try:
        return client.get(path, signed_in=part != "outside")
    except NoAnswer:
        if part in ("folders", "guessed", "strangers"):
            return Answer(status=0, headers={})
        raise


def address_of(name: str) -> str:
    """The path that leads to a file: a folder's page answers for the folder."""
    return name.removesuffix("index.html") if PurePosixPath(name).name == "index.html" else name


def served(record: Record) -> frozenset[str]:
    """The files that a host hands out: all but the one that is for the host itself."""
    return record.files - {_NOT_SERVED} | {RECORD}


def chosen(files: frozenset[str]) -> list[str]:
    """Some files of each kind, all parts of the index that prove each other, and those that every site needs."""
    pages = {name for name in files if name.endswith(".html")}
    found = {name for name in _ALWAYS if name in files}
    found.update(name for names in _spread(list(_kinds(pages).values()), _PAGES) for name in _spread(names, 2))
    found.update(name for names in _kinds(files - pages).values() for name in _spread(names))
    return sorted(found.union(_index(files)))


def due_on(today: date, known: Iterable[str]) -> list[str]:
    """Of files whose bytes are known, those to ask for on a day: all of the theme's, which run in each page, and so
    many of the others that each has its turn. Parts of the index prove themselves."""
    others = sorted(name for name in known if not (name == _NOT_SERVED or is_index_part(name)))
    ours = [name for name in others if is_of_the_theme(name)]
    others = [name for name in others if not is_of_the_theme(name)]
    turns = -(-len(others) // _A_DAY) or 1
    return [*ours, *others[today.toordinal() % turns :: turns]]


def is_index_part(name: str) -> bool:
    """Whether a file's name tells its digest, or that of its neighbours."""
    return bool(FAMILY.fullmatch(name) or SINGLE.fullmatch(name))


def _kinds(files: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """Files that a host treats alike, together: those of one suffix in one section."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(map(PurePosixPath, files)):
        found[path.suffix, path.parts[0] if len(path.parts) > 1 else ""].append(path.as_posix())
    return dict(found)


_T = TypeVar("_T")


def _spread(items: list[_T], most: int = 3) -> list[_T]:
    """At most so many of them, from one end to the other."""
    if len(items) <= most:
        return items
    return [items[at * (len(items) - 1) // (most - 1)] for at in range(most)]


def _index(files: frozenset[str]) -> Iterator[str]:
    """Every file of the index that stands alone, and of each family the first and the last group."""
    families: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for name in files:
        if part := FAMILY.fullmatch(name):
            families[part[1]][int(part[2])] = name
        elif SINGLE.fullmatch(name):
            yield name
    for places in families.values():
        ends = {min(places) // GROUP, max(places) // GROUP}
        yield from (name for place, name in places.items() if place // GROUP in ends)


def _without_page(files: frozenset[str]) -> list[str]:
    """Some folders that have files, and no page that answers for them."""
    parents = {f"{parent}/" for name in files for parent in PurePosixPath(name).parents if str(parent) != "."}
    return _spread(sorted(folder for folder in parents if f"{folder}index.html" not in files), _FOLDERS)


def _absent(files: frozenset[str]) -> list[str]:
    """Pages that other circles have and this release has not: known ones, and serial numbers between its cases."""
    known = [path for path in OF_OTHER_CIRCLES if not {path, f"{path}index.html"} & files]
    serials = {int(part[1]) for name in files if (part := _CASE.fullmatch(name))}
    missing = sorted(set(range(1, max(serials, default=0) + 4)) - serials)
    return known + [f"cases/case-{number:04d}/" for number in _spread(missing, _SERIALS)]


def _outside(files: frozenset[str]) -> list[str]:
    """What is asked for without signing in: one file of each kind, and those that every site needs."""
    ones = {names[0] for names in _spread(list(_kinds(files).values()), _OUTSIDE)}
    return sorted(ones.union(name for name in _ALWAYS if name in files))


def _same(paths: Iterable[str]) -> dict[str, str]:
    return {path: path for path in paths}
