"""The section ``outlook:``: how fast news tells, who takes it in, what time costs, what success hardens."""

from __future__ import annotations

from parley.case.file.collector import NOTES, Collector
from parley.case.file.numbers import PROBABILITY, Numbers, Quantity
from parley.case.file.sections import ANALYST, Structure
from parley.case.file.tree import Mapping

AMOUNT = Quantity("points", low=0.0)
STRENGTH = Quantity("factor", low=0.0)
HARDENING = Quantity("factor", low=0.0, high=10.0)
SINGLE, BY_HOLDER = ("evidence_strength",), ("openness", "openness_bad")
BY_PARTY = {"costs": AMOUNT, "failing": AMOUNT, "hardening": HARDENING, "demands": AMOUNT}
"""``hardening``: log-odds that a party's lines hold, per log-odds of its own success; ``demands``: points asked above its no-deal, per the same."""


def read_outlook(collect: Collector, root: Mapping, numbers: Numbers, made: Structure) -> None:
    """The numbers of ``outlook:``: strength of news, openness, running costs, and what hardens with success."""
    section = collect.mapping(root.items.get("outlook"), "outlook")
    if section is None:
        section = Mapping(root.line, root.column)  # its numbers may still be set by a view or for one run
    collect.keys(section, (*SINGLE, *BY_HOLDER, *BY_PARTY, *NOTES), "outlook")
    outer = numbers.notes(section, group=True)
    strength = section.items.get("evidence_strength")
    if strength is not None:
        numbers.one("outlook.evidence_strength", STRENGTH, strength, outer, section)
    holders = (*made.parties, ANALYST)
    for name in BY_HOLDER:
        wanted = dict.fromkeys(holders, PROBABILITY)
        numbers.group(f"outlook.{name}", section.items.get(name), wanted, outer, noun="holder", required=())
    numbers.absent.update({f"outlook.openness.{holder}": 1.0 for holder in holders})
    numbers.absent.update({f"outlook.openness_bad.{holder}": f"outlook.openness.{holder}" for holder in holders})
    for name, quantity in BY_PARTY.items():
        wanted = dict.fromkeys(made.parties, quantity)
        numbers.group(f"outlook.{name}", section.items.get(name), wanted, outer, noun="party", required=())
        numbers.absent.update({f"outlook.{name}.{party}": 0.0 for party in made.parties})
