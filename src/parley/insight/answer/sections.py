"""The further sections of an answer, made in the order of the registry."""

from __future__ import annotations

from parley.insight.asking.cache import acts, titles
from parley.insight.results.registry import records
from parley.insight.results.section import Ground, Section, SectionRecord


def sections(ground: Ground) -> dict[str, Section]:
    """The sections by key (docs/insight.md); those that the case gives no ground for are left out."""
    out = {}
    for record in records():
        if not record.applies(ground.evaluator.base):
            continue
        ground.evaluator.tell(record.key.replace("_", " "))
        section = _kept(record, ground) if record.by_numbers else record.made(ground)
        if section is not None:
            out[record.key] = section
    return out


def _kept(record: SectionRecord, ground: Ground) -> Section | None:
    """A section that depends on numbers and titles alone, from the cache where none of them has changed."""
    evaluator = ground.evaluator
    views = () if record.of_base else evaluator.views
    key = evaluator.key(record.key, views, acts(evaluator.base), titles(evaluator.base), record.code())
    kept = evaluator.cache.thawed(key, record.cls)
    if kept is None:
        kept = record.made(ground)
        if kept is not None:
            evaluator.cache.put(key, kept)
    return kept
