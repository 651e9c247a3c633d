"""From a case and its draws to the arrays of :class:`~parley.deals.problem.DealProblem`.

Weights are normalised over the issues of the case's main kind, so that a point means the same in every kind of deal.
A party's scale is the range of its U over the possible deals of the main kind at the base case's medians: frozen across
draws, views, levers and kinds, so that gaps can be compared. Where the main kind is one text, and so has no range, the
scale is that of the widest kind about the same issues.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import numpy as np

from parley.case.deal import excluded
from parley.case.path_names import names
from parley.case.paths import (
    Belief,
    Broken,
    Combination,
    Effect,
    Floor,
    Score,
    Trust,
    Weight,
    group,
    of,
)
from parley.case.types import Case, Kind
from parley.case.types import Floor as FloorRule
from parley.core.errors import CaseError
from parley.core.suggest import did_you_mean
from parley.deals.problem import Bools, DealProblem, Floats, Interaction, Line, Pattern, Security
from parley.deals.values import ranges
from parley.model.lines import line_holds, pattern
from parley.model.no_deal import leaned_on, numbers_of, own_or_principals
from parley.model.supply import Supplied, supplied, sway

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.model.modes import RedLines

LOGIT_LIMIT = 40.0
"""logistic(40) is 1 in double precision: a deal said to hold for certain stays finite."""


def kind_of(case: Case, name: str | None) -> Kind:
    """The kind called ``name`` (None: the case's main kind); :class:`CaseError` where there is none."""
    key = name or case.main_kind
    if key not in case.kinds:
        raise CaseError.one(f"{case.name} has no kind of deal called {key!r}", hint=did_you_mean(key, case.kinds))
    return case.kinds[key]


def holder(case: Case, party: str, beliefs: str, form: type[Belief | Trust], draws: Draws) -> str:
    """Whose beliefs apply to ``party``: its own, or those of one named holder.

    A ratifier that states no beliefs of its own shares those of the principal whom it ratifies for.
    """
    wanted = party if beliefs == "own" else beliefs
    known = _holders(form, draws.paths)  # type: ignore[arg-type]  # a class is hashable
    if wanted in known:
        return wanted
    principal = case.parties[wanted].ratifies_for if wanted in case.parties else None
    if principal in known:
        return str(principal)
    raise CaseError.one(
        f"{case.name} states no beliefs of {wanted!r} under {_TABLES[form]}",
        hint=did_you_mean(wanted, sorted(known)) or "use own, analyst, or a party that holds beliefs",
    )


@lru_cache(maxsize=256)
def _holders(form: type[Belief | Trust], stated: tuple[str, ...]) -> frozenset[str]:
    """Who holds beliefs of one form, whatever the kind of deal: asked of the same paths many times over."""
    return frozenset(p.holder for _, p in of(form, stated) if isinstance(p, Belief) or p.deal is None)


@lru_cache(maxsize=256)
def _secured(kind: str, stated: tuple[str, ...]) -> bool:
    """Whether anything is said on whether a deal of the kind would be kept."""
    forms = (Trust, Broken, Effect)
    return any(names(path).kind in (None, kind) for form in forms for _, path in of(form, stated))


_TABLES: Mapping[type, str] = {Belief: group("no_deal", "beliefs"), Trust: group("security", "holds")}


def weights(case: Case, draws: Draws, party: str, issues: Iterable[str]) -> Floats:
    """(n, J): weights of ``issues``, normalised over the issues of the main kind."""
    main = case.kinds[case.main_kind].issues
    get = numbers_of(case, draws, party)
    total = sum((get(Weight(party, j)) for j in main), np.zeros(1))
    return np.stack([get(Weight(party, j)) / total for j in issues], axis=1)


def values(case: Case, draws: Draws, kind: Kind) -> Floats:
    """(n, P, O): weight × score of every option of the kind for every required party."""
    blocks = []
    for party in case.required:
        w, get = weights(case, draws, party, kind.issues), numbers_of(case, draws, party)
        columns = [
            w[:, j] * get(Score(party, issue, option))
            for j, issue in enumerate(kind.issues)
            for option in kind.only[issue]
        ]
        blocks.append(np.stack(columns, axis=1))
    return np.stack(blocks, axis=1)


def reservations(case: Case, draws: Draws, beliefs: str = "own") -> Floats:
    """(n, P): what going on is worth to each required party.

    ``beliefs``: "own" (each by its own), "analyst", or the key of a party (all as it sees them).
    """
    from parley.model.no_deal import reservation

    return np.stack(
        [reservation(case, draws, party, holder(case, party, beliefs, Belief, draws)) for party in case.required],
        axis=1,
    )


def problem(
    case: Case,
    draws: Draws,
    kind: str | None = None,
    beliefs: str = "own",
    red_lines: RedLines = "weighed",
    *,
    consents: bool = True,
) -> DealProblem:
    """The deal problem of one kind of deal for every draw.

    ``red_lines``: "weighed" (each line holds as drawn; at the medians, where its probability is at least a half),
    "declared" (all hold) or "none". ``consents`` False: as if every supplier of an option would supply it. Raises
    :class:`CaseError` for an unknown kind or holder, or unset numbers.
    """
    chosen = kind_of(case, kind)
    from_others = supplied(case, draws, chosen) if consents else Supplied(None, ())
    v = values(case, draws, chosen)
    r = reservations(case, draws, beliefs)
    lines, holds = red_line_arrays(case, draws, chosen, red_lines)
    return DealProblem(
        parties=case.required,
        issues=chosen.issues,
        options=tuple(tuple(chosen.only[issue]) for issue in chosen.issues),
        values=v,
        offset=_offset(case, draws, chosen, r),
        reservation=r,
        scale=scale(case),
        forbidden=tuple(forbidden_patterns(case, chosen)),
        lines=lines,
        lines_hold=holds if lines else None,
        allowed=_both(_floors(case, draws, chosen), from_others.options),
        refusals=from_others.refusals,
        interactions=tuple(_interactions(case, draws, chosen)),
        security=None if chosen.secure else _security(case, draws, chosen, beliefs),
        labels={"case": case.name, "kind": chosen.key, "view": case.view or "base"},
    )


def _both(floors: Bools | None, from_others: Bools | None) -> Bools | None:
    """(n, O): options that neither floors nor suppliers take away; None where nothing is said of either."""
    if floors is None or from_others is None:
        return floors if from_others is None else from_others
    return np.asarray(floors & from_others, dtype=np.bool_)


def scale(case: Case) -> Floats:
    """(P,): range_p of U_p over the possible deals of :func:`measured` at the base case's medians."""
    return np.asarray(_scale(Baseline(case)), dtype=np.float64)


def measured(case: Case) -> Kind:
    """The kind of deal over which scales are taken: the main kind, or, where that is one text, the widest about the same issues."""
    main = case.kinds[case.main_kind]
    if any(len(main.only[issue]) > 1 for issue in main.issues):
        return main
    same = [kind for kind in case.kinds.values() if set(kind.issues) == set(main.issues) and kind.basis == main.basis]
    return max(same, key=lambda kind: sum(len(kind.only[issue]) for issue in kind.issues))


class Baseline:
    """All of a case that its parties' scales may rest on, as the key under which they are remembered.

    It stands in for the case while they are computed, and has nothing else: what is not compared cannot be read.
    """

    required = Case.required

    def __init__(self, case: Case) -> None:
        self.path, self.main_kind, self.view = case.path, case.main_kind, None
        self.parties, self.kinds, self.rules, self.interactions = (
            case.parties,
            case.kinds,
            case.rules,
            case.interactions,
        )
        self.judgements = case.base or case.judgements
        if any(judgement.distribution is None for judgement in self.judgements.values()):
            # what the base case leaves open a view or --set may have said
            said = case.judgements
            self.judgements = {p: said.get(p, j) if j.distribution is None else j for p, j in self.judgements.items()}

    def __hash__(self) -> int:
        return hash((id(self.judgements), self.main_kind))

    def __eq__(self, other: object) -> bool:
        """The same judgements as one object, which all views of a case share, and a structure that is alike."""
        if not isinstance(other, Baseline) or self.judgements is not other.judgements:
            return False
        mine, theirs = vars(self), vars(other)
        return all(mine[name] is theirs[name] or mine[name] == theirs[name] for name in mine if name != "judgements")


@lru_cache(maxsize=64)
def _scale(baseline: Baseline) -> tuple[float, ...]:
    from parley.case.chance.sampling import medians

    case = cast(Case, baseline)
    draws = medians(case)
    kind = measured(case)
    v = values(case, draws, kind)
    p = v.shape[1]
    bare = DealProblem(
        parties=case.required,
        issues=kind.issues,
        options=tuple(tuple(kind.only[issue]) for issue in kind.issues),
        values=v,
        offset=np.zeros((1, p)),
        reservation=np.zeros((1, p)),
        scale=np.ones(p),
        forbidden=tuple(forbidden_patterns(case, kind)),
        interactions=tuple(_interactions(case, draws, kind)),
    )
    return tuple(float(x) for x in np.asarray(ranges(bare)).reshape(-1)[:p])


def red_line_arrays(case: Case, draws: Draws, kind: Kind, red_lines: RedLines) -> tuple[tuple[Line, ...], Bools]:
    """The lines of required parties that touch the kind, and (n, L) which of them hold."""
    lines: list[Line] = []
    columns: list[Bools] = []
    n = draws.values.shape[0]
    if red_lines == "none":
        return (), np.zeros((n, 0), dtype=np.bool_)
    required = case.required
    for line in case.red_lines.values():
        patterns = tuple(p for p in (pattern(kind, match) for match in line.rules_out) if p is not None)
        if line.party not in required or not patterns:
            continue
        lines.append(Line(line.key, required.index(line.party), patterns))
        columns.append(
            np.ones(n, dtype=np.bool_) if red_lines == "declared" else line_holds(draws, line.key, line.party)
        )
    holds = np.stack(columns, axis=1) if columns else np.zeros((n, 0), dtype=np.bool_)
    return tuple(lines), holds


def forbidden_patterns(case: Case, kind: Kind) -> Iterable[Pattern]:
    if kind.basis == "no_deal":
        # a limited deal that leaves everything as it is would be acceptable to all by arithmetic: it is no deal
        nothing = pattern(kind, {issue: (kind.status_quo[issue],) for issue in kind.issues})
        if nothing is not None:
            yield nothing
    for rule in case.rules:
        for match in excluded(rule, kind.only):
            found = pattern(kind, match)
            if found is not None:
                yield found


def _floors(case: Case, draws: Draws, kind: Kind) -> Bools | None:
    floors = counted_floors(case, kind)
    if not floors:
        return None
    n = draws.values.shape[0]
    options = [(issue, option) for issue in kind.issues for option in kind.only[issue]]
    allowed = np.ones((n, len(options)), dtype=np.bool_)
    for floor in floors:
        for o, (issue, option) in enumerate(options):
            if issue == floor.issue:
                allowed[:, o] &= above_floor(case, draws, floor, option) >= 0
    return allowed


def counted_floors(case: Case, kind: Kind) -> tuple[FloorRule, ...]:
    """The floors that bar options of a kind, in file order."""
    return tuple(f for f in case.floors.values() if f.issue in kind.issues and counts(case, f.party))


def above_floor(case: Case, draws: Draws, floor: FloorRule, option: str) -> Floats:
    """(n,): by how many points of its issue's score an option lies above a floor; below zero, the floor bars it."""
    score = own_or_principals(case, draws, Score(floor.party, floor.issue, option))
    return np.asarray(score - draws.get(Floor(floor.key)), dtype=np.float64)


def counts(case: Case, party: str) -> bool:
    """Whether a party's floors count: those of any but a ratifier that is told beside the verdicts."""
    return case.parties[party].binding


def _interactions(case: Case, draws: Draws, kind: Kind) -> Iterable[Interaction]:
    for item in case.interactions.values():
        found = pattern(kind, item.match)
        if found is None:
            continue
        zero = np.zeros(draws.values.shape[0])
        amounts = [
            own_or_principals(case, draws, Combination(item.key, party))
            if party in item.parties or leaned_on(case, party) in item.parties
            else zero
            for party in case.required
        ]
        yield Interaction(found, np.stack(amounts, axis=1))


def _offset(case: Case, draws: Draws, kind: Kind, r: Floats) -> Floats:
    """Zero; or, for a deal that leaves the war going on, R less the value of the status quo.

    The status quo need not be among the options that the deal offers.
    """
    if kind.basis != "no_deal":
        return np.zeros_like(r)
    columns = []
    for party in case.required:
        w = weights(case, draws, party, kind.issues)
        scores = [own_or_principals(case, draws, Score(party, j, kind.status_quo[j])) for j in kind.issues]
        columns.append((w * np.stack(scores, axis=1)).sum(axis=1))
    return np.asarray(r - np.stack(columns, axis=1), dtype=np.float64)


def _security(case: Case, draws: Draws, kind: Kind, beliefs: str) -> Security | None:
    if not _secured(kind.key, draws.paths):
        return None
    n, required = draws.values.shape[0], case.required

    def stated(path: Trust | Broken) -> bool:
        return str(path) in draws.columns

    def in_force(form: type[Trust] | type[Broken], who: str) -> Trust | Broken:
        """The number that the kind of deal has of its own, or else that of any deal."""
        own = form(who, kind.key)
        return own if stated(own) else form(who)

    def share(party: str) -> Floats:
        special = Trust(beliefs if beliefs != "own" else party, kind.key)
        if stated(special):
            return draws.get(special)
        return draws.get(in_force(Trust, holder(case, party, beliefs, Trust, draws)))

    def broken_to(party: str) -> Floats:
        mine = in_force(Broken, party)
        return draws.get(mine if stated(mine) else in_force(Broken, leaned_on(case, party) or party))

    q = np.stack([share(party) for party in required], axis=1)
    with np.errstate(divide="ignore"):
        logit = np.clip(np.log(q) - np.log1p(-q), -LOGIT_LIMIT, LOGIT_LIMIT)
    effect_columns = []
    for issue in kind.issues:
        for option in kind.only[issue]:
            path = Effect(issue, option)
            effect_columns.append(draws.get(path) if str(path) in draws.columns else np.zeros(n))
    effect = np.repeat(np.stack(effect_columns, axis=1)[:, None, :], len(required), axis=1)
    broken = np.stack([broken_to(party) for party in required], axis=1)
    every, shifts = sway(case, draws, kind, len(required))
    return Security(logit + every[:, None], effect, broken, np.zeros_like(effect), shifts)


def deal_names(p: DealProblem, deal: Iterable[int]) -> Mapping[str, str]:
    """Issue → option, by key."""
    return {issue: p.options[j][int(o)] for j, (issue, o) in enumerate(zip(p.issues, deal, strict=True))}
