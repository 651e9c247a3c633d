"""Sixteen texts of ten kinds and as many wars, listed by hand: floors below which no change may fall."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand_coded import tally

DATA = Path(__file__).resolve().parents[1] / "data" / "hand_coded"


@pytest.mark.parametrize(
    ("part", "recall", "precision", "speaker", "footing"),
    [("a", 0.80, 0.90, 0.78, 0.76), ("b", 0.67, 0.85, 0.85, 0.66)],
)
def test_floors(part: str, recall: float, precision: float, speaker: float, footing: float) -> None:
    found = tally(DATA / part)
    assert found.listed >= 150
    assert found.recall >= recall, found.misses
    assert found.precision >= precision
    assert found.of_found(found.speaker) >= speaker
    assert found.of_found(found.footing) >= footing
    assert found.of_found(found.negation) >= 0.94
    assert found.of_found(found.within) >= 0.94
