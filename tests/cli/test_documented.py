"""Every command is documented, and every document named in the README exists."""

from __future__ import annotations

import re
from pathlib import Path

from parley.cli.main import ROWS, root

ROOT = Path(__file__).resolve().parents[2]


def test_every_command_has_its_section_and_no_section_is_left_over() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    sections = set(re.findall(r"^### `parley ([a-z-]+)", text, re.MULTILINE))
    assert sections == {row.name for row in ROWS}


def test_every_row_leads_to_a_command_with_help() -> None:
    for row in ROWS:
        command = root.get_command(None, row.name)  # type: ignore[arg-type]
        assert command is not None
        assert command.help, row.name


def test_local_links_in_the_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "examples" / "README.md"]:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
