"""The case finder on a thousand cases: what its table weighs, and how soon a filter shows."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from evaluation.browser import chromium, served

from .corpus import write_site
from .keystrokes import SLOWED, UNLOCKED, empty_frames, slow_page
from .nouns import nouns
from .sentences import Natural
from .sites import built

CASES = 1_000
MOST_BYTES, FRAME = 60_000, 16.0

_TOGGLE = """async () => {
  const boxes = [...document.querySelectorAll(".cb-filters input")];
  const list = document.querySelector(".cb-finder__results .cb-cards");
  const times = [];
  const toggle = async (box) => {
    const start = performance.now();
    const shown = new Promise((resolve) => {
      let filled;
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve([filled - start, performance.now() - start]);
      const watch = new MutationObserver(() => {
        watch.disconnect();
        filled = performance.now();
        requestAnimationFrame(() => channel.port2.postMessage(0));
      });
      watch.observe(list, { childList: true });
    });
    box.click();
    const time = await shown;
    await new Promise((resolve) => setTimeout(resolve, 60));
    return time;
  };
  await toggle(boxes[0]);
  for (const box of boxes.slice(1)) times.push(await toggle(box), await toggle(box));
  return times;
}"""


def run() -> None:
    """Build, measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "source"
        write_site(folder, CASES, cases=CASES, speech=Natural(nouns()))
        site = built(folder)
        table = next(site.glob("cases/finder.*.json")).read_bytes()
        packed = len(gzip.compress(table))
        print(f"{CASES:,} cases: the finder's table is {packed / 1000:.1f} KB compressed{_verdict(packed, MOST_BYTES)}")
        with served(site) as address, chromium(*UNLOCKED) as browser:
            for width in (390, 1280):
                _print(f"{width} px", _filters(browser, address, width))
            _print("an empty frame", [(0.0, time) for time in empty_frames(browser, address)])


def _filters(browser: Browser, address: str, width: int) -> list[tuple[float, float]]:
    """Milliseconds from each press of a filter until the list was filled, and until it was painted."""
    with slow_page(browser, address, width) as (page, _):
        page.goto("cases/")
        found: list[tuple[float, float]] = page.evaluate(_TOGGLE)
        return found


def _print(name: str, times: Sequence[tuple[float, float]]) -> None:
    filled, painted = (sorted(each) for each in zip(*times, strict=True))
    at = [len(times) // 2, len(times) * 95 // 100]
    spread = [f"{column[at[0]]:6.1f} / {column[at[1]]:6.1f}" for column in (filled, painted)]
    print(f"  {name:<16} slowed {SLOWED} ×, ms p50 / p95: filled {spread[0]} · painted {spread[1]}"
          f"{_verdict(painted[at[1]], FRAME)}")  # fmt: skip


def _verdict(value: float, most: float) -> str:
    return f", goal ≤ {most:,.0f}: {'met' if value <= most else 'missed'}"
