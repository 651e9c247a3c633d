"""The whole answer of a case (docs/insight.md), kept once computed. Imports nothing heavy: a second look is instant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from parley.insight.asking.cache import Cache, settled
from parley.insight.asking.request import Request, remembered
from parley.insight.results.assessment import Assessment
from parley.insight.results.registry import from_elsewhere

if TYPE_CHECKING:
    from parley.case.file.source import CaseSource
    from parley.reading.model import Statement


def assess(
    source: CaseSource,
    request: Request | None = None,
    *,
    statements: Sequence[Statement] | None = None,
    tell: Callable[[str], None] | None = None,
    cache: bool = True,
    **asked: Any,
) -> Assessment:
    """Answer a case; one whose numbers are not yet said, by what needs none.

    ``request``: what is asked; without one its parts are given by name, as :meth:`Request.of` takes them (``views``,
    ``as_of``, ``sets``, ``draws``, ``seed``, ``ledger``). ``statements``: what was said (default: those of the request's
    ledger, or, without one, those read from the case's own documents); ``tell`` receives a line of progress at each stage; ``cache``: keep what was computed under the
    cache folder and look there first. The same request gives the same answer, kept or computed anew.
    """
    if request is not None and asked:
        raise TypeError("a request holds the arguments; none is given beside it")
    wanted = request or Request.of(source, **asked)
    if statements is None and wanted.ledger is not None:
        from parley.ledger import Ledger

        with Ledger.open(wanted.ledger, write=False, create=False) as ledger:
            statements = ledger.statements()
    bound = wanted.bound(source, statements)
    kept = Cache(on=cache)

    def compute() -> Assessment:
        from parley.case.chance.sampling import unset

        kept.trim()
        if unset(source.case(sets=bound.overrides, as_of=bound.as_of)):
            from parley.insight.answer import without_numbers

            return without_numbers.answered(source, bound, statements, tell, kept)
        from parley.insight.answer.compose import answered

        return answered(source, bound, statements, tell, kept)

    if remembered(source) and not from_elsewhere():
        made = kept.made(bound.key(), Assessment, compute)
    else:
        made = settled(compute(), Assessment)
    # a remembered answer may have been asked under another name of the same case
    return replace(made, request=bound)
