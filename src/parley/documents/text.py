"""Text and Markdown: the characters as they are, all of them; what is markup is listed, not cut out."""

from __future__ import annotations

import re

from parley.core.errors import DocumentError, Location
from parley.core.spans import Span, Spans
from parley.documents import frontmatter, layout, markup
from parley.documents.characters import decode
from parley.documents.extracted import Extracted
from parley.documents.frontmatter import Front
from parley.documents.kind import DocumentKind
from parley.documents.layout import Piece
from parley.documents.view import words_and_offsets

_SURROGATE = re.compile("[\ud800-\udfff]")


def of_characters(text: str, path: str, *, markdown: bool | None = None) -> Extracted:
    """The pieces of a text; ``markdown`` None judges by the characters, which :func:`is_markdown` tells apart.

    Raises:
        DocumentError: no words in it, or broken front matter.
    """
    broken = _SURROGATE.search(text)
    if broken:
        message = f"character {broken.start()} is half of a surrogate pair, which no file can hold"
        raise DocumentError.one(message, where=Location(path), hint="decode the text as UTF-8 first", code="encoding")
    front = frontmatter.parse(text, path)
    marked = _marked(text, front) if markdown is None else markdown
    marks = markup.markdown(text, front.end) if marked else markup.plain_text(text)
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
    return Extracted(text, found, marks=marks, entities=marked, front=front)


def is_markdown(text: str) -> bool:
    """True where the text begins with YAML or holds a construction that is hardly ever plain prose."""
    try:
        return _marked(text, frontmatter.parse(text, ""))
    except DocumentError:  # broken YAML, which is told when it is read
        return True


def _marked(text: str, front: Front) -> bool:
    return bool(front.values and not front.words) or markup.looks_like_markdown(text)


def _head(text: str, front: Front, marks: Spans) -> list[Piece]:
    """The values of header lines: they are words of the page."""
    if not front.words:
        return []
    return [
        Piece(span, words_and_offsets(text, span, marks, False)[0], "heading" if key == "title" else "paragraph")
        for key, span in sorted(front.spans.items(), key=lambda item: item[1])
    ]


def _is_markdown(data: bytes) -> bool:
    try:
        return is_markdown(decode(data, ""))
    except DocumentError:  # what is wrong with it is told when it is read
        return False


MARKDOWN = DocumentKind(
    "markdown", "a Markdown file", "Markdown", (".md", ".markdown"), _is_markdown,
    lambda data, path: of_characters(decode(data, path), path, markdown=True), verbatim=True,
)  # fmt: skip
TEXT = DocumentKind(
    "text", "a text file", "text", (".txt", ".text"), lambda data: True,
    lambda data, path: of_characters(decode(data, path), path, markdown=False), verbatim=True,
)  # fmt: skip
"""Asked last: whatever else is there may be text, and is refused as it is decoded where it is not."""
