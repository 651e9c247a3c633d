"""``parley ledger about``: statements by what they are about, whatever words they use."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

import click

from parley.cli import options
from parley.cli.ledger_options import chosen, filters, ledger_file, opened, print_json, telling
from parley.cli.reading_input import case_codebook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parley.ledger import Ledger
    from parley.ledger.meaning import Near
    from parley.reading.model import Statement


@click.command()
@click.argument("subject")
@ledger_file
@click.option("--case", "case_path", metavar="CASE", help="SUBJECT may be an issue or option of this case.")
@filters
@click.option("--uncoded", is_flag=True, help="Only statements without a side on it: what is left to code.")
@click.option(
    "--least", type=click.FloatRange(-1, 1), help="Nearness (cosine) from which a statement is shown. [default: 0.45]"
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many at most.")
@click.option(
    "--keep/--no-keep", default=True, help="Keep the computed vectors in the ledger for next time.  [default: keep]"
)
@options.as_json
def about(
    subject: str, ledger_path: str, case_path: str | None, uncoded: bool, least: float | None, limit: int, keep: bool,
    as_json: bool, **given: Any,
) -> None:  # fmt: skip
    """Find statements about SUBJECT by meaning, nearest first: other words for the same thing are found too.

    SUBJECT is a proposition (talks-now), an issue or ISSUE.OPTION of --case, or words of yours. Nearness says what a
    statement is about, never which side it takes: opposite statements about one thing are equally near. Sides in [] were
    read from the words, by rules.
    """
    from parley.ledger.meaning import near
    from parley.ledger.shown import statement_json
    from parley.reading.about.subjects import LEAST

    wanted, name, phrasings = chosen(given), *_subject(subject, case_path)
    with opened(ledger_path, write=keep) as ledger:
        found = near(
            ledger, phrasings, wanted, least=LEAST if least is None else least, limit=_ALL if uncoded else limit, keep=keep,
            tell=telling(),
        )  # fmt: skip
        if uncoded:
            found = tuple(n for n in found if not _has_side(n.entry.statement, name))[:limit]
        if as_json:
            print_json([statement_json(n.entry) | {"nearness": n.nearness} for n in found])
            return
        _print(ledger, found)
        click.echo(f"{len(found)} about “{phrasings[0]}”" if found else f"none is about “{phrasings[0]}”")
        if not found and least is None and not uncoded:
            nearest = near(ledger, phrasings, wanted, least=-1.0, limit=3, keep=keep)
            if nearest:
                click.echo("The nearest, too far to say that they are about it:")
                _print(ledger, nearest)


_ALL = 2**31
"""More than a ledger holds."""


def _has_side(statement: Statement, name: str) -> bool:
    """A side was read or coded on the proposition, or on an option of the issue."""
    return any(t.proposition == name or t.proposition.startswith(f"{name}.") for t in statement.stances)


def _print(ledger: Ledger, found: Iterable[Near]) -> None:
    from parley.ledger.rows import said
    from parley.ledger.shown import statement_lines

    for item in found:
        words = said(ledger.document(item.entry.statement.document), item.entry.statement)
        first, *rest = statement_lines(item.entry, words)
        click.echo("\n".join([f"{item.nearness:.2f}{first}", *rest]))


_KEY = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)+")
"""Written like a key, not like words."""


def _subject(subject: str, case_path: str | None) -> tuple[str, tuple[str, ...]]:
    """The proposition that is meant, or the words themselves, with the phrasings to compare."""
    from parley.core.errors import InputError
    from parley.core.suggest import did_you_mean
    from parley.reading.about.subjects import phrasings
    from parley.reading.codebook import default_codebook

    book = case_codebook(case_path) or default_codebook()
    own = {p.id: p for p in book.propositions}
    key = subject if subject in own else f"issue.{subject}"
    if key in own:
        chosen_one = own[key]
        of_issue = [p for p in book.propositions if p.issue and p.issue == chosen_one.issue]
        meant = [chosen_one] if chosen_one.option or not of_issue else of_issue
        return key, tuple(dict.fromkeys(text for p in meant for text in phrasings(p)))
    known = [i.removeprefix("issue.") for i in own]
    if _KEY.fullmatch(subject) and ("." in subject or difflib.get_close_matches(subject, known, cutoff=0.8)):
        hint = did_you_mean(subject, known) or "name an issue or ISSUE.OPTION of --case, or write words"
        raise InputError.one(f"there is no proposition, issue or option {subject!r}", hint=hint)
    if not any(c.isalpha() for c in subject):
        raise InputError.one(f"nothing can be about {subject!r}", hint="name a proposition, or write a few words")
    return subject, (subject,)
