"""A table of contents for a folder of reports: each with its question, date, answer and where it lies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from parley.core.errors import InputError
from parley.report.html import MARKER, environment, is_report, stylesheet

HEAD = 60_000
"""Bytes of a report that hold its first screen and more."""
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Listed:
    """One report of the folder; ``address`` is relative to the folder."""

    address: str
    question: str
    title: str
    as_of: str
    answer: str
    authors: str = ""
    topics: str = ""


def read_report(path: Path, folder: Path) -> Listed | None:
    """What the report says of itself in its head; None where the file is none of ours."""
    with path.open("rb") as file:
        head = file.read(HEAD).decode("utf-8", errors="replace")
    if not is_report(head):
        return None

    def meta(name: str) -> str:
        found = re.search(rf'<meta name="{MARKER}-{name}" content="([^"]*)">', head)
        return unescape(found[1]) if found else ""

    def plain(name: str) -> str:
        found = re.search(rf'<meta name="{name}" content="([^"]*)">', head)
        return unescape(found[1]) if found else ""

    return Listed(
        path.relative_to(folder).as_posix(),
        meta("question"),
        meta("title"),
        meta("as-of"),
        meta("answer"),
        plain("author"),
        plain("keywords"),
    )


def reports(folder: Path) -> tuple[Listed, ...]:
    """The reports in a folder and below it, newest question first. Raises :class:`InputError` for what is no folder."""
    if not folder.is_dir():
        raise InputError.one(f"{folder} is not a folder", hint="name the folder in which the reports lie")
    found = []
    for path in sorted(folder.rglob("*.html"))[:MOST]:
        if path.name != "index.html" and path.is_file() and not path.is_symlink():
            listed = read_report(path, folder)
            if listed is not None:
                found.append(listed)
    return tuple(sorted(found, key=lambda r: (r.as_of, r.title, r.address), reverse=True))


def render(reports: tuple[Listed, ...]) -> str:
    """The index page as one self-contained HTML document."""
    template = environment().get_template("index.html.j2")
    return template.render(css=stylesheet(), marker=MARKER, reports=reports) + "\n"
