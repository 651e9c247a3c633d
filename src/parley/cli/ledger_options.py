"""Options and small helpers that the commands of ``parley ledger`` share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from parley.cli import options

if TYPE_CHECKING:
    from parley.ledger import Filter, Ledger

F = TypeVar("F", bound=Callable[..., Any])

ledger_file = click.option(
    "--ledger", "ledger_path", required=True, metavar="FILE", envvar="PARLEY_LEDGER", help="The ledger."
)

_FILTERS = (
    click.option(
        "--document", metavar="DOC", help="Only this document: its id or the beginning of it, its name or its path."
    ),
    click.option("--speaker", metavar="NAME", help="Only this speaker; a part of the name is enough."),
    click.option("--party", metavar="PARTY", help="Only speakers of this party."),
    click.option(
        "--footing",
        metavar="KIND",
        help="on_record, institution, unnamed_person, unnamed_group, relayed, document, author.",
    ),
    click.option(
        "--status",
        type=click.Choice(["open", "accepted", "corrected", "rejected", "all"]),
        help="Only statements with this status. [default: all but rejected]",
    ),
    click.option("--proposition", metavar="ID", help="Only statements with a stance on this proposition."),
    click.option(
        "--side", type=click.Choice(["for", "against", "conditional", "later", "ambiguous"]), help="Only this stance."
    ),
    click.option("--since", metavar="DATE", help="From this day on: 2022-11-10."),
    click.option("--until", metavar="DATE", help="Up to this day."),
    click.option("--words", metavar="TEXT", help='Full text: all words; "a phrase" in quotes; begin* for beginnings.'),
    click.option("--furniture/--no-furniture", default=None, help="Only page furniture, or none of it."),
    click.option(
        "--record",
        type=click.Choice(["statement", "act", "state", "told", "all"]),
        help="Statements alone, acts that are told, the state of the war, or all of these; told: sentences of the text's own. [default: all; counts: statement]",
    ),
    click.option(
        "--act",
        metavar="KIND",
        help="Only this kind of act: threaten, promise, offer, demand, condition, accept, reject, …",
    ),
    click.option("--all-versions", is_flag=True, help="Include superseded documents and readings."),
)


def filters(function: F) -> F:
    """The options that choose statements."""
    for option in reversed(_FILTERS):
        function = option(function)
    return function


def chosen(given: dict[str, Any]) -> Filter:
    """The filter of the options.

    Raises:
        InputError: a date or footing that cannot be.
    """
    from parley.core.errors import InputError
    from parley.core.suggest import did_you_mean
    from parley.ledger import Filter
    from parley.reading.model import ACTS, FootingKind

    for name in ("since", "until"):
        given[name] = options.parse_date(given[name], f"--{name}")
    if given.get("act") is not None and given["act"] not in ACTS:
        kinds = did_you_mean(given["act"], ACTS) or "one of " + ", ".join(ACTS)
        raise InputError.one(f"--act knows no {given['act']!r}", hint=kinds, code="act")
    known = get_args(FootingKind)
    if given["footing"] is not None and given["footing"] not in known:
        hint = did_you_mean(given["footing"], known)
        raise InputError.one(f"--footing knows no {given['footing']!r}", hint=hint, code="footing")
    return Filter(**given)


def opened(path: str, *, write: bool = False) -> Ledger:
    """A ledger that must exist."""
    from parley.ledger import Ledger

    return Ledger.open(path, write=write, create=False)


def print_json(value: Any) -> None:
    """A result as JSON on standard output."""
    from parley.core.jsonio import dumps

    click.echo(dumps(value))


def telling() -> Callable[[int, int], None]:
    """Progress on standard error, only where many vectors are made and somebody looks."""
    from parley.cli.progress import teller

    tell = teller(sys.stderr)

    def told(done: int, total: int) -> None:
        if tell is not None:
            tell("" if done >= total else f"comparing {done} of {total}")

    return told
