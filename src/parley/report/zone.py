"""One zone test in words, for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from parley.case.consent import marked_title, marks, needs
from parley.case.late import set_aside_words
from parley.case.types import Case
from parley.core.plurals import plural
from parley.deals.results import Count, WhyEmpty
from parley.insight.asking.evaluator import Ask
from parley.insight.results.titles import capital, within
from parley.insight.results.words import NO_DOUBT, listed
from parley.insight.sections.kinds import crossings
from parley.insight.sensitivity.doubt import doubt_words
from parley.insight.sensitivity.unvaried import unvaried
from parley.model.compose import deal_names
from parley.model.evaluate import Evaluation
from parley.model.examples import shown
from parley.model.floors import floor_check
from parley.report import verdicts
from parley.report.formats import law_words

WIDTH = 80

WHY = {
    WhyEmpty.RULED_OUT: "ruled out: lines that hold, floors or rules leave no possible deal",
    WhyEmpty.SQUEEZED: "squeezed: deals within the red lines exist, but none that all prefer to no deal; without the lines one would",
    WhyEmpty.NO_DEAL_PREFERRED: "no deal preferred: even without red lines, no deal is worth more to everyone than going on",
    WhyEmpty.WITHHELD: "withheld: a deal that all prefer to no deal needs somebody’s supply, and they would not supply it",
}


def render(case: Case, e: Evaluation) -> str:
    """The verdict at the medians, why, the gap of each party, the share of draws, and what it rests on."""
    kind = case.kinds[e.kind].title
    lines = [f"{case.title}: {kind}", _frame(e, case), ""]
    lines += _wrapped(_verdict(e), "")
    lines += ["", *_parties(case, e)]
    lines += _deal(case, e)
    if case.late_lines and e.red_lines != "none":
        lines += ["", *_wrapped(set_aside_words(case), "")]
    if not e.point.exists:
        lines += _collisions(case, e)
    if e.draws is not None:
        lines += ["", *_wrapped(_share(case, e), "")]
    lines += ["", *_wrapped(_floors(case, e), "")]
    lines += ["", *_wrapped(LIMIT, "")]
    return "\n".join(lines)


LIMIT = (
    "Values are the case's own judgements, in points of each party's own scale, not comparable across parties. "
    "A zone means that a deal is possible on these judgements, not that it is likely, nor that it is just."
)


def _frame(e: Evaluation, case: Case) -> str:
    whose = {"own": "each by its own beliefs", "analyst": "all by the analyst's beliefs"}.get(
        e.beliefs, f"all as {e.beliefs} sees them"
    )
    lines = {"weighed": "red lines weighed", "declared": "all red lines", "none": "no red lines"}[e.red_lines]
    return f"view: {e.view or 'base'} · {whose} · {lines} · as of {case.as_of:%-d %b %Y}"


def _verdict(e: Evaluation) -> str:
    if e.point.exists is None:
        return f"Not decided within the budget ({e.point.method})."
    if e.point.exists:
        return f"At the middle numbers a bargaining zone exists: {_count(e.point.deals)} of {_count(e.point.possible)} possible deals."
    why = WHY[e.point.why_empty] if e.point.why_empty else "no zone"
    return f"At the middle numbers there is no bargaining zone. It is {why}."


def _count(count: Count) -> str:
    return f"{count.value:,}" if count.value is not None else f"between {count.low:,} and {count.high:,}"


def _parties(case: Case, e: Evaluation) -> list[str]:
    out = [f"  {'':24}{'no deal worth':>14}{'gap':>18}"]
    for party, r, gap in zip(e.parties, e.reservation, e.point.gap, strict=True):
        if gap is None:
            said = "not defined"
        elif gap <= 0:
            said = f"none ({100 * -gap:.1f} % to spare)"
        else:
            said = f"{100 * gap:.1f} % short"
        out.append(f"  {case.parties[party].title:24}{r:>14.1f}{said:>24}")
    out += _wrapped(
        "Gap: how far the best deal that the others would accept falls short of the party's no-deal option, in percent "
        "of its own range; not defined where the others cannot be satisfied together.",
        "  ",
    )
    return out


def _deal(case: Case, e: Evaluation) -> list[str]:
    deal = shown(case, e.kind, e.point_problem, e.point)
    if deal is None:
        return []
    head = "One deal in the zone" if e.point.exists else "The deal that comes nearest"
    names = dict(deal_names(e.point_problem, deal))
    parts = [f"{case.issues[i].title}: {marked_title(case, i, o)}" for i, o in names.items()]
    crossing = f" It {words}." if (words := _crossing(case, e, names)) else ""
    out = ["", *_wrapped(f"{head}: " + "; ".join(parts) + f".{crossing}", "")]
    out += [line for mark in marks(case, names) for line in _wrapped(law_words(mark), "  ")]
    asked = [need for need in needs(case, names) if need.why == "supplies"]
    told = [within(need.title) + (f" ({need.short:.2g} points short)" if need.short else "") for need in asked]
    return out + (_wrapped(f"{capital(listed(told))} would have to supply a part of it.", "") if told else [])


def _crossing(case: Case, e: Evaluation, deal: Mapping[str, str]) -> str:
    """Which red lines the deal crosses, whether or not they count in this test."""
    titles = {key: party.title for key, party in case.parties.items()}
    return verdicts.crossing_words(crossings(case, deal), titles)


def _collisions(case: Case, e: Evaluation) -> list[str]:
    from parley.deals.lines import colliding

    sets = colliding(e.point_problem)
    if not sets:
        return []
    out = ["", "Red lines that collide (each set, by itself, leaves no possible deal):"]
    for group in sets:
        titles = [case.red_lines[e.point_problem.lines[i].name] for i in sorted(group)]
        said = " + ".join(f"“{line.title}” ({case.parties[line.party].title})" for line in titles)
        out += _wrapped(said, "  - ")
    return out


def _floors(case: Case, e: Evaluation) -> str:
    """What additive scoring does by itself, and whether a zone outlives it."""
    count = f"Adding up scores over {plural(len(e.issues), 'issue')} makes zones by itself: the more issues, the more to trade."
    if not e.point.exists:
        return count
    check = floor_check(case, e.kind, e.beliefs, e.red_lines)
    essential = "; ".join(
        f"{case.parties[party].title}: {', '.join(case.issues[i].title for i in issues)}"
        for party, issues in check.essential.items()
    )
    held = "still exists" if check.with_floors else "disappears"
    return (
        f"{count} If no party may be pressed below {check.floor:.0f} of its 100 points on the issues that carry half of "
        f"its weight ({essential}), the zone {held}."
    )


def _share(case: Case, e: Evaluation) -> str:
    if e.share is None:
        return "Some draws could not be decided within the budget; no share is given."
    doubt = unvaried(case, Ask(e.kind, e.beliefs, e.red_lines))
    if doubt.still:
        return f"{NO_DOUBT.capitalize()}: there are no combinations to count. {doubt_words(doubt)}"
    k = round(e.share * 100)
    error = f", give or take {max(1, round(200 * e.share_se))}" if e.share_se and e.share not in (0.0, 1.0) else ""
    return (
        f"Over {e.count:,} combinations drawn from the stated ranges (seed {e.seed}), a zone exists in {k} of 100{error}. "
        f"That is a count of the analyst's own combinations, not a forecast. {doubt_words(doubt)}".rstrip()
    )


def _wrapped(text: str, lead: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
