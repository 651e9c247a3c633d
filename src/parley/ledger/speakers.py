"""Who is who across documents: "Oder" of one is "Kaja Oder" of another, where only one person of the ledger bears the name.

Derived, and derived anew whenever something was read or decided: the table ``speakers`` and the columns ``speaker`` and
``affiliated`` of ``standing``. What a person decided stays: a corrected speaker, a name that others were merged into, a
name that was set apart. Parties travel with names: a statement whose document does not tell the speaker's party has the
one that all other statements of this speaker have.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from parley.core.errors import LedgerError
from parley.ledger.connection import transaction
from parley.ledger.queries import BESIDE
from parley.ledger.standing import merges
from parley.reading.english.spelling import first_names
from parley.reading.sources.one_spelling import folded, one_spelling

_STATE = """SELECT (SELECT coalesce(max(seq), 0) FROM readings),
    (SELECT coalesce(max(seq), 0) FROM decisions WHERE kind IN ('correct', 'merge', 'undo'))"""
_NAMES = f"""SELECT resolved, footing, party, count(*) FROM standing WHERE current = 1 AND resolved IS NOT NULL
    AND seq NOT IN (SELECT seq FROM statements WHERE {BESIDE})
    GROUP BY resolved, footing, party"""  # noqa: S608
_SPEAKER = "CASE WHEN speaker_decided THEN resolved ELSE coalesce((SELECT name FROM speakers WHERE spelled = resolved), resolved) END"
_PARTY = """CASE WHEN party IS NOT NULL OR party_decided THEN party ELSE
    (SELECT party FROM known WHERE known.speaker = standing.speaker) END"""
_KNOWN = """SELECT speaker, min(party) AS party FROM standing WHERE current = 1 AND status <> 'rejected' AND party IS NOT NULL
    AND speaker IS NOT NULL GROUP BY speaker HAVING count(DISTINCT party) = 1"""


_PERSONAL = frozenset({"on_record", "author"})
_RANK = re.compile(
    r"\b(?:King|Queen|Pope|Prince|Princess|Emperor|Empress|Emir|Sultan|Saint|St|Sister|Brother|Mother|Father|Patriarch|Ayatollah"
    r"|Rabbi|Imam|Sheikh|Lord|Lady|Baroness|Baron)\b\.?(?= [A-Z])"
)
_HE, _SHE = re.compile(r"\b(?:Mr|Sir)\b"), re.compile(r"\b(?:Mrs|Ms|Miss|Madame|Dame)\b")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker of the ledger: party, how many statements, and under what other names documents have them."""

    name: str
    party: str | None
    statements: int
    spelled: tuple[tuple[str, int], ...]
    """Other names, as read, with how many statements each; joined by name alone."""
    merged: tuple[str, ...]
    """Other names that somebody merged into this one."""


def settle(connection: sqlite3.Connection, place: str) -> None:
    """Bring the derived names up to date, if anything was read or decided since. Where nothing can be written, they stay."""
    if connection.in_transaction or settled(connection):
        return
    try:
        with transaction(connection, place):
            _derive(connection)
    except LedgerError:  # read-only or busy: what is derived can wait
        return


def _state(connection: sqlite3.Connection) -> tuple[int, int]:
    found: tuple[int, int] = connection.execute(_STATE).fetchone()
    return found


def settled(connection: sqlite3.Connection) -> bool:
    """True where nothing was read or decided since the names were derived."""
    found = connection.execute("SELECT readings, decisions FROM derived WHERE name = 'speakers'").fetchone()
    return found == _state(connection) or (found is None and _state(connection) == (0, 0))


def _derive(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM speakers")
    joined = joins(connection.execute(_NAMES).fetchall(), pinned(connection))
    alone = {change.value["to"] for change in merges(connection) if change.value["from"] == [change.value["to"]]}
    joined = {
        name: whole for name, whole in joined.items() if whole not in alone and not _other(connection, name, whole)
    }
    connection.executemany("INSERT INTO speakers(spelled, name) VALUES (?, ?)", sorted(joined.items()))
    connection.execute(f"UPDATE standing SET speaker = {_SPEAKER} WHERE speaker IS NOT {_SPEAKER}")  # noqa: S608
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS known(speaker TEXT PRIMARY KEY, party TEXT)")
    connection.execute("DELETE FROM known")
    connection.execute(f"INSERT INTO known {_KNOWN}")
    connection.execute(f"UPDATE standing SET affiliated = {_PARTY} WHERE affiliated IS NOT {_PARTY}")  # noqa: S608
    connection.execute(
        "INSERT OR REPLACE INTO derived(name, readings, decisions) VALUES ('speakers', ?, ?)", _state(connection)
    )


def pinned(connection: sqlite3.Connection) -> set[str]:
    """Names that a decision has settled: others were merged into them, or they were set apart."""
    return {change.value["to"] for change in merges(connection)}


def joins(found: Sequence[tuple[str, str, str | None, int]], fixed: set[str]) -> dict[str, str]:
    """For each spelling that is another's, that other: from rows of (name, footing, party, count).

    Only people who speak for themselves are joined; not where the parties contradict.
    """
    footing: dict[str, set[str]] = {}
    parties: dict[str, set[str]] = {}
    for name, kind, party, _ in found:
        footing.setdefault(name, set()).add(kind)
        if party is not None:
            parties.setdefault(name, set()).add(party)
    people = [
        name for name, kinds in footing.items() if (kinds & _PERSONAL if " " in name else kinds <= _PERSONAL)
    ]  # a firm, an army or an agency may bear a surname
    out = {}
    for name, whole in one_spelling(sorted(people)).items():
        mine, theirs = parties.get(name, set()), parties.get(whole, set())
        if name != whole and name not in fixed and not (mine and theirs and mine.isdisjoint(theirs)):
            out[name] = whole
    return out


def _other(connection: sqlite3.Connection, name: str, whole: str) -> bool:
    """True where the words by which documents name the two tell that they are two: "Pope Leo", "Mrs. Sando"."""
    if " " in name:
        return False
    mine, theirs = (_named(connection, one) for one in (name, whole))
    ranks, known = ({m[0].lower() for m in _RANK.finditer(words)} for words in (mine, theirs))
    if ranks - known:
        return True
    first = first_names().get(folded(whole.split()[0]), "")
    return bool((first == "f" and _HE.search(mine)) or (first == "m" and _SHE.search(mine)))


def _named(connection: sqlite3.Connection, name: str) -> str:
    found = connection.execute(
        "SELECT DISTINCT t.source_text FROM standing s JOIN statements t ON t.seq = s.seq WHERE s.resolved = ? LIMIT 50",
        (name,),
    )
    return " | ".join(row[0] for row in found)


def speakers(connection: sqlite3.Connection) -> tuple[Speaker, ...]:
    """Everybody who speaks in what stands, most statements first."""
    spelled: dict[str, Counter[str]] = {}
    parties: dict[str, Counter[str]] = {}
    for name, as_read, party, count in connection.execute(
        "SELECT speaker, resolved, affiliated, count(*) FROM standing WHERE current = 1 AND status <> 'rejected'"  # noqa: S608
        f" AND seq NOT IN (SELECT seq FROM statements WHERE {BESIDE})"
        " AND speaker IS NOT NULL GROUP BY speaker, resolved, affiliated"
    ):
        spelled.setdefault(name, Counter())[as_read] += count
        if party:
            parties.setdefault(name, Counter())[party] += count
    merged: dict[str, list[str]] = {}
    for change in merges(connection):
        merged.setdefault(change.value["to"], []).extend(n for n in change.value["from"] if n != change.value["to"])
    out = []
    for name, counts in spelled.items():
        others = tuple(sorted((s, n) for s, n in counts.items() if s != name))
        party = parties[name].most_common(1)[0][0] if name in parties else None
        out.append(Speaker(name, party, sum(counts.values()), others, tuple(sorted(set(merged.get(name, ()))))))
    return tuple(sorted(out, key=lambda s: (-s.statements, s.name)))


def spellings(connection: sqlite3.Connection, name: str) -> list[str]:
    """The names, as read, that stand under this one now; itself first."""
    found = connection.execute("SELECT spelled FROM speakers WHERE name = ? ORDER BY spelled", (name,))
    return [name, *(row[0] for row in found)]
