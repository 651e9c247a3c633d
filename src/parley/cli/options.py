"""Options that several commands share, so that they are spelled and explained once."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    import datetime

    from parley.case.file.source import CaseSource
    from parley.case.types import Case
    from parley.insight.asking.evaluator import Evaluator
    from parley.insight.asking.request import Request
    from parley.insight.results.assessment import Assessment
    from parley.model.modes import RedLines

F = TypeVar("F", bound=Callable[..., Any])

case_path = click.argument("case_path", metavar="CASE")
view = click.option("--view", metavar="VIEW", help="Which view's judgements to use. [default: the base case]")
kind = click.option("--kind", metavar="KIND", help="Which kind of deal. [default: the case's main kind]")
beliefs = click.option(
    "--beliefs",
    default="own",
    show_default=True,
    metavar="own|analyst|PARTY",
    help="Whose beliefs value no-deal.",
)
red_lines = click.option(
    "--red-lines",
    type=click.Choice(["weighed", "declared", "none"]),
    default="weighed",
    show_default=True,
    help="Weigh each red line by its probability, take all as declared, or set all aside.",
)
sets = click.option(
    "--set", "sets", multiple=True, metavar="PATH=VALUE", help="Change one judgement for this run; may be repeated."
)
as_of = click.option("--as-of", metavar="DATE", help="Replay the case as of this date (YYYY-MM-DD).")
views = click.option(
    "--view", "views", multiple=True, metavar="VIEW", help="Compare these views only; may be repeated."
)
ledger = click.option("--ledger", metavar="FILE", help="Statements of this ledger instead of the case's own documents.")
draws = click.option(
    "--draws", type=click.IntRange(0, 10_000_000), default=2000, show_default=True, help="How many draws."
)
seed = click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Seed of the draws.")


def _no_draws(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        from parley.core.errors import InputError

        raise InputError.one(
            f"{context.info_name} works at the middle numbers and draws nothing, so that it takes no --draws",
            hint="leave it out; parley zone and parley assess count over the stated ranges",
            code="draws",
        )


no_draws = click.option("--draws", hidden=True, expose_value=False, callback=_no_draws)
"""Refuses --draws with the reason, in commands at the middle numbers."""
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@dataclass(frozen=True, slots=True)
class Question:
    """Which zone is asked about: of which case, with whose judgements, by whose beliefs, with which red lines."""

    case_path: str
    view: str | None
    kind: str | None
    beliefs: str
    red_lines: RedLines
    sets: tuple[str, ...]
    as_of: str | None

    def case(self) -> Case:
        """The case that is asked about; its errors are raised, and those of the options."""
        from parley.case import load
        from parley.case.sets import parse_sets
        from parley.model.modes import check_modes

        made = load(self.case_path, view=self.view, sets=parse_sets(self.sets), as_of=parse_date(self.as_of))
        check_modes(made, self.beliefs, self.red_lines)
        return made

    def evaluator(self, draws: int, seed: int, *, every_view: bool = False) -> Evaluator:
        """The same case on the evaluator, with its view; ``every_view``: and all others beside it."""
        from parley.case import open_source
        from parley.insight.asking.evaluator import Evaluator
        from parley.model.modes import check_modes

        source = open_source(self.case_path)
        views = () if self.view is None or every_view else (self.view,)
        run = Run(self.case_path, self.sets, self.as_of, draws, seed)
        made = Evaluator(source, run.request(source, views=views))
        check_modes(made.case(self.view), self.beliefs, self.red_lines)
        return made


@dataclass(frozen=True, slots=True)
class Run:
    """A case, what is changed in it for this run, and how many draws are made from which seed."""

    case_path: str
    sets: tuple[str, ...]
    as_of: str | None
    draws: int
    seed: int

    def request(self, source: CaseSource, *, views: Sequence[str] = (), ledger: str | None = None) -> Request:
        """What the options ask of a case; no ``views``: all of them."""
        from parley.case.sets import parse_sets
        from parley.insight.asking.request import Request

        return Request.of(
            source,
            views=views or None,
            as_of=parse_date(self.as_of),
            sets=parse_sets(self.sets),
            draws=self.draws,
            seed=self.seed,
            ledger=ledger,
        )

    def answer(
        self, source: CaseSource | None = None, *, views: Sequence[str] = (), ledger: str | None = None
    ) -> Assessment:
        """The whole answer, told on standard error as it is made."""
        from parley.case import open_source
        from parley.cli.progress import teller
        from parley.insight.answer.assess import assess

        opened = source or open_source(self.case_path)
        request = self.request(opened, views=views, ledger=ledger)
        tell = teller(sys.stderr)
        made = assess(opened, request, tell=tell)
        if tell is not None:
            tell("")  # leaves the line to what is printed next
        return made


@dataclass(frozen=True, slots=True)
class AtMedians:
    """A case with its numbers at their medians: under which view, for which kind of deal, with which red lines."""

    case_path: str
    view: str | None
    kind: str | None
    red_lines: RedLines
    sets: tuple[str, ...]

    @property
    def overrides(self) -> dict[str, str]:
        """Path → value of the judgements changed for this run."""
        from parley.case.sets import parse_sets

        return parse_sets(self.sets)


def gathered(made: type[Any], name: str, *parts: Callable[[F], F]) -> Callable[[F], F]:
    """A decorator that adds the options ``parts`` in their order and hands them to the command as one ``name``."""
    taken = [field.name for field in fields(made)]

    def decorate(command: F) -> F:
        @functools.wraps(command)
        def called(**given: Any) -> Any:
            asked = {key: given.pop(key) for key in taken}
            return command(**{name: made(**_dated(asked))}, **given)

        for part in reversed(parts):
            called = part(called)
        return called  # type: ignore[return-value]

    return decorate


def _dated(asked: dict[str, Any]) -> dict[str, Any]:
    """CASE@DATE as CASE and --as-of, where a command takes a date; refused with what to write where it takes none."""
    text = asked.get("case_path")
    if not isinstance(text, str) or "@" not in text:
        return asked
    from parley.core.errors import InputError
    from parley.insight.views.versions import dated

    path, date = dated(text)
    if date is None:
        return asked
    if "as_of" not in asked:
        raise InputError.one(
            f"this command works at the case's own date and takes none: {text}",
            hint=f"write {path}; `parley zone {path} --as-of {date}` asks about another date",
            code="date",
        )
    if asked["as_of"] not in (None, date.isoformat()):
        raise InputError.one(f"two dates: {text} and --as-of {asked['as_of']}", hint="give one of them", code="date")
    return {**asked, "case_path": path, "as_of": date.isoformat()}


question = gathered(Question, "asked", case_path, view, kind, beliefs, red_lines, sets, as_of)
"""CASE and the options of one zone test, as ``asked``."""
run = gathered(Run, "run", case_path, sets, as_of, draws, seed)
"""CASE and the options of a whole answer, as ``run``."""
at_medians = gathered(AtMedians, "at", case_path, view, kind, red_lines, sets)
"""CASE and the options of a computation at the medians, as ``at``."""


def parse_date(text: str | None, option: str = "--as-of") -> datetime.date | None:
    """A date as YYYY-MM-DD; :class:`InputError` else."""
    from parley.insight.asking.request import day

    return None if text is None else day(text, option)
