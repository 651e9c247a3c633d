"""A brief as one self-contained HTML page: every line opens its words in the document, which stands below with them marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parley.documents.model import Document
from parley.insight.documents.brief import Brief, BriefDocument
from parley.insight.documents.lines import Line
from parley.reading.model import Statement
from parley.report import brief_parts, html
from parley.report.brief_parts import Part
from parley.report.segments import Segment, segments


@dataclass(frozen=True, slots=True)
class WarShown:
    """One war's part of the page."""

    title: str | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class TextShown:
    """A document as the page shows it: ``begins`` has the stretch at which each shown statement begins."""

    about: BriefDocument
    segments: tuple[Segment, ...]
    begins: dict[int, tuple[str, ...]]


def render(brief: Brief, documents: Sequence[Document], statements: Sequence[Statement]) -> str:
    """The page.

    Args:
        brief: what :func:`parley.insight.documents.brief.brief` made.
        documents: the documents that it was made of, whose text the page carries.
        statements: their statements and acts; those that the brief shows are marked.
    """
    shown = wars_shown(brief)
    linked = {line.statement for war in shown for line in _lines(war.parts)}
    by_id = {d.id: d for d in documents}
    texts = [_text(about, by_id[about.id], statements, linked) for about in brief.documents if about.id in by_id]
    template = html.environment().get_template("brief.html.j2")
    return (
        template.render(
            css=html.stylesheet(), marker=html.MARKER, brief=brief, wars=shown, texts=texts,
            opens=lambda line: f"#w-{line.statement}", where=brief_parts.where, words=brief_parts.words,
            document_day=brief_parts.document_day,
        )
        + "\n"
    )  # fmt: skip


def wars_shown(brief: Brief) -> tuple[WarShown, ...]:
    """The wars of a brief in parts; of one war, that one without a title."""
    return tuple(WarShown(w.title, brief_parts.parts(w)) for w in brief.wars or (brief,))


def _lines(parts: Iterable[Part]) -> Iterable[Line]:
    return (item.line for part in parts for block in part.blocks for item in block.items if item.line is not None)


def _text(about: BriefDocument, document: Document, statements: Sequence[Statement], linked: set[str]) -> TextShown:
    mine = [s for s in statements if s.document == document.id and s.id in linked]
    cut = segments(document, mine)
    seen: set[str] = set()
    begins: dict[int, tuple[str, ...]] = {}
    for segment in cut:
        new = tuple(i for i in segment.statements if i not in seen)
        if new:
            begins[segment.start] = new
            seen.update(new)
    return TextShown(about, cut, begins)


__all__ = ["TextShown", "WarShown", "render", "wars_shown"]
