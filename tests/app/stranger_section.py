"""A section of a stranger, in one file, as CONTRIBUTING.md says: how much of a month's cost each side could still bear.

For each view and principal: the points by which going on is worth more to it than its worst outcome, at the medians.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parley.insight.results.section import Chart, Ground, Line, Section, SectionRecord, Value


@dataclass(frozen=True, slots=True)
class Margin:
    """One principal under one view, in points of its own scale."""

    reservation: float
    worst: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying(Section):
    """Staying power, as this package understands it."""

    key: ClassVar[str] = "staying_power"
    margins: dict[str, dict[str, Margin]]
    """View → principal."""
    notes: tuple[int, ...] = ()

    @property
    def cited(self) -> tuple[int, ...]:
        return self.notes

    @property
    def chart(self) -> Chart:
        """The margin of each principal over the views, in their order."""
        parties = list(next(iter(self.margins.values())))
        return Chart(
            "view, in the order of the table",
            "points above its worst outcome",
            tuple(
                Line(
                    party,
                    tuple(range(len(self.margins))),
                    tuple(by[party].reservation - by[party].worst for by in self.margins.values()),
                    title=party,
                )
                for party in parties
            ),
            low=0.0,
            caption="Staying power by view.",
        )


def make(ground: Ground) -> Staying:
    """At the medians of the base case and every view."""
    from parley.model.compose import reservations

    evaluator, case = ground.evaluator, ground.evaluator.base
    said = next((line.declaration for line in case.red_lines.values() if line.declaration), None)
    numbers: tuple[int, ...] = ()
    if said is not None and said.quote:
        numbers = (ground.notes.position(said.quote, document=said.document, who=said.who, date=said.date, paths=()),)
    rows: list[tuple[Value, ...]] = []
    margins: dict[str, dict[str, Margin]] = {}
    for view in (None, *evaluator.views):
        at = evaluator.medians(view)
        worth = reservations(evaluator.case(view), at, "own")[0]
        for i, party in enumerate(case.required):
            worst = min(float(at.get(path)[0]) for path in at.paths if path.startswith(f"no_deal.values.{party}."))
            margins.setdefault(view or "base", {})[party] = Margin(float(worth[i]), worst)
            mark = "".join(f" [{n}]" for n in numbers)
            rows.append((evaluator.title(view), f"{case.parties[party].title}{mark}", float(worth[i]) - worst, None))
    return Staying(
        title="Staying power",
        text="Nobody is at the end of its strength. A margin says how far going on lies above the worst outcome.",
        columns=("view", "party", "points above its worst outcome", "not asked"),
        rows=tuple(rows),
        margins=margins,
        notes=numbers,
    )


RECORD = SectionRecord(Staying, make, by_numbers=False, memo=True)
