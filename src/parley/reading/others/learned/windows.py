"""Text cut into windows of word pieces, with a way back to characters. Shared by training and reading.

A window packs whole paragraphs up to ``LIMIT`` pieces. Reporters keep an attribution inside one paragraph (99 in 100 of
those in PolNeAR), so a paragraph is never cut unless it alone is longer than a window.

Every piece also carries a *shape*: how its word is written (the encoder itself ignores case) and whether it stands
within quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LIMIT = 192
"""Pieces in a window, with the markers at its start and between paragraphs."""
START, BREAK, PAD = 101, 102, 0
SHAPES = 8
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_OPEN, _CLOSE = "“«‟„", "”»"


@dataclass(slots=True)
class Window:
    """Pieces of one stretch of text. ``first[i]`` is true where piece i begins a word; ``spans[i]`` is that word."""

    ids: list[int] = field(default_factory=lambda: [START])
    shapes: list[int] = field(default_factory=lambda: [0])
    first: list[bool] = field(default_factory=lambda: [False])
    spans: list[tuple[int, int]] = field(default_factory=lambda: [(0, 0)])

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class _Word:
    pieces: tuple[int, ...]
    span: tuple[int, int]
    shape: int


def _quoted(paragraph: str) -> list[bool]:
    """For each character, whether it stands within double quotation marks that open in this paragraph."""
    inside, out = False, []
    doubled = False
    for index, char in enumerate(paragraph):
        if char in _OPEN:
            inside = True
        elif char in _CLOSE:
            inside = False
        elif char == '"':
            inside = not inside
        elif char == "'" and paragraph[index : index + 2] == "''" and not doubled:
            inside, doubled = not inside, True
            out.append(inside)
            continue
        doubled = False
        out.append(inside)
    return out


def _shape(word: str, inside: bool) -> int:
    letters = [c for c in word if c.isalpha()]
    if not letters:
        case = 3
    elif len(letters) > 1 and all(c.isupper() for c in letters):
        case = 2
    else:
        case = 1 if letters[0].isupper() else 0
    return case + (4 if inside else 0)


def _words(tokenizer: Tokenizer, text: str) -> Iterator[list[_Word]]:
    """The words of each paragraph, in order."""
    found = [(m.start(), m.group()) for m in _PARAGRAPH.finditer(text) if m.group().strip()]
    encoded = tokenizer.encode_batch([p for _, p in found], add_special_tokens=False)
    for (base, paragraph), encoding in zip(found, encoded, strict=True):
        inside = _quoted(paragraph)
        words: list[_Word] = []
        pieces: list[int] = []
        begin = end = 0
        for piece, token, (left, right) in zip(encoding.ids, encoding.tokens, encoding.offsets, strict=True):
            if not token.startswith("##") and pieces:
                words.append(
                    _Word(tuple(pieces), (base + begin, base + end), _shape(paragraph[begin:end], inside[begin]))
                )
                pieces = []
            if not pieces:
                begin = left
            pieces.append(piece)
            end = right
        if pieces:
            words.append(_Word(tuple(pieces), (base + begin, base + end), _shape(paragraph[begin:end], inside[begin])))
        yield words


def _chunks(words: list[_Word], room: int) -> Iterator[list[_Word]]:
    """A paragraph too long for a window, cut after a sentence where one ends in the second half of the room."""
    chunk: list[_Word] = []
    size = 0
    for word in words:
        if size + len(word.pieces) > room:
            yield chunk
            chunk, size = [], 0
        chunk.append(word)
        size += len(word.pieces)
        if size > room // 2 and word.pieces[-1] in _STOPS and len(words) > room:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


_STOPS = frozenset({1012, 1029, 999})
"""Ids of ``. ? !`` in the encoder's vocabulary."""


def windows(tokenizer: Tokenizer, text: str) -> list[Window]:
    """``text`` cut into windows; every word of the text lies in exactly one."""
    out: list[Window] = []
    current = Window()
    room = LIMIT - 2
    for words in _words(tokenizer, text):
        whole = sum(len(w.pieces) for w in words) <= room
        for chunk in [words] if whole else _chunks(words, room):
            size = sum(len(w.pieces) for w in chunk)
            if len(current) > 1 and len(current) + size + 1 > LIMIT:
                out.append(current)
                current = Window()
            _append(current, chunk)
    if len(current) > 1:
        out.append(current)
    return out


def _append(window: Window, words: Iterable[_Word]) -> None:
    for word in words:
        for index, piece in enumerate(word.pieces[: LIMIT // 2]):
            window.ids.append(piece)
            window.shapes.append(word.shape)
            window.first.append(index == 0)
            window.spans.append(word.span)
    window.ids.append(BREAK)
    window.shapes.append(0)
    window.first.append(False)
    window.spans.append((0, 0))
