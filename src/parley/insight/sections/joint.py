"""The joint effect of a course on the zone: one word from what it does to the distance and to the share.

Each party decides by its own beliefs, and the base case and every view go by one rule. All red lines are set aside, unless a
course of the case changes how likely a line is to hold: then all its courses are judged on weighed lines, each held with its
stated chance, so that they compare (:func:`lines_of`). At the middle numbers a line counts from one half; shares draw it.

*Distance*, at the middle numbers: the larger party's gap ``γ = max_p γ_p`` (docs/deals.md, definition 6), over the parties
that have one, if these are the same parties before and after. Where no gap can be so compared, the shortfall
``s = min_x max_p (R_p − V_p(x))/range_p``. Where a zone exists before and after, the margin, which is −γ: what the party with
least room could still give. A distance *falls*
or *grows* if it changes by more than half a hundredth (:data:`~parley.insight.results.courses.LEAST`). *Share*: of common draws of all ranges, those with a zone, before and
after with the course's own steps and risk drawn too; it *rises* or *falls* if it changes by more than
twice its error (the standard deviation of the difference draw by draw over √n).

The word, the first that holds:

1. ``opens``: no zone before, one after, at the middle numbers; the share does not fall. ``further``, and it *closes* the
   zone: one before, none after; the share does not rise. Where the share goes the other way: ``depends`` (*against*).
2. ``depends`` (reason *range*): over the course's own ranges, all else at the middle, the 5th percentile of the change of the
   distance is a fall and the 95th a growth. A risk with a chance is among these ranges. (Where this holds of a course that
   opens or closes, the word stays, for it says what happens at the middle numbers, and the reason stands beside it.)
3. ``depends`` (*against*): of gap, shortfall and share, one moves toward a zone and another away from it.
4. ``nearer``: the gap falls, the share rises, or the distance by which the word goes falls. ``further``: the mirror image.
   Else ``no change``.

So a word never contradicts the sign of gap, shortfall or share. Over base case and views (a view dated after the question
apart): the word that all share, else ``depends``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parley.case.acts import shifts_of
from parley.case.paths import Line, NoDeal, Toughness, parse
from parley.case.types import Case, Shift
from parley.deals.results import ZoneResult
from parley.insight.asking.evaluator import Ask, Evaluator, problem, rows, zones
from parley.insight.asking.relevance import bears
from parley.insight.results.courses import ERRORS, LEAST, CourseLines, EffectWord, JointEffect, Measure, Reason
from parley.outlook.shifts import applied

if TYPE_CHECKING:
    from parley.deals.problem import Bools, DealProblem, Floats
    from parley.model.evaluate import Evaluation

TRIES = 64
"""Draws of a course's own ranges."""


@dataclass(frozen=True, slots=True)
class ByKind:
    """Joint effects of one course under one view."""

    effects: dict[str, JointEffect]


def lines_of(case: Case, picked: Iterable[Shift] = ()) -> CourseLines:
    """On which lines the courses of a case are judged: *weighed* where one of them changes how likely a line is to hold, or how
    far a party's lines stand or fall together; else *none*. ``picked``: steps that are judged beside the courses."""
    steps = (*picked, *(s for course in case.courses.values() for s in shifts_of(case, course)))
    touched = (parse(s.path) for s in steps)
    return "weighed" if any(isinstance(path, Line | Toughness) for path in touched) else "none"


def joint_effects(evaluator: Evaluator, shifts: tuple[Shift, ...], view: str | None) -> dict[str, JointEffect]:
    """Kind → joint effect under ``view`` (None: the base case), from the cache where nothing that it read has changed."""
    return evaluator.kept(_joint_effects, shifts, view, lines_of(evaluator.base), as_=ByKind).effects


def _joint_effects(evaluator: Evaluator, shifts: tuple[Shift, ...], view: str | None, lines: CourseLines) -> ByKind:
    return ByKind({kind: joint_effect(evaluator, shifts, kind, view, lines) for kind in evaluator.base.kinds})


def overall(words: Iterable[EffectWord]) -> EffectWord:
    """One word for the base case and the views: theirs where they agree, else *depends*."""
    found = set(words)
    return found.pop() if len(found) == 1 else "depends"


def joint_effect(
    evaluator: Evaluator, shifts: tuple[Shift, ...], kind: str, view: str | None, lines: CourseLines
) -> JointEffect:
    """What a course does to the zone of ``kind`` under ``view`` on these lines; see the module for the rule."""
    from parley.deals.zone import zone

    ask = Ask(kind, red_lines=lines)
    before = evaluator.evaluate(view, ask)
    felt = any(bears(evaluator.case(view), shift.path, ask) for shift in shifts)
    if felt:
        moved = applied(evaluator.medians(view), shifts)
        after = zone(problem(evaluator.case(view), moved, ask))
        shares = _shares(evaluator, shifts, ask, view)
    else:  # no number that the course moves is read by this kind of deal
        after = before.point
        shares = (before.share, before.share, None if before.share is None else 0.0)
    gap_before, gap_after = _larger_gaps(before.point, after)
    measure = _measure(before.point, after, gap_before)
    ends = _own_range(evaluator, shifts, ask, view, before.point, measure) if felt else None
    word, reason = _word(before.point, after, (gap_before, gap_after), shares, measure, ends)
    return JointEffect(
        word=word,
        gap_before=gap_before,
        gap_after=gap_after,
        share_before=shares[0],
        share_after=shares[1],
        share_se=shares[2],
        shortfall_before=before.point.shortfall,
        shortfall_after=after.shortfall,
        zone_before=before.point.exists,
        zone_after=after.exists,
        measure=measure,
        reason=reason,
        low=None if ends is None else ends[0],
        high=None if ends is None else ends[1],
        lines=lines,
    )


def _larger_gaps(before: ZoneResult, after: ZoneResult) -> tuple[float | None, float | None]:
    """The larger party's gap before and after, over the parties that have one; None where these are not the same."""
    had = [g is not None for g in before.gap]
    if not any(had) or had != [g is not None for g in after.gap]:
        return None, None
    return _largest(before.gap), _largest(after.gap)


def _largest(gaps: Sequence[float | None]) -> float:
    return max(g for g in gaps if g is not None)


def _measure(before: ZoneResult, after: ZoneResult, gap: float | None) -> Measure:
    if before.exists and after.exists:
        return "margin"
    return "shortfall" if gap is None else "gap"


def _shares(
    evaluator: Evaluator, shifts: tuple[Shift, ...], ask: Ask, view: str | None
) -> tuple[float | None, float | None, float | None]:
    """(share before, share after, error of the difference), on common draws; None without draws, or where the budget left
    some undecided. An error of 0 would say that no draw could differ: where none did, √2/n stands in."""
    from parley.deals.zone import exists_draws, of_draws

    case, before = evaluator.case(view), evaluator.evaluate(view, ask)
    if before.draws is None or before.share is None:
        return None, None, None
    moved = applied(evaluator.sample(view), shifts, how="drawn", seed=evaluator.seed)
    found = before.draws.exists.copy()
    posed = problem(case, moved, ask)
    asked = ~_settled(case, shifts, before, posed, ask)
    if asked.any():
        found[asked], decided = exists_draws(of_draws(posed, asked))
        if not decided.all():
            return before.share, None, None
    change = found.astype(np.float64) - before.draws.exists
    count = len(change)
    error = float(change.std()) / math.sqrt(count) if change.any() else math.sqrt(2.0) / (count + 4)
    return before.share, float(found.mean()), error


def _settled(case: Case, shifts: tuple[Shift, ...], before: Evaluation, after: DealProblem, ask: Ask) -> Bools:
    """(n,): draws in which it is plain that the course opens and closes no zone. Where it moves numbers of going on alone, it
    moves the shortfall by no more than the no-deal value that moves most, in units of the party's range."""
    assert before.draws is not None
    assert before.reservations is not None
    had, shortfall = before.draws.exists, before.draws.shortfall
    by_no_deal = all(isinstance(parse(shift.path), NoDeal) for shift in shifts)
    if not by_no_deal or case.kinds[ask.kind].basis == "no_deal" or after.refusals:
        return np.zeros(len(had), dtype=np.bool_)
    change = after.reservation - before.reservations
    cares = after.scale > 0
    moved = (change[:, cares] / after.scale[cares]) if cares.any() else np.zeros((len(had), 1))
    stays = np.where(had, shortfall + moved.max(axis=1) < -PLAIN, shortfall + moved.min(axis=1) > PLAIN)
    return np.asarray(stays & (change[:, ~cares] == 0).all(axis=1), dtype=np.bool_)


PLAIN = 1e-6
"""Of the range: a shortfall further than this from zero is not one by rounding."""


def _own_range(
    evaluator: Evaluator,
    shifts: tuple[Shift, ...],
    ask: Ask,
    view: str | None,
    before: ZoneResult,
    measure: Measure,
) -> tuple[float, float] | None:
    """5th and 95th percentile of the change of the distance over the course's own ranges, all else at the middle; None where
    the course has none. Where a draw leaves other parties with a gap, its shortfall is compared."""
    if all(_certain(shift) for shift in shifts) or before.shortfall is None:
        return None
    one = evaluator.medians(view)
    many = rows(one, np.repeat(one.values, TRIES, axis=0))
    found = zones(evaluator.case(view), applied(many, shifts, how="drawn", seed=evaluator.seed), ask)
    change: Floats = found.shortfall - before.shortfall
    had = np.array([g is not None for g in before.gap], dtype=np.bool_)
    if measure != "shortfall" and had.any():
        same = (~np.isnan(found.gap) == had).all(axis=1)
        largest = np.where(had, np.nan_to_num(found.gap, nan=-np.inf), -np.inf).max(axis=1)
        change = np.where(same, largest - _largest(before.gap), change)
    known = change[np.isfinite(change) & found.decided]
    if not len(known):
        return None
    return float(np.quantile(known, 0.05)), float(np.quantile(known, 0.95))


def _certain(shift: Shift) -> bool:
    d = shift.amount.distribution
    return shift.chance is None and (d is None or d.is_point)


def _word(
    before: ZoneResult,
    after: ZoneResult,
    gaps: tuple[float | None, float | None],
    shares: tuple[float | None, float | None, float | None],
    measure: Measure,
    ends: tuple[float, float] | None,
) -> tuple[EffectWord, Reason | None]:
    if before.exists is None or after.exists is None:
        return "depends", "undecided"
    mixed: Reason | None = "range" if ends is not None and ends[0] < -LEAST and ends[1] > LEAST else None
    by_gap, by_shortfall = _fall(*gaps), _fall(before.shortfall, after.shortfall)
    share = _rise(*shares)
    if before.exists != after.exists:
        if after.exists:
            return ("depends", "against") if share < 0 else ("opens", mixed)
        return ("depends", "against") if share > 0 else ("further", mixed)
    if mixed:
        return "depends", mixed
    if {-1, 1} <= {by_gap, by_shortfall, share}:
        return "depends", "against"
    helps = by_gap or share or (by_shortfall if gaps[0] is None else 0)
    return ("nearer" if helps > 0 else "further" if helps < 0 else "no change"), None


def _fall(before: float | None, after: float | None) -> int:
    """1: the distance falls, which helps; −1: it grows; 0: it stays, or is not known."""
    if before is None or after is None or abs(after - before) <= LEAST:
        return 0
    return 1 if after < before else -1


def _rise(before: float | None, after: float | None, error: float | None) -> int:
    """1: the share rises beyond its error; −1: it falls; 0: neither, or is not known."""
    if before is None or after is None or error is None or abs(after - before) <= ERRORS * error:
        return 0
    return 1 if after > before else -1
