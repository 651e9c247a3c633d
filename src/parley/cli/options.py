"""Options that several commands share, so that they are spelled and explained once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from parley.core.errors import InputError

F = TypeVar("F", bound=Callable[..., Any])

view = click.option("--view", metavar="VIEW", help="Which view's judgements to use. [default: the base case]")
kind = click.option("--kind", metavar="KIND", help="Which kind of deal. [default: the case's main kind]")
beliefs = click.option(
    "--beliefs",
    default="own",
    show_default=True,
    metavar="own|analyst|PARTY",
    help="By whose beliefs no-deal is valued.",
)
red_lines = click.option(
    "--red-lines",
    type=click.Choice(["weighed", "declared", "none"]),
    default="weighed",
    show_default=True,
    help="Weigh each line by its probability, take all as declared, or none.",
)
sets = click.option(
    "--set", "sets", multiple=True, metavar="PATH=VALUE", help="Change one judgement for this run; may be repeated."
)
as_of = click.option("--as-of", metavar="DATE", help="Replay the case as of this date (YYYY-MM-DD).")
draws = click.option(
    "--draws", type=click.IntRange(0, 10_000_000), default=2000, show_default=True, help="How many draws."
)
seed = click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Seed of the draws.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def parse_sets(given: Iterable[str]) -> dict[str, str]:
    """``PATH=VALUE`` pairs; :class:`InputError` where the equals sign is missing or a path is given twice."""
    out: dict[str, str] = {}
    for item in given:
        path, equals, value = item.partition("=")
        if not equals or not path.strip() or not value.strip():
            raise InputError.one(
                f"--set takes PATH=VALUE, not {item!r}",
                hint="for example --set no_deal.costs.russia='5 to 12'",
                code="set",
            )
        if path.strip() in out:
            raise InputError.one(f"--set gives {path.strip()!r} twice", hint="keep one of them", code="set")
        out[path.strip()] = value.strip()
    return out


def parse_date(text: str | None, option: str = "--as-of") -> datetime.date | None:
    """A date as YYYY-MM-DD; :class:`InputError` else."""
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise InputError.one(
            f"{option} takes a date such as 2022-11-10, not {text!r}", hint="write it as YYYY-MM-DD", code="date"
        ) from None
