"""What a query tests of a claim: all that the claim says, part of it, nothing; or whether it only reads numbers that were typed in.

A claim is *assumed* where its query compares numbers as they were written, or the rule of thumb of readiness over them, or asks whether an act raises or lowers a no-deal value
that all of its written changes push the same way: the answer was put in. It is *not tested* where it has no query; where its text
speaks of every case ("only", "any", "never", "no deal") and the query ranges over no deals, views or sets of lines; or where the
query asks whether there is a deal and the claim speaks of none. A clause "(Tested: …)" in the text says what narrower thing is
asked; the claim is then *tested in part*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from parley.case.types import Case, Claim
from parley.core.errors import ParleyError
from parley.insight.asking.acts import act_shifts
from parley.insight.queries import language as q
from parley.insight.queries.judge import SAME, Scene, measure
from parley.model.facts import behind
from parley.outlook.shifts import applied

TESTED = re.compile(r"\s*\(\s*(?:[^()]*?[;,]\s*)?tested\b\s*([^()]*(?:\([^()]*\)[^()]*)*)\)", re.IGNORECASE)
NOT_TESTED = re.compile(r"\s*\(\s*not tested\b[\s:,]*([^()]*)\)", re.IGNORECASE)
EVERY = re.compile(
    r"\b(only|any|never|always|(?<!at )(?<!after )(?<!above )all|every|must|none|nothing|nobody|whatever|"
    r"no (?:deal|settlement|agreement|framework|ceasefire|cease-fire|truce|peace|talks))\b",
    re.IGNORECASE,
)
OF_DEALS = frozenset(
    [
        "zone",
        "deal",
        "deals",
        "settlement",
        "settlements",
        "settle",
        "settled",
        "settles",
        "agreement",
        "agreements",
        "agree",
        "agreed",
        "accord",
        "accords",
        "terms",
        "peace",
        "truce",
        "ceasefire",
        "armistice",
        "compromise",
        "compromises",
        "talks",
        "talk",
        "negotiate",
        "negotiated",
        "negotiating",
        "negotiation",
        "negotiations",
        "bargain",
        "bargaining",
        "concession",
        "concessions",
        "concede",
        "treaty",
        "framework",
        "compact",
        "formula",
        "offer",
        "offers",
        "solution",
        "resolve",
        "resolved",
        "swap",
        "exchange",
        "table",
        "partition",
        "line",
        "lines",
    ]
)
"""Words of a claim that speak of an agreement."""


def narrower(text: str) -> str | None:
    """What the text itself says is tested: "lines set aside, terms exist" of "… (Tested: lines set aside, terms exist.)"."""
    found = TESTED.search(text)
    if found is None:
        return None
    told = re.sub(r"^only\b", "", found.group(1)).strip(" .;")
    head, apart, rest = told[1:].partition(":")
    if told.startswith(",") and apart:
        told = f"{rest.strip()} ({head.strip()})"  # "Tested, as nobody said: it rains" is "it rains (as nobody said)"
    return told.strip(" :,") or None


def said(text: str) -> str:
    """The claim itself, without the clause that says what is tested."""
    return NOT_TESTED.sub("", TESTED.sub("", text)).strip()


def set_aside(text: str) -> str | None:
    """Why nothing tests the claim, where its text says so: "a point of right" of "… (Not tested: a point of right.)"."""
    found = NOT_TESTED.search(text)
    return found.group(1).strip(" .;") or "the case sets it aside" if found else None


def quantifier(text: str) -> str | None:
    """The first word of the claim itself that speaks of every case."""
    found = EVERY.search(said(text))
    return found.group(1).lower() if found else None


def untested(case: Case, claim: Claim, query: q.Query | None) -> str | None:
    """Why the query tests nothing of the claim; None where it does. A clause "(Tested: …)" admits a narrower test, a clause
    "(Not tested: …)" says why there is none."""
    aside = set_aside(claim.text)
    if aside is not None:
        return aside
    if query is None:
        return "it has no query yet"
    if narrower(claim.text) is not None:
        return None
    word = quantifier(claim.text)
    if word is not None and not (exclusive(query) if word == "only" else ranges(query)):
        return f"it says “{word}”, and its query ranges over no deals, views or sets of lines"
    if all(isinstance(atom, q.Zone) for atom in atoms(query)) and not _speaks_of(case, claim, query):
        return "its query asks whether there is a deal, and the claim speaks of none"
    return None


def atoms(query: q.Query) -> Iterator[q.Query]:
    """The conditions of which a query is put together, what-ifs looked through."""
    match query:
        case q.Join(_, left, right):
            yield from atoms(left)
            yield from atoms(right)
        case q.Not(of) | q.After(_, of) | q.Corrected(_, of) | q.With(_, _, of) | q.InViews(_, of):
            yield from atoms(of)
        case _:
            yield query


def ranges(query: q.Query, positive: bool = True) -> bool:
    """Whether some part of the query is about all deals of a kind, all views or all sets of lines."""
    match query:
        case q.Zone(_, why, lines):
            return lines is not None or positive == (why is not None)
        case q.EveryDeal() | q.InViews() | q.Denial():
            return True
        case q.Compare(_, left, right):
            return _least(left) or _least(right)
        case q.Join(_, left, right):
            return ranges(left, positive) or ranges(right, positive)
        case q.Not(of):
            return ranges(of, not positive)
        case q.After(_, of) | q.Corrected(_, of) | q.With(_, _, of):
            return ranges(of, positive)
        case _:
            return False


def _least(number: q.Number) -> bool:
    """Whether a number is the least or the most over all deals."""
    match number:
        case q.Measure(what):
            return what != "share"
        case q.Change(_, of):
            return _least(of)
        case q.Arithmetic(_, left, right):
            return _least(left) or _least(right)
        case _:
            return False


def exclusive(query: q.Query) -> bool:
    """Whether the query says of something that it is so, and of what lies outside that it is not: what "only" needs."""
    match query:
        case q.EveryDeal() | q.InViews() | q.Denial():
            return True
        case q.Zone(_, _, lines):
            return lines is not None
        case q.Join("or", left, right):
            return exclusive(left) and exclusive(right)
        case q.Join(_, left, right):
            return exclusive(left) or exclusive(right) or len({_asserts(left), _asserts(right)}) == 2
        case q.Not(of) | q.After(_, of) | q.Corrected(_, of) | q.With(_, _, of):
            return exclusive(of)
        case _:
            return False


def _asserts(query: q.Query) -> bool:
    """False where a query denies."""
    match query:
        case q.Not(of):
            return not _asserts(of)
        case q.After(_, of) | q.Corrected(_, of) | q.With(_, _, of):
            return _asserts(of)
        case q.Zone(_, why):
            return why is None
        case _:
            return True


def _speaks_of(case: Case, claim: Claim, query: q.Query) -> bool:
    words = set(re.findall(r"\w+", said(claim.text).casefold().replace("cease-fire", "ceasefire")))
    known = set(OF_DEALS)
    for asked in (atom.ask for atom in atoms(query) if isinstance(atom, q.Zone)):
        known |= _words(case.kinds[asked.kind].title)
        for issue, options in asked.having:
            known |= _words(case.issues[issue].title).union(
                *(_words(case.issues[issue].options[o].title) for o in options)
            )
    return bool(words & known)


def _words(title: str) -> set[str]:
    return {word for word in re.findall(r"\w+", title.casefold()) if len(word) > 3}


def assumed(query: q.Query, scene: Scene) -> bool:
    """Whether every part of the query reads back what was typed in; ``scene``: one row, the medians."""
    return all(reads_back(atom, scene) for atom in atoms(query))


def reads_back(atom: q.Query, scene: Scene) -> bool:
    """Whether one condition is decided by the written numbers themselves, nothing being computed from them that could be otherwise."""
    match atom:
        case q.Moves(act, party):
            return _one_way(act, q.Reservation(party), scene)
        case q.Compare(_, q.Change(act, q.Reservation() | q.At() as of), q.Const(0.0)):
            return _one_way(act, of, scene)
        case q.Compare(_, left, right):
            return _typed(left, scene.case) and _typed(right, scene.case)
        case _:
            return False


def _typed(number: q.Number, case: Case) -> bool:
    """Whether a number is as it was written; a belief that facts move is what follows from them."""
    match number:
        case (
            q.Const() | q.Readiness()
        ):  # a rule of thumb over what was typed in, on a scale of our own, finds nothing out
            return True
        case q.At(path):
            return not behind(case, path)
        case q.Change(_, of):
            return _typed(of, case)
        case q.Arithmetic(_, left, right):
            return _typed(left, case) and _typed(right, case)
        case _:
            return False


def _one_way(act: str, of: q.Number, scene: Scene) -> bool:
    """Whether every written change of the act, made alone, moves a number the same way or not at all."""
    before, least = measure(of, scene), SAME if isinstance(of, q.Reservation) else 0.0
    signs = set()
    for shift in act_shifts(scene.case, act):
        moved = applied(scene.draws, (shift,), how="median", seed=scene.seed)
        change = float((measure(of, replace(scene, draws=moved)) - before)[0])
        if abs(change) > least:
            signs.add(np.sign(change))
    return len(signs) <= 1


def doubts(case: Case) -> tuple[str, ...]:
    """What ``check`` says of claims: queries that do not read, claims that theirs do not test, and, together, those without one."""
    out, bare = [], []
    for claim in case.claims.values():
        if set_aside(claim.text) is not None:
            continue
        if not claim.query.strip():
            bare.append(f"claims.{claim.key}")
            continue
        try:
            why = untested(case, claim, q.parse(claim.query, case, f"claims.{claim.key}.query"))
        except ParleyError as error:
            out.append(f"claims.{claim.key}: its query does not read: {error.problems[0].message}")
            continue
        if why is not None:
            out.append(f"claims.{claim.key}: not tested: {why}; say in its text what is tested, (Tested: …)")
    if bare:
        have = "has no query yet" if len(bare) == 1 else "have no query yet"
        named = ", ".join(bare[:SHOWN]) + (f" and {len(bare) - SHOWN} more" if len(bare) > SHOWN else "")
        out.append(f"{named} {have}: not tested; write one, or say in the text why not, (Not tested: …)")
    return tuple(out)


SHOWN = 3
"""Claims without a query that a doubt names."""
