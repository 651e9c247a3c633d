"""Facts: how a quantity about the world moves what holders believe. One rule, and the one place where it is applied.

A fact F (how far the front still moves, how long aid lasts) has a level with a range; F₀ (``taken_as``) is the level at which the beliefs
hold as they are stated. A holder h with openness λ_h believes, for each number π that the fact moves by k per unit,

    a chance among outcomes, as relative weights w_s:   w_s · exp(λ_h k_s (F − F₀)),  brought back to the sum that was stated
    a probability p:                                    logit⁻¹(logit p + λ_h k (F − F₀))
    a rate or another positive number r:                r · exp(λ_h k (F − F₀))
    any other number x:                                 x + λ_h k (F − F₀)

within the number's bounds. k is weight of evidence per unit of the fact, in log-odds (Good 1950); λ, between 0 and 1, is the exponent on the
likelihood: how much of the evidence is taken in (conservatism, Edwards 1968), the same as where engagements are observed. Where several
facts move one number their weights add, as independent evidence does. So F = F₀ leaves what is stated; λ = 0 leaves the prior; with λ = 1
everywhere all holders have taken in the same evidence, and differ by their priors alone; and with two outcomes and k (F − F₀) the log
likelihood ratio of an observation, the rule is Bayes' theorem. A number of the war itself (``no_deal.campaign.pace``) belongs to nobody's
mind and is moved with λ = 1.

Every reader of a belief passes :func:`as_held` (or :func:`held`), so that nothing reads a belief before the facts have been taken in; the
way back, from what is held to what would have to be stated, is :func:`stated`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from parley.case.paths import (
    Belief,
    Fact,
    FactMove,
    FactOpenness,
    FactTaken,
    NoDeal,
    Openness,
    Path,
    of,
    read,
    words,
)
from parley.case.types import Case
from parley.deals.problem import Floats
from parley.nodeal.record import Get, Number, Setting
from parley.nodeal.registry import record

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

Scale = Literal["weight", "logit", "log", "plain"]
FURTHEST = 500.0
"""No exponent beyond this: exp(500) is still finite in double precision."""


def moved(scale: Scale, value: Floats | float, by: Floats | float) -> Floats:
    """``value`` once ``by`` = λ k (F − F₀) has been taken in, on the natural scale of the quantity (see the module). Weights come back as
    they are, not yet brought to a sum: :func:`weights`. Exactly ``value`` where ``by`` is 0."""
    x = np.asarray(value, dtype=np.float64)
    if scale == "plain":
        return np.asarray(x + by, dtype=np.float64)
    factor = np.exp(np.clip(np.asarray(by, dtype=np.float64), -FURTHEST, FURTHEST))
    if scale == "logit":
        return np.asarray(np.where(factor == 1.0, x, x * factor / (1.0 - x + x * factor)))
    return np.asarray(x * factor)


def weights(stated: Mapping[str, Floats], by: Mapping[str, Floats | float]) -> dict[str, Floats]:
    """Relative weights of outcomes after the facts, with the sum that the stated ones have: w_s e_s Σw / Σ w e, e_s = exp(by_s).

    The largest exponent is taken out first, so that no size of evidence overflows; an outcome held impossible stays so.
    """
    names = list(stated)
    w = np.stack(np.broadcast_arrays(*(np.atleast_1d(np.asarray(stated[n], dtype=np.float64)) for n in names)))
    shift = np.stack([np.broadcast_to(np.asarray(by.get(n, 0.0), dtype=np.float64), w.shape[1:]) for n in names])
    possible = np.where(w > 0, shift, -np.inf)
    top = np.max(possible, axis=0)
    e = np.exp(np.clip(shift - np.where(np.isfinite(top), top, 0.0), -FURTHEST, 0.0))
    raw = w * e
    before, after = sum(w), sum(raw)  # one by one: the same bytes whatever the number of rows
    share = np.divide(before, after, out=np.ones_like(np.asarray(after)), where=np.asarray(after) > 0)
    still = np.all(shift == 0, axis=0)
    return {name: np.where(still, w[i], raw[i] * share) for i, name in enumerate(names)}


# ------------------------------------------------------------------------------------------------------ of a case


def scale_of(case: Case, path: Path) -> tuple[Scale, Number | None]:
    """The natural scale of a number of no-deal, and how its model declares it."""
    model = record(case.no_deal_model)
    here = Setting(("", ""), tuple(case.outcomes), tuple(case.no_deal_support))
    found = model.number(words(path)[1:], here)
    number = None if found is None else found[0]
    if isinstance(path, Belief) and model.shares and path.what in case.outcomes:
        return "weight", number
    if number is None:
        return "plain", None
    if number.unit == "probability":
        return "logit", number
    return ("log" if number.unit == "factor" and number.low >= 0 else "plain"), number


def openness(get: Get, holder: str, fact: str) -> Floats | float:
    """λ: how much of the fact a holder takes in; where nothing is said of this fact, its openness to all news; the analyst's 1."""
    for path in (FactOpenness(holder, fact), Openness(holder)):
        found = get(str(path))
        if found is not None:
            return found
    return 1.0


def evidence(case: Case, get: Get, target: str, holder: str | None) -> Floats | None:
    """Σ λ k (F − F₀) over the facts that move ``target``, (n,); ``holder`` None: a number of the war, λ = 1. None where no fact moves it."""
    total: Floats | None = None
    for key, fact in case.facts.items():
        if target not in fact.targets:
            continue
        level, taken, k = (get(str(path)) for path in (Fact(key), FactTaken(key), FactMove(key, target)))
        if level is None or taken is None or k is None:
            continue  # not yet said
        taken_in = 1.0 if holder is None else openness(get, holder, key)
        part = np.asarray(taken_in * k * (level - taken), dtype=np.float64)
        total = part if total is None else np.asarray(total + part)
    return total


@dataclass
class Held:
    """Reads a case's numbers with the facts taken in: what a holder believes, and how the war goes. Called as the numbers themselves are."""

    case: Case
    get: Get
    """The numbers as stated."""
    _weights: dict[str, dict[str, Floats]] = field(default_factory=dict)
    _targets: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._targets = frozenset(target for fact in self.case.facts.values() for target in fact.targets)

    def __call__(self, path: str) -> Floats | None:
        plain = self.get(path)
        form = read(path)
        if plain is None or not isinstance(form, NoDeal):
            return plain
        target, holder = (form.what, form.holder) if isinstance(form, Belief) else (path, None)
        if target not in self._targets and not (holder and target in self.case.outcomes):
            return plain  # no fact moves it, and it is no share of a sum that one moves
        scale, number = scale_of(self.case, form)
        if isinstance(form, Belief) and scale == "weight":
            return self._beliefs(form.holder).get(form.what, plain)
        by = evidence(self.case, self.get, target, holder)
        if by is None:
            return plain
        after = moved(scale, plain, by)
        return after if number is None else np.clip(after, number.low, number.high)

    def _beliefs(self, holder: str) -> dict[str, Floats]:
        if holder not in self._weights:
            said = {o: self.get(str(Belief(holder, o))) for o in self.case.outcomes}
            mine = {o: value for o, value in said.items() if value is not None}
            by = {o: b for o in mine if (b := evidence(self.case, self.get, o, holder)) is not None}
            self._weights[holder] = weights(mine, by) if by else dict(mine)
        return self._weights[holder]


def as_held(case: Case, get: Get) -> Get:
    """``get`` with the facts taken in; the same where the case states none."""
    return Held(case, get) if case.facts else get


def drawn(draws: Draws) -> Get:
    """The numbers of draws by path, as stated; None where there is none."""
    return lambda path: draws.get(path) if path in draws.columns else None


def middles(case: Case) -> Get:
    """The medians of a case by path, one row; None where the case does not say."""

    def get(path: str) -> Floats | None:
        judgement = case.judgements.get(path)
        if judgement is None or judgement.distribution is None:
            return None
        return np.array([judgement.distribution.median])

    return get


def held(case: Case, draws: Draws, path: str | Path) -> Floats:
    """(n,): a number as it is held, once the facts have been taken in; a number that no fact moves as it stands."""
    found = as_held(case, drawn(draws))(str(path))
    return draws.get(path) if found is None else found  # the draws say that there is no such number


def stated(case: Case, get: Get, wanted: Mapping[str, Floats | float]) -> dict[str, Floats]:
    """What would have to be stated for ``wanted`` (path → number held) to be held: the rule backwards.

    Beliefs about outcomes come back whole, a holder's others as they are held now, with a sum of at most 1 (relative weights are all that
    counts). Numbers that no fact moves come back as they are.
    """
    made = {path: np.atleast_1d(np.asarray(value, dtype=np.float64)) for path, value in wanted.items()}
    if not case.facts:
        return made
    now = Held(case, get)
    beliefs = dict(of(Belief, wanted))
    for holder in dict.fromkeys(belief.holder for belief in beliefs.values()):
        mine = {b.what: made[text] for text, b in beliefs.items() if b.holder == holder and b.what in case.outcomes}
        if not mine or not record(case.no_deal_model).shares:
            continue
        whole = {o: mine.get(o, v) for o, v in now._beliefs(holder).items()}
        by = {o: -b for o in whole if (b := evidence(case, get, o, holder)) is not None}
        if not by:
            continue
        back = weights(whole, by)
        total = np.maximum(sum(back.values()), 1.0)
        made |= {str(Belief(holder, o)): np.asarray(value / total) for o, value in back.items()}
    for text, value in made.items():
        form = read(text)
        if not isinstance(form, NoDeal):
            continue
        scale, _ = scale_of(case, form)
        if scale == "weight":
            continue
        target, who = (form.what, form.holder) if isinstance(form, Belief) else (text, None)
        by_one = evidence(case, get, target, who)
        if by_one is not None:
            made[text] = moved(scale, value, -by_one)
    return made


def taken_in(case: Case, draws: Draws, wanted: Mapping[str, Floats | float]) -> dict[str, Floats]:
    """As :func:`stated`, for the rows of draws."""
    return stated(case, drawn(draws), wanted)


def movers(case: Case, path: Path | str) -> tuple[str, ...]:
    """Keys of the facts that move a number of no-deal: a belief, whoever holds it, or a number of the war."""
    form = read(path) if isinstance(path, str) else path
    if not case.facts or not isinstance(form, NoDeal):
        return ()
    wanted = {form.what if isinstance(form, Belief) else str(path)}
    if isinstance(form, Belief) and scale_of(case, form)[0] == "weight":
        wanted = set(case.outcomes)  # shares of one sum move together
    return tuple(key for key, fact in case.facts.items() if wanted & set(fact.targets))


def behind(case: Case, path: Path | str) -> tuple[str, ...]:
    """The numbers of facts on which a number of no-deal hangs as it is held: levels, moves, and its holder's openness."""
    form = read(path) if isinstance(path, str) else path
    found: list[str] = []
    for key in movers(case, path):
        moves = [FactMove(key, target) for target in case.facts[key].targets]
        found += [str(Fact(key)), str(FactTaken(key)), *map(str, moves)]
        if isinstance(form, Belief):
            found += [open_by(case, form.holder, key)]
    return tuple(text for text in dict.fromkeys(found) if text in case.judgements)


def open_by(case: Case, holder: str, fact: str) -> str:
    """The path of the number that says how much of a fact a holder takes in."""
    own = str(FactOpenness(holder, fact))
    return own if own in case.judgements else str(Openness(holder))


def hears(case: Case, holder: str) -> bool:
    """Whether a holder's openness to all news bears on what it believes today: some fact moves beliefs, and states no openness of its own."""
    minds = (key for key, fact in case.facts.items() if any("." not in target for target in fact.targets))
    return any(str(FactOpenness(holder, key)) not in case.judgements for key in minds)
