"""Companies that a case must not reach: the browser makes the same digests of what is typed as the build of names."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import quickjs
from hypothesis import given
from hypothesis import strategies as st

from generator.competitors import digest
from generator.es_modules import joined
from generator.fold import fold

SCRIPTS = Path(__file__).parents[2] / "themes" / "casebook" / "assets" / "js"

_ENCODER = """
globalThis.TextEncoder = class {
  encode(text) { return Uint8Array.from(unescape(encodeURIComponent(text)), (char) => char.charCodeAt(0)); }
};
"""
"""What every browser has, and the engine of this test has not."""


@cache
def _context() -> quickjs.Context:
    files = {
        "main.js": 'import { digest, digestsOf, foldName, sha256 } from "./company.js";\n'
        "globalThis.m = { digest, digestsOf: (text) => [...digestsOf(text)], foldName, sha256 };\n",
        "company.js": (SCRIPTS / "company.js").read_text("utf-8"),
    }
    context = quickjs.Context()
    context.eval(_ENCODER)
    context.module(joined(files.get, "main.js"))
    return context


def _call(expression: str, value: object) -> Any:
    _context().set("v", json.dumps(value))
    return json.loads(
        _context().eval(f"(() => {{ const v = JSON.parse(globalThis.v); return JSON.stringify({expression}); }})()")
    )


def test_names_fold_alike() -> None:
    points = [
        chr(code) for code in range(0x20, 0x10000) if unicodedata.category(chr(code)) not in ("Cc", "Cn", "Cs", "Co")
    ]
    whole = ["㈱ﾐﾄﾞﾘ・ＦＯＯＤ", "(株)みどり　食品", "か\u3099す", "Straße ΑΣ", "株式（株）会社みどり"]
    texts = [*points, *whole]
    found = _call("v.map(m.foldName)", texts)
    assert isinstance(found, list)
    different = [text for text, folded in zip(texts, found, strict=True) if folded != fold(text)]
    assert [text for text in different if unicodedata.name(text[0], "").split()[0] not in _RARE] == []


_RARE = {"CHEROKEE", "ARMENIAN", "CYRILLIC", "GREEK", "COMBINING"}
"""Scripts with letters, old ones but for Armenian, that Python folds otherwise than browsers lower them."""


@given(st.binary(max_size=300))
def test_our_sha256_is_sha256(data: bytes) -> None:
    assert _call("m.sha256(Uint8Array.from(v))", list(data)) == hashlib.sha256(data).hexdigest()


@given(st.text(st.characters(codec="utf-8", categories=["Lo", "Ll", "Nd", "Zs", "Po"]), max_size=40))
def test_digests_are_alike(name: str) -> None:
    if fold(name) == _call("m.foldName(v)", name):
        assert _call("m.digest(v)", name) == digest(name)


def test_a_longer_name_is_meant_too() -> None:
    listed = digest("株式会社みどり食品")
    for typed in ("みどり食品", "みどり食品大阪支店", "㈱ミドリ食品 様", "みどり 食品ホールディングス"):
        assert listed in _call("m.digestsOf(v)", typed)
    for typed in ("みどり", "新みどり食品", "食品", "", "　"):
        assert listed not in _call("m.digestsOf(v)", typed)


def test_a_digest_fits_many_companies() -> None:
    """It proves no name: among a million there is another of the same digest."""
    assert len(digest("みどり食品")) * 4 == 20
    assert digest("　株式会社　") == ""
