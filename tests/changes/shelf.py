"""A small site under git: two cases, an article, a story, and what only some may read."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main

from ..folders import CONFIG, Content, write_site

AS_OF = "2026-11-01"
ORG = """\
audience: sales
name: 株式会社あおぞら食品
reading: あおぞらしょくひん
short_name: あおぞら食品
romaji: Aozora Foods
alias: 食品メーカーA社
segment: food
contract: {status: active}
"""
CASE = """\
title: 定期便を続けてもらうための、会員どうしの場
summary: 週替わりのお題で、会員どうしの会話が続く場に変えた一年。
audience: public
organization: org-0001
purposes: [retention]
challenge: |
  会員どうしの会話が、半年で途切れていました。

  /// audience | sales
  立ち上げの三か月は、弊社が毎日返信を続けていました。
  ///
metrics:
  - kpi: churn_rate
    compare: before_after
    before: {value: 8, period: [2024-04, 2025-03]}
    after: {value: 5, period: [2025-04, 2026-03]}
    show: {web: ratio, seminar: ratio, proposal: ratio}
    measured_by: client
    population: 定期便の会員
quotes:
  - {speaker: client, role: 課長, text: 会員さんの声が毎朝の楽しみになりました。}
talk_track:
  - say: 解約が続いているお客様に、最初の三か月の話からご紹介ください。
consent:
  status: granted
  web: [alias, metrics]
  seminar: [alias, metrics]
  proposal: [alias, metrics]
  approved_on: 2026-03-10
  valid_until: 2028-03-31
published_on: 2025-04-01
"""
SECOND = """\
title: 新商品を会員と決めた、一年間の話し合い
summary: 会員の提案を月に一度読み合わせ、次の商品を決めた。
audience: sales
purposes: [co_creation]
challenge: |
  新商品の案が、社内の会議だけで決まっていました。
consent: {status: granted, web: [alias], seminar: [alias], proposal: [alias], valid_until: 2028-03-31}
published_on: 2025-05-01
"""
ARTICLE = """\
---
title: 返信の書き方
audience: public
published_on: 2025-06-01
---

返信は、まず受け取ったことを伝えます。

次に、いつまでに答えるかを書きます。

最後に、名前を添えます。
"""
STORY = """\
---
title: 夜の当番が見ていたもの
audience: sales
published_on: 2025-07-01
---

深夜の投稿に、翌朝いちばんで返事を書いていた人の話です。
"""
FILES: dict[str, Content] = {
    CONFIG: "site_name: 見本\n",
    "content/organizations/org-0001.yml": ORG,
    "content/cases/case-0001.yml": CASE,
    "content/cases/case-0002.yml": SECOND,
    "content/articles/operation/reply.md": ARTICLE,
    "content/stories/night.md": STORY,
}


def git(folder: Path, *arguments: str) -> str:
    """Run git in ``folder``, as nobody in particular."""
    settings = ("user.name=a", "user.email=a@example.com", "commit.gpgsign=false", "core.autocrlf=false")
    options = [word for setting in settings for word in ("-c", setting)]
    done = subprocess.run(["git", *options, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@dataclass(frozen=True, slots=True)
class History:
    """A site under git, with the state of ``FILES`` (and what a test adds) as the branch ``main``."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def start(self, files: Mapping[str, Content]) -> None:
        write_site(self.folder, files)
        git(self.folder, "init", "--quiet", "--initial-branch=main")
        self.commit("はじめ")

    def commit(self, message: str = "変更") -> None:
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--allow-empty", "-m", message)

    def write(self, name: str, text: str) -> None:
        path = self.folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / "content" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """The exit code, what was printed, and what was said beside it."""
        self.capsys.readouterr()
        code = main(["diff", "--config", str(self.folder / CONFIG), "--as-of", AS_OF, *arguments])
        told = self.capsys.readouterr()
        return code, told.out, told.err

    def told(self, *arguments: str, exit_code: int = 0) -> dict[str, Any]:
        """The report on what changed since ``main``, as data."""
        code, out, err = self.run(*(arguments or ("main",)), "--format", "json")
        assert code == exit_code, err
        found: dict[str, Any] = json.loads(out)
        return found
