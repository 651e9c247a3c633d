"""The glossary: twenty words, each explained in a sentence or two, shown somewhere, and used in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = re.findall(
    r"^\| \*\*([^*]+)\*\* \| (.+?) \| (.+?) \|$", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE
)  # fmt: skip
OTHERS = {p: p.read_text(encoding="utf-8") for p in (ROOT / "docs").glob("*.md") if p.name != "glossary.md"}


def test_twenty_words() -> None:
    assert len({word for word, _, _ in ROWS}) == len(ROWS) == 20


@pytest.mark.parametrize("word, means, where", ROWS, ids=[word for word, _, _ in ROWS])
def test_a_word_is_explained_shown_and_used(word: str, means: str, where: str) -> None:
    assert len(re.findall(r"[.:](?:\s|$)", means)) >= 1 and len(means) < 300
    assert "`parley " in where
    pages = [page.name for page, text in OTHERS.items() if re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE)]
    assert len(pages) >= 2, pages
