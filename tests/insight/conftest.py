"""A bench on the small case, and an empty cache folder for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.case import CaseSource, open_source
from parley.insight.bench import Bench

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def mini() -> CaseSource:
    return open_source(MINI)


@pytest.fixture
def bench(mini: CaseSource) -> Bench:
    return Bench(mini, draws=64)
