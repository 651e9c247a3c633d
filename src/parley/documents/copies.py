"""Documents that are another one over again: the same text saved twice, under another headline, by another outlet, cut.

Two texts are compared by their runs of five words, page furniture and headings left out (Broder, *Proc. Compression and
Complexity of Sequences*, 1997: containment of shingles). A text is a copy of a fuller one where nearly all of its runs
stand in that, and where it is not much shorter: a statement that a longer report quotes whole is no copy of the report.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from parley.documents.model import Document
from parley.documents.same_words import plain
from parley.documents.view import view

RUN = 5
"""Words of a run."""
ENOUGH = 0.7
"""Of the runs of the shorter text, that stand in the fuller one."""
ENOUGH_OF_SHORT = 0.9
"""The same for texts of fewer than :data:`SHORT` words, where one word that differs breaks many of few runs."""
SHORT = 60
SHORTEST = 0.45
"""Of the fuller text's length, that a copy has."""
_SKETCH = 64
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A document, the fuller or earlier one that it is over again, and the share of its runs that stand there."""

    document: Document
    of: Document
    share: float

    @property
    def how(self) -> str:
        """In words, to be followed by the title of the other."""
        if self.share >= 0.995:
            return "the same words as"
        return f"nearly the same words ({self.share:.0%}) as"


@dataclass(frozen=True, slots=True)
class _Runs:
    runs: frozenset[int]
    sketch: tuple[int, ...]
    words: int


def copies(documents: Sequence[Document]) -> tuple[Copy, ...]:
    """Every document that is a copy of another of these, in the order given. Deterministic.

    Of several that are alike the fullest counts, then the earliest, then the first given; each copy is compared with it.
    """
    read = [_runs(d) for d in documents]
    last = datetime.date.max
    order = sorted(range(len(documents)), key=lambda i: (-len(read[i].runs), documents[i].on or last, i))
    kept: dict[int, list[int]] = {}
    found: dict[int, Copy] = {}
    for i in order:
        mine = read[i]
        near = {j for value in mine.sketch for j in kept.get(value, ())}
        best = max(((share, -j) for j in near if (share := _share(mine, read[j]))), default=None)
        if best is not None:
            found[i] = Copy(documents[i], documents[-best[1]], best[0])
            continue
        for value in mine.sketch:
            kept.setdefault(value, []).append(i)
    return tuple(found[i] for i in sorted(found))


def _share(short: _Runs, full: _Runs) -> float:
    """The share of the shorter text's runs that stand in the fuller one; 0 where it is no copy of it."""
    if not short.runs or len(short.runs) < SHORTEST * len(full.runs):
        return 0.0
    share = len(short.runs & full.runs) / len(short.runs)
    return share if share >= (ENOUGH_OF_SHORT if short.words < SHORT else ENOUGH) else 0.0


def _runs(document: Document) -> _Runs:
    shown = view(document)
    said = [
        part.span.of(shown.text)
        for part in shown.blocks
        if not part.block.furniture and part.block.kind in ("paragraph", "list")
    ]
    words = _WORDS.findall(plain(" ".join(said)).casefold())
    runs = frozenset(_number(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))) if words else frozenset()
    return _Runs(runs, tuple(nsmallest(_SKETCH, runs)), len(words))


def _number(run: Sequence[str]) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(run).encode(), digest_size=8).digest(), "big")
