"""The pieces of a document with what was judged of them so far: what titles, outlets and dates are looked for in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from parley.documents.frontmatter import Front
from parley.documents.furniture import Marks
from parley.documents.layout import Piece
from parley.documents.model import BlockKind, Found


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces of a document with what was judged of them; ``given`` are facts from metadata or the user."""

    pieces: Sequence[Piece]
    kinds: Sequence[BlockKind]
    marks: Marks
    front: Front
    path: str
    news: bool
    agency: Found | None
    given: Mapping[str, tuple[Found, ...]]
    placed_on: Found | None = None
    """The full date in a news dateline ("GENEVA, May 3, 2024 (Reuters) —")."""
    address: str = ""
    """Where the page was on the web, by its own word or as the user named it; empty where unknown."""

    heads: str = ""
    """What stands at the edges of a PDF's pages."""

    def own(self, limit: int | None = None) -> list[tuple[int, Piece]]:
        """The pieces that are not furniture."""
        found = [(i, p) for i, p in enumerate(self.pieces) if i not in self.marks.found]
        return found[:limit]


def first(*ways: Callable[[], Found | None]) -> Found | None:
    """What the first way yields that yields something."""
    return next((found for way in ways if (found := way()) is not None), None)
