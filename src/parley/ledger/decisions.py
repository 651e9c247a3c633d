"""Decisions on statements: accept, reject, correct, recode, merge speakers, code. Only ever added; undo is one more.

Every decision says who took it and when. What stands is derived from those that have not been undone, in their order.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from parley.core.errors import LedgerError
from parley.core.spans import Spans
from parley.core.suggest import did_you_mean
from parley.ledger import fates, rows
from parley.ledger.connection import problem, transaction
from parley.ledger.lineage import COPIED, lineage
from parley.ledger.speakers import spellings
from parley.ledger.standing import decided, refresh
from parley.ledger.store import Ledger
from parley.reading.model import FootingKind, Form, StanceSide

Kind = Literal["accept", "reject", "correct", "recode", "merge", "code", "undo"]

_PROPOSITION = re.compile(r"[^\W_][\w.-]*")
_CORRECTED = (
    "source",
    "cue",
    "content",
    "resolved",
    "party",
    "role",
    "form",
    "furniture",
    "negated",
    "hedged",
    "footing",
    "stances",
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of the log."""

    seq: int
    statement: str | None
    kind: Kind
    value: dict[str, Any]
    who: str
    at: str
    note: str | None
    undoes: int | None
    undone: bool
    """True where a later decision took it back."""


def judge(
    ledger: Ledger, statements: Iterable[str], kind: Literal["accept", "reject"], who: str, note: str | None = None
) -> list[int]:
    """Accept or reject statements, all in one transaction; returns the numbers of the decisions."""
    known = [_known(ledger, s) for s in statements]
    return _decide(ledger, [(s, kind, _as_read(ledger, s) if kind == "accept" else {}) for s in known], who, note)


def _as_read(ledger: Ledger, statement: str) -> dict[str, Any]:
    """Which reading of the statement is accepted; a later one does not change it."""
    held = [c.value["row"] for c in decided(ledger.connection, statement) if c.kind == "accept" and "row" in c.value]
    row = ledger.connection.execute(
        "SELECT seq FROM statements WHERE id = ? AND decision IS NULL ORDER BY (seq = ?) DESC, seq DESC LIMIT 1",
        (statement, held[-1] if held else 0),
    ).fetchone()
    return {"row": row[0]} if row else {}


def correct(ledger: Ledger, statement: str, changes: Mapping[str, Any], who: str, note: str | None = None) -> int:
    """Correct what was read: spans, speaker, form, footing. The statement keeps its id and its history.

    Args:
        ledger: open for writing.
        statement: its id.
        changes: any of ``source``, ``cue``, ``content`` (lists of [start, end]), ``resolved``, ``party``, ``role``,
            ``form``, ``furniture``, ``negated``, ``hedged``, ``footing`` (a mapping), ``stances`` (a list of mappings).
        who: who decides.
        note: why.

    Raises:
        LedgerError: unknown field or value, or spans outside the document.
    """
    known = _known(ledger, statement)
    return _decide(ledger, [(known, "correct", _checked(ledger, known, changes))], who, note)[0]


def recode(
    ledger: Ledger, statement: str, proposition: str, side: str | None, who: str, note: str | None = None
) -> int:
    """Say where a statement stands on a proposition; ``side`` None takes its stance away."""
    known = _known(ledger, statement)
    value = _checked(ledger, known, {"stances": [{"proposition": proposition, "side": side}]})
    return _decide(ledger, [(known, "recode", value)], who, note)[0]


def check_proposition(ledger: Ledger, proposition: str) -> None:
    """Refuse a proposition that neither parley knows nor a statement of the ledger has a side on: a slip of the pen.

    Raises:
        LedgerError: it is unknown; names those nearest.
    """
    from parley.reading import default_codebook

    known = {p.id for p in default_codebook().propositions}
    known |= {row[0] for row in ledger.connection.execute("SELECT DISTINCT proposition FROM stances")}
    if proposition not in known:
        near = did_you_mean(proposition, sorted(known))
        hint = f"{near}; --new makes it one" if near else "--new makes it one"
        raise problem(f"nobody has taken a side on {proposition!r} here", ledger.place, hint)


def merge(ledger: Ledger, names: Iterable[str], into: str, who: str, note: str | None = None) -> int:
    """Treat speakers as one, in what is in the ledger and in what will be read.

    A name takes the spellings along that stand under it, see :mod:`parley.ledger.speakers`.
    """
    given = set(names) - {into}
    if not given or not into.strip():
        raise problem("nothing to merge", ledger.place, "name at least one speaker beside the one that stays")
    _check_speakers(ledger, given)
    with transaction(ledger.connection, ledger.place):
        whole = sorted({s for name in given for s in spellings(ledger.connection, name)} - {into})
        seq = _insert(ledger, None, "merge", {"from": whole, "to": into}, who, note, None)
        refresh(ledger.connection, _of_speakers(ledger, whole))
    return seq


def apart(ledger: Ledger, name: str, who: str, note: str | None = None) -> int:
    """Keep a name as it was read: it is not joined with a fuller one, in what is in the ledger and in what will be read."""
    _check_speakers(ledger, {name})
    with transaction(ledger.connection, ledger.place):
        return _insert(ledger, None, "merge", {"from": [name], "to": name}, who, note, None)


def _check_speakers(ledger: Ledger, names: Iterable[str]) -> None:
    found = ledger.connection.execute(
        "SELECT resolved FROM standing WHERE resolved IS NOT NULL UNION SELECT speaker FROM standing WHERE speaker IS NOT NULL"
    )
    known = {row[0] for row in found}
    for name in sorted(names):
        if name not in known:
            raise problem(f"no statement has a speaker {name!r}", ledger.place, did_you_mean(name, sorted(known)))


def code(ledger: Ledger, statement: str, variable: str, value: str, who: str, note: str | None = None) -> int:
    """One coder's code of one statement, kept beside the codes of others; changes nothing that stands."""
    return code_all(ledger, [(statement, variable, value)], who, note)[0]


def code_all(ledger: Ledger, codes: Iterable[tuple[str, str, str]], who: str, note: str | None = None) -> list[int]:
    """As :func:`code`, for many (statement, variable, value), all in one transaction."""
    made: list[tuple[str, Kind, dict[str, Any]]] = []
    for statement, variable, value in codes:
        if not variable.strip() or not value.strip():
            raise problem("a code needs a variable and a value", ledger.place, "write it as VARIABLE=VALUE")
        if variable.strip() == fates.VARIABLE:
            fates.check(ledger, statement, value.strip(), note)
        made.append((_known(ledger, statement), "code", {"variable": variable.strip(), "value": value.strip()}))
    return _decide(ledger, made, who, note) if made else []


def undo(ledger: Ledger, who: str, seq: int | None = None, note: str | None = None) -> Decision:
    """Take back a decision: the one numbered ``seq``, else the latest of ``who`` that still holds.

    Raises:
        LedgerError: there is none, or it has been taken back before.
    """
    with transaction(ledger.connection, ledger.place):  # looked up within it: two people may take back the same one
        found = _to_take_back(ledger, who, seq)
        _insert(ledger, found.statement, "undo", {}, who, note, found.seq)
        touched = _of_speakers(ledger, found.value["from"]) if found.kind == "merge" else [found.statement or ""]
        refresh(ledger.connection, touched)
    return found


def _to_take_back(ledger: Ledger, who: str, seq: int | None) -> Decision:
    held = [d for d in history(ledger, who=None if seq else who) if d.kind != "undo"]
    if seq is None:
        latest = next((d for d in reversed(held) if not d.undone), None)
        if latest is None:
            raise problem(f"{who} has taken no decision that still holds", ledger.place)
        return latest
    found = next((d for d in held if d.seq == seq), None)
    if found is None:
        hint = "parley ledger history lists them"
        raise problem(f"there is no decision number {seq} to take back", ledger.place, hint)
    if found.undone:
        raise problem(f"decision number {seq} has been taken back already", ledger.place)
    return found


def history(ledger: Ledger, statement: str | None = None, *, who: str | None = None) -> list[Decision]:
    """The log, oldest first: of one statement (merges that touch its speaker included), or of all."""
    terms, values = ["1"], []
    if statement is not None:
        whole = lineage(ledger.connection, statement)
        terms.append(f"(d.statement IN ({','.join('?' * len(whole))}) AND (d.note IS NULL OR NOT d.{COPIED})"  # noqa: S608
                     " OR d.kind = 'merge' AND EXISTS (SELECT 1 FROM statements t, json_each(d.value, '$.from') f"
                     " WHERE t.id = ? AND f.value = json_extract(t.record, '$.resolved')))")  # fmt: skip
        values += [*whole, statement]
    if who is not None:
        terms.append("d.who = ?")
        values.append(who)
    found = ledger.connection.execute(
        "SELECT seq, statement, kind, value, who, at, note, undoes, EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.seq)"  # noqa: S608
        f" FROM decisions d WHERE {' AND '.join(terms)} ORDER BY seq", values,
    )  # fmt: skip
    return [Decision(q, s, k, rows.loads(v), w, a, n, u, bool(x)) for q, s, k, v, w, a, n, u, x in found]


def _decide(ledger: Ledger, decisions: list[tuple[str, Kind, dict[str, Any]]], who: str, note: str | None) -> list[int]:
    with transaction(ledger.connection, ledger.place):
        made = [_insert(ledger, statement, kind, value, who, note, None) for statement, kind, value in decisions]
        refresh(ledger.connection, [statement for statement, kind, _ in decisions if kind != "code"])
    return made


def _insert(
    ledger: Ledger, statement: str | None, kind: Kind, value: dict[str, Any], who: str, note: str | None, undoes: int | None
) -> int:  # fmt: skip
    if not who.strip():
        raise problem("a decision needs a name", ledger.place, "say who decides: --who NAME, or set PARLEY_WHO")
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    added = ledger.connection.execute(
        "INSERT INTO decisions(statement, kind, value, who, at, note, undoes) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (statement, kind, rows.compact(value), who.strip(), now, note, undoes),
    )
    return int(added.lastrowid or 0)


def _known(ledger: Ledger, statement: str) -> str:
    return ledger.entry(statement).statement.id


def _of_speakers(ledger: Ledger, names: Iterable[str]) -> list[str]:
    """Statements that any row of theirs gives to one of these speakers."""
    found: set[str] = set()
    for name in names:
        sql = "SELECT DISTINCT id FROM statements WHERE json_extract(record, '$.resolved') = ?"
        found.update(row[0] for row in ledger.connection.execute(sql, (name,)))
    return sorted(found)


def _checked(ledger: Ledger, statement: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes as plain data, refused where they make no sense."""
    value = dict(changes)
    if not value:
        raise problem("no change is given", ledger.place, f"give any of {', '.join(_CORRECTED)}")
    for name in value:
        if name not in _CORRECTED:
            raise problem(f"a statement has no {name!r}", ledger.place, did_you_mean(name, _CORRECTED))
    _one_of(ledger, "form", value.get("form"), get_args(Form))
    _one_of(ledger, "footing", (value.get("footing") or {}).get("kind"), get_args(FootingKind))
    for stance in value.get("stances", ()):
        if not _PROPOSITION.fullmatch(str(stance.get("proposition"))):
            hint = "letters, digits, - _ and . only, such as talks-now or guarantees.nato"
            raise problem(f"{stance.get('proposition')!r} is no key of a proposition", ledger.place, hint)
        _one_of(ledger, "side", stance.get("side"), get_args(StanceSide))
    length = len(ledger.text(ledger.entry(statement).statement.document))
    for name in ("source", "cue", "content"):
        if name in value:
            spans: Spans = rows.spans(value[name])
            if any(not 0 <= s.start < s.end <= length for s in spans) or (name == "content" and not spans):
                raise problem(
                    f"the {name} spans {value[name]} do not lie in the document's {length} characters", ledger.place
                )
            value[name] = [[s.start, s.end] for s in spans]
    return value


def _one_of(ledger: Ledger, name: str, given: str | None, known: tuple[str, ...]) -> None:
    if given is not None and given not in known:
        raise problem(f"{name} knows no {given!r}", ledger.place, did_you_mean(given, known))


__all__ = [
    "Decision",
    "LedgerError",
    "apart",
    "code",
    "code_all",
    "correct",
    "history",
    "judge",
    "merge",
    "recode",
    "undo",
]
