"""The section ``outlook:``: how fast news tells, who takes it in, what time costs."""

from __future__ import annotations

from parley.case.collect import NOTES, Collector
from parley.case.numbers import PROBABILITY, Numbers, Quantity
from parley.case.sections import ANALYST, Structure
from parley.case.tree import Mapping

AMOUNT = Quantity("points", low=0.0)
STRENGTH = Quantity("factor", low=0.0)


def read_outlook(collect: Collector, root: Mapping, numbers: Numbers, made: Structure) -> None:
    """The numbers of ``outlook:``: strength of news, openness and running costs."""
    section = collect.mapping(root.items.get("outlook"), "outlook")
    if section is None:
        return
    collect.keys(section, ("evidence_strength", "openness", "openness_bad", "costs", "failing", *NOTES), "outlook")
    outer = numbers.notes(section, group=True)
    strength = section.items.get("evidence_strength")
    if strength is not None:
        numbers.one("outlook.evidence_strength", STRENGTH, strength, outer, section)
    holders = (*made.parties, ANALYST)
    for name in ("openness", "openness_bad"):
        wanted = dict.fromkeys(holders, PROBABILITY)
        numbers.group(f"outlook.{name}", section.items.get(name), wanted, outer, noun="holder", required=())
    numbers.absent.update({f"outlook.openness.{holder}": 1.0 for holder in holders})
    numbers.absent.update({f"outlook.openness_bad.{holder}": f"outlook.openness.{holder}" for holder in holders})
    for name in ("costs", "failing"):
        wanted = dict.fromkeys(made.parties, AMOUNT)
        numbers.group(f"outlook.{name}", section.items.get(name), wanted, outer, noun="party", required=())
        numbers.absent.update({f"outlook.{name}.{party}": 0.0 for party in made.parties})
