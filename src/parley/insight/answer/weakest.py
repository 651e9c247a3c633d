"""The weakest judgement: the one that would turn a named verdict of the main kind when it is moved, or that none would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from parley.case.grounds import ground_of
from parley.case.types import Case
from parley.insight.asking.evaluator import Ask, Evaluator, exists
from parley.insight.asking.relevance import bears
from parley.insight.results.assessment import Basis, Phrase
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels, number
from parley.insight.results.titles import short, with_article
from parley.insight.sections.differences import zone_question
from parley.insight.sensitivity.thresholds import Turn, turns
from parley.insight.sensitivity.unvaried import unvaried
from parley.model.modes import RedLines

COUNTED: dict[RedLines, str] = {
    "none": "all lines lifted",
    "weighed": "a line counted where it is likelier than not to hold",
}
"""The two tests that numbers can turn, the one whose word is shown first: with every declared line counted, no chance that
one holds is read."""
MOVES = 256
"""Combinations for the judgement that moves a share most."""


@dataclass(frozen=True, slots=True)
class _Turning:
    """A judgement that turns one of the two tests of the main kind, in either direction."""

    turn: Turn
    lines: RedLines
    opens: bool
    sized: bool
    """Whether a source states its size: such a number is no weak link while another one turns the same."""

    @property
    def rank(self) -> tuple[bool, bool, bool, float, str]:
        return (not self.turn.within_range, self.lines != "none", self.sized, self.turn.relative, self.turn.path)


@dataclass(frozen=True, slots=True)
class _Weighed:
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class _Mover:
    path: str | None
    low: float
    high: float


def weakest(evaluator: Evaluator, lifted: Sequence[Turn], labels: Labels, notes: Footnotes, basis: Basis) -> Phrase:
    """The judgement on which most hangs, as a question, with the verdict that it turns and where.

    Of the judgements that turn whether a zone for the main kind exists at the middle numbers of the base case, with lines
    lifted or weighed, each moved alone: within its own range before beyond it, lines lifted first, one whose size no source states before one
    whose size is stated, then the smallest relative move. Where none turns either test, that is said, with the judgement
    that moves the share of combinations most. ``lifted``: what turns the main kind with all lines set aside; ``basis``: the
    counts of the answer, of which those without a range are told here too.
    """
    base = evaluator.base
    if unvaried(base, Ask(base.main_kind, red_lines="none")).none:
        return Phrase("No number has a range, so none was moved within one: what the answer hangs on was not tested.")
    found = _turning(evaluator, lifted)
    if not found:
        return _no_turn(evaluator, labels, notes, basis)
    first = min(found, key=lambda one: one.rank)
    judgement = base.judgements[first.turn.path]
    assert judgement.distribution is not None
    then = number(first.turn.threshold, first.turn.path)
    counted = f", {COUNTED[first.lines]}" if base.red_lines else ""
    verdict = f"{_kind(base)} {'opens' if first.opens else 'is open no longer'}{counted}"
    side = "below" if first.turn.threshold < judgement.distribution.median else "above"
    if first.turn.within_range:
        now = number(judgement.distribution.median, first.turn.path)
        text = f"{labels.question(first.turn.path)} (we put it at {now}; {side} {then} {verdict})"
        text = text[0].upper() + text[1:]
    else:
        d = judgement.distribution
        low, high = (number(x, first.turn.path) for x in (d.low, d.high))
        span = f"{number(d.median, first.turn.path)}, no range stated" if d.is_point else f"range {low} to {high}"
        head = f"No single judgement turns whether {_kind(base)} is open inside its own range"
        text = f"{_unvaried(basis, head)} Nearest: {labels.label(first.turn.path)} ({span}; {side} {then} {verdict})"
    return Phrase(text, notes.judgement(judgement)[:1], (first.turn.path,))


def _turning(evaluator: Evaluator, lifted: Sequence[Turn]) -> list[_Turning]:
    base = evaluator.base
    asked: list[tuple[RedLines, Sequence[Turn]]] = [("none", lifted)]
    if base.red_lines:
        asked.append(("weighed", evaluator.kept(_weighed_turns, base.main_kind, as_=_Weighed).turns))
    out = []
    for lines, turning in asked:
        opens = not evaluator.evaluate(None, Ask(base.main_kind, red_lines=lines), n=0).point.exists
        out += [_Turning(t, lines, opens, ground_of(base, base.judgements[t.path]) == "size") for t in turning]
    return out


def _weighed_turns(evaluator: Evaluator, kind: str) -> _Weighed:
    ask = Ask(kind, red_lines="weighed")
    paths = [path for path in evaluator.base.judgements if bears(evaluator.base, path, ask)]
    return _Weighed(turns(zone_question(ask), evaluator.base, evaluator.medians(None), paths, evaluator.quantities))


def _no_turn(evaluator: Evaluator, labels: Labels, notes: Footnotes, basis: Basis) -> Phrase:
    """Nothing turns the main kind, wherever it was looked: what moves the share of combinations most."""
    base = evaluator.base
    text = _unvaried(basis, f"No single judgement turns whether {_kind(base)} is open")
    mover = evaluator.kept(_most_moving, base.main_kind, as_=_Mover)
    if mover.path is None:
        return Phrase(text)
    low, high = (f"{100 * share:.0f}" for share in (mover.low, mover.high))
    if low == high:
        return Phrase(f"{text} Nor does any move the share of combinations by one of 100.")
    text += f" The one that moves the share most, over its range: {labels.label(mover.path)} ({low} → {high} of 100 combinations)"
    return Phrase(text, notes.judgement(base.judgements[mover.path])[:1], (mover.path,))


def _most_moving(evaluator: Evaluator, kind: str) -> _Mover:
    """Each ranged judgement held at either end of its range, all others drawn as they are (the same draws): shares with a
    zone, all lines lifted."""
    base, ask = evaluator.base, Ask(kind, red_lines="none")
    drawn = evaluator.sample(None, MOVES)
    best = _Mover(None, 0.0, 0.0)
    for path, judgement in base.judgements.items():
        d = judgement.distribution
        if d is None or d.is_point or path not in drawn.columns or not bears(base, path, ask):
            continue
        shares = []
        for value in (d.low, d.high):
            values = drawn.values.copy()
            values[:, drawn.columns[path]] = value
            shares.append(float(np.mean(exists(base, replace(drawn, values=values), ask))))
        if best.path is None or abs(shares[1] - shares[0]) > abs(best.high - best.low):
            best = _Mover(path, shares[0], shares[1])
    return best


def _kind(case: Case) -> str:
    return with_article(short(case.kinds[case.main_kind].title))


def _unvaried(basis: Basis, text: str) -> str:
    """That nothing turns it, as far as that was tried: a number without a range was moved over nothing."""
    n = basis.no_range
    return (
        f"{text}; the {n} that {'has' if n == 1 else 'have'} no range {'was' if n == 1 else 'were'} not varied."
        if n
        else f"{text}."
    )
