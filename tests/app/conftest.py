"""A workbench over a small case of our own, asked without a browser or a socket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from loopless_client import Client
from small_case import PORT, TOKEN, write_case

from parley.app.server import create_app
from parley.app.workbench import Workbench


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    made = Workbench(write_case(tmp_path / "small"), ledger_path=tmp_path / "evidence.sqlite", draws=32)
    yield made
    made.close()


@pytest.fixture
def client(workbench: Workbench) -> Client:
    return Client(create_app(workbench, port=PORT, token=TOKEN))
