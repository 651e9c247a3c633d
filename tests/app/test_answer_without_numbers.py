"""The workbench's answer of a case whose numbers are not yet said, and of one with packages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from loopless_client import Client
from small_case import PORT, TOKEN

from parley.app.server import create_app
from parley.app.workbench import Workbench

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
PACKAGES = """
packages:
  swap: {title: Bank for mills, deal: {bank: returned, mills: open, escort: both}}
  keep: {title: As it is, deal: {bank: kept, mills: closed, escort: both}}
rankings:
  north: [swap, no-deal, keep]
  south: [swap, keep, no-deal]
"""


@pytest.mark.parametrize("numbers", [True, False])
def test_the_answer_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, numbers: bool) -> None:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    shutil.copytree(MINI, tmp_path / "mini")
    file = tmp_path / "mini" / "case.yaml"
    text = file.read_text(encoding="utf-8") + PACKAGES
    if not numbers:
        text = text.replace("costs: {north: 5, south: about 6}", "costs: {north: ?, south: about 6}")
    file.write_text(text, encoding="utf-8")
    workbench = Workbench(tmp_path / "mini", ledger_path=tmp_path / "evidence.sqlite", draws=16)
    try:
        page = Client(create_app(workbench, port=PORT, token=TOKEN)).get("/answer")
    finally:
        workbench.close()
    assert page.status_code == 200 and "This cannot be shown" not in page.text
    assert "The packages" in page.text and "Bank for mills" in page.text and "“The charter” (North)" in page.text
    assert ("is not yet decided: 1 number is not yet said" in page.text) is not numbers
