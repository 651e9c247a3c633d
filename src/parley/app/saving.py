"""A view written into the case file: its lines are inserted under ``views:`` and nothing else in the file moves."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from pathlib import Path

from parley.app.workbench import Workbench
from parley.core.errors import InputError

KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,%()+-]*")


def add_view(workbench: Workbench, key: str, title: str, because: str, sets: Mapping[str, str]) -> None:
    """Insert the view; the file is written only if the whole case is still right with it.

    Raises :class:`InputError` (or :class:`CaseError` with every problem) and leaves the file as it was.
    """
    from parley.case import open_source
    from parley.report.files import write_bytes

    source = workbench.source
    if not KEY.fullmatch(key) or key == "base":
        raise InputError.one(f"{key!r} cannot name a view", hint="lower-case letters, digits, - and _; not base")
    if key in source.views:
        raise InputError.one(f"the case has a view {key!r} already", hint="give another name")
    source.case(sets=sets)  # every path and number is checked before anything is written
    text = workbench.file.read_text(encoding="utf-8")
    made = inserted(text, view_lines(key, title, because, sets))
    trial = workbench.file.with_name(f".{workbench.file.name}.trial.yaml")
    try:
        write_bytes(trial, made.encode())
        if key not in open_source(trial).views:
            raise InputError.one(f"{workbench.file}: the view could not be placed", hint="add it by hand under views:")
    finally:
        Path(trial).unlink(missing_ok=True)
    write_bytes(workbench.file, made.encode())


def quoted(text: str) -> str:
    """A YAML scalar: bare where that is safe, else in double quotes (JSON strings are YAML strings)."""
    return (
        text
        if PLAIN.fullmatch(text) and not text.endswith(" ") and ": " not in text
        else json.dumps(text, ensure_ascii=False)
    )


def view_lines(key: str, title: str, because: str, sets: Mapping[str, str]) -> list[str]:
    """The view's lines, indented to stand under ``views:``."""
    lines = [f"  {key}:", f"    title: {json.dumps(title.strip() or key, ensure_ascii=False)}"]
    lines.append(f"    date: {datetime.date.today().isoformat()}")
    if because.strip():
        lines.append(f"    because: {json.dumps(because.strip(), ensure_ascii=False)}")
    return lines + [f"    {path}: {quoted(value)}" for path, value in sets.items()]


def inserted(text: str, lines: list[str]) -> str:
    """``text`` with ``lines`` at the end of its ``views:`` block, which is made at the end where there is none."""
    ending = "\r\n" if "\r\n" in text else "\n"
    rows = text.split(ending)
    start = next((i for i, row in enumerate(rows) if re.fullmatch(r"views:\s*(#.*)?", row)), None)
    if start is None:
        if any(row.startswith("views:") for row in rows):
            raise InputError.one("views: is written on one line in this case", hint="write it as a block first")
        body = [*rows[: len(rows) - (rows[-1] == "")], "", "views:", *lines, ""]
        return ending.join(body)
    end = next((i for i in range(start + 1, len(rows)) if rows[i][:1] not in ("", " ", "\t", "#")), len(rows))
    while end > start + 1 and (not rows[end - 1].strip() or rows[end - 1].startswith("#")):
        end -= 1
    return ending.join([*rows[:end], *lines, *rows[end:]])
