"""Words of verdict on every page, a memo and a terminal alike: a word names its test (:mod:`parley.insight.results.words`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.core.plurals import plural
from parley.insight.results.assessment import Assessment, Crossed, KindRow
from parley.insight.results.titles import within
from parley.insight.results.words import LINES_SAID as LINES_SAID
from parley.insight.results.words import (
    LINES_TOLD,
    NO_DOUBT,
    apart,
    by_share,
    closeness,
    counted,
    listed,
    rests,
    sides,
    span,
    spelled,
)
from parley.report.formats import clean, name_in_sentence

NO_RANGE = "no range"
"""In a narrow cell, where no number that the test uses has a range."""


def span_words(row: KindRow, lines: str, of: str = " of 100") -> str:
    """Lowest to highest share over the base case and the views that count: "1 to 96 of 100"; "" where nothing was counted."""
    cells = [row.by_view[view][lines] for view in row.over[lines].counted]
    drawn = [c for c in cells if c.share is not None]
    if not drawn:
        return ""
    if not any(c.varies for c in drawn):
        return NO_RANGE
    told = span([c.share for c in drawn if c.share is not None], [c.share_se for c in drawn], row.step)
    return f"{told}{of}"


def weighed_span(row: KindRow, lines: str, of: str = " of 100") -> str:
    """With lines weighed, what stands in the place of a word over views: "1 to 96 of 100"; "" where a word does."""
    shares = span_words(row, lines, of) if lines == "weighed" else ""
    return "" if shares == NO_RANGE else shares


def over_words(assessment: Assessment, row: KindRow, lines: str) -> str:
    """Who finds a zone and who finds none, with their shares; views dated after the question in a clause of their own."""
    shares = {
        view: counted(c.share, c.share_se, assessment.draws, c.varies, row.step)
        if by_share(lines, c.share, c.varies)
        else closeness(c.verdict, c.share, c.share_se, assessment.draws, c.varies, row.step)
        for view, c in ((view, cells[lines]) for view, cells in row.by_view.items())
    }
    shares = spelled(shares, (*row.over[lines].counted, *row.over[lines].late))
    names = {view: clean(name_in_sentence(assessment, view)) for view in row.by_view}
    told = row.over[lines]
    if weighed_span(row, lines):
        each, aside = (
            "; ".join(f"{names[view]} {shares[view]}" for view in some) for some in (told.counted, told.late)
        )
        return f"{each[:1].upper()}{each[1:]}." + (
            f" Dated after the question and not counted: {aside}." if aside else ""
        )
    text = sides(told, names, shares)
    late = apart(told, {view: cells[lines].verdict for view, cells in row.by_view.items()}, names, shares)
    return f"{text[:1].upper()}{text[1:]}. {late}".rstrip()


def crossing_words(crosses: Sequence[Crossed] | None, parties: Mapping[str, str]) -> str:
    """Which lines a deal crosses, of whom, with the stated chance that each holds; "" where the case states none."""
    if not crosses:
        return "" if crosses is None else "crosses no red line"
    said = [
        f"“{clean(c.title)}” ({within(clean(parties.get(c.party, c.party)))}"
        + rests(c.basis, "; {}")
        + (f"; holds, we say, in {round(100 * c.holds)} of 100)" if c.holds is not None else ")")
        for c in crosses
    ]
    return f"crosses {listed(said)}"


def words_told(assessment: Assessment, *, brief: bool = False) -> str:
    """What the words and the counts of the table of kinds are; ``brief``: for a first screen."""
    up_to = " dated up to the question" if any(view.late for view in assessment.views.values()) else ""
    counts = (
        f" Counts: of 100 combinations{'' if brief else ' of a view’s ranges, least to most'}."
        if assessment.draws
        else ""
    )
    if any(not c.varies for row in assessment.kinds for cells in row.by_view.values() for c in cells.values()):
        counts += f" {NO_RANGE.capitalize()}: the test stands {NO_DOUBT}."
    shown = any(weighed_span(row, "weighed") for row in assessment.kinds)
    weighed = " Weighed: each line held with its stated chance"
    weighed += "; told by counts alone." if shown else " (at the middle numbers: from one half on)."
    if brief:
        weighed = " Weighed: lines at their stated chances, in counts." if shown else ""
    later = assessment.lines_set_aside
    count = f" {plural(len(later), 'red line')} declared after this date, and set aside"
    aside = "" if not later else f"{count}." if brief else f"{count}: {clean('; '.join(later))}."
    over = "" if brief else "over "
    return f"Words: middle numbers, {over}base case and views{up_to}.{counts}{weighed} Softened: {'all lines lifted' if brief else LINES_TOLD['none']}.{_not_declared(assessment)}{aside}"


def _not_declared(assessment: Assessment) -> str:
    """Which lines stand under "as declared" although their party did not declare them, and what they rest on."""
    titles = [f"“{clean(line.title)}”{rests(line.basis)}" for line in assessment.lines if line.basis != "declared"]
    if not titles:
        return ""
    return f" {listed(titles)} {'is' if len(titles) == 1 else 'are'} counted with the declared lines."
