"""``casebook new`` and ``casebook import``: what writes into the content folder."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from .. import answers
from ..build import read_problems
from ..columns import clean, table
from ..config import SiteConfig
from ..importing import Import, import_path
from ..load import load
from ..model.catalogue import Catalogues
from ..model.library import COLLECTIONS
from ..problems import Problem, has_errors, in_order
from ..scaffold import KINDS, Draft, draft, next_id
from .shared import CONTENT_ERRORS, DONE, USAGE, Commands, as_of, audience_of, command, configured
from .terminal import print_problems, say


def add(commands: Commands) -> None:
    """Name the commands of this module, and their options."""
    _new_options(command(commands, "new", "新しい原稿のひな型をつくる", _new))
    _import_options(command(commands, "import", "ほかで書いた Markdown か、事例の一覧を取り込む", _import))


def _new_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS, help="原稿の種類")
    parser.add_argument(
        "id", metavar="ID", nargs="?", help="ファイル名になる id。組織と事例は、書かなければ次の通し番号"
    )
    for key in answers.FLAGS:
        kinds = [kind for kind, asked in answers.ASKED.items() if key in asked]
        label = answers.asked(kinds[0], key).name
        parser.add_argument(f"--{key}", metavar="TEXT", help=f"{label}（{'・'.join(kinds)}）")


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", type=Path, metavar="PATH", help="Markdown のフォルダー、または事例の一覧（.csv・.tsv・.xlsx）"
    )
    parser.add_argument("--into", required=True, choices=tuple(COLLECTIONS), metavar="COLLECTION", help="取り込み先")
    parser.add_argument("--audience", required=True, metavar="NAME", help="誰が読めるか")


def _new(options: argparse.Namespace) -> int:
    config = configured(options)
    if config is None:
        return USAGE
    catalogues = load(config).library.catalogues
    name = next_id(options.kind, config) if options.id is None else options.id
    given = {key: text for key in answers.FLAGS if (text := getattr(options, key)) is not None}
    if (options.id is None and not name) or not set(given) <= set(answers.ASKED[options.kind]):
        return _misused(options.kind, given)
    if not given and sys.stdin.isatty():
        values, problems = _questioned(options.kind, name, config, catalogues), list[Problem]()
    else:
        values, problems = _read_flags(options.kind, given, config, catalogues)
    made = None
    if not problems:
        made, problems = draft(options.kind, name, config, as_of(None, config), values)
    print_problems(problems, config)
    return USAGE if made is None else _written(made, config)


def _misused(kind: str, given: Mapping[str, str]) -> int:
    known = "、".join(f"--{key}" for key in answers.ASKED[kind])
    wrong = [key for key in given if key not in answers.ASKED[kind]]
    for key in wrong:
        say(f"{kind} に --{key} は使えません。使えるもの: {known}。")
    if not wrong:
        say(f"id を書いてください（例: casebook new {kind} welcome-thread）。")
    return USAGE


def _read_flags(
    kind: str, given: Mapping[str, str], config: SiteConfig, catalogues: Catalogues
) -> tuple[dict[str, str], list[Problem]]:
    read = {key: answers.read(kind, key, text, config, catalogues) for key, text in given.items()}
    values = {key: value for key, value in read.items() if isinstance(value, str)}
    return values, [value for value in read.values() if isinstance(value, Problem)]


def _questioned(kind: str, name: str, config: SiteConfig, catalogues: Catalogues) -> dict[str, str]:
    """Ask for each key until the answer can be read; an empty one leaves the template as it is."""
    print(f"{name} をつくります。分かるところだけ答えてください（Enter で飛ばせます）。")
    values: dict[str, str] = {}
    for key in answers.ASKED[kind]:
        label = answers.asked(kind, key)
        prompt = f"{label.name}（{label.help}）: " if label.help else f"{label.name}: "
        while text := input(prompt).strip():
            value = answers.read(kind, key, text, config, catalogues)
            if isinstance(value, str):
                values[key] = value
                break
            print_problems([value], config)
    return values


def _written(made: Draft, config: SiteConfig) -> int:
    """Write a new document and say what is still wrong with it: a name or figure in its title, an unknown id."""
    path = config.content / made.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.text, "utf-8")
    file = f"{config.content_dir}/{made.path}"
    print(f"{file} をつくりました。書き終えたら「casebook check」で確かめてください。")
    wrong = [problem for problem in read_problems(config, load(config)) if problem.place and problem.place.file == file]
    print_problems(in_order(wrong), config)
    return CONTENT_ERRORS if has_errors(wrong) else DONE


def _import(options: argparse.Namespace) -> int:
    config = configured(options)
    if config is None or audience_of(options, config) is None:
        return USAGE
    if not options.path.exists():
        say(f"{options.path} がありません。")
        return USAGE
    loaded = load(config)
    result = import_path(options.path, options.into, options.audience, config, loaded.library)
    problems = in_order(result.problems)
    print_problems(problems, config)
    if has_errors(problems):
        say("何も取り込みませんでした。")
        return CONTENT_ERRORS
    for path, data in result.files.items():
        target = config.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    _report(result, options.into, config)
    return DONE


def _report(result: Import, into: str, config: SiteConfig) -> None:
    """What was brought in, and of a list what became of each column."""
    counts = Counter(path.parts[0] for path in result.files)
    for folder in (into, *(name for name in counts if name != into)):
        print(f"{config.content_dir}/{folder}/ に {counts[folder]:,} 件を取り込みました。")
    if not result.columns:
        return
    print(f"{result.read_as} として読みました。列の行き先:")
    rows = [("列", "行き先", "取り込み", "extra へ")]
    rows += [(clean(c.name), c.key or "extra", str(c.kept), str(c.moved)) for c in result.columns]
    print("\n".join(f"  {line}" for line in table(rows, numbers=(2, 3))))
