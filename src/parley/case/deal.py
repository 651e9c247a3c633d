"""What a case says of one deal before any number: which rules forbid it, which declared lines it crosses.

A deal is written as issue → option, by key; an issue that its kind is not about is left out. Pure functions of the case,
the same for every view: a view sets numbers, never what a line rules out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from parley.case.types import Case, Match, RedLine, Rule

Deal = Mapping[str, str]
"""Issue → option."""


def meets(match: Match, deal: Deal) -> bool:
    """Whether a deal has one of the options of every issue of ``match``; an issue that the deal leaves out meets nothing."""
    return all(deal.get(issue) in options for issue, options in match.items())


def excluded(rule: Rule, only: Mapping[str, Sequence[str]]) -> Iterator[Match]:
    """The combinations that ``rule`` excludes among deals over ``only`` (issue → options): "if A then B and C" excludes A with
    another option of B, and A with another option of C. What a rule asks of an issue that is not among them it asks of no deal."""
    if rule.then is None:
        yield rule.when
        return
    for issue, options in rule.then.items():
        within = rule.when.get(issue, only.get(issue, ()))
        others = tuple(o for o in only.get(issue, ()) if o not in options and o in within)
        if others:
            yield {**rule.when, issue: others}


def breaks(rule: Rule, deal: Deal) -> bool:
    """Whether a whole deal is one that ``rule`` excludes."""
    return any(meets(match, deal) for match in excluded(rule, {issue: (option,) for issue, option in deal.items()}))


def crosses(case: Case, deal: Deal, parties: Iterable[str] | None = None) -> tuple[RedLine, ...]:
    """The declared lines that a deal crosses, in the case's order; whether each would hold is not asked.

    ``parties``: whose lines (default: those whose consent is required, the only ones that a zone test counts).
    """
    whose = case.required if parties is None else tuple(parties)
    return tuple(
        line
        for line in case.red_lines.values()
        if line.party in whose and any(meets(match, deal) for match in line.rules_out)
    )
