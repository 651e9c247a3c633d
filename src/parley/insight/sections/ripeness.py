"""Ripeness beside the zone: two questions in a 2 × 2, with each party's readiness (Zartman 2000, Pruitt 2005). A labelled heuristic.

Ripe: every principal's readiness is at least one half. Ripeness is about starting talks, a zone about ending them; each
of the four combinations has its own advice.
"""

from __future__ import annotations

from parley.insight.asking.evaluator import Ask, exists
from parley.insight.queries.readiness import motivation, optimism, readiness
from parley.insight.results.labels import Labels
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.ripeness import Advice, Ripeness, Standpoint

RIPE = 0.5

ADVICE = {
    (True, True): "talks may start: look at process, mediator and deadline",
    (True, False): "talks would find no deal: look at design and guarantees first",
    (False, True): "a chance may be missed: look at perceptions, trust and the channel",
    (False, False): "change the set-up, try limited deals, keep channels",
}


def section(ground: Ground) -> Ripeness:
    """One row a view and principal; the cell of the 2 × 2 for each view."""
    evaluator, case = ground.evaluator, ground.evaluator.base
    labels = Labels(case)
    principals = [p for p in case.required if case.parties[p].role == "principal"]
    soft = Ask(case.main_kind, red_lines="none")
    rows: list[tuple[Value, ...]] = []
    cells: dict[str, Standpoint] = {}
    for view in (None, *evaluator.views):
        at = evaluator.medians(view)
        levels = {}
        for party in principals:
            m, o = (float(f(case, at, party)[0]) for f in (motivation, optimism))
            levels[party] = float(readiness(case, at, party)[0])
            rows.append((evaluator.title(view), labels.party(party), round(m, 2), round(o, 2), round(levels[party], 2)))
        ripe = all(level >= RIPE for level in levels.values())
        zone = bool(exists(case, at, soft)[0])
        cells[view or "base"] = Standpoint(
            ripe, zone, ADVICE[(ripe, zone)], {p: round(x, 3) for p, x in levels.items()}
        )
    base = cells["base"]
    ripe_words = "calls the sides ripe for talks" if base.ripe else "does not call the sides ripe for talks"
    zone_words = "a zone exists" if base.zone else "no zone exists"
    joined = "and" if base.ripe == base.zone else "but"
    return Ripeness(
        title="Ripe, and a zone? Two questions",
        text=f"A rule of thumb over the numbers that were typed in, and no finding: base case, middle numbers, all lines lifted, it "
        f"{ripe_words}, {joined} {zone_words}. Of such a case the literature says: {base.advice}.",
        columns=("view", "party", "motivation", "optimism about a deal", "readiness"),
        rows=tuple(rows),
        cells=cells,
        threshold=RIPE,
        heuristic=True,
        advice=tuple(Advice(ripe, zone, words) for (ripe, zone), words in ADVICE.items()),
    )
