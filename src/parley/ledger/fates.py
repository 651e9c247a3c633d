"""What became of a promise or a threat: kept, broken or open, by whom it was marked and with which quotation.

It is a code like any other (``parley ledger code ID fate=kept --note QUOTATION``): appended, taken back by ``undo``, counted by
``agreement``. Only what it may say is checked here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from parley.core.suggest import did_you_mean
from parley.ledger.connection import problem

if TYPE_CHECKING:
    from parley.ledger.store import Ledger

FateKind = Literal["kept", "broken", "open"]
FATES: tuple[FateKind, ...] = get_args(FateKind)
VARIABLE = "fate"
MAY_BE_KEPT = ("promise", "threaten", "offer", "agree")
"""Acts that bind their doer to something that is then done or not."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What somebody marked, with the words of a document that tell it."""

    value: str
    who: str
    quotation: str | None


def check(ledger: Ledger, statement: str, value: str, quotation: str | None) -> None:
    """Refuse a fate that cannot be: of something else than a promise or a threat, or without words of a document.

    Raises:
        LedgerError: says what to write instead.
    """
    if value not in FATES:
        hint = did_you_mean(value, FATES) or "one of " + ", ".join(FATES)
        raise problem(f"a promise or threat is not {value!r}", ledger.place, hint)
    deed = ledger.entry(statement).statement.deed
    if deed is None or deed.act not in MAY_BE_KEPT:
        raise problem(f"{statement} is no promise, threat, offer or agreement", ledger.place, "parley acts lists them")
    if value == "open":
        return
    if not quotation:
        raise problem(
            f"{value} needs the words that tell it",
            ledger.place,
            "give them with --note, as a document of the ledger has them",
        )
    if not any(quotation in document.text for document in ledger.each_document(all_versions=True)):
        raise problem(f"no document of the ledger has the words {quotation!r}", ledger.place, "quote them exactly")


def fates(ledger: Ledger) -> dict[str, Fate]:
    """Statement → what was marked last and still holds."""
    out: dict[str, Fate] = {}
    for statement, value, who, note in ledger.connection.execute(
        "SELECT statement, value, who, note FROM decisions d WHERE kind = 'code' AND json_extract(value, '$.variable') = ?"
        " AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.seq) ORDER BY seq", (VARIABLE,),
    ):  # fmt: skip
        out[statement] = Fate(json.loads(value)["value"], who, note)
    return out


__all__ = ["FATES", "MAY_BE_KEPT", "VARIABLE", "Fate", "FateKind", "check", "fates"]
