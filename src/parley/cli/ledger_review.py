"""The commands of ``parley ledger`` that decide: accept, reject, correct, recode, merge, code, undo, review."""

from __future__ import annotations

import json
import shlex
import sys
from typing import TYPE_CHECKING, Any

import click

from parley.cli import options
from parley.cli.ledger_options import ledger_file, opened, print_json

if TYPE_CHECKING:
    from parley.ledger import Ledger
    from parley.ledger.store import Entry

who_decides = click.option(
    "--who", required=True, metavar="NAME", envvar="PARLEY_WHO", help="Who decides. [env: PARLEY_WHO]"
)
noted = click.option("--note", metavar="TEXT", help="Why.")


def _judged(
    statements: tuple[str, ...], kind: Any, word: str, ledger_path: str, who: str, note: str | None, as_json: bool
) -> None:
    from parley.ledger.decisions import judge

    with opened(ledger_path, write=True) as ledger:
        made = judge(ledger, statements, kind, who, note)
    undone = f"parley ledger undo --ledger {shlex.quote(ledger_path)} --who {shlex.quote(who)}"
    tell(made, f"{len(made)} {word} by {who}; take it back with: {undone}", as_json)


def tell(made: list[int], words: str, as_json: bool) -> None:
    if as_json:
        print_json({"decisions": made})
    else:
        click.echo(words)


@click.command()
@click.argument("statements", nargs=-1, required=True, metavar="STATEMENT...")
@ledger_file
@who_decides
@noted
@options.as_json
def accept(statements: tuple[str, ...], ledger_path: str, who: str, note: str | None, as_json: bool) -> None:
    """Accept statements as read."""
    _judged(statements, "accept", "accepted", ledger_path, who, note, as_json)


@click.command()
@click.argument("statements", nargs=-1, required=True, metavar="STATEMENT...")
@ledger_file
@who_decides
@noted
@options.as_json
def reject(statements: tuple[str, ...], ledger_path: str, who: str, note: str | None, as_json: bool) -> None:
    """Reject statements: they stay in the ledger, and out of lists and answers."""
    _judged(statements, "reject", "rejected", ledger_path, who, note, as_json)


@click.command()
@click.argument("statement")
@click.option("--speaker", metavar="NAME", help="Who speaks.")
@click.option("--party", metavar="PARTY", help="The speaker's party.")
@click.option("--role", metavar="TEXT", help="The speaker's office.")
@click.option(
    "--footing",
    metavar="KIND",
    help="on_record, institution, unnamed_person, unnamed_group, relayed, document, author.",
)
@click.option("--form", type=click.Choice(["direct", "indirect", "mixed"]), help="How it is quoted.")
@click.option("--furniture/--no-furniture", default=None, help="Page furniture, or not.")
@click.option("--source", metavar="SPANS", help='Code points of the document: "10:25" or "10:25 30:41".')
@click.option("--cue", metavar="SPANS", help="Likewise.")
@click.option("--content", metavar="SPANS", help="Likewise.")
@ledger_file
@who_decides
@noted
@options.as_json
def correct(statement: str, ledger_path: str, who: str, note: str | None, as_json: bool, **given: Any) -> None:
    """Correct what was read: speaker, footing, spans. The statement keeps its id and its history."""
    from parley.ledger import decisions

    changes = {{"speaker": "resolved"}.get(k, k): v for k, v in given.items() if v is not None}
    for name in ("source", "cue", "content"):
        if name in changes:
            changes[name] = _spans(changes[name], name)
    if "footing" in changes:
        changes["footing"] = {"kind": changes["footing"]}
    with opened(ledger_path, write=True) as ledger:
        seq = decisions.correct(ledger, statement, changes, who, note)
    tell([seq], f"decision {seq}: corrected by {who}", as_json)


def _spans(text: str, name: str) -> list[list[int]]:
    from parley.core.errors import InputError

    pairs = [part.partition(":") for part in text.split()]
    if not pairs or not all(a.isdecimal() and b.isdecimal() for a, _, b in pairs):
        raise InputError.one(f"--{name} takes spans such as 10:25, not {text!r}", code="spans")
    return [[int(a), int(b)] for a, _, b in pairs]


@click.command()
@click.argument("statement")
@click.argument("proposition")
@click.argument("side", type=click.Choice(["for", "against", "conditional", "later", "ambiguous", "none"]))
@click.option("--new", is_flag=True, help="The proposition is a new one.")
@ledger_file
@who_decides
@noted
@options.as_json
def recode(
    statement: str, proposition: str, side: str, new: bool, ledger_path: str, who: str, note: str | None, as_json: bool
) -> None:
    """Say where a statement stands on a proposition; `none` takes its stance away.

    A proposition that neither parley nor a statement of the ledger knows needs --new.
    """
    from parley.ledger import decisions

    with opened(ledger_path, write=True) as ledger:
        if not new:
            decisions.check_proposition(ledger, proposition)
        seq = decisions.recode(ledger, statement, proposition, None if side == "none" else side, who, note)
    tell([seq], f"decision {seq}: {proposition}: {side}, by {who}", as_json)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--into", required=True, metavar="NAME", help="The name to keep.")
@ledger_file
@who_decides
@noted
@options.as_json
def merge(names: tuple[str, ...], into: str, ledger_path: str, who: str, note: str | None, as_json: bool) -> None:
    """Treat several speakers as one, also in what will be read later."""
    from parley.ledger import decisions

    with opened(ledger_path, write=True) as ledger:
        seq = decisions.merge(ledger, names, into, who, note)
    tell([seq], f"decision {seq}: {', '.join(names)} → {into}, by {who}", as_json)


@click.command()
@click.argument("statement")
@click.argument("codes", nargs=-1, required=True, metavar="VARIABLE=VALUE...")
@ledger_file
@who_decides
@noted
@options.as_json
def code(statement: str, codes: tuple[str, ...], ledger_path: str, who: str, note: str | None, as_json: bool) -> None:
    """Add one coder's codes, kept beside those of others; `parley ledger agreement` compares them."""
    from parley.ledger import decisions

    pairs = [c.partition("=") for c in codes]
    with opened(ledger_path, write=True) as ledger:
        made = decisions.code_all(ledger, [(statement, variable, value) for variable, _, value in pairs], who, note)
    tell(made, f"{len(made)} code{'s' * (len(made) != 1)} by {who}", as_json)


@click.command()
@click.option(
    "--decision", "seq", type=int, metavar="NUMBER", help="Which decision. [default: your latest that still holds]"
)
@ledger_file
@who_decides
@noted
@options.as_json
def undo(seq: int | None, ledger_path: str, who: str, note: str | None, as_json: bool) -> None:
    """Take back a decision. Nothing is deleted: the log says that it was taken back."""
    from parley.ledger import decisions
    from parley.ledger.shown import decision_line

    with opened(ledger_path, write=True) as ledger:
        found = decisions.undo(ledger, who, seq, note)
    if as_json:
        print_json(found)
    else:
        click.echo(f"taken back: {decision_line(found)}")


@click.command()
@click.argument("statement", required=False)
@ledger_file
@click.option("--who", metavar="NAME", help="Only decisions of this person.")
@options.as_json
def history(statement: str | None, ledger_path: str, who: str | None, as_json: bool) -> None:
    """Who decided what, and when; of one statement or of all."""
    from parley.ledger import decisions
    from parley.ledger.shown import decision_line

    with opened(ledger_path) as ledger:
        known = ledger.entry(statement).statement.id if statement else None
        found = decisions.history(ledger, known, who=who)
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(decision_line(d) for d in found) or "no decisions")


@click.command()
@ledger_file
@options.as_json
def agreement(ledger_path: str, as_json: bool) -> None:
    """Krippendorff's alpha (nominal) of every variable that two coders or more have coded."""
    from parley.ledger.agreement import agreement as compare

    with opened(ledger_path) as ledger:
        found = compare(ledger)
    if as_json:
        print_json(found)
        return
    for a in found:
        alpha = "not defined: one value only, or no unit coded twice" if a.alpha is None else f"{a.alpha:.3f}"
        click.echo(f"{a.variable}: alpha {alpha}; {a.units} statements coded by two or more of {', '.join(a.coders)}")
    if not found:
        click.echo("no variable has been coded by two coders; add codes with: parley ledger code")


@click.command()
@ledger_file
@who_decides
@click.option("--document", metavar="DOC", help="Only this document.")
@click.option(
    "--json", "as_json", is_flag=True, help="Read keys from standard input, one a line, and print what was decided."
)
def review(ledger_path: str, who: str, document: str | None, as_json: bool) -> None:
    """Review open statements one at a time: a accept, x reject, space skip, backspace undo, q leave.

    Every key is written at once: leaving or losing the terminal loses nothing.
    """
    from parley.ledger import Filter
    from parley.ledger.decisions import judge, undo

    with opened(ledger_path, write=True) as ledger:
        ids = [e.statement.id for e in ledger.entries(Filter(document=document, status="open", record="all"))]
        at = 0
        done: list[tuple[int, str, str]] = []
        while True:
            if at < len(ids):
                _ask(ledger, ledger.entry(ids[at]), at, len(ids), quiet=as_json)
            elif not as_json:
                click.echo("\nthat was the last one   [backspace] undo  [q] leave")
            key = _key(as_json)
            if key == "q":
                break
            if key in ("\x7f", "\b", "u"):
                if done:
                    at = done.pop()[0]
                    undo(ledger, who)
                continue
            if at >= len(ids):
                continue
            if key in ("a", "x"):
                judge(ledger, [ids[at]], "accept" if key == "a" else "reject", who)
                done.append((at, ids[at], "accepted" if key == "a" else "rejected"))
            elif key not in (" ", "s"):
                continue
            at += 1
    if as_json:
        click.echo(json.dumps([{"id": known, "decided": word} for _, known, word in done]))
    else:
        click.echo(f"{len(done)} decided, {len(ids) - len(done)} still open")


def _key(from_lines: bool) -> str:
    if not from_lines:
        return str(click.termui.getchar())
    line = sys.stdin.readline()
    return line.rstrip("\n")[:1] or " " if line else "q"


def _ask(ledger: Ledger, entry: Entry, at: int, total: int, *, quiet: bool) -> None:
    from parley.ledger.paragraph import segments
    from parley.ledger.rows import said
    from parley.ledger.shown import statement_lines, visible

    if quiet:
        return
    document = ledger.document(entry.statement.document)
    click.echo(f"\n{at + 1} of {total}")
    click.echo("\n".join(statement_lines(entry, said(document, entry.statement))))
    click.echo(visible("".join(p.text for p in segments(document, entry.statement))))
    click.echo("[a] accept  [x] reject  [space] skip  [backspace] undo  [q] leave")
