"""Courses in words: what terminal, page, memo, notebook and workbench say of them comes from here alone.

Distances are told in hundredths of what is at stake for a party (its range). A share is a count of 100 combinations of the
stated ranges, its change told with two errors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parley.core.plurals import key_words
from parley.insight.results.assessment import Assessment, CourseRow, Phrase
from parley.insight.results.courses import (
    ERRORS,
    LEAST,
    Alternative,
    Amount,
    CourseLines,
    JointEffect,
    Measure,
    Waiting,
    WaitingCost,
    risk_words,
)
from parley.insight.results.labels import before_colon
from parley.insight.results.titles import capital, with_article, within
from parley.insight.results.words import in_views, listed, view_name
from parley.report import formats

MEASURES: dict[Measure, str] = {
    "gap": "Gap: the larger party’s, hundredths of its range.",
    "margin": "Margin, where a zone exists before and after: the gap below zero, what the party with least room could still give.",
    "shortfall": "Shortfall, where no gap can be compared: how far the one worst served falls short in the deal that is best for it.",
}
LINES: dict[CourseLines, str] = {"none": "lines set aside", "weighed": "each line held with its stated chance"}
LINES_WHY = (
    "A course of this case changes how likely a line is to hold, so all courses are judged with each line held with its stated "
    "chance; at the middle numbers a line counts from one half, combinations draw it."
)


def lines_of(a: Assessment) -> CourseLines:
    """On which lines the courses of a case were judged."""
    return next((effect.lines for course in a.courses for effect in course.effect.values()), "none")


def legend(a: Assessment, kinds: Sequence[str] | None = None) -> str:
    """Each measure that is shown, by its one name; on which lines; and what an alternative is. ``kinds``: those shown, None: all."""
    effects = [
        e
        for course in a.courses
        for kind, e in course.effect.items()
        if (kinds is None or kind in kinds) and kind not in course.gives_up
    ]
    shown = {e.measure for e in effects if e.before is not None and e.after is not None}
    told = [words for measure, words in MEASURES.items() if measure in shown]
    lines = [LINES_WHY] if lines_of(a) == "weighed" else []
    rest = [
        "Depends: on the view, or within its own range.",
        "Sides: what becomes of their alternatives, points; weaker is no progress by itself.",
    ]
    return " ".join([*told, *lines, *rest])


def hundredths(value: float | None) -> str:
    """A part of a party's range in hundredths of it: 0.053 → "5.3", 0.34 → "34"."""
    return "–" if value is None else formats.number(100 * value, 1 if abs(value) < 0.1 else 0)


def _both(before: float, after: float) -> tuple[str, str]:
    """Both in hundredths, with the digits that tell them apart where they differ."""
    first = 1 if abs(before) < 0.1 or abs(after) < 0.1 else 0
    for digits in (first, 1, 2):
        said = formats.number(100 * before, digits), formats.number(100 * after, digits)
        if said[0] != said[1] or abs(before - after) < 5e-5:
            break
    return said


def moves(effect: JointEffect) -> str:
    """ "gap 34 → 22"; "margin 3 → 5" where a zone exists before and after; "gap 3 → a zone". Of a distance that stays no movement
    is shown: "gap stays at 4.8"."""
    before, after = effect.before, effect.after
    if before is None or after is None:
        return "no distance can be measured"
    if effect.zone_before == effect.zone_after and not _moved(before, after):
        sign = -1 if effect.measure == "margin" else 1
        was, now = hundredths(sign * before), hundredths(sign * after)
        return f"{effect.measure} stays {'at' if was == now else 'about'} {was}"
    if effect.measure == "margin":
        return "margin {} → {}".format(*_both(-before, -after))
    was, now = _both(before, after)
    if effect.zone_before is False and effect.zone_after is True:
        now = "a zone"
    if effect.closes:
        was = "a zone"
    return f"{effect.measure} {was} → {now}"


def share_moves(effect: JointEffect) -> str:
    """ "13 ± 2 more of 100 combinations have a zone", ± two errors; empty without draws."""
    if effect.share_before is None or effect.share_after is None or effect.share_se is None:
        return ""
    if effect.share_se == 0.0:
        return "as many combinations have a zone"
    if effect.share_before == effect.share_after and effect.share_before in (0.0, 1.0):
        return f"{'none' if effect.share_before == 0.0 else 'all'} of 100 combinations have a zone, before and after"
    change, error = 100 * (effect.share_after - effect.share_before), 100 * ERRORS * effect.share_se
    digits = 0 if error >= 0.95 else 1
    spread = formats.number(max(error, 0.1), digits)
    if abs(change) <= error:
        return f"as many combinations have a zone (± {spread} of 100)"
    way = "more" if change > 0 else "fewer"
    return f"{formats.number(abs(change), digits)} ± {spread} {way} of 100 combinations have a zone"


def measured_brief(effect: JointEffect) -> str:
    """The same with less said of each: "gap 3.6 → 2.1; 5 ± 1 more of 100"; a distance that cannot be measured is left out."""
    ends = _ends_after(effect) if effect.word == "depends" and effect.reason == "range" else ""
    distance = "" if effect.before is None or effect.after is None else ends or moves(effect)
    share = share_moves(effect).replace(" combinations have a zone", "")
    if share.startswith("as many"):
        share = "as many of 100"
    return "; ".join(part for part in _in_order(effect, distance, share) if part) or moves(effect)


def measured(effect: JointEffect) -> str:
    """What the word goes by: distance and share, before → after; the share first where the word goes by it."""
    return "; ".join(part for part in _in_order(effect, moves(effect), share_moves(effect)) if part)


def by_share(effect: JointEffect) -> bool:
    """Whether *nearer* or *further* goes by the share of combinations alone, because the distance stays or is none."""
    stays = effect.zone_before == effect.zone_after and not _moved(effect.before, effect.after)
    return effect.word in ("nearer", "further") and stays and bool(share_moves(effect))


def _in_order(effect: JointEffect, distance: str, share: str) -> tuple[str, str]:
    return (share, distance) if by_share(effect) else (distance, share)


def word(effect: JointEffect) -> str:
    """The word, and whether it closes a zone. Where a zone is open before and after, nothing comes nearer: what moves is said, the
    combinations first and, where their number stays, the margin."""
    if effect.zone_before and effect.zone_after and effect.word in ("nearer", "further"):
        return f"already open, {_more_or_less(effect)}"
    return f"{effect.word}, closes it" if effect.closes and effect.word == "further" else effect.word


def _more_or_less(effect: JointEffect) -> str:
    helps = effect.word == "nearer"
    if effect.share_before is not None and effect.share_after is not None and effect.share_se is not None:
        change = effect.share_after - effect.share_before
        if abs(change) > ERRORS * effect.share_se and (change > 0) == helps:
            return f"in {'more' if helps else 'fewer'} combinations"
    return f"with {'more' if helps else 'less'} room to spare"


def why(effect: JointEffect) -> str:
    """Why it depends within one view; empty where it does not."""
    if effect.reason == "undecided":
        return "whether a zone exists could not be decided within the budget"
    if effect.reason == "range" and effect.low is not None and effect.high is not None:
        if effect.zone_before and effect.zone_after:
            return f"its own range reaches from {hundredths(-effect.low)} more room to {hundredths(effect.high)} less"
        return f"its own range reaches from {hundredths(-effect.low)} nearer to {hundredths(effect.high)} further"
    if effect.reason == "against":
        return "the distance and the combinations with a zone go opposite ways"
    return ""


def effect_words(effect: JointEffect) -> str:
    """The joint effect in one breath: "nearer: gap 34 → 22; 13 ± 2 more of 100 combinations have a zone"."""
    reason = why(effect)
    return f"{word(effect)}: {measured(effect)}" + (f"; {reason}" if reason else "")


def columns(a: Assessment, most: int) -> tuple[str, ...]:
    """Of the parties whose consent is required, ratifiers included, those whose alternative the courses change most, in the
    order of the case."""
    change = dict.fromkeys(a.required, 0.0)
    for course in a.courses:
        for found in course.alternatives:
            size = abs(found.change) if found.word != "as before" else 0.0
            change[found.party] = max(change.get(found.party, 0.0), size)
    told = sorted(change, key=lambda party: -change[party])[:most]
    return tuple(party for party in change if party in told)


def measures_brief(a: Assessment) -> str:
    """The measures shown of the main kind, in a line: "Gap: hundredths of the range"."""
    effects = [c.effect[a.main_kind] for c in a.courses if a.main_kind not in c.gives_up]
    shown = {e.measure for e in effects if e.before is not None and e.after is not None}
    if not shown:
        return COUNTS
    short = {"gap": "gap", "margin": "margin (the gap below zero)", "shortfall": "shortfall (of the one worst served)"}
    said = listed([words for measure, words in short.items() if measure in shown])
    return f"{said[:1].upper()}{said[1:]}: hundredths of the range."


COUNTS = "Of 100: combinations of the ranges with a zone."


def own_words(a: Assessment) -> str:
    """What is said of a course that changes the decider's own values."""
    return f"changes what {_party(a, a.decider or '')} itself wants: an input, not an effect"


GIVES_UP = "gives it up"
"""What is said of a course by a kind of deal that it does not seek."""


def gives_up_words(a: Assessment, kind: str) -> str:
    """The same in a sentence: "gives up a peace treaty, and has no rank by it"."""
    return f"gives up {kind_name(a, kind)}, and has no rank by it"


def not_sought(a: Assessment, course: CourseRow) -> str:
    """ "gives up a peace treaty and an interim deal, and has no rank by them"."""
    named = listed([kind_name(a, kind) for kind in course.gives_up])
    return f"gives up {named}, and has no rank by {'it' if len(course.gives_up) == 1 else 'them'}"


def kind_name(a: Assessment, kind: str) -> str:
    """A kind of deal with its article, as far as the colon of its title."""
    title = next((row.title for row in a.kinds if row.kind == kind), kind)
    return with_article(before_colon(formats.clean(title)))


def typed_words(course: CourseRow) -> str:
    """That the direction of what a course does was assumed; empty where more than one thing moves."""
    return "" if course.typed is None else f"its direction is what was typed in: {course.typed}"


def typed_brief(course: CourseRow) -> str:
    """The same in a table."""
    return "" if course.typed is None else f"direction typed in: {course.typed}"


def brief(a: Assessment, course: CourseRow, kind: str) -> str:
    """The word over base case and views, and on what it depends: "depends on the view", "depends within its range"."""
    effect = course.effect[kind]
    if kind in course.gives_up:
        return GIVES_UP
    if course.own:
        return own_words(a)
    if course.word[kind] != effect.word:
        return "depends on the view"
    if parts_on_view(a, course, kind):  # one word, but not of one thing: a zone that is open already, or that closes
        same = all(e[kind].zone_before == e[kind].zone_after for e in (course.effect, *course.effect_by_view.values()))
        return f"{effect.word}; in some views {'it is already open' if same else 'a zone closes'}"
    if effect.word != "depends":
        return f"{word(effect)}, not over all its range" if effect.reason else word(effect)
    within = {"range": "depends within its range", "against": "depends: gap against share", "undecided": "not decided"}
    return within.get(effect.reason or "", effect.word)


def parts_on_view(a: Assessment, course: CourseRow, kind: str) -> bool:
    """Whether some view that is counted says another word of this course than the base case; *already open* is a word of its own.
    Never of a kind that the course gives up."""
    if course.own or kind in course.gives_up:
        return False
    told = {word(effects[kind]) for view, effects in course.effect_by_view.items() if not _late(a, view)}
    return course.word[kind] != course.effect[kind].word or not told <= {word(course.effect[kind])}


def _late(a: Assessment, view: str) -> bool:
    entry = a.views.get(view)
    return entry is not None and entry.late


def row_words(a: Assessment, course: CourseRow) -> str:
    """The base case's word on the main kind and what it goes by, for a narrow column; a star where not every view says so
    (:data:`STARRED`)."""
    if a.main_kind in course.gives_up:
        return GIVES_UP
    effect = course.effect[a.main_kind]
    said = "an input" if course.own else f"{word(effect)}{'*' if parts_on_view(a, course, a.main_kind) else ''}"
    return f"{said}, {deciding(effect)}"


STARRED = "*: not in every view."
"""What the star of :func:`row_words` says, to be told under the table."""


def in_memo(a: Assessment, course: CourseRow, kind: str) -> str:
    """The word and what it goes by in the base case, then the views that say another word (:data:`OTHERS`)."""
    if kind in course.gives_up:
        return gives_up_words(a, kind)
    effect = course.effect[kind]
    said = own_words(a) if course.own else word(effect)
    others = "; ".join(f"{where}: {other}" for other, where in _other_views(a, course, kind).items())
    return f"{said}; {measured_brief(effect)}" + (f". {capital(others)}" if others else "")


OTHERS = "Base case; views that say another word are named."
"""What a table says that tells courses by :func:`in_memo`."""


def measured_in_base(a: Assessment, course: CourseRow, kind: str, *, views: bool = False) -> str:
    """What the word goes by; where the views differ in the word, that these numbers are those of the base case. ``views``: with
    the word there, and what the other views say. Empty of a kind that the course gives up."""
    effect = course.effect[kind]
    if kind in course.gives_up:
        return ""
    if not parts_on_view(a, course, kind):
        return measured(effect)
    if not views:
        return f"In the base case: {measured(effect)}"
    return "; ".join(
        part for part in (f"base: {word(effect)}, {measured(effect)}", _apart_from_base(a, course, kind)) if part
    )


def _apart_from_base(a: Assessment, course: CourseRow, kind: str) -> str:
    """ "opens in the views after Milley and Fried": the views that are counted and say another word than the base case."""
    return "; ".join(f"{said} {where}" for said, where in _other_views(a, course, kind).items())


def _other_views(a: Assessment, course: CourseRow, kind: str) -> dict[str, str]:
    """Word → the views that say it, of those that are counted and say another word than the base case."""
    groups: dict[str, list[str]] = {}
    for view, effects in course.effect_by_view.items():
        if not _late(a, view) and word(effects[kind]) != word(course.effect[kind]):
            groups.setdefault(word(effects[kind]), []).append(view_name(formats.view_title(a, view)))
    return {said: in_views(names) for said, names in groups.items()}


def deciding(effect: JointEffect) -> str:
    """What the word goes by, in the shortest form: the distance before → after, both ends where its own range holds a fall and a
    growth; where the distance stays, the share that moves."""
    if effect.word == "depends" and effect.reason == "range" and (ends := _ends_after(effect)):
        return ends
    if (effect.before is None or by_share(effect)) and share_moves(effect):
        said = share_moves(effect)
        return "as many of 100" if said.startswith("as many") else said.replace(" combinations have a zone", "")
    return moves(effect)


def _ends_after(effect: JointEffect) -> str:
    """ "gap 1.2 to 6": where the distance may end over what the course does itself; "" where it is not known."""
    if effect.before is None or effect.low is None or effect.high is None:
        return ""
    sign = -1 if effect.measure == "margin" else 1
    low, high = sorted(sign * (effect.before + change) for change in (effect.low, effect.high))
    beyond = "no zone" if effect.measure == "margin" else "a zone"
    first, last = (beyond if end <= 0 else hundredths(end) for end in (low, high))
    return f"{effect.measure} {first} to {last}"


def _moved(before: float | None, after: float | None) -> bool:
    return before is not None and after is not None and abs(after - before) > LEAST


def overall(a: Assessment, course: CourseRow, kind: str) -> str:
    """The word over base case and views; where they differ, who says what. Of a kind that it gives up: the words of the others."""
    if kind in course.gives_up:
        others = [row for row in a.kinds if row.kind not in course.gives_up and row.kind in course.effect]
        told = [f"{kind_name(a, row.kind)}: {brief(a, course, row.kind)}" for row in others]
        return "; ".join((gives_up_words(a, kind), *told))
    if course.own:
        return f"{own_words(a)} ({by_views(a, course, kind)})"
    if not parts_on_view(a, course, kind):
        return word(course.effect[kind])
    said = by_views(a, course, kind)
    return f"depends on the view: {said}" if course.word[kind] == "depends" else said


def by_views(a: Assessment, course: CourseRow, kind: str, *, late: bool = False) -> str:
    """ "nearer in the base case and the view after Milley; no change in the view after Sullivan". ``late``: of the views dated after the question."""
    groups: dict[str, list[str]] = {}
    if not late:
        groups[word(course.effect[kind])] = ["the base case"]
    for view, effects in course.effect_by_view.items():
        if _late(a, view) == late:
            groups.setdefault(word(effects[kind]), []).append(view_name(formats.view_title(a, view)))
    return "; ".join(f"{said} {in_views(names)}" for said, names in groups.items())


def _party(a: Assessment, key: str) -> str:
    """A party's name within a sentence: "the government"."""
    return within(formats.party_title(a, key))


def whose(a: Assessment, party: str) -> str:
    """A party's name as a possessive inside a sentence: "the Knesset’s"."""
    name = _party(a, party)
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def alternative_words(a: Assessment, found: Alternative) -> str:
    """A sentence without its stop: "The Knesset’s alternative weakens by 3 points"."""
    told = "as before" if found.word == "as before" else f"{found.word} by {_points(found.change)}"
    return capital(f"{whose(a, found.party)} alternative {told}")


def alternatives_brief(a: Assessment, course: CourseRow) -> str:
    """For a table: "Alternatives: Ukraine weaker by 0.8 points, Russia stronger by 1"; those that stay are left out; empty where all do."""
    moved = [found for found in course.alternatives if found.word != "as before"]
    said = [
        f"{_party(a, found.party)} {'stronger' if found.change > 0 else 'weaker'} by "
        + (_points(found.change) if i == 0 else formats.points(abs(found.change)))
        for i, found in enumerate(moved)
    ]
    return f"Alternatives: {', '.join(said)}" if said else ""


def alternative_brief(found: Alternative) -> str:
    """For a narrow column: "weaker 1.2"."""
    if found.word == "as before":
        return found.word
    return f"{'stronger' if found.change > 0 else 'weaker'} {formats.points(abs(found.change))}"


def _points(value: float) -> str:
    size = formats.points(abs(value))
    return f"{size} point" + ("" if size == "1" else "s")


def waiting_words(a: Assessment, course: CourseRow) -> str:
    """What the wait costs each party, and what that takes from a deal reached then; empty where the course does not wait."""
    if course.waiting is None:
        return ""
    costs = _costs(a, course.waiting, None)
    less = [
        f"{formats.points(cost.points.median)} for {_party(a, cost.party)}"
        for cost in course.waiting.costs
        if cost.points is not None
    ]
    then = f" A deal reached then is worth less than the same deal now: points, {', '.join(less)}." if less else ""
    return f"Waiting {_months(course.waiting)} costs {costs}, whatever follows.{then}"


def waiting_brief(a: Assessment, course: CourseRow) -> str:
    """The same for a line: points, the first of the case's own units, and all that count people."""
    if course.waiting is None:
        return ""
    return f"waiting {_months(course.waiting)} costs {_costs(a, course.waiting, 1)}"


def waiting_shortest(a: Assessment, course: CourseRow) -> str:
    """The middle points alone, in a line: "Waiting 3 months costs Ukraine 1.8 points, Russia 1.3."; empty where it does not wait."""
    if course.waiting is None:
        return ""
    known = [(cost.party, cost.points.median) for cost in course.waiting.costs if cost.points is not None]
    if not known:
        return f"Waiting {_months(course.waiting)}: what it costs, no number of the case says."
    said = [
        f"{_party(a, party)} {_points(value) if i == 0 else formats.points(abs(value))}"
        for i, (party, value) in enumerate(known)
    ]
    units = next((unit for cost in course.waiting.costs for unit in cost.units), None)
    more = f" ({key_words(formats.clean(units))}: --notes)" if units else ""
    return f"Waiting {_months(course.waiting)} costs {', '.join(said)}{more}."


def _costs(a: Assessment, waiting: Waiting, units: int | None) -> str:
    """``units``: how many of each party's own units; those that count people are all told."""
    joint = [_unit(unit, amount) for cost in waiting.costs for unit, amount in cost.units.items() if _of_all(unit)]
    whose = [replace(cost, units={u: x for u, x in cost.units.items() if not _of_all(u)}) for cost in waiting.costs]
    said = [f"{_party(a, cost.party)} {_cost(cost, units)}" for cost in whose if cost.points is not None or cost.units]
    return "; ".join([*joint, *said]) or "what no number of the case says"


_PEOPLE = re.compile(r"casualt|civilian|dead|death|displaced|killed|lives|wounded", re.IGNORECASE)
"""In the name of a unit: it counts people, and no page leaves it out."""


def _of_all(unit: str) -> bool:
    """Whether a unit counts what falls on all sides ("deaths-on-all-sides"): it is told as no party's cost."""
    return unit.endswith("on-all-sides")


def _unit(unit: str, amount: Amount) -> str:
    return f"{_span(amount)} {key_words(formats.clean(unit))}"


def _months(waiting: Waiting) -> str:
    """How long it waits; weeks where that is less than a month."""
    if waiting.months.high < 1:
        weeks = waiting.months.times(Amount(WEEKS, WEEKS, WEEKS))
        span = _count(round(weeks.median)) if weeks.low == weeks.high else _ends(weeks)
        return f"{span} week" + ("" if span == "1" else "s")
    span = _span(waiting.months)
    return f"{span} month" + ("" if span == "1" else "s")


WEEKS = 4.345
"""In a month."""


def _cost(cost: WaitingCost, units: int | None) -> str:
    parts = []
    if cost.points is not None:
        ends = f" ({_ends(cost.points)})" if cost.points.low != cost.points.high else ""
        parts.append(f"{_points(cost.points.median)}{ends}")
    told = (u for i, u in enumerate(cost.units) if units is None or i < units or _PEOPLE.search(u))
    parts += [_unit(unit, cost.units[unit]) for unit in told]
    return listed(parts)


def _span(amount: Amount) -> str:
    return _count(amount.median) if amount.low == amount.high else _ends(amount)


def _ends(amount: Amount) -> str:
    return f"{_count(amount.low)} to {_count(amount.high)}"


def _count(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else formats.number(value, 1 if abs(value) < 10 else 0)


def risk(course: CourseRow) -> Phrase | None:
    """The main risk, with how likely it is put, that it lies within a step's range, or that it is words only."""
    said = course.risk
    return (
        None
        if said is None
        else Phrase(risk_words(said.text, course.risk_chance, bool(course.risk_through)), said.notes, said.paths)
    )
