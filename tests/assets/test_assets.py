"""Pictures keep what is seen and lose the rest; only those in use are published, under names that tell nothing."""

from __future__ import annotations

import base64
import os
import struct
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path, PurePosixPath

import pytest

from generator.assets import Broken, Size, publish_images
from generator.assets.publish import strip
from generator.model.body import Body
from generator.plan.page import Page
from generator.source import Attachment

SECRET = b"secret-name"

# Six by four pixels, red and blue.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8"
    "ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAAR"
    "CAAEAAYDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAYEAEAAwEAAAAAAAAAAAAAAAAAAQMycf/EABUBAQEAAAAAAAAAAAAA"
    "AAAAAAEF/8QAGBEAAwEBAAAAAAAAAAAAAAAAAAEDMjP/2gAMAwEAAhEDEQA/AILdRwBQhzQ22z//2Q=="
)
WEBP = base64.b64decode(
    "UklGRk4AAABXRUJQVlA4WAoAAAAAAAAABQAAAwAAVlA4IDAAAADQAQCdASoGAAQABABoJagCdAEO/gOOAAD+pTaXfmd9l/rb7RmUtilRcQtLTPw0"
    "AAA="
)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*more: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 6, 4, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress((b"\x00" + b"\x80" * 6) * 4))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + rows + chunk(b"IEND", b"")


def exif(turned: int, order: str = ">") -> bytes:
    mark = b"MM\x00*" if order == ">" else b"II*\x00"
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turned, 0)
    maker = struct.pack(f"{order}HHII", 0x010F, 2, len(SECRET), 38)
    tiff = mark + struct.pack(f"{order}IH", 8, 2) + maker + entry + struct.pack(f"{order}I", 0) + SECRET
    return segment(0xE1, b"Exif\x00\x00" + tiff)


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def with_segments(*segments: bytes) -> bytes:
    return JPEG[:2] + b"".join(segments) + JPEG[2:]


def gif(*extensions: bytes) -> bytes:
    image = b"\x2c" + struct.pack("<HHHHB", 0, 0, 6, 4, 0) + b"\x02\x02\x4c\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", 6, 4, 0x80, 0, 0) + b"\x00" * 6 + b"".join(extensions) + image + b"\x3b"


def webp(*more: tuple[bytes, bytes], flags: int = 0) -> bytes:
    data = bytearray(WEBP)
    data[20] |= flags
    for name, body in more:
        data += struct.pack("<4sI", name, len(body)) + body + b"\x00" * (len(body) % 2)
    data[4:8] = struct.pack("<I", len(data) - 8)
    return bytes(data)


@pytest.mark.parametrize(
    ("loud", "quiet", "kind"),
    [
        (png(chunk(b"tEXt", b"Author\x00" + SECRET), chunk(b"eXIf", SECRET), chunk(b"zzZz", SECRET)), png(), "png"),
        (png(chunk(b"iTXt", b"XML:com.adobe.xmp\x00" + SECRET), chunk(b"tIME", SECRET)) + SECRET, png(), "png"),
        (with_segments(segment(0xFE, SECRET), segment(0xED, SECRET), segment(0xE2, b"MPF\x00" + SECRET)), JPEG, "jpg"),
        (with_segments(exif(1), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + SECRET)) + SECRET, JPEG, "jpg"),
        (gif(b"\x21\xfe\x0b" + SECRET + b"\x00", b"\x21\xff\x0bXMP DataXMP\x0b" + SECRET + b"\x00"), gif(), "gif"),
        (webp((b"EXIF", SECRET), (b"XMP ", SECRET), (b"ICCP", SECRET), flags=0x2C), WEBP, "webp"),
        (
            with_segments(segment(0xE0, b"JFXX\x00\x10" + SECRET), segment(0xF0, SECRET), segment(0xC8, SECRET)),
            JPEG,
            "jpg",
        ),
        (with_segments(segment(0x02, SECRET), segment(0xEE, SECRET)) + JPEG.replace(b"JFIF", SECRET[:4]), JPEG, "jpg"),
        (png(chunk(b"iCCP", SECRET), chunk(b"sPLT", SECRET), chunk(b"zTXt", SECRET)), png(), "png"),
        (gif(b"\x21\x01\x0b" + SECRET + b"\x00") + SECRET, gif(), "gif"),
        (webp() + SECRET, WEBP, "webp"),
    ],
)
def test_metadata_is_gone(loud: bytes, quiet: bytes, kind: str) -> None:
    data, size, found = strip(loud)
    assert (data, size, found) == (quiet, Size(6, 4), kind)
    assert strip(quiet)[0] == quiet


def test_what_makes_the_picture_stays() -> None:
    loop = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    delay = b"\x21\xf9\x04\x00\x0a\x00\x00\x00"
    assert strip(gif(loop, delay))[0] == gif(loop, delay)
    assert strip(png(chunk(b"gAMA", b"\x00\x00\xb1\x8f")))[0] == png(chunk(b"gAMA", b"\x00\x00\xb1\x8f"))


def test_nothing_hides_in_what_stays() -> None:
    """Behind the colour transform, the loop count, the timing, and within the frames of an animation."""
    adobe = segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01")
    for told in (adobe, segment(0xEE, adobe[4:] + SECRET)):
        assert strip(with_segments(told))[0] == with_segments(adobe)
    loop, delay = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00", b"\x21\xf9\x04\x00\x0a\x00\x00"
    more = bytes([len(SECRET)]) + SECRET + b"\x00"
    assert strip(gif(loop + more, delay + more))[0] == gif(loop + b"\x00", delay + b"\x00")
    frame = b"\x00" * 6 + struct.pack("<I", 5)[:3] + struct.pack("<I", 3)[:3] + b"\x00" * 4
    picture = WEBP[30:]
    hidden = struct.pack("<4sI", b"EXIF", len(SECRET)) + SECRET + b"\x00" * (len(SECRET) % 2)
    moving = strip(webp((b"ANIM", b"\x00" * 6 + SECRET), (b"ANMF", frame + picture + hidden)))[0]
    assert SECRET not in moving and moving == webp((b"ANIM", b"\x00" * 6), (b"ANMF", frame + picture))


def test_a_chunk_that_must_be_understood_is_not_let_pass() -> None:
    with pytest.raises(Broken):
        strip(png(chunk(b"SECR", SECRET)))


@pytest.mark.parametrize("order", [">", "<"])
def test_a_turned_photo_stays_turned(order: str) -> None:
    data, size, _ = strip(with_segments(exif(6, order)))
    assert size == Size(4, 6) and SECRET not in data and b"Exif" in data
    assert strip(data)[0] == data


@pytest.mark.parametrize("whole", [png(), JPEG, gif(), WEBP])
def test_every_cut_is_refused_or_a_picture(whole: bytes) -> None:
    for length in range(len(whole)):
        try:
            strip(whole[:length])
        except Broken as fault:
            assert str(fault) and fault.hint


@pytest.mark.parametrize("data", [b"", b"GIF", b"<html></html>", b"%PDF-1.7", b"BM", b"\x00" * 50])
def test_unknown_is_refused(data: bytes) -> None:
    with pytest.raises(Broken):
        strip(data)


def svg(inner: str, attributes: str = "") -> ET.Element:
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 60 40"'
        f" {attributes}>{inner}</svg>"
    )
    data, size, kind = strip(text.encode())
    assert (size, kind) == (Size(60, 40), "svg")
    return ET.fromstring(data)


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<image href="https://evil.example/x.png"/>',
        '<image xlink:href="data:image/png;base64,AA"/>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<use xlink:href="data:image/svg+xml,x#a"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<set attributeName="href" to="javascript:alert(1)"/><animate attributeName="x"/>',
        '<rect fill="url(https://evil.example/x)"/>',
        '<rect style="fill:url(//evil.example/x); behavior: url(x)"/>',
        "<style>@import url(https://evil.example/x.css); rect { fill: url(https://evil.example/) }</style><rect/>",
        '<filter><feImage href="https://evil.example/x.png"/></filter>',
        "<title>secret-name</title><desc>secret-name</desc><metadata>secret-name</metadata><!-- secret-name -->",
        '<g id="secret-name" class="secret-name" data-name="secret-name"/>',
        '<g xmlns:i="http://www.inkscape.org/" i:label="secret-name"><i:x>secret-name</i:x></g>',
        '<filter><feOffset in="SourceGraphic" result="secret-name"/><feOffset in="secret-name" in2="secret"/></filter>',
        "<?xml-stylesheet href='https://evil.example/x.css'?>",
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/>',
    ],
)
def test_svg_neither_runs_nor_asks_nor_tells(inner: str) -> None:
    root = svg(inner, 'onload="alert(1)"')
    text = ET.tostring(root, encoding="unicode")
    assert not any(bad in text for bad in ("script", "evil", "alert", "secret", "style", "@", "data:", "image", "html"))
    assert all(not name.lower().startswith("on") and "}" not in name for node in root.iter() for name in node.attrib)


def test_svg_keeps_its_look() -> None:
    root = svg(
        "<style>.a, .b { fill: #c33; } rect { stroke: blue }</style>"
        '<linearGradient id="名前"><stop offset="0" style="stop-color:red"/></linearGradient>'
        '<rect class="a" fill="green"/><rect class="b" style="fill: url(#名前) !important"/><use xlink:href="#名前"/>'
        '<text x="1">あ<tspan>い</tspan>う</text>'
    )
    space = "{http://www.w3.org/2000/svg}"
    first, second = root.iter(f"{space}rect")
    assert (first.get("fill"), first.get("stroke"), second.get("fill")) == ("#c33", "blue", "url(#i1)")
    assert [node.get("href") for node in root.iter(f"{space}use")] == ["#i1"]
    assert "".join(root.itertext()) == "あいう"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        "<svg><rect/></svg>",
        '<svg xmlns="http://www.w3.org/2000/svg"><rect></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg">' + "<g>" * 200 + "</g>" * 200 + "</svg>",
    ],
)
def test_svg_refused(text: str) -> None:
    with pytest.raises(Broken):
        strip(text.encode())


def attachments(folder: Path, **files: bytes) -> dict[str, Attachment]:
    found = {}
    for name, data in files.items():
        path = PurePosixPath("articles/img") / f"{name}.png"
        location = folder / path
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_bytes(data)
        found[str(path)] = Attachment(path=path, file=f"content/{path}", location=location)
    return found


def page(text: str) -> Page:
    return Page(url="a/", template="a", title="a", bodies={"body": Body(text=text, file="content/articles/x/a.md")})


def test_only_pictures_in_use_are_published(tmp_path: Path) -> None:
    found = attachments(tmp_path, used=png(chunk(b"tEXt", SECRET)), other=png(), unread=b"broken")
    images, problems = publish_images(found, [page("![図](../img/used.png) ![無](../img/none.png)")], "content")
    assert not problems
    ((path, public),) = images.names.items()
    assert (
        path == "articles/img/used.png"
        and public.startswith("assets/media/")
        and len(public) == len("assets/media/") + 20
    )
    assert images.files == {public: png()} and images.sizes == {public: Size(6, 4)}


def test_same_picture_is_published_once(tmp_path: Path) -> None:
    found = attachments(tmp_path, a=png(), b=png(chunk(b"tEXt", SECRET)))
    images, _ = publish_images(found, [page("![](../img/a.png) ![](/articles/img/b.png)")], "content")
    assert len(images.names) == 2 and len(images.files) == 1


def test_unusable_pictures_are_problems(tmp_path: Path) -> None:
    found = attachments(tmp_path, a=b"text", b=png(), c=png())
    found["articles/img/b.png"].location.unlink()
    location = found["articles/img/c.png"].location
    location.unlink()
    location.symlink_to("/etc/passwd")
    images, problems = publish_images(found, [page("![](../img/a.png)![](../img/b.png)![](../img/c.png)")], "content")
    assert [problem.code for problem in problems] == ["image-unusable"] * 3 and not images.files
    assert {problem.place.file for problem in problems if problem.place} == {
        f"content/articles/img/{n}.png" for n in "abc"
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    found = attachments(tmp_path, a=png())
    found["articles/img/a.png"].location.unlink()
    os.mkfifo(found["articles/img/a.png"].location)
    assert publish_images(found, [page("![](../img/a.png)")], "content")[1]
