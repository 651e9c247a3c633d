"""The workbench marks options that a text of law speaks against wherever it lists them."""

from __future__ import annotations

from pathlib import Path

import pytest
from loopless_client import Client
from small_case import PORT, TOKEN

from bridge_case import marked_bridge
from parley.app.server import create_app
from parley.app.workbench import Workbench


@pytest.mark.parametrize("page", ["answer", "assumptions", "result"])
def test_the_workbench_marks_what_it_lists(tmp_path: Path, page: str) -> None:
    (tmp_path / "case.yaml").write_text(marked_bridge(), encoding="utf-8")
    workbench = Workbench(tmp_path, draws=32)
    try:
        found = Client(create_app(workbench, port=PORT, token=TOKEN)).get(f"/{page}")
        assert found.status_code == 200
        listed = "[marked in law]" if page == "assumptions" else '<span class="conquest">marked in law'
        assert listed in found.text
    finally:
        workbench.close()
