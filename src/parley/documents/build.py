"""Text and pieces into a :class:`Document`: kinds, furniture and facts judged together, news datelines split off."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from parley.core.spans import Span, Spans
from parley.documents import dates, facts, furniture, layout, outlets, pieces
from parley.documents.extracted import Extracted
from parley.documents.frontmatter import Front
from parley.documents.layout import Piece
from parley.documents.model import Block, BlockKind, Document, Found
from parley.documents.text import MARKDOWN, TEXT, of_characters
from parley.documents.view import words_and_offsets

_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’‑-]+(?:[ /][A-Z][A-Z.'’‑-]+){0,4}(?:, [A-Z][\w.'’ ]{1,30})??|[A-Z][\w'’-]+(?:, [A-Z][\w'’. ]{2,30})?(?= \((?:Reuters|AP|AFP|CNN|dpa|Xinhua)\)))"
    r"(?:, (?:(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?|"
    r"\d{1,2} (?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*(?: \d{4})?))?"
    r"(?: ?\((?P<agency>[A-Z][\w ]{1,30})\))? ?(?:—|–|--|-) ?(?=[A-Z“\"'‘])"
)
_AGENCIES = {"ap": "The Associated Press", "afp": "Agence France-Presse", "dpa": "dpa", "xinhua": "Xinhua"}


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
    lines: dict[int, tuple[Span, Found | None]] = {
        i: line
        for i, p in enumerate(found[:40])
        if kinds[i] == "paragraph" and (line := _dateline(text, p, of.marks, of.entities))
    }
    on = next((d for span, _ in lines.values() if (d := dates.find(span.of(text)))), None)
    when = Found(on[0].isoformat(), "dateline", next(iter(lines.values()))[0]) if on else None
    placed, agency = bool(lines), next((a for _, a in lines.values() if a), None)
    sidelong = furniture.find(found, kinds, news=placed)
    known = facts.find(facts.Page(found, kinds, sidelong, front, path, placed, agency, {**of.given, **stated}, when))
    blocks: list[Block] = []
    for i, piece in enumerate(found):
        aside = i in sidelong.found
        rest = piece.span
        if i in lines and not aside:
            placed_at = lines[i][0]
            blocks.append(Block(placed_at, "dateline"))
            rest = layout.trimmed(text, Span(placed_at.end, rest.end))
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


def _dateline(text: str, piece: Piece, marks: Spans, entities: bool) -> tuple[Span, Found | None] | None:
    """A news dateline at the start of a paragraph ("WASHINGTON — "): its span, and the agency it names."""
    m = _DATELINE.match(piece.words)
    if m is None or m.end() > 90:
        return None
    starts = words_and_offsets(text, piece.span, marks, entities)[1]
    span = layout.trimmed(text, Span(piece.span.start, starts[m.end()]))
    said = m["agency"]
    name = (_AGENCIES.get(said.lower()) or outlets.known(said)) if said else None
    return span, Found(name, "dateline", span) if name else None
