"""Suppliers, ratifiers, spoilers and mediators in the zone test: closed forms, properties, and every deal listed."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridge_case import GUARD, PARTIES, PAY, bridge, opened
from parley.case.chance.sampling import medians, sample
from parley.case.paths import Supply
from parley.case.types import Case
from parley.core.errors import BudgetError
from parley.deals.listing import possible_deals
from parley.deals.values import security, values_of
from parley.deals.verdict import thresholds
from parley.deals.zone import exists_draws, zone_draws
from parley.model.compose import problem
from parley.model.evaluate import evaluate
from parley.model.modes import RedLines

MODES: tuple[RedLines, ...] = ("declared", "weighed", "none")
DEAL_HOLDS = """security:
  holds: {because: Ours., north: 0.6 to 0.9, south: 0.7, analyst: 0.7}
  effects: {guard: {promised: 0.2 to 0.6, forces: 1}}
  if_broken: {because: Ours., north: 10, south: 20}
"""


@pytest.mark.parametrize("lines", MODES)
def test_the_zone_goes_in_the_draws_in_which_the_supplier_would_lose(tmp_path: Path, lines: RedLines) -> None:
    """Without a guard North takes nothing: the zone is there exactly where promising or sending one is worth 0 or more."""
    case = opened(tmp_path, bridge()).case()
    draws = sample(case, 512, 3)
    willing = np.any([draws.get(Supply("guard", option, "harbour")) >= 0 for option in ("promised", "forces")], axis=0)
    found = zone_draws(problem(case, draws, red_lines=lines))
    assert np.array_equal(found.exists, willing) and found.decided.all()
    made = evaluate(case, red_lines=lines, sample_given=draws)
    assert made.share == pytest.approx(float(willing.mean()))
    assert 0.4 < made.share < 0.6
    assert exists_draws(problem(case, draws, red_lines=lines, consents=False))[0].all()


def test_a_supplier_that_is_paid_by_another_option_consents_to_both_together(tmp_path: Path) -> None:
    guard = GUARD.replace("promised: {title: A guard is promised, suppliers: {because: It would bind the harbour. Ours., harbour: -10 to 10}}", "promised: Promised too late").replace("promised: 60", "promised: 0")  # fmt: skip
    pay = PAY.replace("some: Something", "some: {title: Something, suppliers: {harbour: {value: 25, because: It is paid.}}}")  # fmt: skip
    text = bridge(guard=guard, pay=pay).replace("promised: 60", "promised: 20")
    case = opened(tmp_path, text).case()
    draws = sample(case, 512, 1)
    enough = draws.get(Supply("guard", "forces", "harbour")) + 25 >= 0
    p = problem(case, draws)
    assert p.allowed is None and {r.name for r in p.refusals} == {"harbour"}
    assert np.array_equal(zone_draws(p).exists, enough)
    assert 0.6 < enough.mean() < 0.95


def accepted(case: Case, draws, lines: RedLines) -> np.ndarray:  # type: ignore[no-untyped-def]
    """(n,): by listing every deal, what it is worth to the parties and what supplying it is worth to each supplier."""
    p = problem(case, draws, red_lines=lines, consents=False)
    deals = possible_deals(p)
    fine = (values_of(p, deals) >= thresholds(p)[:, None, :]).all(axis=2)
    for k, deal in enumerate(deals):
        names = [(j, p.options[i][o]) for i, (j, o) in enumerate(zip(p.issues, deal, strict=True))]
        for party in case.parties:
            total = np.zeros(len(draws))
            for issue, option in names:
                if party in case.issues[issue].options[option].suppliers:
                    total = total + draws.get(Supply(issue, option, party))
            fine[:, k] &= total >= -1e-9
        if lines != "none":
            for line in p.lines:
                held = p.lines_hold[:, p.lines.index(line)] if p.lines_hold is not None else True
                if any(all(deal[i] in chosen for i, chosen in pattern) for pattern in line.patterns):
                    fine[:, k] &= ~np.asarray(held)
    return np.asarray(fine.any(axis=1))


WORTH = st.sampled_from(["-20 to 5", "-5 to 20", "-3", "0", "4", "-8 to 8"])
NAMED = st.dictionaries(st.sampled_from(["harbour", "league"]), WORTH, max_size=2)


@st.composite
def supplied_cases(draw: st.DrawFn) -> str:
    """The bridge with random suppliers, perhaps a third party whose consent is required, perhaps breakable."""

    def option(key: str) -> str:
        named = draw(NAMED)
        told = ", ".join(f"{party}: {worth}" for party, worth in named.items())
        return f"      {key}: " + ("{title: T, suppliers: {because: Ours., " + told + "}}" if named else "T") + "\n"

    three = draw(st.booleans())
    more = "red_lines: {sand: {party: north, rules_out: [{land: [kept]}], declared: So., holds: 0.3 to 0.8}}\n"
    return bridge(
        parties=PARTIES + ("  council: {title: Council, ratifies_for: south}\n" if three else ""),
        guard="\n" + "".join(option(k) for k in ("none", "promised", "forces")),
        pay="\n" + "".join(option(k) for k in ("none", "some")),
        land="\n" + "".join(option(k) for k in ("returned", "kept")),
        security=DEAL_HOLDS if draw(st.booleans()) else "",
        more=more if draw(st.booleans()) else "",
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=supplied_cases(), lines=st.sampled_from(MODES))
def test_every_deal_listed_gives_the_same_zone_and_suppliers_never_enlarge_it(
    tmp_path: Path, text: str, lines: RedLines
) -> None:
    case = opened(tmp_path, text).case()
    draws = sample(case, 24, 5)
    p = problem(case, draws, red_lines=lines)
    found = zone_draws(p)
    assert np.array_equal(found.exists, accepted(case, draws, lines))
    assert not (found.exists & ~exists_draws(problem(case, draws, red_lines=lines, consents=False))[0]).any()
    at = evaluate(case, red_lines=lines, draws=0)
    assert at.point.exists == accepted(case, medians(case), lines)[0]


def test_a_supplier_of_too_many_combinations_is_refused(tmp_path: Path) -> None:
    from parley.model import supply

    case = opened(
        tmp_path, bridge(pay=PAY.replace("some: Something", "some: {title: S, suppliers: {harbour: 1}}"))
    ).case()
    kept, supply.COMBINATIONS = supply.COMBINATIONS, 3
    try:
        with pytest.raises(BudgetError, match="harbour supplies options of 2 issues in 6 combinations"):
            problem(case, medians(case))
    finally:
        supply.COMBINATIONS = kept


# ------------------------------------------------------------------------------------------------------- ratifiers

PUBLIC = "  public: {title: The public, ratifies_for: north}\n"
EASY = GUARD.replace("-10 to 10", "9")


@pytest.mark.parametrize("lines", MODES)
def test_a_ratifier_with_its_principals_numbers_changes_nothing(tmp_path: Path, lines: RedLines) -> None:
    more = "toughness: {north: 0.5}\nred_lines: {sand: {party: north, rules_out: [{land: [kept]}], declared: So., holds: 0.3 to 0.8}}\n"
    plain = opened(tmp_path, bridge(security=DEAL_HOLDS, more=more)).case()
    draws = sample(plain, 64, 2)
    before = zone_draws(problem(plain, draws, red_lines=lines))
    ratified = opened(tmp_path, bridge(parties=PARTIES + PUBLIC, security=DEAL_HOLDS, more=more)).case()
    after = zone_draws(problem(ratified, draws, red_lines=lines))
    assert np.array_equal(before.exists, after.exists) and 0 < before.exists.mean() < 1
    assert np.allclose(before.shortfall, after.shortfall, equal_nan=True)
    defined = ~np.isnan(after.gap[:, :2])  # a gap takes the others as satisfied, and there is one more of them
    assert np.allclose(before.gap[defined], after.gap[:, :2][defined]) and defined.any()


def test_a_ratifiers_own_numbers_come_before_its_principals(tmp_path: Path) -> None:
    values = "\n  public: {scores: {land: {kept: 0}}}"
    text = bridge(parties=PARTIES + PUBLIC, guard=EASY).replace("values:\n", f"values:{values}\n", 1)
    case = opened(tmp_path, text).case()
    p = problem(case, medians(case))
    column = [o for issue in p.options for o in issue].index("kept")
    assert p.values[0, 2, column] == 0 and p.values[0, 0, column] == 10
    assert p.reservation[0, 2] == p.reservation[0, 0] == 50


def test_asking_for_more_than_going_on_is_the_principals_affair(tmp_path: Path) -> None:
    """What a ratifier weighs a deal against is going on without it, not what its leaders ask on top."""
    text = bridge(parties=PARTIES + PUBLIC).replace("  costs:", "  asks: {north: 7}\n  costs:")
    case = opened(tmp_path, text).case()
    assert problem(case, medians(case)).reservation[0].tolist() == [57, 50, 50]


def test_a_public_that_bars_any_concession_bars_it_whatever_it_would_gain(tmp_path: Path) -> None:
    generous = "\n  public: {scores: {land: {kept: 100, returned: 0}}}"
    line = "red_lines: {soil: {party: public, rules_out: [{land: [kept]}], declared: Polls., holds: 0.9}}\n"
    south_asks = bridge(parties=PARTIES + PUBLIC, guard=EASY, more=line).replace("land: {returned: 60, kept: 100}", "land: {returned: -100, kept: 100}")  # fmt: skip
    case = opened(tmp_path, south_asks.replace("values:\n", f"values:{generous}\n", 1)).case()
    draws = sample(case, 256, 0)
    assert not zone_draws(problem(case, draws, red_lines="declared")).exists.any()
    assert zone_draws(problem(case, draws, red_lines="none")).exists.all()
    p = problem(case, draws, red_lines="weighed")
    assert p.lines_hold is not None
    assert np.array_equal(zone_draws(p).exists, ~p.lines_hold[:, 0]) and p.lines_hold.mean() == pytest.approx(
        0.9, abs=0.03
    )


@pytest.mark.parametrize("binding", [True, False])
def test_a_ratifiers_floor_counts_where_it_is_binding(tmp_path: Path, binding: bool) -> None:
    public = PUBLIC if binding else PUBLIC.replace("}", ", binding: false}")
    floor = "floors: {soil: {party: public, issue: land, at_least: 50, because: Ours.}}\n"
    case = opened(tmp_path, bridge(parties=PARTIES + public, guard=EASY, more=floor)).case()
    p = problem(case, medians(case))
    kept = [o for issue in p.options for o in issue].index("kept")
    assert (p.allowed is not None and not p.allowed[0, kept]) is binding


# ---------------------------------------------------------------------------------------------- spoilers and mediators


def trust(folder: Path, parties: str, more: str = "", n: int = 32) -> tuple[np.ndarray, list[tuple[str, ...]]]:
    """q (n, m, P) of every deal, and the deals by name."""
    case = opened(folder, bridge(parties=parties, security=DEAL_HOLDS, more=more)).case()
    p = problem(case, sample(case, n, 0, "random"))
    deals = np.array(list(itertools.product(*(range(len(o)) for o in p.options))))
    return security(p, deals)[0][:, :, :2], [tuple(p.options[i][o] for i, o in enumerate(d)) for d in deals]


def logit(q: np.ndarray) -> np.ndarray:
    return np.asarray(np.log(q / (1 - q)))


def test_a_spoiler_takes_its_log_odds_from_every_deal(tmp_path: Path) -> None:
    before, _ = trust(tmp_path, PARTIES)
    after, _ = trust(tmp_path, PARTIES + "  band: {title: A band, role: spoiler, breaks: 0.4}\n")
    assert np.allclose(logit(before) - logit(after), 0.4)


def test_a_spoiler_with_lines_breaks_only_deals_that_cross_one_and_only_once(tmp_path: Path) -> None:
    lines = """red_lines:
  soil: {party: band, rules_out: [{land: [kept]}], declared: So., holds: 1}
  gold: {party: band, rules_out: [{pay: [some], guard: [forces]}], declared: So., holds: 1}
  idle: {party: band, rules_out: [{guard: [none]}], declared: So., holds: 0}
"""
    before, names = trust(tmp_path, PARTIES + "  band: {title: A band, role: spoiler, breaks: 0}\n", lines)
    after, _ = trust(tmp_path, PARTIES + "  band: {title: A band, role: spoiler, breaks: 0.4}\n", lines)
    crossed = np.array([land == "kept" or (pay, guard) == ("some", "forces") for guard, pay, land in names])
    assert np.allclose(logit(before) - logit(after), np.where(crossed, 0.4, 0.0)[None, :, None])
    assert crossed.any() and not crossed.all()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(low=st.floats(0, 2), width=st.floats(0.01, 2), lined=st.booleans())
def test_a_spoiler_never_raises_and_a_mediator_never_lowers_the_chance_that_a_deal_is_kept(
    tmp_path: Path, low: float, width: float, lined: bool
) -> None:
    many = f"{low:.3f} to {low + width:.3f}"
    lines = "red_lines: {soil: {party: band, rules_out: [{land: [kept]}], declared: So., holds: 0.2 to 0.9}}\n"
    nobody, _ = trust(tmp_path, PARTIES)
    nothing, _ = trust(tmp_path, PARTIES + "  envoy: {role: mediator}\n  band: {role: spoiler}\n")
    assert np.array_equal(nothing, nobody)
    case = opened(tmp_path, bridge(parties=PARTIES + f"  band: {{role: spoiler, breaks: {many}}}\n  envoy: {{role: mediator, assures: {many}}}\n", security=DEAL_HOLDS, more=lines if lined else "")).case()  # fmt: skip
    draws = sample(case, 32, 0)
    deals = possible_deals(problem(case, draws))

    def chances(*zero: str) -> np.ndarray:
        values = draws.values.copy()
        values[:, [draws.columns[path] for path in zero]] = 0.0
        return security(problem(case, replace(draws, values=values)), deals)[0]

    assert (chances() <= chances("parties.band.breaks") + 1e-15).all()
    assert (chances() >= chances("parties.envoy.assures") - 1e-15).all()
    assert (chances("parties.band.breaks") > chances("parties.band.breaks", "parties.envoy.assures")).any()


def test_secure_deals_know_neither(tmp_path: Path) -> None:
    kinds = "kinds: {deal: {only: all}, swap: {only: {pay: all}, secure: true}}\nmain_kind: deal\n"
    parties = PARTIES + "  band: {role: spoiler, breaks: 1}\n  envoy: {role: mediator, assures: 1}\n"
    case = opened(tmp_path, bridge(parties=parties, security=DEAL_HOLDS, more=kinds)).case()
    assert problem(case, medians(case), "swap").security is None
    assert problem(case, medians(case), "deal").security is not None
