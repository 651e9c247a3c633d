"""A cache entry that somebody or something spoilt counts as absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.insight.asking.cache import Cache
from parley.insight.results.assessment import Phrase


@pytest.mark.parametrize("text", [b"", b"{", b"[" * 100_000, b"\xff", b"1" * 6000])
def test_a_spoilt_entry_counts_as_absent(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "k.json").write_bytes(text)
    assert Cache(tmp_path).made("k", Phrase, lambda: Phrase("made anew")) == Phrase("made anew")
