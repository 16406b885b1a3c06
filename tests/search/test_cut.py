from __future__ import annotations

import json

import pytest

from generator.search import analyse, lexicon, variants
from generator.search.cut import Cutter, classes
from generator.search.fold import plain
from generator.search.site import Gathered

from .conftest import Engine
from .corpus import DOCUMENTS

TEXTS = [
    "お問い合わせを減らしたい",
    "菓子メーカーの退会率",
    "たいかいりつ",
    "モデレーシヨンとサーバ障害、ＬＴＶ2024年",
    "株主総会の議事録 qwerty-123",
    "地下鉄の友の会で会員サイトの見積もりを申し込む",
    "",
]


@pytest.fixture(scope="module")
def cutter() -> Cutter:
    gathered = Gathered()
    for document in DOCUMENTS:
        gathered.add(json.loads(json.dumps(analyse(document))))
    site = gathered.with_spoken(())
    return Cutter(lexicon.make(site.words, variants.NONE).relations())


def test_words_of_the_site_are_cut_whole(cutter: Cutter) -> None:
    assert [piece.key for piece in cutter.cut("菓子メーカーの退会率が下がる")] == [
        *("菓子", "めーかー", "の", "退会", "率", "が", "下がる")
    ]


def test_a_typed_reading_is_cut_into_words(cutter: Cutter) -> None:
    assert [piece.key for piece in cutter.cut("たいかいりつ") if piece.known][:1] == ["たいかい"]


def test_unknown_words_stay_whole(cutter: Cutter) -> None:
    assert [(p.key, p.known) for p in cutter.cut("量子コンピュータ")] == [("量子", False), ("こんぴゅーた", False)]


def test_classes() -> None:
    assert classes("解ーあーアーa1、𠮷") == "kthhttllpl"


def test_browser_cuts_alike(engine: Engine, files: dict[str, bytes]) -> None:
    relations = engine.page.evaluate(
        "async () => { const { Lexicon } = await import('/engine/lexicon.js');"
        " const { Store } = await import('/engine/store.js'); const { columns } = await import('/engine/unpack.js');"
        " const store = new Store('/index/', fetch.bind(window)); const manifest = await store.json('manifest.json');"
        " const [settings, words] = columns(await store.bytes(manifest.core));"
        " window.lexicon = new Lexicon(JSON.parse(new TextDecoder().decode(settings))); lexicon.add(words);"
        " return Object.fromEntries([...lexicon.forms].map(([form, { relation }]) => [form, relation])) }"
    )
    cutter = Cutter(relations)
    for text in map(plain, TEXTS):
        ours = [[p.start, p.end, p.key, p.known] for p in cutter.cut(text)]
        theirs = engine.page.evaluate("(t) => lexicon.cut(t).map((p) => [p.start, p.end, p.key, p.known])", text)
        assert theirs == ours, text
