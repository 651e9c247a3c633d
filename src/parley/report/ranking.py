"""The courses in one sentence: which does most and by which measure, which do about as much, and which are an input and no effect."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from parley.insight.results.assessment import Assessment, CourseRow
from parley.insight.results.courses import ERRORS, LEAST, JointEffect
from parley.insight.results.titles import capital
from parley.insight.results.words import listed
from parley.report import courses, formats

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def headline(a: Assessment, *, brief: bool = False) -> str:
    """What the courses come to, by their joint effect on the main kind in the base case; with its scope. A course that changes what
    the decider itself wants, or that gives up the main kind, is told apart, in no rank. ``brief``: what decides alone, for a first screen."""
    if not a.courses:
        return "What each course would do"
    given = [course for course in a.courses if a.main_kind in course.gives_up]
    own = [course for course in a.courses if course.own and course not in given]
    ranked = [course for course in a.courses if not course.own and course not in given]
    said = (
        _ranked(a, ranked, brief) if ranked else "",
        _apart(own, courses.own_words(a)),
        _apart(given, courses.gives_up_words(a, a.main_kind)),
    )
    return "; ".join(part for part in said if part)


def _apart(found: Sequence[CourseRow], words: str) -> str:
    """Courses that are in no rank, and why; ``words`` begin with a verb in the singular."""
    verbs, rest = words.partition(" ")[0], words.partition(" ")[2]
    if not found:
        return ""
    if len(found) > 1:
        verbs, rest = verbs.removesuffix("s"), rest.replace("has no rank", "have no rank")
    return f"{_named(found)} {verbs} {rest}"


def _ranked(a: Assessment, ranked: Sequence[CourseRow], brief: bool) -> str:
    name = courses.kind_name(a, a.main_kind)
    rows = [(course, course.effect[a.main_kind]) for course in ranked]
    opening = [course for course, effect in rows if effect.word == "opens"]
    if opening:
        verb = "opens" if len(opening) == 1 else "open"
        return _scoped(a, f"{_named(opening)} {verb} {name}", opening, brief)
    exists = rows[0][1].zone_before is True
    best = _best(rows)
    if not best:
        does = "widens the margin of" if exists else "brings nearer"
        rest = "; ".join(f"{word}: {_named(some)}" for word, some in _grouped(rows).items())
        told = "" if brief else f"{rest}; "
        return f"{_none_of(len(rows))} {does} {name} at the middle numbers ({told}base case, {courses.LINES[courses.lines_of(a)]})"
    none = "No course" if brief else _none_of(len(rows))
    lead = f"{capital(name)} has a zone without any course" if exists else f"{none} opens {name}"
    most = f"{'does' if len(best) == 1 else 'do'} most{' for it' if exists else ''}"
    by_distance, by_count = (_more(rows, best, by) for by in (_by_distance, _by_count))
    if by_distance is None and by_count is None:
        about = "" if len(best) == 1 else ", and about as much"
        return _scoped(a, f"{lead}; {_named(best)} {most} by {_measures(best, a.main_kind)}{about}", best, brief)
    return _parted(a, f"{lead}; ", most, best, (by_distance, by_count), brief)


def _parted(
    a: Assessment,
    lead: str,
    most: str,
    best: Sequence[CourseRow],
    more: tuple[CourseRow | None, CourseRow | None],
    brief: bool,
) -> str:
    """Where another course does more by the distance, or by the count of combinations, than the one that ranks first: both, each
    by its measure. The other may be one whose own range reaches both ways; that is said."""
    by_distance, by_count = more
    first = best[0].effect[a.main_kind]
    ranked = _named(best)
    rivals = list({c.course: c for c in more if c is not None}.values())
    ends = {c.course: c.effect[a.main_kind] for c in rivals}
    if by_count is not None and by_distance is None and _by_distance(first)[1]:
        said = f"by the {first.measure} {ranked} {most} ({courses.moves(first)}), by count {_named([by_count])} ({_count(ends[by_count.course])})"
    elif by_distance is not None and by_count is None and _by_count(first)[1]:
        other = ends[by_distance.course]
        said = f"by count {ranked} {most} ({_count(first)}), by the {other.measure} {_named([by_distance])} ({courses.moves(other)})"
    else:
        told = listed([f"{_named([c])} ({courses.measured_brief(ends[c.course])})" for c in rivals])
        said = f"of those that help over all their range {ranked} {most} ({courses.measured_brief(first)}), {told} more at the middle numbers"
    return f"{lead}{said}{_scope(a, [*best, *rivals], brief)}"


def _count(effect: JointEffect) -> str:
    return courses.share_moves(effect).replace(" combinations have a zone", "")


def _by_distance(effect: JointEffect) -> tuple[float, bool]:
    """How far the distance falls, and whether that is more than nothing."""
    return _fall(effect), _fall(effect) > LEAST


def _by_count(effect: JointEffect) -> tuple[float, bool]:
    """By how much the share rises, and whether by more than its error."""
    return _rise(effect), _rise(effect) > ERRORS * (effect.share_se or 0.0)


def _measures(best: Sequence[CourseRow], kind: str) -> str:
    """By which measures the courses that do most do it: "gap and count"."""
    effects = [course.effect[kind] for course in best]
    told = [effects[0].measure] if any(_by_distance(e)[1] for e in effects) else []
    return listed([*told, *(["count"] if any(_by_count(e)[1] for e in effects) else [])]) or effects[0].measure


def _more(
    rows: Sequence[tuple[CourseRow, JointEffect]],
    best: Sequence[CourseRow],
    by: Callable[[JointEffect], tuple[float, bool]],
) -> CourseRow | None:
    """The course that by one measure does more, beyond what tells courses apart, than those that rank first; None where none does.
    One that depends on the size of what it does itself is asked too, at the middle numbers."""
    asked = [(c, e) for c, e in rows if e.word in ("nearer", "depends") and by(e)[1] and c not in best]
    if not asked:
        return None
    course, effect = max(asked, key=lambda row: by(row[1])[0])
    for first in (e for c, e in rows if c in best):
        apart = LEAST if by is _by_distance else ERRORS * math.hypot(effect.share_se or 0.0, first.share_se or 0.0)
        if by(effect)[0] - by(first)[0] <= apart:
            return None
        if by is _by_distance and effect.measure != first.measure:
            return None
    return course


def _best(rows: Sequence[tuple[CourseRow, JointEffect]]) -> list[CourseRow]:
    """The course that does most, and those within error of it. By the distance, then the combinations; on weighed lines, which count
    or do not at the middle numbers, by the combinations, then the distance."""
    better = [row for row in rows if row[1].word == "nearer"]

    def rank(row: tuple[CourseRow, JointEffect]) -> tuple[float, float]:
        by = _fall(row[1]), _rise(row[1])
        return by if row[1].lines == "none" else (by[1], by[0])

    better.sort(key=rank, reverse=True)
    return [course for course, effect in better if _within_error(better[0][1], effect)]


def _within_error(best: JointEffect, other: JointEffect) -> bool:
    """Whether neither combinations nor distance tell two courses apart: shares by two errors of their difference; the distance by
    half a hundredth, or where the one's change lies within what the other does over its own range."""
    errors = [e.share_se for e in (best, other) if e.share_se is not None]
    apart = ERRORS * math.hypot(*errors) if len(errors) == 2 else math.inf
    if abs(_rise(best) - _rise(other)) > apart:
        return False
    if best.lines == "weighed" and math.isfinite(apart):
        return True
    falls = _fall(best), _fall(other)
    return abs(falls[0] - falls[1]) <= LEAST or _holds(other, falls[0]) or _holds(best, falls[1])


def _holds(effect: JointEffect, fall: float) -> bool:
    return effect.low is not None and effect.high is not None and -effect.high <= fall <= -effect.low


def _scoped(a: Assessment, said: str, named: Sequence[CourseRow], brief: bool) -> str:
    """With what each does, that its direction was typed in where it was, and the scope: base case, lines, and the views that differ."""
    effects = [course.effect[a.main_kind] for course in named]
    each = [(courses.deciding if brief else courses.measured)(effect) for effect in effects]
    told = f"{said}: {listed(each)}"
    if brief and len(named) > 1:  # the table below has what each does, and where
        return f"{said} (base case, {courses.LINES[courses.lines_of(a)]})"
    if brief and told.endswith(" of 100"):
        told += " combinations"
    return told + _scope(a, named, brief)


def _scope(a: Assessment, named: Sequence[CourseRow], brief: bool) -> str:
    """That a direction was typed in where it was; in brackets the scope: base case, lines, and the views that differ."""
    typed = dict.fromkeys(courses.typed_words(course) for course in named if course.typed is not None)
    who = f"{_named([c for c in named if c.typed is not None])}: " if len(named) > 1 else ""
    told = f"; {who}{'; '.join(typed)}" if typed and not brief else ""
    differ = [course for course in named if courses.parts_on_view(a, course, a.main_kind)]
    if brief:
        return f"{told} (base case, {courses.LINES[courses.lines_of(a)]}{'; not in every view' if differ else ''})"
    views = "".join(f"; {_of(course, named)}{courses.by_views(a, course, a.main_kind)}" for course in differ)
    return f"{told} (base case, middle numbers, {courses.LINES[courses.lines_of(a)]}{views})"


def _of(course: CourseRow, named: Sequence[CourseRow]) -> str:
    return f"{_named([course])}: " if len(named) > 1 else ""


def _grouped(rows: Sequence[tuple[CourseRow, JointEffect]]) -> dict[str, list[CourseRow]]:
    found: dict[str, list[CourseRow]] = {}
    for course, effect in rows:
        found.setdefault(courses.word(effect), []).append(course)
    return found


def _named(some: Sequence[CourseRow]) -> str:
    return listed([f"“{formats.clean(course.title)}”" for course in some])


def _none_of(count: int) -> str:
    if count == 1:
        return "No course"
    return f"None of the {_NUMBERS[count] if count < len(_NUMBERS) else count} courses"


def _fall(effect: JointEffect) -> float:
    return 0.0 if effect.before is None or effect.after is None else effect.before - effect.after


def _rise(effect: JointEffect) -> float:
    return (
        0.0 if effect.share_before is None or effect.share_after is None else effect.share_after - effect.share_before
    )
