"""``parley ordinal``: a verdict before any number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from parley.cli import options

if TYPE_CHECKING:
    pass


@click.command()
@options.question
@options.no_draws
@options.as_json
def command(
    asked: options.Question,
    as_json: bool,
) -> None:
    """Give a verdict from orders alone.

    Where the case ranks packages, which of them every party ranks no lower than no deal: no number is needed. Where its
    numbers are set, whether a zone exists for every, some or no weights that keep the order of the stated ones. With each
    package stand the red lines that it crosses, and what is marked in law; orders do not count them.
    """
    from parley.case.chance.sampling import unset
    from parley.case.consent import marks
    from parley.case.deal import crosses
    from parley.core.jsonio import dumps
    from parley.model.compose import kind_of
    from parley.model.ordinal import by_order, ranked
    from parley.report import ordinal as words

    case = asked.case()
    record: dict[str, Any] = {
        "case": case.name,
        "view": case.view,
        "packages": None,
        "weights": None,
        "crosses": {key: [line.key for line in crosses(case, p.deal)] for key, p in case.packages.items()},
        "bases": {key: line.basis for key, line in case.red_lines.items()},
        "marks": [
            {"package": key, "issue": mark.issue, "option": mark.option}
            for key, package in case.packages.items()
            for mark in marks(case, package.deal)
        ],
    }
    told: list[str] = []
    if case.rankings or (unset(case) and not case.packages):
        packages = ranked(case, unknown=bool(unset(case)))  # a draft's orders may be of one side alone
        record["packages"] = packages
        told.append(words.render_ranked(case, packages))
    if case.packages:
        told.append(words.render_crossed(case))
    if not unset(case):
        chosen = kind_of(case, asked.kind).key
        verdict = by_order(case, chosen, asked.beliefs, asked.red_lines)
        found = verdict.found.deal
        deal = None
        if found is not None:
            deal = {j: o[x] for j, o, x in zip(verdict.issues, verdict.options, found, strict=True)}
        record["weights"] = {
            "kind": chosen,
            "beliefs": asked.beliefs,
            "red_lines": asked.red_lines,
            "verdict": verdict.found.verdict,
            "orders": verdict.orders,
            "deal": deal,
            "marks": [mark.option for mark in marks(case, deal or {})],
            "method": verdict.found.method,
            "without_lines": verdict.without_lines.found.verdict if verdict.without_lines is not None else None,
        }
        told.append(words.render_order(case, chosen, verdict))
    click.echo(dumps(record) if as_json else "\n\n".join(told))
