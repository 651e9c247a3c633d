"""Text and pieces into a :class:`Document`: kinds, furniture and facts judged together, news datelines split off."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from parley.core.errors import DocumentError, Location
from parley.core.spans import Span, Spans
from parley.documents import dates, facts, frontmatter, furniture, layout, markup, outlets, pieces
from parley.documents.frontmatter import Front
from parley.documents.layout import Piece
from parley.documents.model import Block, BlockKind, Document, Found, Kind
from parley.documents.view import words_and_offsets

_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’‑-]+(?:[ /][A-Z][A-Z.'’‑-]+){0,4}(?:, [A-Z][\w.'’ ]{1,30})??|[A-Z][\w'’-]+(?:, [A-Z][\w'’. ]{2,30})?(?= \((?:Reuters|AP|AFP|CNN|dpa|Xinhua)\)))"
    r"(?:, (?:(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?|"
    r"\d{1,2} (?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*(?: \d{4})?))?"
    r"(?: ?\((?P<agency>[A-Z][\w ]{1,30})\))? ?(?:—|–|--|-) ?(?=[A-Z“\"'‘])"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_AGENCIES = {"ap": "The Associated Press", "afp": "Agence France-Presse", "dpa": "dpa", "xinhua": "Xinhua"}


def document_id(text: str) -> str:
    """The first 16 hex digits of the SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def from_text(
    text: str, *, name: str = "text", kind: Kind | None = None, path: str | None = None,
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
    broken = _SURROGATE.search(text)
    if broken:
        message = f"character {broken.start()} is half of a surrogate pair, which no file can hold"
        raise DocumentError.one(message, where=Location(path), hint="decode the text as UTF-8 first", code="encoding")
    front = frontmatter.parse(text, path)
    judged: Kind = kind or (
        "markdown" if (front.values and not front.words) or markup.looks_like_markdown(text) else "text"
    )
    marks = markup.markdown(text, front.end) if judged == "markdown" else markup.plain_text(text)
    if front.values:
        marks = markup.merged([*marks, *(front.labels if front.words else (Span(0, front.end),))])
    found = [*_head(text, front, marks), *layout.pieces(text, marks, front.end)]
    if not found:
        raise DocumentError.one(
            "there are no words in it",
            where=Location(path),
            hint="give a file that holds the text of the article",
            code="empty",
        )
    stated = {k: _stated(v) for k, v in (given or {}).items()}
    return assemble(text, found, kind=judged, name=name, path=path, marks=marks, front=front, given=stated)


def _stated(value: str | Sequence[str]) -> tuple[Found, ...]:
    return tuple(Found(v, "given by the user") for v in ((value,) if isinstance(value, str) else value))


def _head(text: str, front: Front, marks: Spans) -> list[Piece]:
    """The values of header lines: they are words of the page."""
    if not front.words:
        return []
    return [
        Piece(span, words_and_offsets(text, span, marks, False)[0], "heading" if key == "title" else "paragraph")
        for key, span in sorted(front.spans.items(), key=lambda item: item[1])
    ]


def assemble(
    text: str, found: Sequence[Piece], *, kind: Kind, name: str, path: str, marks: Spans = (), front: Front | None = None,
    given: Mapping[str, tuple[Found, ...]] | None = None, language: str = "en", meta: Mapping[str, str] | None = None,
) -> Document:  # fmt: skip
    """Judge the pieces of a text and make the document. ``found`` must be in order and must not overlap."""
    front = front or Front(0)
    kinds = _kinds(found, front)
    entities = kind == "markdown"
    lines: dict[int, tuple[Span, Found | None]] = {
        i: line
        for i, p in enumerate(found[:40])
        if kinds[i] == "paragraph" and (line := _dateline(text, p, marks, entities))
    }
    on = next((d for span, _ in lines.values() if (d := dates.find(span.of(text)))), None)
    when = Found(on[0].isoformat(), "dateline", next(iter(lines.values()))[0]) if on else None
    placed, agency = bool(lines), next((a for _, a in lines.values() if a), None)
    sidelong = furniture.find(found, kinds, news=placed)
    known = facts.find(facts.Page(found, kinds, sidelong, front, path, placed, agency, given or {}, when))
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
        id=document_id(text), name=name, path=path, kind=kind, text=text, blocks=tuple(blocks), markup=tuple(marks),
        furniture=sidelong.all(), title=known.title, authors=known.authors, outlet=known.outlet, date=known.date,
        excerpt=known.excerpt, note_of=known.note_of, language=language, genre=known.genre,
        meta={**known.extra, **(meta or {})},
    )  # fmt: skip


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
