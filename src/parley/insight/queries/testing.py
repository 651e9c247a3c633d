"""What a query tests of a claim: all that the claim says, part of it, nothing; or whether it only reads numbers that were typed in.

A claim is *assumed* where its query compares numbers as they were written, or asks whether an act raises or lowers a no-deal value
that all of its written changes push the same way: the answer was put in (:func:`reads_back`). It is *not tested* where it has no
query; where the query is so by its form, whatever the numbers are; where its text speaks of every case ("only", "any", "each",
"never", "cannot", "unless", "no deal") and the query says nothing of all deals, nor of the views or sets of lines that the text
speaks of; or where the text speaks of nothing that the query asks. A clause "(Tested: …)" in the text says what narrower thing is
asked; the claim is then *tested in part*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from parley.case.paths import Fact, FactTaken
from parley.case.types import Case, Claim, Judgement
from parley.core.errors import ParleyError
from parley.insight.asking.acts import act_shifts
from parley.insight.asking.evaluator import Ask
from parley.insight.queries import language as q
from parley.insight.queries.forms import compared, decided
from parley.insight.queries.judge import SAME, Scene, measure
from parley.model.facts import behind, movers
from parley.outlook.shifts import applied

TESTED = re.compile(r"\s*\(\s*(?:[^()]*?[;,]\s*)?tested\b\s*([^()]*(?:\([^()]*\)[^()]*)*)\)", re.IGNORECASE)
NOT_TESTED = re.compile(r"\s*\(\s*not tested\b[\s:,]*([^()]*)\)", re.IGNORECASE)
EVERY = re.compile(
    r"\b(only|any|never|always|(?<!at )(?<!after )(?<!above )all|every|each|must|cannot|can't|can’t|unless|none|nothing|nobody|no[ -]one|"
    r"whatever|without|but for|except|no (?:\w+ ){1,6}but|"
    r"no (?:other |possible )?(?:way|deal|settlement|agreement|accord|treaty|bargain|compromise|framework|ceasefire|cease-fire|truce|"
    r"peace|talks)s?)\b",
    re.IGNORECASE,
)
OF_DEALS = (
    "zone", "deal", "settle", "agree", "accord", "peace", "truce", "ceasefire", "armistice", "compromise", "negotiat", "bargain",
    "conce", "treaty", "treaties",
)  # fmt: skip
"""How words begin that speak of an agreement, and of little else."""
OF_WAR = ("war", "fight", "wait", "no-deal", "side", "both", "neither", "going on")
OF_VIEWS = re.compile(r"\b(views?|readings?|assumptions?|estimates?|lights)\b", re.IGNORECASE)
OF_LINES = re.compile(r"\b(lines?|demands?|conditions?|softens?|softened)\b", re.IGNORECASE)
"""What a claim says where all views, or all sets of lines, are what it speaks of."""


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
    form = decided(query)
    if form is not None:
        return f"its query is {'true' if form else 'false'} whatever the numbers are"
    if narrower(claim.text) is not None:
        return None
    word = quantifier(claim.text)
    if word is not None:
        why = _too_narrow(said(claim.text), word, query)
        if why is not None:
            return why
    if not _speaks_of(case, claim, query):
        if all(isinstance(atom, q.Zone) for atom in atoms(query)):
            return "its query asks whether there is a deal, and the claim speaks of none"
        return (
            "its query asks of deals or of going on without one, and the claim speaks of neither, nor of whom it asks"
        )
    return None


def _too_narrow(text: str, word: str, query: q.Query) -> str | None:
    """Why a query tests less than a claim that says ``word``: every deal takes a query over deals, every view one over views."""
    enough = exclusive(query) if word == "only" else ranges(query)
    if enough:
        return None
    over = {
        "views": any(isinstance(part, q.InViews) for part in parts(query)),
        "sets of lines": any(isinstance(part, q.Zone) and part.lines is not None for part in parts(query)),
    }
    if (over["views"] and OF_VIEWS.search(text)) or (over["sets of lines"] and OF_LINES.search(text)):
        return None
    named = [name for name, found in over.items() if found]
    if named:
        return f"it says “{word}”, and its query ranges over {named[0]} alone: of deals, ask `every deal` or `no deal`"
    return f"it says “{word}”, and its query ranges over no deals, views or sets of lines"


def parts(query: q.Query) -> Iterator[q.Query]:
    """The query and all conditions within it."""
    yield query
    match query:
        case q.Join(_, left, right):
            yield from parts(left)
            yield from parts(right)
        case q.Not(of) | q.After(_, of) | q.Corrected(_, of) | q.With(_, _, of) | q.InViews(_, of):
            yield from parts(of)


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
    """Whether some part of the query is about all deals of a kind: that there is none, or that every one is so."""
    match query:
        case q.Zone(_, why):
            return positive == (why is not None)
        case q.EveryDeal() | q.Denial():
            return positive
        case q.Compare():
            return _none_left(query, positive)
        case q.Join(_, left, right):
            return ranges(left, positive) or ranges(right, positive)
        case q.Not(of):
            return ranges(of, not positive)
        case q.After(_, of) | q.Corrected(_, of) | q.With(_, _, of) | q.InViews(_, of):
            return ranges(of, positive)
        case _:
            return False


def _none_left(query: q.Compare, positive: bool) -> bool:
    """Whether a comparison says that no deal comes up to something: a shortfall or a gap above a number that is not below 0, or the
    best of a party below a number."""
    of = compared(query)
    if len(of.terms) != 1:
        return False
    ((number, factor),) = of.terms
    above = (factor > 0) == positive
    match number:
        case q.Measure("shortfall" | "gap"):
            return above and -of.constant / factor >= 0
        case q.Measure("best"):
            return not above
        case _:
            return False


def exclusive(query: q.Query) -> bool:
    """Whether the query says of something that it is so, and of what lies outside that it is not: what "only" needs."""
    match query:
        case q.EveryDeal() | q.Denial():
            return True
        case q.Join("or", left, right):
            return exclusive(left) and exclusive(right)
        case q.Join(_, left, right):
            return exclusive(left) or exclusive(right) or len({_asserts(left), _asserts(right)}) == 2
        case q.Not(of) | q.After(_, of) | q.Corrected(_, of) | q.With(_, _, of) | q.InViews(_, of):
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
    """Whether a claim speaks of what some part of the query asks: of an agreement, of its kind or options, of the party, of the act.
    A number as it is written is let pass: to compare it computes nothing, and it is said to be assumed."""
    known: set[str] = set()
    for atom in atoms(query):
        found = _asked(case, atom)
        if found is None:
            return True
        known |= found
    text = said(claim.text).casefold().replace("cease-fire", "ceasefire")
    told = [*re.findall(r"\w+", text), *re.findall(r"[\w-]+", text)]
    return any(w.startswith(k) if len(k) > SHORT else w == k for w in told for k in known)


SHORT = 3
"""Letters of a word that is compared whole."""


def _asked(case: Case, of: q.Query | q.Number) -> set[str] | None:
    """How the words begin that name what a condition or a number asks of; None for one that asks of written numbers alone."""
    match of:
        case q.Compare():
            found = [words for number, _ in compared(of).terms if (words := _asked(case, number))]
            return set().union(*found) if found else None
        case q.Arithmetic(_, left, right):
            found = [words for words in (_asked(case, left), _asked(case, right)) if words]
            return set().union(*found) if found else None
        case q.Zone(ask) | q.EveryDeal(ask) | q.Opening(ask):
            return _of_deals(case, ask)
        case q.Measure(_, ask, party):
            return _of_deals(case, ask) | _of_party(case, party)
        case q.Denial(party, ask):
            return _of_deals(case, ask) | _of_party(case, party)
        case q.Reservation(party) | q.Readiness(party):
            return {*OF_WAR, *_of_party(case, party)}
        case q.Moves(act, party):
            return {*OF_WAR, *_of_party(case, party), *_of_act(case, act)}
        case q.Change(act, number):
            inner = _asked(case, number)
            return None if inner is None else inner | _of_act(case, act)
        case _:
            return None


def _of_deals(case: Case, ask: Ask) -> set[str]:
    known = {*OF_DEALS, *_words(case.kinds[ask.kind].title)}
    for issue, options in ask.having:
        known |= _words(case.issues[issue].title).union(*(_words(case.issues[issue].options[o].title) for o in options))
    return known


def _of_party(case: Case, party: str | None) -> set[str]:
    if party is None or party not in case.parties:
        return set()
    names = (party, case.parties[party].title, *case.parties[party].aliases)
    return {word for name in names for word in re.findall(r"\w+", name.casefold()) if len(word) > 1}


def _of_act(case: Case, act: str) -> set[str]:
    named = case.courses.get(act) or case.levers.get(act) or case.signals.get(act)
    return _words(named.title) if named is not None else set()


def _words(title: str) -> set[str]:
    return {word for word in re.findall(r"\w+", title.casefold()) if len(word) > SHORT}


def assumed(query: q.Query, scene: Scene) -> bool:
    """Whether every part of the query reads back what was typed in; ``scene``: one row, the medians."""
    return all(reads_back(atom, scene) for atom in atoms(query))


def reads_back(atom: q.Query, scene: Scene) -> bool:
    """Whether one condition is decided by the written numbers themselves, nothing being computed from them that could be otherwise.

    One rule for every comparison, read as a sum above zero (:mod:`parley.insight.queries.forms`): each number in it is as it was
    written, or a change of the size that an act writes; or it is one change that every written change of the act pushes the same
    way, and that way alone decides.
    """
    match atom:
        case q.Moves(act, party):
            return _one_way(act, q.Reservation(party), scene) is not None
        case q.Compare():
            of = compared(atom)
            computed = [(n, f) for n, f in of.terms if not (_typed(n, scene) or _as_written(n, scene))]
            if len(computed) != 1 or len(of.terms) != 1:
                return not computed
            ((number, factor),) = computed
            return _by_its_way(number, -of.constant / factor, scene)
        case _:
            return False


def _typed(number: q.Number, scene: Scene) -> bool:
    """Whether a number is as it was written; a belief that facts move is what follows from them."""
    match number:
        case q.Readiness():  # a rule of thumb over what was typed in, on a scale of our own, finds nothing out
            return True
        case q.At(path):
            return _unmoved(path, scene)
        case q.Change(_, of):
            return _typed(of, scene)
        case q.Arithmetic(_, left, right):
            return all(isinstance(part, q.Const) or _typed(part, scene) for part in (left, right))
        case _:
            return False


def _unmoved(path: str, scene: Scene) -> bool:
    """Whether no fact moves a number: none bears on it, or each that does stands exactly where the number takes it to stand."""
    if not behind(scene.case, path):
        return True
    read = scene.case.judgements
    pairs = [(read.get(str(Fact(key))), read.get(str(FactTaken(key)))) for key in movers(scene.case, path)]
    return all(_same_point(level, taken) for level, taken in pairs)


def _same_point(level: Judgement | None, taken: Judgement | None) -> bool:
    one, two = (j.distribution if j is not None else None for j in (level, taken))
    return one is not None and two is not None and one.is_point and two.is_point and one.median == two.median


def _as_written(number: q.Number, scene: Scene) -> bool:
    """Whether a change of a no-deal value has the size that the act's changes were written with: a point on a cost is a point."""
    match number:
        case q.Change(act, q.Reservation() as of):
            steps = [_step(act, one, of, scene) for one in range(len(act_shifts(scene.case, act)))]
            return all(abs(abs(m) - abs(w)) <= ROUNDING or not m for m, w in steps)
        case _:
            return False


ROUNDING = 1e-9


def _step(act: str, which: int, of: q.Number, scene: Scene) -> tuple[float, float]:
    """What one written change of an act, made alone, does to a number, and to the number that it changes."""
    shift = act_shifts(scene.case, act)[which]
    draws = applied(scene.draws, (shift,), how="median", seed=scene.seed)
    by = float((measure(of, replace(scene, draws=draws)) - measure(of, scene))[0])
    return by, float((draws.get(shift.path) - scene.draws.get(shift.path))[0])


def _by_its_way(number: q.Number, threshold: float, scene: Scene) -> bool:
    """Whether a change goes one way only and that decides a comparison with ``threshold``: no more than no change, or the other way."""
    match number:
        case q.Change(act, q.Reservation() | q.At() as of):
            way = _one_way(act, of, scene)
            return way is not None and (abs(threshold) <= SAME or way * threshold <= 0)
        case _:
            return False


def _one_way(act: str, of: q.Number, scene: Scene) -> float | None:
    """The way in which every written change of the act, made alone, moves a number, 0 where none does; None where they differ."""
    least = SAME if isinstance(of, q.Reservation) else 0.0
    changes = [_step(act, one, of, scene)[0] for one in range(len(act_shifts(scene.case, act)))]
    signs = {float(np.sign(change)) for change in changes if abs(change) > least}
    return None if len(signs) > 1 else signs.pop() if signs else 0.0


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
