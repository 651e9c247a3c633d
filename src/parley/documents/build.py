"""Text and pieces into a :class:`Document`: kinds, furniture and facts judged together, news datelines split off."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parley.core.spans import Span
from parley.documents import datelines, facts, furniture, layout, pieces
from parley.documents.extracted import Extracted
from parley.documents.frontmatter import Front
from parley.documents.layout import Piece
from parley.documents.model import Block, BlockKind, Document, Found
from parley.documents.page import Page
from parley.documents.text import MARKDOWN, TEXT, of_characters
from parley.documents.view import words_and_offsets

_MOST_LINES = 40


def document_id(text: str) -> str:
    """The first 16 hex digits of the SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def from_text(
    text: str, *, name: str = "text", kind: str | None = None, path: str | None = None,
    given: Mapping[str, str | Sequence[str]] | None = None,
) -> Document:  # fmt: skip
    """A document from characters. They are kept as they are: byte-order mark, CRLF and markup included.

    Args:
        text: the characters; every offset of the result counts them.
        name: what the document is called in lists and messages.
        kind: ``"text"`` or ``"markdown"``; None judges by the characters.
        path: where it came from; the name where None.
        given: facts that the user states (``title``, ``authors``, ``outlet``, ``date``); they win over found ones.

    Raises:
        DocumentError: no words in it, or broken front matter.
    """
    path = path or name
    found = of_characters(text, path, markdown=None if kind is None else kind == MARKDOWN.name)
    judged = kind or (MARKDOWN.name if found.entities else TEXT.name)
    return assemble(found, kind=judged, name=name, path=path, given=given)


def assemble(
    of: Extracted, *, kind: str, name: str, path: str, given: Mapping[str, str | Sequence[str]] | None = None,
    meta: Mapping[str, str] | None = None,
) -> Document:  # fmt: skip
    """Judge the pieces of what was extracted, which are in order and do not overlap, and make the document.

    ``given`` are facts that the user states: they win over those of the file, and these over found ones.
    """
    text, found, front = of.text, of.pieces, of.front or Front(0)
    stated = {k: _stated(v) for k, v in (given or {}).items()}
    kinds = _kinds(found, front)
    lines = _datelines(text, found, kinds, of)
    day = next((line for line in lines.values() if line.day), None)
    when = Found(day.day, "dateline", day.span) if day and day.day else None
    placed, agency = bool(lines), next((line.agency for line in lines.values() if line.agency), None)
    sidelong = furniture.find(found, kinds, news=placed)
    address = of.meta.get("url") or (path if "://" in path else "")
    known = facts.find(
        Page(
            found, kinds, sidelong, front, path, placed, agency, {**of.given, **stated}, when, address,
            of.meta.get("head of pages", ""),
        )
    )  # fmt: skip
    if known.title and known.title.span:  # a question may be a title, and reads like a sentence before it is one
        kinds = ["heading" if p.span == known.title.span else kind for p, kind in zip(found, kinds, strict=True)]
    blocks: list[Block] = []
    for i, piece in enumerate(found):
        aside = i in sidelong.found
        rest = piece.span
        if i in lines and not aside:
            placed_at = lines[i].span
            blocks.append(Block(placed_at, "dateline"))
            rest = layout.trimmed(text, Span(placed_at.end, rest.end))
            if not rest.of(text):
                continue
        blocks.append(Block(rest, kinds[i], aside))
    return Document(
        id=document_id(text), name=name, path=path, kind=kind, text=text, blocks=tuple(blocks), markup=tuple(of.marks),
        entities=of.entities,
        furniture=sidelong.all(), title=known.title, authors=known.authors, outlet=known.outlet, date=known.date,
        excerpt=known.excerpt, note_of=known.note_of, language=of.language, genre=known.genre,
        meta={**known.extra, **of.meta, **(meta or {})},
    )  # fmt: skip


def _stated(value: str | Sequence[str]) -> tuple[Found, ...]:
    return tuple(Found(v, "given by the user") for v in ((value,) if isinstance(value, str) else value))


def _kinds(found: Sequence[Piece], front: Front) -> list[BlockKind]:
    headed = {span: key for key, span in front.spans.items()}
    kinds: list[BlockKind] = []
    for i, piece in enumerate(found):
        key = headed.get(piece.span)
        if key is not None:
            named: dict[str, BlockKind] = {"title": "heading", "subtitle": "paragraph", "date": "dateline"}
            kinds.append(named.get(key, "byline"))
        else:
            kinds.append(pieces.kind(piece, first=i == 0))
    return kinds


@dataclass(frozen=True, slots=True)
class _Line:
    """A news dateline: its span, the full day and the agency it names."""

    span: Span
    day: str | None
    agency: Found | None
    form: str


def _datelines(text: str, found: Sequence[Piece], kinds: Sequence[BlockKind], of: Extracted) -> dict[int, _Line]:
    """News datelines at the start of paragraphs ("WASHINGTON — "), by the number of the piece."""
    lines: dict[int, _Line] = {}
    for i, piece in enumerate(found[:_MOST_LINES]):
        if kinds[i] not in ("paragraph", "heading") or piece.form == "heading":
            continue
        line = datelines.at_start(piece.words, i)
        if line is None or (kinds[i] == "heading" and line.end < len(piece.words)):
            continue
        starts = words_and_offsets(text, piece.span, of.marks, of.entities)[1]
        end = starts[line.end] if line.end < len(starts) else piece.span.end
        span = layout.trimmed(text, Span(piece.span.start, end))
        lines[i] = _Line(span, line.day, Found(line.agency, "dateline", span) if line.agency else None, line.form)
    alone = [i for i, line in lines.items() if line.form == datelines.DAY_ALONE]
    for i in alone if len(alone) > 1 else ():  # a list of events, each under its day
        del lines[i]
    return lines
