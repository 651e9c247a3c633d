"""``parley read``: documents into an evidence ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from parley.cli.progress import SourceTeller
from parley.cli.reading_input import known_beforehand, offices_file, one_line, party_option
from parley.core.plurals import plural

if TYPE_CHECKING:
    from parley.reading.others.endpoint import Endpoint


class _NamingKinds(click.Command):
    """Its help names the kinds of document that are read here, asked for only when it is shown."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from parley.documents.kinds import listed

        self.help = (self.help or "").replace("KINDS", listed(last="or"))
        super().format_help_text(ctx, formatter)


@click.command(cls=_NamingKinds)
@click.argument("sources", nargs=-1, required=True, metavar="DOC...")
@click.option(
    "--ledger",
    "ledger_path",
    required=True,
    metavar="FILE",
    envvar="PARLEY_LEDGER",
    help="The ledger; made if it is not there.",
)
@click.option("--case", "case_path", metavar="CASE", help="Read with the parties, names and propositions of this case.")
@offices_file
@party_option
@click.option(
    "--again", is_flag=True, help="Read again what the ledger already holds, with today's reader; decisions stay."
)
@click.option(
    "--workers", type=click.IntRange(1, 64), metavar="N", help="How many processes. [default: as many as pay]"
)
@click.option(
    "--learned",
    is_flag=True,
    help="Read with the trained network as well as the rules: it finds more, at about half the speed.",
)
@click.option(
    "--endpoint",
    metavar="URL",
    help="Let a reader at this address (OpenAI-compatible) find the attributions. THE TEXT OF YOUR DOCUMENTS IS SENT THERE.",
)
@click.option("--model", metavar="NAME", help="Which model to ask at that address.")
@click.option("--key-variable", metavar="NAME", help="The environment variable that holds its key, if it needs one.")
@click.option(
    "--answer-seconds",
    type=click.FloatRange(0.1, 3600),
    default=60,
    show_default=True,
    help="How long one answer may take.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.1),
    metavar="S",
    help="The most seconds that one document may take. [default: 60, and more for long ones]",
)
@click.option("--json", "as_json", is_flag=True, help="Print what became of each source as JSON.")
def command(
    sources: tuple[str, ...], ledger_path: str, case_path: str | None, offices: str | None, party: tuple[str, ...], again: bool, workers: int | None, learned: bool,
    endpoint: str | None, model: str | None, key_variable: str | None, answer_seconds: float, seconds: float | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Read documents into an evidence ledger: who said what, on what footing, at which characters.

    DOC is a file (KINDS, judged by content), a folder, a pattern, an http(s)
    address, or - for standard input. What is in already is skipped, so an interrupted run goes on where it was.
    Nothing is sent anywhere unless you give --endpoint: then the text goes there, paragraph by paragraph, and whatever
    words come back that the text does not have are refused and counted.

    Exit code 0 when everything was read, 1 when something was refused, 2 when nothing could be read.
    """
    from parley.documents.collect import gather
    from parley.ledger import Ledger
    from parley.ledger.ingest import Outcome, ingest
    from parley.reading.one_source import How

    asked = _endpoint(endpoint, model, key_variable, answer_seconds, learned)
    if learned:
        _needs_weights()
    how = How(known_beforehand(case_path, offices, party), learned, asked, seconds)
    own = {os.path.realpath(ledger_path + tail) for tail in ("", "-wal", "-shm")}
    wanted = [s for s in gather(sources) if s.where != "file" or os.path.realpath(s.path) not in own]
    outcomes: list[Outcome] = []
    refused = statements = added = known = unfound = malformed = 0
    tell = SourceTeller(len(wanted))
    if not wanted:
        sys.stderr.write(f"parley read: no documents in {', '.join(sources)}\n")
        raise SystemExit(2)
    if asked is not None:
        sys.stderr.write(f"The text of these documents is sent to {asked.host}, paragraph by paragraph.\n")
    number = 0
    with (
        Ledger.open(ledger_path) as ledger,
        _told_when_stopped(lambda: f"{number} of {len(wanted)} sources done"),
        closing(ingest(ledger, wanted, how=how, workers=workers, again=again)) as found,
    ):
        if again and case_path is None and offices is None and ledger.read_with_a_case():
            sys.stderr.write(
                "This ledger was read with a case or a table of offices; without --case and --offices, what they tell is not known.\n"
            )
        for number, outcome in enumerate(found, 1):
            if outcome.refused is not None:
                refused += 1
                tell(None)
                sys.stderr.write(f"refused: {one_line(outcome.refused)}\n")
            known += outcome.known or (outcome.added != () and not any(a.new or a.statements for a in outcome.added))
            added += sum(a.new for a in outcome.added)
            statements += sum(a.statements for a in outcome.added)
            unfound, malformed = unfound + outcome.unfound, malformed + outcome.malformed
            tell(f"read {number} of {len(wanted)}" + (f", {refused} refused" if refused else ""))
            if as_json:
                outcomes.append(outcome)
        tell(None)
        total = ledger.count()
    if as_json:
        from parley.core.jsonio import dumps
        from parley.documents.source import writable

        rows = [{"source": writable(o.source.path), "refused": o.refused, "known": o.known, "added": o.added,
                 "unfound": o.unfound, "malformed": o.malformed} for o in outcomes]  # fmt: skip
        click.echo(dumps({"ledger": ledger_path, "sources": rows, "statements": total}))
    else:
        if asked is not None:
            click.echo(
                f"{asked.reader}: {unfound} attributions refused, their words are not in the text; "
                f"{malformed} paragraphs without a usable answer"
            )
        click.echo(_summary(ledger_path, added, statements, known, refused, total))
    raise SystemExit(0 if not refused else 1 if refused < len(wanted) else 2)


@contextmanager
def _told_when_stopped(done: Callable[[], str]) -> Iterator[None]:
    """Ctrl-C: say how far it came, and leave with the exit code of one that was stopped."""
    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write(f"\nstopped: {done()}; the same command goes on from there\n")
        raise SystemExit(130) from None


def _summary(path: str, added: int, statements: int, known: int, refused: int, total: int) -> str:
    parts = [f"{plural(added, 'document')} added with {plural(statements, 'statement')}"]
    if known:
        parts.append(f"{known} in already")
    if refused:
        parts.append(f"{refused} refused")
    return f"{'; '.join(parts)}. {path} holds {plural(total, 'statement')}.\nNext: parley statements --ledger {path}"


def _endpoint(
    url: str | None, model: str | None, key_variable: str | None, seconds: float, learned: bool
) -> Endpoint | None:
    """The reader elsewhere that the options name; None where they name none."""
    from parley.core.errors import InputError

    if url is None:
        if model is not None or key_variable is not None:
            raise InputError.one("--model and --key-variable go with --endpoint", hint="add --endpoint URL")
        return None
    if model is None:
        raise InputError.one("--endpoint needs --model", hint="the name under which that server knows it")
    if learned:
        raise InputError.one("--endpoint and --learned cannot be used together", hint="choose one of them")
    from parley.reading.others.endpoint import Endpoint

    return Endpoint(url, model, key_variable, seconds)


def _needs_weights() -> None:
    """Say at once, not once a document, that the network is not there."""
    from parley.core.errors import InputError
    from parley.reading.others.learned.tagger import WEIGHTS, available

    if not available():
        raise InputError.one(f"no trained weights in {WEIGHTS}", hint="leave --learned out: the rules need none")
