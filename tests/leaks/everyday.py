"""Two hundred invented organisations called by everyday words, beside texts that nobody wrote with them in mind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.cli import main
from tests.folders import CONFIG, write_site
from tests.whole import ROOT

TEXTS = (ROOT.parent / "shared" / "corpora" / "opensource-guide-ja", ROOT / "evaluation" / "pages")
"""Folders of Markdown to import: those that are there."""

_NATURE = {
    "みどり": "みどり",
    "あおば": "あおば",
    "ひかり": "ひかり",
    "さくら": "さくら",
    "みなと": "みなと",
    "朝日": "あさひ",
    "大和": "やまと",
    "若葉": "わかば",
    "希望": "きぼう",
    "東洋": "とうよう",
    "光洋": "こうよう",
    "千代": "ちよ",
}
_TRADES = {
    "食品": "しょくひん",
    "物流": "ぶつりゅう",
    "電機": "でんき",
    "不動産": "ふどうさん",
    "保険": "ほけん",
    "印刷": "いんさつ",
    "薬品": "やくひん",
    "建設": "けんせつ",
    "商店": "しょうてん",
    "書房": "しょぼう",
}
_WORDS = re.findall(
    r"\S+",
    """
コープ アトラス オリオン ネクスト オレンジ スター フェニックス アルファ ベータ シグマ ポラリス ダイヤ ルビー パール
コーラル マリン スカイ グリーン フォレスト リバー レインボー サンライズ ムーン ソレイユ リーフ ブルーム クローバー
ローズ リリー アイリス ハーモニー メロディー リズム アンカー コンパス ランプ キャンドル ゲートウェイ タワー アーチ
ドーム プラザ ガーデン テラス ヴィラ キッチン テーブル カップ スプーン バスケット
こだま すみれ ひばり つばめ かもめ しらゆり こまくさ わかくさ はまなす ふじ
銀河 彗星 飛鳥 白鳥 天馬 麒麟 鳳凰 昭和 平和 共栄
ORION POLARIS AZALEA KESTREL LUPIN MARLIN OSPREY HERON TERN WREN
""",
)
_SAID = {"スター": "公開した道具への評価を「スター」と呼ぶ文章が多いため"}
"""Names that the texts say as everyday words, each with the reason for which it was let through."""


def organisations() -> Iterator[str]:
    """The two hundred, as the text of their files: 120 of two words each, 80 of a single one."""
    number = 0
    for first, sound in _NATURE.items():
        for trade, spoken in _TRADES.items():
            number += 1
            yield _file(f"株式会社{first}{trade}", number, reading=sound + spoken)
    for word in _WORDS:
        number += 1
        yield _file(f"{word}株式会社", number)


def passes(folder: Path) -> bool:
    """True where a site of everyday names, with all texts imported, is built for the public."""
    root = site(folder)
    for texts in TEXTS:
        if texts.is_dir():
            config = ["--config", str(root / CONFIG)]
            assert main(["import", str(texts), "--into", "articles", "--audience", "public", *config]) == 0
    return build(root) == 0


def build(root: Path) -> int:
    """Build the site for the public; the command's exit code."""
    order = ["--audience", "public", "--as-of", "2026-11-20", "--jobs", "1", "--no-cache"]
    return main(["build", "--config", str(root / CONFIG), *order])


def _file(name: str, number: int, reading: str = "") -> str:
    word = name.removesuffix("株式会社")
    spoken = f"reading: {reading}\n" if reading else ""
    if word in _SAID:
        spoken += (
            f"short_name: {word}\ncommon_words: [{{text: {word}, reason: {_SAID[word]}, reviewed_on: 2026-11-01}}]\n"
        )
    return (
        f"audience: sales\nname: {name}\n{spoken}alias: 見本の会社{number:03}番\nsegment: food\nsample: true\n"
        "contract: {status: active}\n"
    )


def site(folder: Path) -> Path:
    """A site of the two hundred, ready for texts to be imported."""
    files = {f"content/organizations/org-{n:04}.yml": text for n, text in enumerate(organisations(), 1)}
    return write_site(folder, files)
