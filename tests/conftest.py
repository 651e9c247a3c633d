"""Fixtures for all tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from parley.core.threads import one_thread

one_thread()  # the workers of pytest-xdist inherit it; they share the cores among them
# what is compiled is kept, where a container says otherwise too: the tests start dozens of processes
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# no deadlines: a busy machine is not a failure, and speed is measured in benchmarks/
settings.register_profile("parley", deadline=None)
settings.load_profile("parley")


def _shared() -> Path | None:
    for parent in Path(__file__).resolve().parents:
        candidate = parent / "shared"
        if (candidate / "articles").is_dir():
            return candidate
    return None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the checkout; a test that needs it is skipped where it is absent."""
    found = _shared()
    if found is None:
        pytest.skip("the reference material (shared/) is not beside this checkout")
    return found


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A cache for the whole run and all its workers, so that no answer is computed twice where a test asks what is done with
    it. That a remembered answer is the computed one is shown in ``tests/properties``."""
    base = tmp_path_factory.getbasetemp()
    return str((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "answers")


@pytest.fixture(scope="session")
def examples() -> Path:
    """The shipped example cases."""
    return Path(__file__).resolve().parents[1] / "examples"
