"""One self-contained HTML page: no network, no script; autoescaped throughout, so that any text stands as text."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, FunctionLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from parley.insight.results.assessment import Assessment, Phrase
from parley.report import courses, formats, verdicts
from parley.report.page import Page, section_source

MARKER = "parley-report"
"""Name of the ``<meta>`` by which a file is known as a report of ours."""


@functools.cache
def environment() -> Environment:
    """The templates of this package, autoescape on for all of them, unknown names an error."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("parley.report"), FunctionLoader(section_source)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["formats"] = formats
    made.globals["courses"] = courses
    made.globals["verdicts"] = verdicts
    made.filters.update(
        phrase=phrase,
        clean=formats.clean,
        day=formats.day,
        number=formats.number,
        points=formats.points,
        percent=formats.percent,
    )
    return made


def phrase(value: Phrase | None, notes: dict[int, str] | None = None) -> Markup:
    """A phrase with its notes as links; ``notes`` gives the text that a pointer at rest shows (the quotation)."""
    out = Markup()
    for piece in formats.pieces(value):
        if piece.note is None:
            out += piece.text
            continue
        title = (notes or {}).get(piece.note, "")
        out += Markup('<a class="note" href="#note-{0}" title="{1}">[{0}]</a>').format(piece.note, title)
    return out


@functools.cache
def stylesheet() -> Markup:
    """The one style sheet."""
    text = files("parley.report").joinpath("static", "report.css").read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - our own file; holds no user's text


def context(assessment: Assessment) -> dict[str, Any]:
    """What the sections of a report need, for the page alone and inside the workbench alike."""
    return {"a": assessment, "page": Page(assessment)}


def render(assessment: Assessment) -> str:
    """The whole report as one HTML document."""
    template = environment().get_template("report.html.j2")
    return template.render(css=stylesheet(), marker=MARKER, **context(assessment)) + "\n"


def is_report(text: str) -> bool:
    """Whether ``text`` begins as a report of ours does."""
    return f'<meta name="{MARKER}"' in text[:4000]
