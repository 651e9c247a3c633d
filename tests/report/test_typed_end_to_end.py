"""What goes from the insight to report and workbench is typed: no ``Any`` in a field or in a public signature."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "parley"
WATCHED = (
    "insight/results", "insight/sections", "insight/queries", "insight/views", "insight/answer", "insight/sensitivity",
    "insight/documents", "report", "app",
)  # fmt: skip

PAGE = "what a page hands to its template, and prints as its .json"
BODY = "JSON that a browser sent, checked field by field where it is used, and the JSON of the reply"
DOCX = "objects of python-docx, which has no types"

ALLOWED = {
    **dict.fromkeys(
        (
            "app/bundle:bundle", "app/claims_page:claims", "app/evidence_pages:document", "app/evidence_pages:evidence",
            "app/evidence_pages:row", "app/pages:Data", "app/positions_page:positions", "app/reviewing:review",
            "app/server:Tab:data", "app/side_by_side:compare", "report/html:context",
        ),
        PAGE,
    ),
    **dict.fromkeys(
        (
            "app/changes:Handler", "app/changes:apart", "app/changes:body", "app/changes:code", "app/changes:correct",
            "app/changes:changed", "app/changes:decide", "app/changes:merge", "app/changes:save_view",
            "app/changes:text_of", "app/changes:undo", "app/changes:upload", "app/reviewing:describe", "app/evidence_pages:shown",
            "app/rendering:page", "app/front_door:Data",
        ),
        BODY,
    ),
    **dict.fromkeys(("report/docx_footnotes:WordNotes:__init__", "report/docx_footnotes:WordNotes:refer"), DOCX),
    "insight/answer/assess:assess": "arguments handed on to Request.of, which types them",
    "insight/views/versions:Versions:__init__": "arguments handed on to Evaluator, which types them",
}  # fmt: skip


def loose(path: Path) -> Iterator[str]:
    """Names of public fields and functions of a module whose annotations hold ``Any``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from _loose_in(tree.body, path.relative_to(SOURCE).with_suffix("").as_posix())


def _loose_in(body: list[ast.stmt], where: str) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _loose_in(node.body, f"{where}:{node.name}")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _private(node.name):
            given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg)
            told = [a.annotation for a in given if a is not None and a.annotation] + [node.returns]
            if any(t is not None and _holds_any(t) for t in told):
                yield f"{where}:{node.name}"
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and not _private(node.target.id):
            if _holds_any(node.annotation):
                yield f"{where}:{node.target.id}"
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _is_alias(node.value):
            yield from [f"{where}:{node.targets[0].id}"] if _holds_any(node.value) else []


def _private(name: str) -> bool:
    return name.startswith("_") and name != "__init__"


def _is_alias(value: ast.expr) -> bool:
    return isinstance(value, ast.Subscript | ast.BinOp)


def _holds_any(annotation: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(annotation))


def test_nothing_loose_goes_from_insight_to_report_and_workbench() -> None:
    found = {name for folder in WATCHED for path in (SOURCE / folder).rglob("*.py") for name in loose(path)}
    assert sorted(found - ALLOWED.keys()) == []
    assert sorted(ALLOWED.keys() - found) == []
