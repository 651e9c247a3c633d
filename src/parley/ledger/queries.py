"""Filters and facets: which statements, and how many of each kind, as SQL with bound values."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, fields
from typing import Any

FACETS: dict[str, str] = {
    "speaker": "s.speaker", "party": "s.affiliated", "footing": "s.footing", "status": "s.status", "form": "s.form",
    "furniture": "s.furniture", "month": "substr(s.date, 1, 7)", "document": "s.document",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements are meant; None leaves a matter open. Several conditions must all hold.

    ``document`` is an id, the beginning of one (6 characters and more), a name or a path. ``words`` is searched in the
    full text: all words must occur, ``"words in quotes"`` next to each other, ``word*`` as a beginning.
    """

    document: str | None = None
    speaker: str | None = None
    party: str | None = None
    footing: str | None = None
    form: str | None = None
    status: str | None = None
    """open, accepted, corrected, rejected, or "all"; None: all but the rejected."""
    furniture: bool | None = None
    proposition: str | None = None
    side: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    words: str | None = None
    record: str | None = None
    """statement, act, state (of the war), or "all" of these; told: sentences of the text's own, only where asked for; None: statements alone, and with ``act`` whatever is such an act."""
    act: str | None = None
    """A kind of act: statements that are one (a threat), and acts that are told (a meeting)."""
    all_versions: bool = False
    """Also statements of superseded documents and readings."""

    def given(self) -> dict[str, Any]:
        """The conditions that are set."""
        return {f.name: v for f in fields(self) if (v := getattr(self, f.name)) is not None and v is not False}


BESIDE = "(CASE WHEN json_valid(record) THEN json_extract(record, '$.record') END) IN ('act', 'state', 'told')"
"""Which rows of ``statements`` are nobody's words; an index of a ledger keeps them apart (:mod:`parley.ledger.schema`)."""


_KIND = "(CASE WHEN json_valid(record) THEN json_extract(record, '$.record') END)"


def where(f: Filter) -> tuple[str, list[Any]]:
    """The WHERE clause over ``standing s`` and its values."""
    terms: list[str] = []
    values: list[Any] = []

    def add(term: str, *given: Any) -> None:
        terms.append(term)
        values.extend(given)

    if not f.all_versions:
        add("s.current = 1")
    if f.document is not None:
        prefix = f"{f.document}%" if re.fullmatch(r"[0-9a-f]{6,16}", f.document) else None
        add(
            "s.document IN (SELECT id FROM documents WHERE id LIKE ? OR name = ? OR path = ?)",
            prefix,
            f.document,
            f.document,
        )
    if f.speaker is not None:
        add("(s.speaker LIKE ? OR s.resolved LIKE ?)", f"%{f.speaker}%", f"%{f.speaker}%")
    for name, column in (("party", "affiliated"), ("footing", "footing"), ("form", "form")):
        if (value := getattr(f, name)) is not None:
            add(f"s.{column} = ? COLLATE NOCASE", value)
    if f.status is None:
        add("s.status <> 'rejected'")
    elif f.status != "all":
        add("s.status = ?", f.status)
    if f.furniture is not None:
        add("s.furniture = ?", int(f.furniture))
    if f.proposition is not None or f.side is not None:
        add(
            "s.id IN (SELECT statement FROM stances WHERE coalesce(?, proposition) = proposition AND coalesce(?, side) = side)",
            f.proposition, f.side,
        )  # fmt: skip
    if f.since is not None:
        add("s.date >= ?", f.since.isoformat())
    if f.until is not None:
        add("s.date <= ?", f.until.isoformat())
    told = f.record or ("all" if f.act is not None else "statement")
    if told == "statement":
        add(f"s.seq NOT IN (SELECT seq FROM statements WHERE {BESIDE})")  # noqa: S608
    elif told == "all":
        if f.act is None:
            add(f"s.seq NOT IN (SELECT seq FROM statements WHERE {BESIDE} AND {_KIND} = 'told')")  # noqa: S608
    else:
        add(f"s.seq IN (SELECT seq FROM statements WHERE {BESIDE} AND {_KIND} = ?)", told)  # noqa: S608
    if f.act is not None:
        add("(SELECT json_extract(t.record, '$.deed.act') FROM statements t WHERE t.seq = s.seq) = ?", f.act)
    if f.words is not None:
        add("s.seq IN (SELECT rowid FROM statements_words WHERE statements_words MATCH ?)", match(f.words))
    return " AND ".join(terms) or "1", values


def match(words: str) -> str:
    """What a user typed as an FTS5 query: every word quoted, so that no sign of theirs is an operator.

    >>> match('cease-fire "just peace" negoti*')
    '"cease-fire" "just peace" "negoti"*'
    """
    out: list[str] = []
    for phrase, word in re.findall(r'"([^"]*)"|(\S+)', words):
        said = phrase or word
        begins = not phrase and said.endswith("*")
        said = "".join(c for c in said.rstrip("*") if c != '"' and c.isprintable())
        if any(c.isalnum() for c in said):
            out.append(f'"{said}"' + ("*" if begins else ""))
    return " ".join(out) or '""'
