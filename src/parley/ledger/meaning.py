"""Statements of a ledger by what they are about: vectors kept beside them, made when first asked for.

The table ``vectors`` is no evidence: it can be dropped and comes back. What is missing is made in steps that are each
committed, so an interrupted run goes on where it was; a ledger that cannot be written is answered all the same, from
vectors that are then not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.ledger import queries, rows
from parley.ledger.connection import guarded, transaction
from parley.ledger.queries import Filter
from parley.ledger.store import ENTRY, Entry, Ledger, entry_of
from parley.reading.about import subjects
from parley.reading.about.meaning import MODEL, SIZE, meaning

_STEP = 256
_KEPT = np.dtype("<f2")


@dataclass(frozen=True, slots=True)
class Near:
    """A statement near a subject: its cosine to the nearest phrasing, between -1 and 1."""

    entry: Entry
    nearness: float


def near(
    ledger: Ledger, phrasings: Sequence[str], wanted: Filter | None = None, *, least: float = subjects.LEAST,
    limit: int = 50, keep: bool = True, tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[Near, ...]:  # fmt: skip
    """Statements about a subject, nearest first.

    Args:
        ledger: the ledger; opened for writing where ``keep``.
        phrasings: ways to speak of the subject, at least one.
        wanted: which statements may be found.
        least: cosine below which a statement is left out.
        limit: most that are given.
        keep: whether vectors made now are kept in the ledger.
        tell: called with how many vectors of how many are made, while they are.

    Raises:
        InputError: the encoder is not installed.
        LedgerError: the ledger cannot be read or, with ``keep``, written.
    """
    seqs, said = _vectors(ledger, wanted, keep, tell)
    if not seqs:
        return ()
    cosines = subjects.nearness(said, [list(phrasings)])[:, 0]
    best = [int(i) for i in np.lexsort((np.arange(len(seqs)), -cosines))[:limit] if cosines[i] >= least]
    entries = _entries(ledger, [seqs[i] for i in best])
    return tuple(Near(entries[seqs[i]], round(float(cosines[i]), 3)) for i in best)


def lacking(ledger: Ledger, wanted: Filter | None = None) -> int:
    """How many of the statements that are wanted have no vector yet."""
    return sum(kept is None for _, kept in _kept(ledger, wanted))


def _kept(ledger: Ledger, wanted: Filter | None) -> list[tuple[int, bytes | None]]:
    """Numbers of the statements that are wanted, each with the vector kept for it, if any."""
    clause, values = queries.where(wanted or Filter())
    with guarded(ledger.place):
        return ledger.connection.execute(
            "SELECT s.seq, v.vector FROM standing s LEFT JOIN vectors v ON v.statement = s.seq AND v.model = ?"  # noqa: S608
            f" WHERE {clause} ORDER BY s.seq", (MODEL, *values),
        ).fetchall()  # fmt: skip


def vectors(
    ledger: Ledger, wanted: Filter | None = None, *, keep: bool = True,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> dict[str, NDArray[np.float32]]:  # fmt: skip
    """The unit vector of every statement that is wanted, by its id; made and kept as for :func:`near`."""
    seqs, said = _vectors(ledger, wanted, keep, tell)
    with guarded(ledger.place):
        ids = dict(ledger.connection.execute("SELECT seq, id FROM standing"))
    return {ids[seq]: vector for seq, vector in zip(seqs, said, strict=True)}


def _vectors(
    ledger: Ledger, wanted: Filter | None, keep: bool, tell: Callable[[int, int], None]
) -> tuple[list[int], NDArray[np.float32]]:
    """Numbers of the statements that are wanted, and their vectors; what is missing is made in steps."""
    found = _kept(ledger, wanted)
    said = np.zeros((len(found), SIZE), dtype=np.float32)
    lacking: list[int] = []
    for row, (_, kept) in enumerate(found):
        if kept is None:
            lacking.append(row)
        else:
            said[row] = np.frombuffer(kept, dtype=_KEPT)
    for start in range(0, len(lacking), _STEP):
        group = lacking[start : start + _STEP]
        said[group] = _made(ledger, [found[row][0] for row in group], keep)
        tell(start + len(group), len(lacking))
    return [row[0] for row in found], said


def _made(ledger: Ledger, wanted: Sequence[int], keep: bool) -> NDArray[np.float32]:
    """Vectors of statements, as they are kept: rounded to half precision, so that a second look gives the same."""
    marks = ",".join("?" * len(wanted))
    with guarded(ledger.place):
        records = dict(
            ledger.connection.execute(f"SELECT seq, record FROM statements WHERE seq IN ({marks})", tuple(wanted))  # noqa: S608
        )
    texts = [subjects.words_of(rows.statement(records[seq])) for seq in wanted]
    made = meaning().vectors(texts).astype(_KEPT)
    if keep:
        with transaction(ledger.connection, ledger.place):
            ledger.connection.executemany(
                "INSERT OR IGNORE INTO vectors(statement, model, vector) VALUES (?, ?, ?)",
                ((seq, MODEL, vector.tobytes()) for seq, vector in zip(wanted, made, strict=True)),
            )
    return made.astype(np.float32)


def _entries(ledger: Ledger, wanted: Sequence[int]) -> dict[int, Entry]:
    out: dict[int, Entry] = {}
    for start in range(0, len(wanted), _STEP):
        group = tuple(wanted[start : start + _STEP])
        marks = ",".join("?" * len(group))
        with guarded(ledger.place):
            found: list[Any] = ledger.connection.execute(
                f"SELECT t.seq, {ENTRY} FROM standing s"  # noqa: S608
                " JOIN statements t ON t.seq = s.seq JOIN documents d ON d.id = s.document"
                f" WHERE s.seq IN ({marks})", group,
            ).fetchall()  # fmt: skip
        out |= {seq: entry_of(*row) for seq, *row in found}
    return out


__all__ = ["Near", "lacking", "near", "vectors"]
