"""The claims of the case as a section of the report: one row a claim, its verdict under each view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from parley.core.plurals import plural
from parley.insight.queries.claims import CLAIM_DRAWS, RULE, claims
from parley.insight.results.labels import listed
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.claims import ClaimResult, Claims, ClaimVerdict


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
        turning = next((s.turns_on.label for s in claim.views.values() if s.turns_on), "no single judgement")
        late = " (later than the question)" if claim.late else ""
        told = (claim.views[v].word for v in titles)
        note = f" Tested in part: {claim.tested}." if claim.tested else ""
        note = f" Not tested: {claim.untested}." if claim.untested else note
        rows.append((f"{claim.said}{mark}{note}", f"{claim.who}{late}", *told, turning))
    return Claims(
        title="What was argued, tested",
        text=summary(found, late=bool(evaluator.base.late_views)),
        columns=("claim", "who", *titles.values(), "turns on"),
        rows=tuple(rows),
        claims=found,
        notes=tuple(sorted({n for ns in numbers.values() for n in ns})),
    )


EVERY = "every view"
SAID: dict[ClaimVerdict, str] = {
    "holds": f"holding under {EVERY}",
    "fails": f"failing under {EVERY}",
    "depends": "depending on the view or the ranges",
    "assumed": "assumed, only reading back numbers that were typed in",
    "not tested": "not tested",
}


def summary(found: Sequence[ClaimResult], late: bool = False) -> str:
    """How many claims there are, and how many stand how, over the base case and the views; ``late``: some views are dated after
    the question, and count for nothing here."""
    counts = Counter(claim.verdict for claim in found)
    told = [f"{counts[word]} {words}" for word, words in SAID.items() if counts[word]]
    if late:
        told = [text.replace(EVERY, f"{EVERY} dated up to the question") for text in told]
    part = sum(claim.tested is not None and claim.untested is None for claim in found)
    are, they = ("is", "it says") if part == 1 else ("are", "they say")
    tail = f" {part} {are} tested in part: {they} more than the query asks." if part else ""
    drawn = any(s.share is not None for claim in found for s in claim.views.values())
    rule = f" {RULE}" if drawn else ""
    return f"{plural(len(found), 'claim')}, restated by us as queries: {listed(told)}.{tail}{rule}"
