"""The further sections of an answer, made in the order of the registry."""

from __future__ import annotations

from parley.insight.asking.evaluator import Evaluator
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.registry import OWN, find, records
from parley.insight.results.section import Ground, Section


def sections(ground: Ground, *, numbers: bool = True) -> dict[str, Section]:
    """The sections by key (docs/insight.md); those that the case gives no ground for are left out, and, where ``numbers`` are
    not yet said, those that need them."""
    evaluator = ground.evaluator
    out = {}
    for record in records():
        if not record.applies(evaluator.base) or not (numbers or record.without_numbers):
            continue
        evaluator.tell(record.key.replace("_", " "))
        if record.by_numbers and record in OWN:
            section: Section | None = evaluator.kept(_by_numbers, record.key, as_=record.cls)
        else:
            section = record.made(ground)
        if section is not None:
            out[record.key] = section
    return out


def _by_numbers(evaluator: Evaluator, key: str) -> Section:
    """A section that cites nothing."""
    record = find(key)
    assert record is not None  # it was listed a moment ago
    found = record.made(Ground(evaluator, Footnotes(evaluator.base)))
    if found is None:
        raise TypeError(
            f"the section {key} is kept by numbers: its record says in `applies` where it has nothing to say"
        )
    return found
