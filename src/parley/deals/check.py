"""Refuse a deal problem that is not well formed, with a message that says which array and what it should be."""

from __future__ import annotations

import numpy as np

from parley.core.errors import InputError
from parley.deals.problem import DealProblem, Floats, Pattern


def _refuse(message: str, hint: str | None = None) -> InputError:
    error = InputError.one(message, hint=hint)
    assert isinstance(error, InputError)  # one() builds the class it is called on
    return error


def _floats(name: str, array: Floats, shape: tuple[int, ...], draw: int | None = None) -> None:
    if array.shape != shape:
        raise _refuse(f"{name} has shape {array.shape}, expected {shape}")
    if not np.isfinite(array if draw is None else array[draw]).all():
        raise _refuse(
            f"{name} holds a number that is not finite", "every weight, score, value and cost must be a number"
        )


def _pattern(problem: DealProblem, where: str, pattern: Pattern) -> None:
    for issue, chosen in pattern:
        if not 0 <= issue < len(problem.issues):
            raise _refuse(f"{where} names issue {issue}; there are {len(problem.issues)}")
        if any(not 0 <= option < len(problem.options[issue]) for option in chosen):
            raise _refuse(f"{where} names an option that issue {problem.issues[issue]!r} does not have")


def check(problem: DealProblem, draw: int | None = None) -> None:
    """Raise :class:`InputError` unless every array has its shape, every number is finite and every index in range.

    With ``draw``, numbers are looked at in that draw alone.
    """
    n, p, options = problem.values.shape[0], len(problem.parties), sum(len(o) for o in problem.options)
    if n < 1 or p < 1 or not problem.issues:
        raise _refuse("a deal problem needs at least one draw, one party and one issue")
    if any(not chosen for chosen in problem.options) or len(problem.options) != len(problem.issues):
        raise _refuse("every issue needs at least one option")
    if draw is not None and not 0 <= draw < n:
        raise _refuse(f"there is no draw {draw}; there are {n}, counted from 0")
    _floats("values", problem.values, (n, p, options), draw)
    _floats("offset", problem.offset, (n, p), draw)
    _floats("reservation", problem.reservation, (n, p), draw)
    _floats("scale", problem.scale, (p,))
    if (problem.scale < 0).any():
        raise _refuse("scale holds a negative range")
    for pattern in problem.forbidden:
        _pattern(problem, "a rule", pattern)
    for line in problem.lines:
        if not 0 <= line.party < p:
            raise _refuse(f"red line {line.name!r} belongs to party {line.party}; there are {p}")
        for pattern in line.patterns:
            _pattern(problem, f"red line {line.name!r}", pattern)
    if problem.lines_hold is not None and problem.lines_hold.shape != (n, len(problem.lines)):
        raise _refuse(f"lines_hold has shape {problem.lines_hold.shape}, expected {(n, len(problem.lines))}")
    if problem.allowed is not None and problem.allowed.shape != (n, options):
        raise _refuse(f"allowed has shape {problem.allowed.shape}, expected {(n, options)}")
    for refusal in problem.refusals:
        _pattern(problem, f"the refusal of {refusal.name!r}", refusal.pattern)
        if refusal.refused.shape != (n,):
            raise _refuse(f"the refusal of {refusal.name!r} has shape {refusal.refused.shape}, expected {(n,)}")
    for interaction in problem.interactions:
        _pattern(problem, "an interaction", interaction.pattern)
        _floats("an interaction's amounts", interaction.amounts, (n, p), draw)
    if problem.security is not None:
        _floats("security.logit", problem.security.logit, (n, p), draw)
        _floats("security.effect", problem.security.effect, (n, p, options), draw)
        _floats("security.broken", problem.security.broken, (n, p), draw)
        _floats("security.broken_effect", problem.security.broken_effect, (n, p, options), draw)
        for shift in problem.security.shifts:
            for pattern in shift.patterns:
                _pattern(problem, "a shift of security", pattern)
            _floats("a shift's amount", shift.amount, (n, p), draw)
            if not shift.patterns or shift.counts.shape != (n, len(shift.patterns)):
                raise _refuse(f"a shift's counts have shape {shift.counts.shape}, expected {(n, len(shift.patterns))}")
