"""What must soften: the smallest sets of declared lines whose lifting opens a zone, under each view."""

from __future__ import annotations

from parley.insight.asking.evaluator import Ask
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.softening import Softening
from parley.insight.sections.kinds import softenings


def section(ground: Ground) -> Softening:
    """One row a set and view, for the main kind."""
    evaluator = ground.evaluator
    base, kind = evaluator.base, evaluator.base.main_kind
    rows: list[tuple[Value, ...]] = []
    sets: dict[str, tuple[tuple[str, ...], ...]] = {}
    for view in (None, *evaluator.views):
        found = sorted(softenings(evaluator, kind, view), key=lambda g: (len(g), g))
        sets[view or "base"] = tuple(found)
        rows += [(evaluator.title(view), ", ".join(f"“{base.red_lines[k].title}”" for k in g), len(g)) for g in found]
    declared = Ask(kind, red_lines="declared")
    opened = [v for v in (None, *evaluator.views) if evaluator.evaluate(v, declared, n=0).point.exists]
    return Softening(
        title="What must soften",
        text=softening_words(sum(map(bool, sets.values())), len(opened), len(sets)),
        columns=("view", "red lines", "how many"),
        rows=tuple(rows),
        sets=sets,
    )


def softening_words(helped: int, opened: int, total: int) -> str:
    """Under how many of ``total`` views (the base case among them) lifting lines opens a zone, how many have one that
    crosses no declared line, and for how many no lifting helps."""
    shut = total - helped - opened
    if opened == total:
        return "Nothing need soften: under every view a zone exists that crosses no declared line, at the medians."
    if shut == total:
        return "Softening lines is not enough: no zone exists at the medians of any view even with all lines lifted."
    parts = []
    if helped:
        parts.append(
            "Lifting all lines of any one set opens a zone at the medians of that view, and none of its parts does."
        )
    if opened:
        parts.append(
            f"Under {opened} of {total} views nothing need soften: a zone exists that crosses no declared line."
        )
    if shut:
        parts.append(f"Under {'the other ' if parts else ''}{shut} no lifting of lines opens one.")
    return " ".join(parts)
