"""The section ``outlook:``: how fast news tells, who takes it in, what time costs, what success hardens."""

from __future__ import annotations

from parley.case import paths
from parley.case.file.collector import Collector
from parley.case.file.numbers import Numbers
from parley.case.file.sections import Structure
from parley.case.file.tree import Mapping
from parley.case.schema.argued import OUTLOOK

BY_HOLDER, BY_PARTY = ("openness", "openness_bad"), ("costs", "failing", "hardening", "demands")


def read_outlook(collect: Collector, root: Mapping, numbers: Numbers, made: Structure) -> None:
    """The numbers of ``outlook:``: strength of news, openness, running costs, and what hardens with success."""
    section = collect.mapping(root.items.get("outlook"), "outlook")
    if section is None:
        section = Mapping(root.line, root.column)  # its numbers may still be set by a view or for one run
    collect.keys(section, OUTLOOK, "outlook")
    outer = numbers.notes(section, group=True)
    strength = section.items.get("evidence_strength")
    if strength is not None:
        numbers.one(str(paths.NewsStrength()), OUTLOOK.quantity("evidence_strength"), strength, outer, section)
    holders = (*made.parties, paths.ANALYST)
    for name in BY_HOLDER:
        wanted = dict.fromkeys(holders, OUTLOOK.quantity(name))
        numbers.group(paths.group("outlook", name), section.items.get(name), wanted, outer, noun="holder", required=())
    numbers.absent.update({str(paths.Openness(holder)): OUTLOOK.default("openness") for holder in holders})
    numbers.absent.update({str(paths.Openness(holder, bad=True)): str(paths.Openness(holder)) for holder in holders})
    for name in BY_PARTY:
        wanted = dict.fromkeys(made.parties, OUTLOOK.quantity(name))
        numbers.group(paths.group("outlook", name), section.items.get(name), wanted, outer, noun="party", required=())
        numbers.absent.update({str(paths.Outlook(name, party)): OUTLOOK.default(name) for party in made.parties})
