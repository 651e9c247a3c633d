"""``parley acts``: what moves a bargain, in time and by party: threats, offers, demands, meetings, and the state of the war."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from parley.cli import options
from parley.cli.reading_input import case_file, offices_file
from parley.core.plurals import plural

if TYPE_CHECKING:
    from parley.documents.model import Document
    from parley.ledger.fates import Fate
    from parley.ledger.store import Entry
    from parley.reading.model import Statement


@dataclass(frozen=True, slots=True)
class Act:
    """An act with its document, and what somebody marked that became of it."""

    entry: Entry
    document: Document
    fate: Fate | None = None
    side: str | None = None
    """What its doer's party is called."""

    @property
    def statement(self) -> Statement:
        """The record."""
        return self.entry.statement

    @property
    def title(self) -> str:
        """What its document is called."""
        return self.document.title.value if self.document.title else self.document.name

    def json(self) -> dict[str, Any]:
        """As ``--json`` prints it."""
        from parley.ledger.shown import act_json

        return act_json(self.entry) | {"fate": self.fate.value if self.fate is not None else None}


@click.command("acts")
@click.argument("sources", nargs=-1, metavar="[DOC…]")
@click.option(
    "--ledger",
    "ledger_path",
    metavar="FILE",
    envvar="PARLEY_LEDGER",
    help="The acts of a ledger, as reviewed, instead of documents.",
)
@offices_file
@case_file
@click.option(
    "--party", metavar="NAME", help="Only acts by this party or person, or toward them; a part of the name is enough."
)
@click.option("--since", metavar="DATE", help="From this day on: 2022-11-10.")
@click.option("--until", metavar="DATE", help="Up to this day.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only this kind: threaten, promise, offer, demand, condition, accept, reject, suspend, withdraw, concede, meet, agree, accuse; or state, the state of the war. May be given again.",
)
@click.option("--csv", "as_csv", is_flag=True, help="As CSV, one line an act.")
@options.as_json
def command(
    sources: tuple[str, ...], ledger_path: str | None, offices: str | None, case_path: str | None, party: str | None, since: str | None,
    until: str | None, kinds: tuple[str, ...], as_csv: bool, as_json: bool,
) -> None:  # fmt: skip
    """Who did what, toward whom, about what, on which condition, when. Needs no case.

    DOC is a file, a folder, a glob, "-", a feed or an address that you give; or name a ledger.
    """
    from parley.core.errors import InputError

    if not sources and ledger_path is None:
        raise InputError.one("nothing to read", hint="name a document or a folder, or --ledger FILE", code="acts")
    wanted = _kinds(kinds)
    begin, end = options.parse_date(since, "--since"), options.parse_date(until, "--until")
    found = _of_documents(sources, offices, case_path) if sources else _of_ledger(str(ledger_path))
    chosen = [a for a in found if _is_wanted(a.statement, wanted, party, begin, end)]
    chosen.sort(key=lambda a: (a.statement.date or datetime.date.max, a.entry.document_name))
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps([act.json() for act in chosen]))
    elif as_csv:
        _csv(chosen)
    else:
        _listed(chosen)


def _kinds(given: tuple[str, ...]) -> frozenset[str]:
    from parley.core.errors import InputError
    from parley.core.suggest import did_you_mean
    from parley.reading.model import ACTS

    known = (*ACTS, "state")
    for kind in given:
        if kind not in known:
            hint = did_you_mean(kind, known) or "one of " + ", ".join(known)
            raise InputError.one(f"--kind knows no {kind!r}", hint=hint, code="kind")
    return frozenset(given)


def _of_documents(sources: tuple[str, ...], offices: str | None, case_path: str | None) -> list[Act]:
    from parley.cli.reading_input import read_all
    from parley.ledger.store import Entry

    read = read_all(sources, offices, case_path=case_path)
    by_id = {d.id: d for d in read.documents}
    titles = {actor.key: actor.title for actor in read.parties.actors}
    out = []
    for s in read.statements:
        document = by_id[s.document]
        title = document.title.value if document.title else document.name
        entry = Entry(s, document.name, title, "open", True)
        out.append(Act(entry, document, side=titles.get(s.party or "", s.party)))
    return [a for a in out if _is_act(a.statement)]


def _of_ledger(path: str) -> list[Act]:
    from parley.ledger import Filter, Ledger
    from parley.ledger.fates import fates

    documents: dict[str, Document] = {}
    out: list[Act] = []
    with Ledger.open(path, write=False, create=False) as ledger:
        marked = fates(ledger)
        for entry in ledger.entries(Filter(record="all")):
            if _is_act(entry.statement):
                key = entry.statement.document
                if key not in documents:
                    documents[key] = ledger.document(key)
                out.append(Act(entry, documents[key], marked.get(entry.statement.id)))
    return out


def _is_act(s: Statement) -> bool:
    return (s.deed is not None or s.fact is not None) and not s.furniture


def _is_wanted(
    s: Statement, kinds: frozenset[str], party: str | None, since: datetime.date | None, until: datetime.date | None
) -> bool:
    if kinds and not ((s.deed is not None and s.deed.act in kinds) or (s.fact is not None and "state" in kinds)):
        return False
    if (since is not None or until is not None) and s.date is None:
        return False
    if (since is not None and s.date is not None and s.date < since) or (
        until is not None and s.date is not None and s.date > until
    ):
        return False
    if party is None:
        return True
    toward = (
        (s.deed.toward_text, s.deed.toward_party)
        if s.deed is not None
        else (s.fact.receiver_text, s.fact.receiver_party)
        if s.fact is not None
        else ()
    )
    return any(party.casefold() in name.casefold() for name in (s.resolved, s.party, s.source_text, *toward) if name)


def _listed(chosen: list[Act]) -> None:
    import textwrap

    from parley.ledger.shown import condition_text, day, footing_words, told, visible, width

    if not chosen:
        click.echo("no acts")
        return
    for who, acts in _by_party(chosen):
        click.echo(visible(who, lines=False))
        for act in acts:
            s = act.statement
            words = " ".join(f"{s.cue_text} {' … '.join(s.content_text)}".split())
            terms = condition_text(s)
            head = f"  {day(s.date):>11}  {told(s).removeprefix('act: ')}" + (
                f", if: {' '.join(terms.split())}" if terms else ""
            )
            click.echo(visible(head, lines=False))
            click.echo(
                "\n".join(
                    textwrap.wrap(
                        visible(words, lines=False), width(), initial_indent=" " * 15, subsequent_indent=" " * 15
                    )
                )
            )
            click.echo(visible(f"{'':15}{s.id[:8]}, {footing_words(s.footing)}; {act.title}", lines=False))
            if act.fate is not None:
                told_by = f": “{act.fate.quotation}”" if act.fate.quotation else ""
                click.echo(visible(f"{'':15}{act.fate.value}, by {act.fate.who}{told_by}", lines=False))
    click.echo(f"\n{plural(len(chosen), 'act')}")


def _by_party(chosen: Iterable[Act]) -> Iterator[tuple[str, list[Act]]]:
    """Acts by whose they are, those with the most first; within, in time."""
    from parley.ledger.shown import doer

    grouped: dict[str, list[Act]] = {}
    for act in chosen:
        s = act.statement
        grouped.setdefault(act.side or s.party or doer(s) or "nobody named", []).append(act)
    yield from sorted(grouped.items(), key=lambda g: (-len(g[1]), g[0]))


def _csv(chosen: list[Act]) -> None:
    import csv
    import sys

    from parley.ledger.export import no_formula

    columns = (
        "date",
        "act",
        "kind",
        "who",
        "toward",
        "about",
        "condition",
        "footing",
        "content_text",
        "document",
        "title",
        "fate",
        "id",
    )
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    for act in chosen:
        row = act.json() | {"title": act.title}
        row["content_text"] = " … ".join(row["content_text"])
        writer.writerow({k: no_formula(v if v is not None else "") for k, v in row.items()})
