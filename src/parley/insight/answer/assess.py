"""The whole answer of a case (DESIGN 6), kept once computed. Imports nothing heavy: a second look is instant."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from parley.insight.asking.cache import Cache, key_of
from parley.insight.asking.inputs import inputs_hash
from parley.insight.results.assessment import Assessment
from parley.insight.results.registry import from_elsewhere

if TYPE_CHECKING:
    from parley.case.file.source import CaseSource
    from parley.reading.model import Statement


def assess(
    source: CaseSource,
    *,
    views: Sequence[str] | None = None,
    as_of: datetime.date | None = None,
    draws: int = 2000,
    seed: int = 0,
    sets: Mapping[str, str] | None = None,
    statements: Sequence[Statement] | None = None,
    tell: Callable[[str], None] | None = None,
    cache: bool = True,
) -> Assessment:
    """Answer a case.

    ``views``: which views to compare (default all); ``as_of``: replay at this date; ``draws`` per zone test;
    ``statements``: of a ledger (default: those read from the case's own documents); ``tell`` receives a line of progress
    at each stage; ``cache``: keep what was computed under the cache folder and look there first. The same arguments give
    the same answer, kept or computed anew.
    """
    kept = Cache(on=cache)
    chosen = tuple(source.views) if views is None else tuple(views)
    hashed = inputs_hash(source, views=chosen, as_of=as_of, sets=sets, draws=draws, seed=seed)
    said = None if statements is None else [s.id for s in statements]
    key = key_of("assessment", hashed, source.name, said, from_elsewhere())

    def compute() -> Assessment:
        from parley.insight.answer.compose import answered

        kept.trim()
        return answered(source, chosen, as_of, draws, seed, sets, statements, tell, kept, hashed)

    return kept.made(key, Assessment, compute)
