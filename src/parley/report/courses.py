"""Courses in words: what terminal, page, memo, notebook and workbench say of them comes from here alone.

Distances are told in hundredths of what is at stake for a party (its range). A share is a count of 100 combinations of the
stated ranges, its change told with two errors.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.core.plurals import key_words
from parley.insight.results.assessment import Assessment, CourseRow, Phrase
from parley.insight.results.courses import (
    ERRORS,
    LEAST,
    Alternative,
    Amount,
    JointEffect,
    Waiting,
    WaitingCost,
    risk_words,
)
from parley.insight.results.labels import before_colon
from parley.insight.results.titles import capital, with_article, within
from parley.insight.results.words import in_views, listed, view_name
from parley.report import formats

LEGEND = (
    "Gap: the larger party’s, hundredths of its range. Depends: on the view, or within its own range. Sides: what becomes of "
    "their alternatives, points; weaker is no progress by itself."
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


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
    """ "gap 34 → 22"; "margin 3 → 5" where a zone exists before and after; "gap 3 → a zone"."""
    before, after = effect.before, effect.after
    if before is None or after is None:
        return "no distance can be measured"
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
    change, error = 100 * (effect.share_after - effect.share_before), 100 * ERRORS * effect.share_se
    digits = 0 if error >= 0.95 else 1
    spread = formats.number(max(error, 0.1), digits)
    if abs(change) <= error:
        return f"as many combinations have a zone (± {spread} of 100)"
    way = "more" if change > 0 else "fewer"
    return f"{formats.number(abs(change), digits)} ± {spread} {way} of 100 combinations have a zone"


def measured(effect: JointEffect) -> str:
    """What the word goes by: distance and share, before → after."""
    return "; ".join(part for part in (moves(effect), share_moves(effect)) if part)


def word(effect: JointEffect) -> str:
    """The word, and whether it closes a zone."""
    return f"{effect.word}, closes it" if effect.closes and effect.word == "further" else effect.word


def why(effect: JointEffect) -> str:
    """Why it depends within one view; empty where it does not."""
    if effect.reason == "undecided":
        return "whether a zone exists could not be decided within the budget"
    if effect.reason == "range" and effect.low is not None and effect.high is not None:
        return f"its own range reaches from {hundredths(-effect.low)} nearer to {hundredths(effect.high)} further"
    if effect.reason == "against":
        return "the distance and the combinations with a zone go opposite ways"
    return ""


def effect_words(effect: JointEffect) -> str:
    """The joint effect in one breath: "nearer: gap 34 → 22; 13 ± 2 more of 100 combinations have a zone"."""
    reason = why(effect)
    return f"{word(effect)}: {measured(effect)}" + (f"; {reason}" if reason else "")


def brief(course: CourseRow, kind: str) -> str:
    """The word over base case and views, and on what it depends: "depends on the view", "depends within its range"."""
    effect = course.effect[kind]
    if course.word[kind] != effect.word:
        return "depends on the view"
    if effect.word != "depends":
        return f"{word(effect)}, not over all its range" if effect.reason else word(effect)
    within = {"range": "depends within its range", "against": "depends: gap against share", "undecided": "not decided"}
    return within.get(effect.reason or "", effect.word)


def deciding(effect: JointEffect) -> str:
    """What the word goes by, in the shortest form: the distance before → after; where it stays, the gap or the share that moves."""
    if (
        effect.word not in ("nearer", "further")
        or effect.zone_before != effect.zone_after
        or _moved(effect.before, effect.after)
    ):
        return moves(effect)
    if effect.gap_before is not None and effect.gap_after is not None and _moved(effect.gap_before, effect.gap_after):
        return "room for the one with least {} → {}".format(*_both(-effect.gap_before, -effect.gap_after))
    return share_moves(effect).removesuffix(" combinations have a zone")


def _moved(before: float | None, after: float | None) -> bool:
    return before is not None and after is not None and abs(after - before) > LEAST


def overall(a: Assessment, course: CourseRow, kind: str) -> str:
    """The word over base case and views; where they differ, who says what."""
    said = course.word[kind]
    return said if said == course.effect[kind].word else f"{said} on the view: {by_views(a, course, kind)}"


def by_views(a: Assessment, course: CourseRow, kind: str, *, late: bool = False) -> str:
    """ "nearer in the base case and the view after Milley; no change in the view after Sullivan". ``late``: of the views dated after the question."""
    groups: dict[str, list[str]] = {}
    if not late:
        groups[word(course.effect[kind])] = ["the base case"]
    for view, effects in course.effect_by_view.items():
        entry = a.views.get(view)
        if (entry is not None and entry.late) == late:
            groups.setdefault(word(effects[kind]), []).append(view_name(formats.view_title(a, view)))
    return "; ".join(f"{said} {in_views(names)}" for said, names in groups.items())


def _party(a: Assessment, key: str) -> str:
    """A party's name within a sentence: "the government"."""
    return within(formats.party_title(a, key))


def whose(a: Assessment, party: str) -> str:
    """A party's name as a possessive."""
    name = formats.party_title(a, party)
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def alternative_words(a: Assessment, found: Alternative) -> str:
    """ "Ukraine’s alternative weakens by 3 points"."""
    if found.word == "as before":
        return f"{whose(a, found.party)} alternative as before"
    return f"{whose(a, found.party)} alternative {found.word} by {_points(found.change)}"


def alternatives(a: Assessment, course: CourseRow) -> str:
    """What the course does to the alternative of every party whose consent is required."""
    return "; ".join(alternative_words(a, found) for found in course.alternatives)


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
    """The same for a line: points, and the first of the case's own units."""
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
    more = f" ({formats.clean(units).replace('-', ' ')}: --notes)" if units else ""
    return f"Waiting {_months(course.waiting)} costs {', '.join(said)}{more}."


def _costs(a: Assessment, waiting: Waiting, units: int | None) -> str:
    stated = [cost for cost in waiting.costs if cost.points is not None or cost.units]
    said = "; ".join(f"{_party(a, cost.party)} {_cost(cost, units)}" for cost in stated)
    return said or "what no number of the case says"


def _months(waiting: Waiting) -> str:
    span = _span(waiting.months)
    return f"{span} month" + ("" if span == "1" else "s")


def _cost(cost: WaitingCost, units: int | None) -> str:
    parts = []
    if cost.points is not None:
        ends = f" ({_ends(cost.points)})" if cost.points.low != cost.points.high else ""
        parts.append(f"{_points(cost.points.median)}{ends}")
    parts += [f"{_span(amount)} {key_words(formats.clean(unit))}" for unit, amount in list(cost.units.items())[:units]]
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


def headline(a: Assessment, *, brief: bool = False) -> str:
    """What the courses come to, by their joint effect on the main kind in the base case; with its scope. ``brief``: the distance
    alone, for a first screen."""
    if not a.courses:
        return "What each course would do"
    name = _kind_name(a)
    said = moves if brief else measured
    rows = [(course, course.effect[a.main_kind]) for course in a.courses]
    opening = [course for course, effect in rows if effect.word == "opens"]
    better = sorted(
        (row for row in rows if row[1].word == "nearer"), key=lambda row: (_fall(row[1]), _rise(row[1])), reverse=True
    )
    if opening:
        verb = "opens" if len(opening) == 1 else "open"
        first = f"{_named(opening)} {verb} {name}: {said(opening[0].effect[a.main_kind])}"
        return _scoped(a, first, opening[0], brief)
    exists = rows[0][1].zone_before is True
    if not better:
        does = "widens the margin of" if exists else "brings nearer"
        rest = "; ".join(f"{word}: {_named(courses)}" for word, courses in _grouped(rows).items())
        told = "" if brief else f"{rest}; "
        return f"{_none_of(len(rows))} {does} {name} at the middle numbers ({told}base case, lines set aside)"
    best, effect = better[0]
    if exists:
        first = f"{capital(name)} has a zone without any course; {_named([best])} widens its margin most"
    else:
        first = f"{_none_of(len(rows))} opens {name}; {_named([best])} does most"
    return _scoped(a, f"{first}: {deciding(effect) if brief else said(effect)}", best, brief)


def _scoped(a: Assessment, said: str, course: CourseRow, brief: bool) -> str:
    differs = course.word[a.main_kind] != course.effect[a.main_kind].word
    if brief:
        return f"{said} (base case, lines set aside{'; not in every view' if differs else ''})"
    views = f"; {by_views(a, course, a.main_kind)}" if differs else ""
    return f"{said} (base case, middle numbers, lines set aside{views})"


def _grouped(rows: Sequence[tuple[CourseRow, JointEffect]]) -> dict[str, list[CourseRow]]:
    found: dict[str, list[CourseRow]] = {}
    for course, effect in rows:
        found.setdefault(effect.word, []).append(course)
    return found


def _named(courses: Sequence[CourseRow]) -> str:
    return listed([f"“{formats.clean(course.title)}”" for course in courses])


def _none_of(count: int) -> str:
    if count == 1:
        return "No course"
    return f"None of the {_NUMBERS[count] if count < len(_NUMBERS) else count} courses"


def _kind_name(a: Assessment) -> str:
    title = next((k.title for k in a.kinds if k.kind == a.main_kind), a.main_kind)
    return with_article(before_colon(formats.clean(title)))


def _fall(effect: JointEffect) -> float:
    return 0.0 if effect.before is None or effect.after is None else effect.before - effect.after


def _rise(effect: JointEffect) -> float:
    return (
        0.0 if effect.share_before is None or effect.share_after is None else effect.share_after - effect.share_before
    )
