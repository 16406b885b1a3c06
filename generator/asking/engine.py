"""`engine.js` in a JavaScript engine of a few megabytes: no DOM, no network, and no files but those it is handed."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import quickjs

from .answers import Result

Read = Callable[[str], bytes | None]

_MEMORY = 512 * 1024 * 1024
_PRELUDE = Path(__file__).parent / "prelude.js"
_GZIP = b"\x1f\x8b"


AGAIN = "先に casebook build を実行してください。"


class EngineError(Exception):
    """The engine could not run, or its index could not be read. The message says why, in the engine's words."""

    hint = AGAIN

    @property
    def reason(self) -> str:
        """The first line of what the engine said; the others tell where in its script."""
        return str(self).partition("\n")[0]


class Engine:
    """The search engine over one index. To be used by the thread that made it."""

    def __init__(self, script: str, read: Read) -> None:
        """Run the ES module ``script``, whose ``openIndex`` then reads the files of the index by ``read`` (None: 404).

        Raises EngineError.
        """
        self._context = quickjs.Context()
        self._context.set_memory_limit(_MEMORY)
        self._context.add_callable("casebookText", _text)
        self._context.add_callable("casebookFile", lambda address: _file(read, address))
        self._run(self._context.eval, _PRELUDE.read_text("utf-8"))
        self._run(self._context.module, f"{script}\ncasebook.settle(casebook.open(openIndex));")
        self.labels: Mapping[str, Mapping[str, str]] = self._answer()
        """Filter → value → its name."""

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        filters: Mapping[str, Sequence[str]] | None = None,
        explain: bool = False,
    ) -> Result:
        """The answer to one query. Raises EngineError."""
        how = {"limit": limit, "filters": {name: list(values) for name, values in (filters or {}).items()}}
        asked = f"{json.dumps(query)}, {json.dumps({**how, 'explain': explain})}"
        self._run(self._context.eval, f"casebook.settle(casebook.search({asked}))")
        return cast(Result, self._answer())

    def _run(self, run: Callable[[str], object], script: str) -> None:
        try:
            run(script)
            while self._context.execute_pending_job():
                pass
        except quickjs.JSException as fault:
            raise EngineError(str(fault).strip()) from fault

    def _answer(self) -> Any:
        text = self._context.eval("casebook.answer")
        if text is None:
            raise EngineError("the engine gave no answer")
        answer = json.loads(text)
        if "fault" in answer:
            raise EngineError(answer["fault"].strip())
        return answer["value"]


def _text(encoded: str) -> str:
    return base64.b64decode(encoded).decode("utf-8-sig", "replace")


def _file(read: Read, address: str) -> str | None:
    """A file as a server would hand it over: unpacked."""
    data = read(address.removeprefix("index/"))
    if data is None:
        return None
    return base64.b64encode(gzip.decompress(data) if data.startswith(_GZIP) else data).decode()
