"""Which red lines a deal crosses: of the parties whose consent is required, whether or not a line would hold."""

from __future__ import annotations

from collections.abc import Mapping

from parley.case.types import Case, RedLine
from parley.model.lines import pattern


def crossed(case: Case, kind: str, deal: Mapping[str, str]) -> tuple[RedLine, ...]:
    """The lines that ``deal`` (issue → option, of this kind) crosses, in the case's order: it takes, on every issue that
    one of a line's conjunctions names, one of the options that the conjunction rules out."""
    chosen = case.kinds[kind]
    return tuple(
        line
        for line in case.red_lines.values()
        if line.party in case.required
        and any(
            pattern(chosen, match) is not None and all(deal.get(issue) in options for issue, options in match.items())
            for match in line.rules_out
        )
    )
