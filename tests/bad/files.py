"""Bad files: what editors, spreadsheets, file systems and attackers leave in a content folder."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from ..folders import Content, Link
from .base import ARTICLE, ARTICLE_FILE, CASE, CASE_FILE, FRONT, ORG, ORG_FILE

Row = tuple[str, dict[str, Content], str]
"""A name, the files of a site, and the code of one of the errors or warnings that it has."""

PHRASES_FILE = "content/phrases/polite.yml"
PHRASES = "audience: sales\nitems:\n  - {text: ご確認いただけますと幸いです。}\n"
TERM_FILE = "content/glossary/community.yml"
TERM = "term: コミュニティ\naudience: public\ndefinition: 人が集い、言葉を交わす場。\n"
SEMINAR_FILE = "content/seminars/spring.md"
SEMINAR = "---\ntitle: 春のセミナー\naudience: public\ndate: 2027-03-01\n---\n\n本文です。\n"
LISTED = "- [事例, 導入事例]\n"

_TEXTS: tuple[tuple[str, str, str], ...] = (
    ("case", CASE_FILE, CASE.replace("organization: org-0001\n", "")),
    ("article", ARTICLE_FILE, ARTICLE),
    ("phrases", PHRASES_FILE, PHRASES),
    ("term", TERM_FILE, TERM),
    ("seminar", SEMINAR_FILE, SEMINAR),
    ("organization", ORG_FILE, ORG),
    ("synonyms", "content/synonyms.yml", LISTED),
    ("config", "site_config.yml", "site_name: 見本のサイト\n"),
)
_ENCODINGS = ("cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


def rows() -> Iterator[Row]:
    """All of them."""
    yield from _encodings()
    yield from _bytes()
    yield from _characters()
    yield from _names()
    yield from _links()
    yield from _sizes()
    yield from _shapes()
    yield from _paths()
    yield from _pictures()


def _encodings() -> Iterator[Row]:
    for kind, file, text in _TEXTS:
        for encoding in _ENCODINGS:
            yield f"{kind}-in-{encoding}", {file: text.encode(encoding)}, "not-utf8"


_BROKEN = {
    "lone-surrogate": b"\xed\xa0\x80",
    "surrogate-pair": b"\xed\xa0\xbd\xed\xb8\x80",
    "overlong-slash": b"\xc0\xaf",
    "overlong-nul": b"\xc0\x80",
    "cut-character": b"\xe3\x81",
    "lone-continuation": b"\x80",
    "beyond-unicode": b"\xf4\x90\x80\x80",
    "five-bytes": b"\xf8\x88\x80\x80\x80",
    "latin-1": "caf\u00e9".encode("latin-1"),
    "windows-quotes": b"\x93x\x94",
    "half-kana": "ｱｵｿﾞﾗ".encode("cp932"),
    "mixed": "返信".encode("cp932"),
    "png": b"\x89PNG\r\n\x1a\n",
    "zip": b"PK\x03\x04\x14\x00\xff\xfe",
    "gzip": b"\x1f\x8b\x08\x00",
    "word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}


def _bytes() -> Iterator[Row]:
    for kind, file, text in _TEXTS[:6]:
        for name, data in _BROKEN.items():
            yield f"{kind}-with-{name}", {file: text.encode() + b"# " + data + b"\n"}, "not-utf8"


_UNSEEN = (
    "\x00\x01\x07\x08\x0b\x0c\x0e\x1a\x1b\x1f\x7f\x80\x85\x9f"
    "\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufff9\uffff\U000e0041"
)


def _characters() -> Iterator[Row]:
    for character in _UNSEEN:
        code = f"{ord(character):04x}"
        if character != "\uffff":
            yield (
                f"yaml-escaped-u{code}",
                {CASE_FILE: f'{CASE}tags: ["a\\U{ord(character):08x}"]\n', ORG_FILE: ORG},
                "control-character",
            )
        yield f"yaml-with-u{code}", {CASE_FILE: CASE.replace("定期便", f"定{character}期便")}, "control-character"
        yield f"markdown-with-u{code}", {ARTICLE_FILE: f"{FRONT}返{character}信\n"}, "control-character"
    for name, text in (("bom-twice", "\ufeff\ufeff" + ARTICLE), ("two-files-joined", ARTICLE + "\ufeff" + ARTICLE)):
        yield name, {ARTICLE_FILE: text}, "control-character"


def _names() -> Iterator[Row]:
    for name in ("con", "prn", "aux", "nul", "com1", "lpt9", "con.draft"):
        yield f"named-{name}", {f"content/articles/operation/{name}.md": ARTICLE}, "file-name"
    for mark in '\\<>:"|?*':
        yield f"named-with-{ord(mark):02x}", {f"content/articles/operation/a{mark}b.md": ARTICLE}, "file-name"
    for name in ("a.md ", "a.md.", "a\nb.md", "a\tb.md", "a\rb.md", "a\x1b[31m.md", "a\x7f.md", "\u202egnp.md"):
        yield f"named-{name!a}", {f"content/articles/operation/{name}": ARTICLE}, "file-name"
    for name in ("a\u200bb.md", "a\u00adb.md", "a\ufeffb.md", "a\u2028b.md", "a\ue000.md", "a\udcff.md"):
        yield f"named-{name!a}", {f"content/articles/operation/{name}": ARTICLE}, "file-name"
    for name in (
        "Reply",
        "REPLY",
        "返信",
        "reply_1",
        "reply 1",
        "reply.v2",
        "-reply",
        "reply-",
        "re--ply",
        "ｒｅｐｌｙ",
    ):
        yield f"id-{name}", {f"content/articles/operation/{name}.md": ARTICLE}, "bad-id"
    for name in ("%2e%2e", "~reply", "reply'", "$(id)", "`id`", "a;b", "a&b", "a#b", "あおぞら", "か\u3099"):
        yield f"id-{name}", {f"content/articles/operation/{name}.md": ARTICLE}, "bad-id"
    for name in ("Operation", "運営", "a b", "a_b", "aux ", "nul"):
        code = "file-name" if name in ("aux ", "nul") else "bad-id"
        yield f"folder-{name}", {f"content/articles/{name}/reply.md": ARTICLE}, code
    for name in ("case-1", "aozora", "case-0001-draft", "Case-0001", "case_0001", "case-０００１", "org-0001", "0001"):
        yield f"case-named-{name}", {f"content/cases/{name}.yml": CASE}, "bad-id"
        yield f"client-named-{name}", {f"content/organizations/{name.replace('org', 'firm')}.yml": ORG}, "bad-id"
    for one, other in (("a.png", "A.png"), ("が.png", "か\u3099.png"), ("é.png", "e\u0301.png"), ("ß.png", "ss.png")):
        yield f"same-{one!a}", {f"content/img/{one}": b"", f"content/img/{other}": b""}, "same-name"
    yield "same-folder", {"content/img/a.png": b"", "content/Img/a.png": b""}, "same-name"
    yield "same-document", {CASE_FILE: CASE, CASE_FILE.replace(".yml", ".yaml"): CASE}, "duplicate-id"
    yield "same-article", {ARTICLE_FILE: ARTICLE, "content/articles/basics/reply.md": ARTICLE}, "duplicate-id"


def _links() -> Iterator[Row]:
    targets = (
        "../../../secret.yml",
        "/etc/hostname",
        "missing.yml",
        ".",
        "..",
        "case-0002.yml",
        "/dev/zero",
        "/proc/self/environ",
    )
    for target in targets:
        yield f"link-to-{target}", {CASE_FILE: Link(target), "secret.yml": "秘密\n"}, "symlink"
        yield f"folder-link-to-{target}", {"content/cases": Link(target), ARTICLE_FILE: ARTICLE}, "symlink"
        yield f"picture-link-to-{target}", {"content/img/a.png": Link(target), ARTICLE_FILE: ARTICLE}, "symlink"
    yield "link-to-itself", {CASE_FILE: Link("case-0001.yml")}, "symlink"
    yield "content-as-link", {"content": Link("elsewhere"), "elsewhere/cases/case-0001.yml": CASE}, "symlink"


def _sizes() -> Iterator[Row]:
    yield "case-too-large", {CASE_FILE: CASE + "# " + "あ" * 400_000}, "file-too-large"
    yield "article-too-large", {ARTICLE_FILE: ARTICLE + "あ" * 400_000}, "file-too-large"
    yield "list-too-large", {PHRASES_FILE: PHRASES + "# " + "x" * 1_100_000}, "file-too-large"
    yield "config-too-large", {"site_config.yml": "site_name: x\n# " + "x" * 1_100_000}, "file-too-large"
    for key, limit in (("title", 100), ("summary", 300)):
        text = CASE.replace(f"{key}: ", f"{key}: {'あ' * limit}")
        yield f"{key}-too-long", {CASE_FILE: text, ORG_FILE: ORG}, "text-too-long"
    yield "site-name-too-long", {"site_config.yml": f"site_name: {'あ' * 101}\n"}, "text-too-long"
    yield "phrase-too-long", {PHRASES_FILE: PHRASES + f"  - {{text: {'あ' * 2_001}}}\n"}, "text-too-long"
    yield "term-too-long", {TERM_FILE: TERM.replace("コミュニティ", "コ" * 81)}, "text-too-long"
    yield "list-too-long", {CASE_FILE: CASE + "tags: [" + "あ, " * 2_001 + "]\n", ORG_FILE: ORG}, "list-too-long"
    yield "folders-too-deep", {f"content/{'a/' * 9}x.png": b"", ARTICLE_FILE: ARTICLE}, "folder-too-deep"
    yield "folders-far-too-deep", {f"content/{'a/' * 200}x.png": b"", ARTICLE_FILE: ARTICLE}, "folder-too-deep"


def _shapes() -> Iterator[Row]:
    for kind, file, text in _TEXTS[:6]:
        empty = "front-matter" if file.endswith(".md") else "missing-key"
        for name, content in (
            ("empty", ""),
            ("blank", "\n\n\n"),
            ("bom-alone", "\ufeff"),
            ("spaces", "   \n"),
            ("cr-alone", "\r\r"),
        ):
            yield f"{kind}-{name}", {file: content}, empty
        yield f"{kind}-of-comments", {file: "# 覚え\n# あとで\n"}, empty
        broken = text.replace("\n", "\r\n").replace("audience: ", "audience: x")
        yield f"{kind}-crlf-with-fault", {file: broken}, "unknown-audience"
        yield f"{kind}-cr-with-fault", {file: broken.replace("\r\n", "\r")}, "unknown-audience"
        yield f"{kind}-decomposed", {file: broken.replace("x", "か\u3099")}, "unknown-audience"
        yield (
            f"{kind}-of-html",
            {file: "<!doctype html><title>404</title>"},
            "front-matter" if empty[0] == "f" else "wrong-type",
        )
        yield (
            f"{kind}-in-conflict",
            {file: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> x\n"},
            ("front-matter" if empty[0] == "f" else "yaml-syntax"),
        )


def _paths() -> Iterator[Row]:
    for written in (
        "../../../../etc/passwd",
        "/etc/passwd",
        "..\\..\\secret.png",
        "C:\\x.png",
        "%2e%2e/%2e%2e/%2e%2e/x.png",
        "....//x.png",
    ):
        yield f"picture-at-{written}", {ARTICLE_FILE: f"{FRONT}![図]({written})\n"}, "broken-image"
    for written in (
        "/../x/",
        "//evil.example/",
        "/a//b/",
        "/a",
        "a/",
        "/a/../b/",
        "/a b/",
        "/あ/",
        "/a?b/",
        "/a#b/",
        "https://evil.example/",
    ):
        yield (
            f"redirect-from-{written}",
            {CASE_FILE: f'{CASE}redirect_from: ["{written}"]\n', ORG_FILE: ORG},
            "bad-path",
        )
    for written in ("../cases/case-0001", "cases/../x", "/etc/passwd", "case-0001.yml", "case 0001", "CASE-0001"):
        yield f"related-{written}", {CASE_FILE: f"{CASE}related: [{written}]\n", ORG_FILE: ORG}, "bad-id"
    for written in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "file:///etc/passwd",
        "ftp://x.example/",
        "https://a b",
    ):
        text = SEMINAR.replace("date:", f'registration_url: "{written}"\ndate:')
        yield f"address-{written}", {SEMINAR_FILE: text}, "bad-url"
    for key in ("content_dir", "output_dir"):
        for written in (".", "./"):
            yield f"{key}-{written}", {"site_config.yml": f'site_name: 見本\n{key}: "{written}"\n'}, "bad-path"


def _pictures() -> Iterator[Row]:
    broken: dict[str, bytes] = {
        "empty.png": b"",
        "cut.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00",
        "huge-side.png": _png(100_000, 100_000),
        "cut.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "cut.gif": b"GIF89a\x01",
        "cut.webp": b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\x7f",
        "heic.png": b"\x00\x00\x00\x18ftypheic",
        "html.png": b"<!doctype html><script>alert(1)</script>",
        "text.jpg": codecs.BOM_UTF8 + "これは文章です".encode(),
        "entity.svg": b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        "open.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><g>',
        "other.svg": b'<html><svg xmlns="http://www.w3.org/2000/svg"/></html>',
        "deep.svg": b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * 200 + b"</g>" * 200 + b"</svg>",
    }
    for name, data in broken.items():
        files: dict[str, Content] = {
            ARTICLE_FILE: f"{FRONT}![図]({name})\n",
            f"content/articles/operation/{name}": data,
        }
        yield f"picture-{name}", files, "image-unusable"


def _png(width: int, height: int) -> bytes:
    """The head of a picture that says it is that large, and its end."""
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
        + size
        + b"\x08\x02\x00\x00\x00\0\0\0\0"
        + b"\x00\x00\x00\x00IEND\xaeB`\x82"
    )
