"""Phrases followed through documents: who used them first, who took them up.

Two finds count: a text that says whose phrase it is ("a just peace," a phrase used by the Group of 7), and the same few
quoted words in two documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.documents.model import Document
from parley.documents.view import view
from parley.reading.english.quotation_marks import quotes
from parley.reading.model import Statement

_OWNED = re.compile(
    r"[“\"]([^“”\"\n]{3,60}?)[,.]?[”\"],? (?:a|the) (?:phrase|term|expression|slogan|line|formula|wording) "
    r"(?:used|coined|favou?red|employed|borrowed|taken|made famous) (?:by|from) ([^,.;\n]{2,80})"
)
LEAST, MOST = 2, 6
"""Words of a phrase that is followed from text to text."""


def traced(documents: Sequence[Document], statements: Sequence[Statement]) -> list[tuple[str, tuple[str, ...]]]:
    """Each phrase with the places where it was found, in words; earliest document first."""
    ordered = sorted(documents, key=lambda d: (d.date.value if d.date else "9999", d.name))
    texts = {d.id: view(d).text for d in ordered}
    out: list[tuple[str, tuple[str, ...]]] = []
    for document in ordered:
        for found in _OWNED.finditer(texts[document.id]):
            place = f"{_short(document)} names its origin: {found.group(2).strip()}"
            out.append((found.group(1).strip(" ,."), (place,)))
    out.extend(_shared(ordered, texts, statements))
    return out


def _shared(
    ordered: Sequence[Document], texts: dict[str, str], statements: Sequence[Statement]
) -> list[tuple[str, tuple[str, ...]]]:
    where: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for document in ordered:
        text = texts[document.id]
        for paragraph in text.split("\n\n"):
            for quote in quotes(paragraph):
                words = quote.inner.of(paragraph).strip(" ,.…?!")
                if LEAST <= quote.words <= MOST and words:
                    key = " ".join(re.findall(r"\w+", words.lower()))
                    shown.setdefault(key, words)
                    if document.id not in where.setdefault(key, []):
                        where[key].append(document.id)
    named = {d.id: d for d in ordered}
    out = []
    for key, ids in where.items():
        if len(ids) < 2:
            continue
        out.append((shown[key], tuple(_place(named[i], key, statements) for i in ids)))
    return out


def _place(document: Document, key: str, statements: Sequence[Statement]) -> str:
    for statement in statements:
        if statement.document == document.id:
            said = " ".join(re.findall(r"\w+", " ".join(statement.content_text).lower()))
            if key in said:
                speaker = statement.resolved or statement.source_text
                when = f", {statement.date.day} {statement.date:%b %Y}" if statement.date else ""
                return f"{speaker} ({_short(document)}{when})"
    return _short(document)


def _short(document: Document) -> str:
    return document.outlet.value if document.outlet else document.name
