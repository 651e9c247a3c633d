"""The limits of the method, printed with every answer (after the critics of Sebenius and Singh 2012/13)."""

from __future__ import annotations

from parley.case.types import Case

MANY_ISSUES = 3
"""From here on additive scoring by itself makes zones likely: in random opposed cases 63 of 100 at three issues."""


def limits(case: Case, possible: int | None) -> tuple[str, ...]:
    """In order of weight; the first fits on one screen."""
    kind = case.kinds[case.main_kind]
    issues = len(kind.issues)
    floors = len(case.floors)
    out = ["Not the chance of peace. Possible is not just."]
    if issues >= MANY_ISSUES:
        deals = f"{possible:,} deal{'s' if possible != 1 else ''}, " if possible is not None else ""
        out.append(
            f"Scores added over {issues} issues make zones by themselves ({deals}"
            f"{floors if floors else 'no'} floor{'s' if floors != 1 else ''})."
        )
    out += [
        "A share counts combinations of the stated ranges; it is not a probability of peace.",
        "Points cannot be compared across parties.",
        "Bottom lines are unobserved, and stated with a purpose.",
        "Each party is treated as one actor, which none is.",
        "Pressure can change what a party wants, not only what it would settle for.",
        "A zone is no endorsement: the legal baseline stands beside every deal.",
        "Views are our readings of real people; their sizes are ours.",
    ]
    return tuple(out)
