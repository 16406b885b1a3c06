"""A search engine of Debian's, Groonga, on loopback: what reads the records of an export and answers in Japanese."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.programs import free_ports, need

_SCHEMA = """\
plugin_register tokenizers/mecab
table_create Pages TABLE_HASH_KEY ShortText
table_create Keys TABLE_PAT_KEY ShortText
table_create Words TABLE_PAT_KEY ShortText --default_tokenizer TokenMecab --normalizer NormalizerNFKC130
column_create Pages audience COLUMN_SCALAR Keys
column_create Pages kind COLUMN_SCALAR Keys
column_create Pages filters COLUMN_VECTOR Keys
column_create Pages url COLUMN_SCALAR ShortText
column_create Pages title COLUMN_SCALAR Text
column_create Pages summary COLUMN_SCALAR Text
column_create Pages text COLUMN_SCALAR Text
column_create Words pages COLUMN_INDEX|WITH_POSITION|WITH_SECTION Pages title,summary,text
"""


class Engine:
    """A running engine with an empty table for pages."""

    def __init__(self, port: int) -> None:
        self._port = port

    def ask(self, command: str, body: bytes | None = None, **given: str) -> Any:
        """The answer to one command of Groonga's."""
        link = HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            headers = {"Content-Type": "application/json"} if body is not None else {}
            path = f"/d/{command}?{urlencode(given)}"
            link.request("GET" if body is None else "POST", path, body, headers)
            told = json.loads(link.getresponse().read())
        finally:
            link.close()
        assert told[0][0] == 0, told
        return told[1]

    def load(self, bulk: bytes) -> None:
        """Do what the actions of a bulk file say."""
        rows = iter(bulk.splitlines())
        found = []
        for row in rows:
            action = json.loads(row)
            if "delete" in action:
                self.ask("delete", table="Pages", key=action["delete"]["_id"])
            else:
                found.append(_row(action["index"]["_id"], json.loads(next(rows))))
        if found:
            loaded = self.ask("load", json.dumps(found, ensure_ascii=False).encode(), table="Pages")
            assert loaded == len(found)

    def search(self, words: str, audience: str, filters: str = "") -> dict[str, str]:
        """Ids and titles of what one circle finds, best first."""
        told = self.ask(
            "select",
            table="Pages",
            match_columns="title * 8 || summary * 3 || text",
            query=words,
            filter=f'audience == "{audience}"' + (f' && filters @ "{filters}"' if filters else ""),
            output_columns="_key,title",
            sort_keys="-_score",
            limit="20",
        )
        return dict(told[0][2:])

    def count(self) -> int:
        """How many pages there are, of all circles."""
        return int(self.ask("select", table="Pages", limit="0")[0][0][0])


def _row(name: str, record: Mapping[str, Any]) -> dict[str, Any]:
    sections = record.get("sections", ())
    text = "\n".join(part for section in sections for part in (section.get("heading", ""), section["text"]))
    kept = {key: record[key] for key in ("audience", "kind", "filters", "url", "title", "summary") if key in record}
    return {"_key": name, "text": text, **kept}


@contextmanager
def running(folder: Path) -> Iterator[Engine]:
    """An engine on loopback, its data in ``folder``; it stops at the end."""
    command = need("groonga", "groonga-bin and groonga-tokenizer-mecab")
    database = folder / "pages"
    subprocess.run([command, "-n", str(database)], input=_SCHEMA, text=True, check=True, capture_output=True)
    (port,) = free_ports(1)
    served = subprocess.Popen(
        [command, "-s", "--protocol", "http", "--bind-address", "127.0.0.1", "--port", str(port), str(database)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        engine = Engine(port)
        _wait(engine)
        yield engine
    finally:
        served.terminate()
        served.wait(timeout=30)


def _wait(engine: Engine) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            engine.ask("status")
            return
        except OSError:
            assert time.monotonic() < until, "Groonga does not answer"
            time.sleep(0.05)
