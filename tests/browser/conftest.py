"""Everything here needs a browser; the fixtures are in ``served_workbench``."""

from __future__ import annotations

from pathlib import Path

import pytest
from served_workbench import axe, browser, opened, served

__all__ = ["axe", "browser", "opened", "served"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)
