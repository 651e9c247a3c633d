"""What the form of a query decides, whatever the numbers are: sums of numbers with what cancels taken out, and tautologies.

A comparison is read as a sum above zero: ``left > right`` as left − right > 0. ``change ACT (a + b)`` is the sum of the two changes,
the change of a number that is written out is none, and what stands on both sides falls out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from parley.insight.queries import language as q

BOUNDED = ("share",)
"""Measures that lie between 0 and 1 by what they are; so do readiness and openings."""
ATOMS = 10
"""Conditions that are tried at both truth values."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Σ factor × number + constant; numbers that cancel are left out."""

    terms: tuple[tuple[q.Number, float], ...]
    constant: float


def summed(number: q.Number) -> Sum:
    """A number as a sum of what cannot be taken further apart."""
    match number:
        case q.Const(value):
            return Sum((), value)
        case q.Arithmetic("*", left, right):
            a, b = summed(left), summed(right)
            for factor, of in ((a, b), (b, a)):
                if not factor.terms:
                    return _scaled(of, factor.constant)
            return Sum(((number, 1.0),), 0.0)
        case q.Arithmetic(sign, left, right):
            return _added(summed(left), _scaled(summed(right), 1.0 if sign == "+" else -1.0))
        case q.Change(act, of):
            return Sum(tuple((q.Change(act, term), factor) for term, factor in summed(of).terms), 0.0)
        case _:
            return Sum(((number, 1.0),), 0.0)


def compared(atom: q.Compare) -> Sum:
    """The sum that a comparison says is above zero (or not below it, for ``>=`` and ``<=``)."""
    larger, smaller = (atom.left, atom.right) if atom.sign in (">", ">=") else (atom.right, atom.left)
    return _added(summed(larger), _scaled(summed(smaller), -1.0))


def _scaled(of: Sum, by: float) -> Sum:
    terms = ((term, factor * by) for term, factor in of.terms if factor * by)
    return Sum(tuple(sorted(terms, key=_by_number)), of.constant * by)


def _by_number(part: tuple[q.Number, float]) -> str:
    return repr(part[0])


def _added(left: Sum, right: Sum) -> Sum:
    total: dict[q.Number, float] = {}
    for term, factor in (*left.terms, *right.terms):
        total[term] = total.get(term, 0.0) + factor
    return Sum(tuple(sorted(((t, f) for t, f in total.items() if f), key=_by_number)), left.constant + right.constant)


def decided(query: q.Query) -> bool | None:
    """True or false where the query is so whatever the numbers are: where a comparison cancels out or asks more or less than a
    number can be, and where parts put together are so at every truth value of each. None where the numbers tell."""
    found: dict[object, None] = {}
    _truth(query, (), None, found)
    if len(found) > ATOMS:
        return None
    told = set()
    for values in product((False, True), repeat=len(found)):
        at = dict(zip(found, values, strict=True))
        if not any(_clash(key, at) for key in at):
            told.add(_truth(query, (), at, found))
    return told.pop() if len(told) == 1 else None


def _clash(key: object, at: dict[object, bool]) -> bool:
    """Whether a number would lie above another and below it."""
    if not isinstance(key, tuple) or key[0] != "above" or not at[key]:
        return False
    _, context, larger = key
    return at.get(("above", context, _scaled(larger, -1.0)), False)


def _truth(
    query: q.Query, context: tuple[object, ...], at: dict[object, bool] | None, found: dict[object, None]
) -> bool:
    """The truth of a query where its conditions are as ``at``; with None, notes them in ``found``."""

    def look(key: object) -> bool:
        if at is None:
            found[key] = None
            return False
        return at[key]

    match query:
        case q.Join(how, left, right):
            one, two = _truth(left, context, at, found), _truth(right, context, at, found)
            return one or two if how == "or" else one and two
        case q.Not(of):
            return not _truth(of, context, at, found)
        case q.After(act, of):
            return _truth(of, (*context, ("after", act)), at, found)
        case q.Corrected(party, of):
            return _truth(of, (*context, ("corrected", party)), at, found)
        case q.With(path, value, of):
            return _truth(of, (*context, ("with", path, value)), at, found)
        case q.InViews(_, of):
            inner = decided(of)
            return look((context, query)) if inner is None else inner
        case q.Compare(sign):
            return _compare(compared(query), sign in (">=", "<="), context, look)
        case _:
            return look((context, query))


Look = Callable[[object], bool]


def _compare(of: Sum, equal: bool, context: tuple[object, ...], look: Look) -> bool:
    ends = _ends(of)
    if ends is not None:
        low, high = ends
        if low > 0 or (equal and low >= 0):
            return True
        if high < 0 or (not equal and high <= 0):
            return False
    if equal:  # not below zero: the mirror image does not lie above it
        return not look(("above", context, _scaled(of, -1.0)))
    return bool(look(("above", context, of)))


def _ends(of: Sum) -> tuple[float, float] | None:
    """Between which a sum lies whatever the numbers are; None where something in it has no bounds of its own."""
    low = high = of.constant
    for term, factor in of.terms:
        match term:
            case q.Measure(what) if what in BOUNDED:
                pass
            case q.Readiness() | q.Opening():
                pass
            case _:
                return None
        low, high = low + min(0.0, factor), high + max(0.0, factor)
    return low, high
