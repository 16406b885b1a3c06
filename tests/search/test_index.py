from __future__ import annotations

import json

from generator.search import Document, Section, analyse, build, variants

from .corpus import DOCUMENTS, SYNONYMS, VOCABULARY


def _build(documents: tuple[Document, ...]) -> dict[str, bytes]:
    analysed = [analyse(document) for document in documents]
    return build(analysed, synonyms=SYNONYMS, vocabulary=VOCABULARY, known=variants.NONE)


def test_same_pages_same_bytes() -> None:
    assert _build(DOCUMENTS) == _build(tuple(reversed(DOCUMENTS)))


def test_analysis_survives_json() -> None:
    analysed = analyse(DOCUMENTS[0])
    assert json.loads(json.dumps(analysed)) == analysed


def test_an_unseen_page_leaves_nothing_behind() -> None:
    secret = Document(
        url="cases/case-0099/",
        title="極秘案件",
        kind="case",
        filters={"segment": ("secret",)},
        sections=(Section(anchor="", heading="", text="紫陽花商会の極秘案件です。"),),
    )
    with_secret = b"".join(_build((*DOCUMENTS, secret)).values())
    without = b"".join(_build(DOCUMENTS).values())
    for word in ("極秘", "紫陽花", "secret", "case-0099"):
        assert word.encode() in with_secret
        assert word.encode() not in without


def test_no_page_at_all() -> None:
    files = _build(())
    assert json.loads(files["manifest.json"])["pages"] == 0


def test_every_file_is_named_in_the_manifest() -> None:
    files = _build(DOCUMENTS)
    text = files["manifest.json"].decode()
    assert all(name in text for name in files if name != "manifest.json")


def test_dictionary_table_survives_json() -> None:
    table = variants.Variants(spellings={"問い合わせ": (("問合せ", 0),)}, groups={"車": ("自動車",)})
    assert variants.Variants.from_json(table.to_json()) == table
