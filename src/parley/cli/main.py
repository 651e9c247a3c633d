"""The command line. Commands are found in a table and imported only when run, so that ``--help`` stays instant.

To add a command: a module in ``parley.cli`` with one click command called ``command``, and a row here.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from dataclasses import dataclass
from typing import TextIO

import click

from parley.core.errors import ParleyError
from parley.core.threads import one_thread


@dataclass(frozen=True, slots=True)
class Row:
    """A command: its name, module, one line of help, and the section of ``--help`` that it stands in."""

    name: str
    module: str
    help: str
    section: str = "more"


TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

START, EVIDENCE, CASE, MORE = "Start here", "Reading and evidence", "The case and its answer", "More"

ROWS: tuple[Row, ...] = (
    Row("demo", "demo", "Run the shipped example: read, assess, answer, report.", START),
    Row("brief", "brief", "What the documents alone already say: who wants what, says who.", START),
    Row("assess", "assess", "The answer of a case on one screen.", START),
    Row("report", "report", "The answer as one self-contained HTML page.", START),
    Row("serve", "serve", "The workbench in a browser, on this machine only.", START),
    Row("new", "new", "Start a case of your own from a commented template.", START),
    Row("read", "read", "Read documents into an evidence ledger.", EVIDENCE),
    Row("statements", "statements", "List the statements of a ledger.", EVIDENCE),
    Row("acts", "acts", "Threats, offers, demands, meetings: who did what, toward whom, when.", EVIDENCE),
    Row("ledger", "ledger", "Search, count, review, export and import the statements of a ledger.", EVIDENCE),
    Row("draft", "draft", "Propose a case from documents, every number unset.", EVIDENCE),
    Row("check", "check", "Check a case: errors with line and column, numbers still needed.", CASE),
    Row("zone", "zone", "Test whether a bargaining zone exists, and why not.", CASE),
    Row("drivers", "drivers", "Which judgements decide a zone test, alone, together, and where.", CASE),
    Row("ordinal", "ordinal", "A verdict from orders alone, before any number.", CASE),
    Row("test", "deal", "A deal of your own: who falls short, what it crosses, what would mend it.", CASE),
    Row("frontier", "frontier", "The deals that cannot be bettered, and the fair points among them.", CASE),
    Row("no-deal", "no_deal", "What going on is worth to each side, and what hangs on that.", CASE),
    Row("observe", "observe", "Move beliefs by what was seen; replay the zone week by week.", CASE),
    Row("memo", "memo", "Two pages for a principal, as DOCX or Markdown.", CASE),
    Row("index", "index", "A table of contents for a folder of reports.", MORE),
    Row("validate", "validate", "Test the models on public data, beside published figures.", MORE),
    Row("compare", "compare", "Views side by side, and the judgements on which they part.", CASE),
    Row("claims", "claims", "What was argued, tested under every view.", CASE),
    Row("trace", "trace", 'From any number down to the quotation, or "ours".', CASE),
    Row("diff", "diff", "What changed in the answer, and which judgement did it.", CASE),
    Row("import", "import_", "A case from GENIUS, GeniusWeb, NegMAS or NegoLog files.", MORE),
    Row("export", "export", "A kind of deal as a domain for other negotiation software.", MORE),
    Row("rules", "rules", "The tables by which acts and conditions are found, with their examples.", MORE),
    Row("evaluate", "evaluate", "Run the reader over a labelled corpus, for its scorer.", MORE),
    Row("train", "train", "Train the learned reader on a labelled corpus.", MORE),
)


class Lazy(click.Group):
    """A click group whose commands are imported on use and listed by section."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [row.name for row in ROWS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for row in ROWS:
            if row.name == cmd_name:
                module = importlib.import_module(f"parley.cli.{row.module}")
                made: click.Command = module.command
                return made
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and all(row.name != name for row in ROWS):
            from parley.core.suggest import did_you_mean

            hint = did_you_mean(name, [row.name for row in ROWS])
            ctx.fail(f"no command {name!r}" + (f"; {hint}" if hint else "; see parley --help"))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """As any group, but Ctrl-C is told here: the library would say "Aborted!" and leave with the code of a failure."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.stderr.write("\nparley: interrupted; nothing already written was lost\n")
            sys.exit(130)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections = dict.fromkeys(row.section for row in ROWS)
        for section in sections:
            with formatter.section(section):
                formatter.write_dl([(row.name, row.help) for row in ROWS if row.section == section])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="parley-workbench", prog_name="parley")
def root() -> None:
    """parley: does a deal exist, why not, and what would open it?

    A negotiation-analysis workbench for armed conflicts. Offline; every number shows its source.
    """
    one_thread()  # before any command imports numpy


def shown(message: str) -> str:
    """A message without what moves a terminal's cursor or turns its text round: it may quote a hostile file or name."""
    return "".join(
        c if c in "\n\t" or (c.isprintable() and c not in TURNS) else c if "\ud800" <= c <= "\udfff" else "\ufffd"
        for c in message
    )


def silence(stream: TextIO) -> None:
    """Point a stream that cannot be written at nothing, so that leaving does not fail once more on what it holds."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def main() -> None:
    """Entry point. A :class:`ParleyError` is printed whole on standard error; exit code 2."""
    try:
        root(prog_name="parley")
    except ParleyError as error:
        sys.stderr.write(f"parley: {shown(str(error))}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:  # a full disk, a lost drive: what no command could foresee
        sys.stderr.write(f"parley: {error.filename or 'the output'}: {error.strerror or error}\n")
        silence(sys.stdout)
        sys.exit(2)
    except MemoryError:
        sys.stderr.write("parley: there is not enough memory for this; give fewer --draws or a smaller file\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
