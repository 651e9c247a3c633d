"""The debate as the documents show it: who stands where on what, who turned, and the camps."""

from __future__ import annotations

from parley.debate.camps import camps
from parley.debate.influence import follows, leads
from parley.debate.positions import Position, positions
from parley.insight.results.labels import Labels
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.debate import Debate

LEAST = 2
"""Propositions on which fewer actors stand are left out of the table."""


def section(ground: Ground) -> Debate | None:
    """One row a proposition; then turns and camps. None where nobody takes a side."""
    from parley.case.codebook import build

    case = ground.evaluator.base
    found = positions(ground.statements, until=case.as_of)
    if not found:
        return None
    titles = {p.id: p.title for p in build(case).propositions}
    from parley.reading import default_codebook

    titles = {**{p.id: p.title for p in default_codebook().propositions}, **titles}
    rows: list[tuple[Value, ...]] = []
    for proposition in dict.fromkeys(p.proposition for p in found):
        held = [p for p in found if p.proposition == proposition]
        if len(held) < LEAST:
            continue
        by: dict[str, list[str]] = {}
        for position in held:
            by.setdefault(position.standing() or "ambiguous", []).append(_name(position))
        rows.append((titles.get(proposition, proposition), *(", ".join(by.get(s, [])) or "-" for s in SIDES)))
    grouped = camps([p for p in found if p.named])
    turned = tuple(
        (p.actor, titles.get(p.proposition, p.proposition), day.isoformat() if day else "-", f"{a} to {b}")
        for p in found
        if p.named
        for day, a, b in p.turns
    )
    labels = Labels(case)
    order: dict[str, dict[str, int]] = {}
    for party in case.parties:
        members = sorted({p.actor for p in found if p.party == party and p.named})
        if len(members) > 1:
            led = leads(follows(found, members))
            if led:
                order[labels.party(party)] = led
    return Debate(
        title="The debate: who stands where",
        text=TEXT,
        columns=("on", *SIDES),
        rows=tuple(rows),
        turns=turned,
        camps=grouped.camps,
        agreement=grouped.agreement,
        camps_exact=grouped.exact,
        leads=order,
    )


TEXT = (
    "As the documents of the case report it; a side is coded only where the words decide it, so look at the statement "
    "before quoting; texts, polls and those who only report somebody are left out. Camps and order of turning are in the data: they show who agrees, not who follows whom."
)
SIDES = ("for", "conditional", "later", "ambiguous", "against")


def _name(position: Position) -> str:
    return position.actor if position.named else f"“{position.actor}” (unnamed)"
