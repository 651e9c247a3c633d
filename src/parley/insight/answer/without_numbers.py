"""The answer of a case whose numbers are not yet said: what needs none of them (docs/insight.md).

Declared lines rule kinds of deal out, or leave deals; stated orders of packages settle a verdict or leave it open; the
numbers that a verdict needs are named. Everything that hangs on numbers says that it is not decided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.core.plurals import plural
from parley.deals.results import WhyEmpty
from parley.insight.answer.compose import Found, ground, judged, told
from parley.insight.answer.rests_on import unsaid
from parley.insight.answer.sections import sections
from parley.insight.asking.cache import Cache
from parley.insight.asking.evaluator import Evaluator
from parley.insight.asking.request import Request
from parley.insight.results.assessment import Assessment, Cell, Collision, KindRow, Phrase
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import listed, short
from parley.insight.results.section import Ground
from parley.insight.results.titles import with_article, without_article
from parley.insight.results.words import PointWord, over
from parley.insight.sections.kinds import collisions, line_notes, line_words, told_lines
from parley.model.bare import bare
from parley.model.ordinal import ranked

if TYPE_CHECKING:
    from parley.case.file.source import CaseSource
    from parley.deals.results import Count
    from parley.reading.model import Statement


def answered(
    source: CaseSource,
    request: Request,
    statements: Sequence[Statement] | None,
    tell: Callable[[str], None] | None,
    cache: Cache,
) -> Assessment:
    """The answer of a case with numbers not yet said, in the shape of any other (see :func:`parley.insight.answer.assess.assess`)."""
    evaluator, statements, notes = ground(source, request, statements, tell, cache)
    base = evaluator.base
    left = {kind: _left(evaluator, kind) for kind in base.kinds}
    # the declared lines of the main kind are cited first: they stand in the first sentence
    sentences = (_first(evaluator, left, notes), *_orders(evaluator), *_others(evaluator, left))
    rows = tuple(_row(evaluator, kind, found, notes) for kind, found in left.items())
    numbers = judged(evaluator)
    return told(
        evaluator,
        statements,
        notes,
        Found(
            answer=sentences,
            kinds=rows,
            collisions=left[base.main_kind].collisions,
            weakest=Phrase(f"Not yet asked: {plural(len(unsaid(numbers)), 'number')} not yet said, of {len(numbers)}"),
            extra=sections(Ground(evaluator, notes, statements), numbers=False),
            possible=left[base.main_kind].possible.value,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Left:
    """What rules and declared lines leave of a kind of deal."""

    possible: Count
    clear: Count
    """Possible deals that cross no declared line."""
    collisions: tuple[Collision, ...]

    @property
    def ruled_out(self) -> bool:
        return self.clear.high == 0


def _left(evaluator: Evaluator, kind: str) -> _Left:
    from parley.deals.zone import zone

    found = zone(bare(evaluator.base, kind))
    return _Left(found.possible, found.admissible, collisions(evaluator, kind))


def _cell(word: PointWord, why: str | None) -> Cell:
    return Cell(
        verdict=word,
        why_empty=why,
        share=None,
        share_se=None,
        gap={},
        shortfall=None,
        reservation={},
        example=None,
        recognises_conquest=None,
    )


def _row(evaluator: Evaluator, kind: str, left: _Left, notes: Footnotes) -> KindRow:
    undecided = _cell("not decided", None)
    declared = _cell("ruled out", WhyEmpty.RULED_OUT.value) if left.ruled_out else undecided
    parts, numbers = [], []
    for keys in told_lines(left.collisions) if left.collisions else ():
        parts.append(line_words(evaluator, keys, notes))
        numbers += [n for key in keys for n in line_notes(evaluator.base, key, notes)]
    cells = {"declared": declared, "weighed": undecided, "none": undecided}
    by_view = {view or "base": cells for view in (None, *evaluator.views)}
    late = evaluator.base.late_views
    return KindRow(
        kind=kind,
        title=evaluator.base.kinds[kind].title,
        declared=declared,
        weighed=undecided,
        softened=undecided,
        declared_word=declared.verdict,
        weighed_word="not decided",
        softened_word="not decided",
        by_view=by_view,
        over={lines: over(dict.fromkeys(by_view, cell.verdict), late) for lines, cell in cells.items()},
        blocked_by=Phrase("; ".join(parts) or "numbers not yet said", tuple(dict.fromkeys(numbers))),
    )


def _first(evaluator: Evaluator, left: dict[str, _Left], notes: Footnotes) -> Phrase:
    base = evaluator.base
    name = short(base.kinds[base.main_kind].title)
    found, count = left[base.main_kind], len(unsaid(judged(evaluator)))
    are = "is" if count == 1 else "are"
    if not found.ruled_out:
        lines = f" {_clear(found)}." if base.red_lines else ""
        return Phrase(
            f"Whether {with_article(name)} exists is not yet decided: {plural(count, 'number')} {are} not yet said.{lines}"
        )
    if not found.collisions:
        return Phrase(
            f"No {without_article(name)} is possible: the rules of the case forbid every deal, whatever the numbers are."
        )
    keys = told_lines(found.collisions)[0]
    numbers = tuple(dict.fromkeys(n for key in keys for n in line_notes(evaluator.base, key, notes)))
    return Phrase(
        f"As declared, no {without_article(name)}, whatever the numbers are: {line_words(evaluator, keys, notes)} leave no deal. "
        f"Whether one would exist if lines soften is not yet decided: {plural(count, 'number')} {are} not yet said.",
        numbers,
    )


def _clear(found: _Left) -> str:
    if found.clear.value is None or found.possible.value is None:
        return "Some possible deals cross no declared line"
    return f"{found.clear.value:,} of {found.possible.value:,} possible deals cross no declared line"


def _orders(evaluator: Evaluator) -> tuple[Phrase, ...]:
    """The verdict of stated orders of packages, where there are any."""
    base = evaluator.base
    if not base.rankings:
        return ()
    found = ranked(base, unknown=True)

    def titles(names: Sequence[str]) -> str:
        return listed([f"“{base.packages[name].title}”" for name in names])

    if found.accepted:
        return (Phrase(f"By the stated orders every party takes {titles(found.accepted)} before no deal."),)
    if found.open:
        return (
            Phrase(f"By the stated orders nobody refuses {titles(found.open)}, but not everybody ranks the packages."),
        )
    return (Phrase("By the stated orders every package is ranked below no deal by somebody."),)


def _others(evaluator: Evaluator, left: dict[str, _Left]) -> tuple[Phrase, ...]:
    base = evaluator.base
    out = [short(base.kinds[kind].title) for kind, found in left.items() if found.ruled_out and kind != base.main_kind]
    if not out:
        return ()
    return (Phrase(f"Ruled out by declared lines too: {listed(out)}."),)
