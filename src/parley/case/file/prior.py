"""``no_deal.prior`` and ``no_deal.beliefs_dated``: when beliefs were held, and what was believed before a record begins."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as Mapping_

from parley.case import paths
from parley.case.file.collector import Collector
from parley.case.file.numbers import Notes, Numbers
from parley.case.file.sections import blank
from parley.case.file.tree import Mapping, Node
from parley.case.schema.going_on import prior_of
from parley.case.schema.places import PRIOR
from parley.case.schema.shared import NOTE_KEYS
from parley.case.types import Judgement, Prior
from parley.nodeal.record import Number, Record


def read_prior(
    collect: Collector, numbers: Numbers, node: Node | None, model: Record, asked: Mapping_[str, Number], outer: Notes
) -> Prior | None:
    """The prior of a case; None where it states none, or where it is wrong (and noted). ``asked``: the beliefs that the model asks for."""
    names, needed = tuple(asked), tuple(name for name, one in asked.items() if one.needed)
    mapping = collect.mapping(node, PRIOR)
    if mapping is None:
        return None
    declared = prior_of(model)
    collect.keys(mapping, declared, PRIOR)
    date = collect.date(mapping.items.get("date"), "date")
    if date is None and blank(mapping.items.get("date")):
        collect.add(mapping, f"{PRIOR} has no date", declared.hint("date"), "missing")
    notes = numbers.notes(mapping, group=True).over(outer)
    beliefs = collect.mapping(mapping.items.get("beliefs"), paths.group(PRIOR, "beliefs"))
    if beliefs is None:
        if blank(mapping.items.get("beliefs")):
            collect.add(mapping, f"{PRIOR} has no beliefs", declared.hint("beliefs"), "missing")
        return None
    notes = numbers.notes(beliefs, group=True).over(notes)
    holders = paths.believers(numbers.judgements)
    found: dict[str, Judgement] = {}
    for key, value in beliefs:
        if key.text in NOTE_KEYS:
            continue
        if key.text not in holders:
            collect.unknown(key, "holder of beliefs", key.text, holders)
            continue
        found |= _holder(collect, numbers, key.text, value, names, needed, notes)
    lacking = [h for h in holders if h not in beliefs.items]
    if lacking:
        hint = declared.hint("beliefs")
        collect.add(beliefs, f"{PRIOR} has no beliefs of {', '.join(lacking)}", hint, "missing-number")
    return None if date is None else Prior(date, found)


def _holder(
    collect: Collector,
    numbers: Numbers,
    holder: str,
    node: Node,
    names: Collection[str],
    needed: Collection[str],
    outer: Notes,
) -> dict[str, Judgement]:
    """One holder's beliefs, by path."""
    what = paths.group(PRIOR, "beliefs", holder)
    mapping = collect.mapping(node, what)
    if mapping is None:
        return {}
    notes = numbers.notes(mapping, group=True).over(outer)
    found: dict[str, Judgement] = {}
    for key, value in mapping:
        if key.text in NOTE_KEYS:
            continue
        if key.text not in names:
            collect.unknown(key, f"belief of {holder}", key.text, names)
            continue
        made = numbers.leaf(str(paths.Belief(holder, key.text)), value, notes, "prior")
        if made is not None and made.distribution is not None:
            found[made.path] = made
    lacking = [name for name in needed if name not in mapping.items]
    if lacking:
        collect.add(
            node, f"{what} has no number for {', '.join(lacking)}", "write a number or a range", "missing-number"
        )
    shares = [j.distribution for j in found.values() if j.distribution is not None]
    if shares and len(shares) == len(names) and all(d.high == 0 for d in shares):
        collect.add(Mapping(node.line, node.column), f"the beliefs of {holder} are all zero", code="zero-beliefs")
    return found
