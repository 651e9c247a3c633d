"""How a page of the workbench is made of its template and of what stands on every page."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any, Protocol

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from parley.app.state import State
from parley.documents.kinds import suffixes
from parley.report.html import environment as report_environment

STATIC = {
    "report.css": ("parley.report", "text/css"),
    "workbench.css": ("parley.app", "text/css"),
    "workbench.js": ("parley.app", "text/javascript"),
}


class Titled(Protocol):
    """A page as the bar names it."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def shown(self) -> bool: ...


@functools.cache
def environment() -> Environment:
    """The report's templates and those of the pages around them."""
    made: Environment = report_environment().overlay()
    loader = report_environment().loader
    assert loader is not None
    made.loader = ChoiceLoader([PackageLoader("parley.app"), loader])
    return made


def page(
    tab: Titled, tabs: Iterable[Titled], *, state: State, token: str, case_title: str, trouble: str | None = None,
    left_out: tuple[str, ...] = (), changes_kept: bool = False, data: Mapping[str, Any],
) -> str:  # fmt: skip
    """The page ``tab`` under the bar of ``tabs``.

    Args:
        tab: the page that is shown.
        tabs: those of the bar.
        state: what the address says.
        token: guards what changes something.
        case_title: stands beside the program's name.
        trouble: what is wrong with the case on disk.
        left_out: documents that could not be read, and why.
        changes_kept: whether decisions outlive the program.
        data: what the template shows.
    """
    return (
        environment()
        .get_template(tab.template)
        .render(
            tabs=[t for t in tabs if t.shown], tab=tab, state=state, token=token, trouble=trouble, left_out=left_out,
            suffixes=suffixes(), case_title=case_title, changes_kept=changes_kept, **data,
        )
    )  # fmt: skip


def static(request: Request) -> Response:
    """A style sheet or the script."""
    name = request.path_params["name"]
    if name not in STATIC:
        return PlainTextResponse("no such file\n", status_code=404)
    package, kind = STATIC[name]
    text = files(package).joinpath("static", name).read_text(encoding="utf-8")
    return Response(text, media_type=kind)


__all__ = ["STATIC", "Titled", "environment", "page", "static"]
