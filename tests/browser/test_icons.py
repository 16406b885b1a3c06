"""The icons of an installed site are the theme's own drawing. One that is missing is drawn, to be committed."""

from __future__ import annotations

import base64
import os

import pytest
from playwright.sync_api import Browser, Page

from generator import theme_assets

ASSETS = theme_assets.default_dir() / "assets"
DRAWING = (ASSETS / "img" / "icon.svg").read_text("utf-8")
EDGE_TO_EDGE = DRAWING.replace('viewBox="0 0 32 32"', 'viewBox="-7 -7 46 46"').replace(
    "<rect", '<path d="M-7-7h46v46H-7z" fill="#f6eddd"/><rect', 1
)
"""For systems that cut icons to a shape of their own: what matters stays within four fifths of the width."""
ICONS = {"icon-192": (192, DRAWING), "icon-512": (512, DRAWING), "icon-maskable-512": (512, EDGE_TO_EDGE)}

_PAINTED = """async ([source, size]) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const picture = new Image(size, size);
  picture.src = source;
  await picture.decode();
  canvas.getContext("2d").drawImage(picture, 0, 0, size, size);
  return canvas.toDataURL("image/png");
}"""
_APART = """async (sources) => {
  const [one, other] = await Promise.all(sources.map(async (source) => {
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.naturalWidth;
    canvas.height = picture.naturalHeight;
    const brush = canvas.getContext("2d");
    brush.drawImage(picture, 0, 0);
    return brush.getImageData(0, 0, canvas.width, canvas.height).data;
  }));
  if (one.length !== other.length) return 255;
  return one.reduce((sum, value, at) => sum + Math.abs(value - other[at]), 0) / one.length;
}"""


def _address(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page()


@pytest.mark.parametrize("name", ICONS)
def test_icon_is_the_drawing(page: Page, name: str) -> None:
    size, drawing = ICONS[name]
    file = ASSETS / "offline" / f"{name}.png"
    painted: str = page.evaluate(_PAINTED, [_address(drawing.encode(), "image/svg+xml"), size])
    if not file.is_file() and not os.environ.get("CI"):
        file.write_bytes(base64.b64decode(painted.partition(",")[2]))
    apart: float = page.evaluate(_APART, [painted, _address(file.read_bytes(), "image/png")])
    assert apart < 2, "the drawing changed: take the icon away, and it is drawn anew"
