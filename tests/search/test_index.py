from __future__ import annotations

import gzip
import json

from generator.search import Document, Section, analyse, build, variants
from generator.search.contents import strings
from generator.search.pack import read_columns, read_varints

from .corpus import DOCUMENTS, SYNONYMS, VOCABULARY


def _build(documents: tuple[Document, ...]) -> dict[str, bytes]:
    analysed = [analyse(document) for document in documents]
    return build(analysed, synonyms=SYNONYMS, vocabulary=VOCABULARY, known=variants.NONE)


def _strings(files: dict[str, bytes]) -> str:
    """All that a reader of the files could find in them."""
    packed = (text for name, data in files.items() if name.endswith(".gz") for text in strings(name, data))
    return "\n".join((files["manifest.json"].decode(), *packed))


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
    with_secret, without = _strings(_build((*DOCUMENTS, secret))), _strings(_build(DOCUMENTS))
    for word in ("極秘", "紫陽花", "secret", "case-0099"):
        assert word in with_secret
        assert word not in without


def test_no_page_at_all() -> None:
    files = _build(())
    assert json.loads(files["manifest.json"])["pages"] == 0


def test_every_file_is_told_of() -> None:
    files = _build(DOCUMENTS)
    manifest = json.loads(files["manifest.json"])
    settings, *columns = read_columns(gzip.decompress(files[manifest["core"]]))
    told = json.loads(settings)
    named = {"manifest.json", manifest["core"], told["filtered"], told["names"]}
    for stem, firsts, hashes in zip(("terms", "records"), columns[6::2], columns[7::2], strict=True):
        places = range(len(read_varints(firsts)))
        named |= {f"{stem}.{at}-{hashes[at // 8 * 3 :][:3].hex()}.gz" for at in places}
    assert named == set(files)


def test_dictionary_table_survives_json() -> None:
    table = variants.Variants(spellings={"問い合わせ": (("問合せ", 0),)}, groups={"車": ("自動車",)})
    again = variants.Variants.from_json(table.to_json())
    assert [(spelling, ending) for spelling, ending in again.spellings["問い合わせ"]] == [("問合せ", 0)]
    assert list(again.groups["車"]) == ["自動車"]
    assert again.to_json() == table.to_json()
