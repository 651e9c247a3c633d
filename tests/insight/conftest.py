"""A evaluator on the small case, and an empty cache folder for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.case import CaseSource, open_source
from parley.insight.asking.evaluator import Evaluator

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def mini() -> CaseSource:
    return open_source(MINI)


@pytest.fixture
def evaluator(mini: CaseSource) -> Evaluator:
    return Evaluator(mini, draws=64)
