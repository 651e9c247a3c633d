"""Commitment, signalling, attrition, leaders, ripeness, risk, optimism: closed forms and signs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, optimize

from parley.core.errors import InputError
from parley.core.seeds import generator
from parley.nodeal import attrition, commitment, leaders, optimism, ripeness, risk, signalling


@pytest.mark.parametrize(
    "p, nxt, c_a, c_b, d", [(0.7, 0.4, 0.05, 0.05, 0.9), (0.6, 0.5, 0.1, 0.02, 0.8), (0.9, 0.2, 0.0, 0.1, 0.95)]
)
def test_best_peace_of_a_declining_side_agrees_with_a_linear_programme(
    p: float, nxt: float, c_a: float, c_b: float, d: float
) -> None:
    horizon = 200
    weights = (1 - d) * d ** np.arange(horizon)
    weights[-1] = d ** (horizon - 1)
    later = np.concatenate([[0], (1 - d) * d ** np.arange(horizon - 1)])
    later[-1] = d ** (horizon - 2)
    found = optimize.linprog(-weights, A_ub=[later], b_ub=[later.sum() - (1 - nxt - c_b)], bounds=[(0, 1)] * horizon)
    assert commitment.best_peace(nxt, c_b, d) == pytest.approx(-found.fun, abs=1e-7)
    slack = commitment.preventive_slack(p, nxt, c_a, c_b, d)
    assert slack == pytest.approx(d * (p - nxt) - ((1 - d) * (1 - p) + c_a + d * c_b))
    shift = float(commitment.critical_shift(p, c_a, c_b, d))
    assert commitment.preventive_slack(p, max(p - shift, 0), c_a, c_b, d) == pytest.approx(0, abs=1e-12) or shift > p


def test_printed_commitment_examples() -> None:
    assert commitment.best_peace(0.4, 0.05, 0.9) == pytest.approx(0.505)
    assert commitment.preventive_slack(0.7, 0.4, 0.05, 0.05, 0.9) == pytest.approx(0.145)
    assert commitment.critical_shift(0.7, 0.05, 0.05, 0.9) == pytest.approx(0.138889, abs=5e-7)
    assert commitment.critical_shift(0.7, 0.05, 0.05, 1.0) == pytest.approx(0.1)


def test_learning_that_the_other_is_rising_can_lengthen_a_war() -> None:
    fights = commitment.fights_on_after_learning(np.array([0.2, 0.9]), 0.3, 0.7, 0.05, 0.05, 0.9)
    assert fights.tolist() == [False, True]


@given(st.floats(0.05, 0.45), st.floats(0.55, 0.95))
def test_the_set_of_compliance_levels_is_found_to_its_accuracy(low: float, high: float) -> None:
    found = commitment.holding_set(lambda q: low <= q <= high)
    assert len(found) == 1
    assert found[0] == pytest.approx((low, high), abs=2e-6)
    assert low <= found[0][0] and found[0][1] <= high


def test_sets_with_holes_whole_and_empty() -> None:
    found = commitment.holding_set(lambda q: q <= 0.25 or q >= 0.7)
    assert [pytest.approx(i, abs=2e-6) for i in found] == [(0, 0.25), (0.7, 1)]
    assert commitment.holding_set(lambda q: True) == ((0.0, 1.0),)
    assert commitment.holding_set(lambda q: False) == ()
    assert commitment.tipping(lambda q: q > 0.3, 0, 1) == pytest.approx(0.3, abs=2e-6)
    assert commitment.tipping(lambda q: False, 0, 1) is None
    with pytest.raises(InputError):
        commitment.holding_set(lambda q: True, 1, 0)


@pytest.mark.parametrize("a, w, s, c", [(0.2, 1, 0.5, 1), (0.1, 0.5, 0.3, 0.9), (0.3, 2, 0.6, 0.8)])
def test_audience_costs_are_an_equilibrium_and_simulate(a: float, w: float, s: float, c: float) -> None:
    found = signalling.audience_costs(a, w, s, c)
    genuine = a / w
    assert (1 - found.resisted) - found.resisted * a == pytest.approx(0)  # a bluffer is indifferent
    assert genuine / (genuine + found.bluffing * (1 - genuine)) * c == pytest.approx(s)  # so is the target
    stream, n = generator(2, "audience"), 200_000
    worth = -w * stream.random(n)
    threat = (worth >= -a) | (stream.random(n) < found.bluffing)
    war = threat & (stream.random(n) < found.resisted) & (worth >= -a)
    for share, seen in ((found.threat, threat), (found.war, war)):
        assert abs(share - seen.mean()) < 4 * seen.std() / np.sqrt(n)


def test_printed_signalling_examples_and_certain_concession() -> None:
    assert tuple(signalling.audience_costs(0.2, 1, 0.5, 1)) == pytest.approx((0.25, 0.8333, 0.4, 0.1667), abs=5e-5)
    assert tuple(signalling.audience_costs(0.8, 1, 0.5, 1)) == (1, 0, 1, 0)
    assert signalling.least_sunk_cost(0.6, 0.4) == pytest.approx(0.2)
    with pytest.raises(InputError, match="exceed"):
        signalling.audience_costs(0.1, 1, 1, 0.5)


@pytest.mark.parametrize("v1, v2, c1, c2", [(10, 5, 1, 1), (3, 8, 0.5, 2), (1, 1, 0.2, 0.1)])
def test_attrition(v1: float, v2: float, c1: float, c2: float) -> None:
    found = attrition.mixed(v1, v2, c1, c2)
    stream, n = generator(4, "attrition"), 100_000
    first, second = stream.exponential(1 / found.hazard_1, n), stream.exponential(1 / found.hazard_2, n)
    gave_in, ended = first < second, np.minimum(first, second)
    assert abs(found.first_concedes - gave_in.mean()) < 4 * gave_in.std() / np.sqrt(n)
    assert abs(found.duration - ended.mean()) < 4 * ended.std() / np.sqrt(n)
    np.testing.assert_allclose(attrition.value_of_stopping(v1, c1, found.hazard_2, [0, 1, 5, 20]), 0, atol=1e-9)


@pytest.mark.parametrize("v, t", [(0.3, 0.05667), (0.7, 0.50397), (0.0, 0.0)])
def test_stopping_times_of_private_values(v: float, t: float) -> None:
    assert attrition.stopping_time(v) == pytest.approx(t, abs=1e-5)
    assert attrition.stopping_time(v) == pytest.approx(integrate.quad(lambda x: x / (1 - x), 0, v)[0])
    assert tuple(attrition.mixed(10, 5, 1, 1)) == pytest.approx((0.2, 0.1, 2 / 3, 10 / 3))


@pytest.mark.parametrize("rescue, cost, office, least", [(0.35, 0.05, 1, 0.3), (0.5, 0.1, 2, 0.45), (0.1, 0.2, 1, 0)])
def test_leaders_settle_only_if_they_survive(rescue: float, cost: float, office: float, least: float) -> None:
    assert leaders.least_survival(rescue, cost, office) == pytest.approx(least)
    assert not leaders.fights_on(least + 0.01, rescue, cost, office)
    if least:
        assert leaders.fights_on(least - 0.01, rescue, cost, office)
    assert leaders.leader_reservation(40, 80, 0.25) == pytest.approx(50)


unit = st.floats(0, 1)


@given(unit, unit, unit)
def test_readiness_has_the_signs_of_the_theory(m: float, o: float, more: float) -> None:
    assert ripeness.readiness(0, o) == 0 == ripeness.readiness(m, 0)
    assert ripeness.readiness(max(m, more), o) >= ripeness.readiness(m, o)
    assert ripeness.readiness(m, max(o, more)) >= ripeness.readiness(m, o)
    assert 0 <= ripeness.motivation(m, 10 * o, 1 + more) < 1


def test_a_hurting_stalemate_needs_both_and_ripeness_needs_all() -> None:
    assert ripeness.hurting_stalemate([0.1, 2.0, 0.1], [1.0, 1.0, 0.0]).tolist() == [True, False, False]
    assert ripeness.ripe([True, True], [True, True])
    assert not ripeness.ripe([True, False], [True, True])
    assert not ripeness.ripe([], [])


@given(st.floats(-50, 150), st.floats(-3, 3))
def test_the_risk_curve_is_fixed_at_its_ends_and_invertible(points: float, aversion: float) -> None:
    assert risk.utility(0, aversion) == pytest.approx(0)
    assert risk.utility(100, aversion) == pytest.approx(100)
    assert risk.certain(risk.utility(points, aversion), aversion) == pytest.approx(points, abs=1e-6)
    assert risk.utility(points + 1, aversion) > risk.utility(points, aversion)


def test_beyond_the_end_of_a_curve_there_is_no_value_and_no_warning() -> None:
    end = 100 / (1 - math.exp(-1.0))  # what a cautious one (a = 1) would give for any sum
    assert risk.certain([end, 2 * end], 1.0).tolist() == [math.inf, math.inf]
    assert risk.certain([-200.0], -1.0).tolist() == [-math.inf]


def test_caution_lowers_a_gamble_and_a_gambler_likes_it() -> None:
    even = [risk.certain((risk.utility(20, a) + risk.utility(120, a)) / 2, a) for a in (2, 0, -2)]
    assert even[1] == pytest.approx(70)
    assert even[0] < even[1] < even[2]


def test_beliefs_that_must_keep_pace() -> None:
    # R_A rises by 30 as A learns, R_B falls by 60 as B does; a pie of 100, now 20 short
    curve = optimism.keeping_pace(lambda a, b: 60 + 30 * a + 60 - 60 * b <= 100, [0, 0.2, 0.5, 1])
    assert [point.needed for point in curve] == pytest.approx([20 / 60, 26 / 60, 35 / 60, 50 / 60], abs=1e-3)
    assert optimism.keeping_pace(lambda a, b: False, [0.5])[0].needed is None
    assert optimism.mutual_optimism([0.7, 0.6]) == pytest.approx(0.3)
    assert optimism.misperception(60, 45) == 15
    assert optimism.toward([0.8, 0.2], [0.4, 0.6], 0.5) == pytest.approx([0.6, 0.4])
    assert optimism.convergence_of([0.7, 0.4, 0.5]) == pytest.approx(0.3)
    with pytest.raises(InputError):
        optimism.keeping_pace(lambda a, b: True, [1.5])
