"""``docs/words.md`` says what the model says."""

from __future__ import annotations

import os
from pathlib import Path

from generator.model.vocabulary import ALL
from generator.words_doc import words_markdown

PAGE = Path(__file__).parent.parent / "docs" / "words.md"


def test_the_word_list_is_current() -> None:
    """A stale page is written anew where somebody works, and refused where nobody looks."""
    wanted = words_markdown()
    if not os.environ.get("CI") and (not PAGE.is_file() or PAGE.read_text("utf-8") != wanted):
        PAGE.write_text(wanted, "utf-8")
    assert PAGE.read_text("utf-8") == wanted, "docs/words.md is stale: run the tests once without CI set"


def test_every_word_is_listed() -> None:
    page = words_markdown()
    for vocabulary in ALL:
        for word in vocabulary:
            assert f"| `{word.key}` | {word.label} |" in page
