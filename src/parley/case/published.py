"""What is published of the format: the schema for editors, and the tables of its page.

``python -m parley.case.published docs`` writes both anew; a test fails while they are stale.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from parley.case.schema.declared import FORMAT
from parley.case.schema.editor import json_schema
from parley.case.schema.page import filled

SCHEMA_FILE = "case.schema.json"
PAGE_FILE = "case-format.md"


def schema_text() -> str:
    """The JSON Schema of a case file, as a file's text."""
    return json.dumps(json_schema(FORMAT), indent=1, ensure_ascii=False) + "\n"


def page_text(page: str) -> str:
    """The page on the format with its tables made anew."""
    return filled(page, FORMAT)


def write(folder: Path) -> None:
    """Write the schema into ``folder``, and the tables into the page that lies there."""
    (folder / SCHEMA_FILE).write_text(schema_text(), encoding="utf-8")
    page = folder / PAGE_FILE
    page.write_text(page_text(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
