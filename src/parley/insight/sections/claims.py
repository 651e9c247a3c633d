"""The claims of the case as a section of the report: one row a claim, its verdict under each view."""

from __future__ import annotations

from parley.insight.queries.claims import CLAIM_DRAWS, claims
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.claims import Claims


def section(ground: Ground) -> Claims | None:
    """The case's claims with their notes. None where it has none."""
    evaluator = ground.evaluator
    if not evaluator.base.claims:
        return None
    found = claims(evaluator, n=min(evaluator.n, CLAIM_DRAWS))
    numbers = {c.id: ground.notes.cite(evaluator.base.claims[c.id].evidence, who=c.who) for c in found}
    titles = {view or "base": evaluator.title(view) for view in (None, *evaluator.views)}
    rows: list[tuple[Value, ...]] = []
    for claim in found:
        mark = "".join(f" [{n}]" for n in numbers[claim.id])
        turning = next((s.turns_on.label for s in claim.views.values() if s.turns_on), "-")
        late = " (later than the question)" if claim.late else ""
        rows.append((f"{claim.text}{mark}", f"{claim.who}{late}", *(claim.views[v].verdict for v in titles), turning))
    differ = sum(len({claim.views[v].verdict for v in titles}) > 1 for claim in found)
    return Claims(
        title="What was argued, tested",
        text=f"{len(found)} claims, restated by us as queries; on {differ} the views differ.",
        columns=("claim", "who", *titles.values(), "turns on"),
        rows=tuple(rows),
        claims=found,
        notes=tuple(sorted({n for ns in numbers.values() for n in ns})),
    )
