"""The campaign: its limits are the closed forms, its chain agrees with simulation, and it is fast."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from counted import calls
from parley.core.errors import InputError
from parley.core.seeds import generator
from parley.nodeal import collapse, learning, walk
from parley.nodeal.belief import beta_grid, beta_nodes, grid_nodes
from parley.nodeal.campaign import Campaign
from parley.nodeal.chain import Chain


def simple(
    theta: float = 0.55, n: int = 10, k: int = 5, *, horizon: int | None = None, pace: float = 1.0, decisive: float = 1.0,
    toll: tuple[float, float] = (0.0, 0.0), patience: float = 1.0, strength: float = np.inf, hazard: float = 0.0,
    shift: float = 0.0, steps: int = 1, burden: float = 0.0, nodes: int = 7,
) -> Campaign:  # fmt: skip
    """Two sides, one holder, the pie of 100 points; what is frozen is shared by position."""
    belief = beta_nodes(np.full((1, 1), theta), strength, nodes)
    chain = Chain(
        n, belief.theta, belief.weight, np.full((1, 1, 12), pace), np.full((1, 1), decisive), np.full((1, 1, 1), hazard),
        np.full((1, 1), shift), horizon, 1, steps,
    )  # fmt: skip
    share = np.linspace(0, 100, n + 1)
    return Campaign(
        chain, np.array([k]), np.array([[100.0, 0.0]]), np.array([[0.0, 100.0]]), np.stack([share, share[::-1]])[None],
        np.full((1, 2), burden), np.array([toll]), np.full((1, 2), patience),
    )  # fmt: skip


SETS = [(0.55, 10, 5), (0.5, 10, 3), (0.45, 8, 6), (0.6, 12, 6), (0.35, 5, 1)]


@pytest.mark.parametrize("theta, n, k", SETS)
@pytest.mark.parametrize("drawn", [0.0, 0.3])
def test_fight_to_the_finish_is_gamblers_ruin(theta: float, n: int, k: int, drawn: float) -> None:
    model = simple(theta, n, k, decisive=1 - drawn, toll=(1.0, 2.0))
    seen = walk.ruin(theta, n, k, drawn)
    assert model.ends(0)[0] == pytest.approx([float(seen.a_wins), 1 - float(seen.a_wins), 0], abs=1e-7)
    assert model.duration(0)[0] == pytest.approx(float(seen.battles), rel=1e-6)
    expected = walk.range_at(theta, n, k, 0.01 / (1 - drawn), 0.02 / (1 - drawn), clip=False)
    r = model.reservation([0, 0])[0] / 100
    assert (r[0], 1 - r[1]) == pytest.approx((float(expected.low), float(expected.high)), abs=1e-6)
    assert model.cost(0)[0] == pytest.approx([float(seen.battles), 2 * float(seen.battles)], rel=1e-6)


@pytest.mark.parametrize("theta, n, k", SETS)
@pytest.mark.parametrize("patience", [0.97, 0.8])
def test_discounted_victory(theta: float, n: int, k: int, patience: float) -> None:
    model = simple(theta, n, k, patience=patience)
    model = replace(model, level=np.zeros((1, 2, n + 1)))
    assert model.reservation([0, 0])[0, 0] / 100 == pytest.approx(
        float(walk.discounted_win(theta, n, k, patience)), abs=1e-7
    )


@pytest.mark.parametrize("theta, n", [(0.55, 10), (0.4, 7), (0.5, 12)])
def test_one_more_battle_costs_each_side_half_the_sum(theta: float, n: int) -> None:
    model = simple(theta, n, 1, toll=(1.0, 2.0))
    r = model.reservation_everywhere([0, 0])[0]
    share = (r[0] + 100 - r[1]) / 2  # the Nash split with war as the threat
    after = theta * share[2:] + (1 - theta) * share[:-2]
    np.testing.assert_allclose(share[1:-1] - (after - 1.0), 1.5, atol=1e-5)


@pytest.mark.parametrize("k_a, k_b, patience", [(0.2, 0.1, 0.95), (0.05, 0.1, 0.9), (0.1, 0.1, 0.99)])
def test_two_positions_are_the_model_of_collapse(k_a: float, k_b: float, patience: float) -> None:
    pace = k_a + k_b
    model = simple(k_b / pace, 2, 1, pace=pace, patience=patience, burden=5.0, toll=(0.3, 0.4))
    level = np.full((1, 2), 50.0)
    other = collapse.Collapse(
        np.array([[k_a]]),
        np.array([[k_b]]),
        model.a_wins,
        model.b_wins,
        level,
        model.burden,
        model.toll,
        model.patience,
    )
    np.testing.assert_allclose(model.reservation([0, 0]), other.reservation([0, 0]), atol=1e-5)
    np.testing.assert_allclose(model.cost(0), other.cost(0), atol=1e-5)


@pytest.mark.parametrize("theta, n, k", SETS[:3])
def test_a_long_horizon_is_the_finish(theta: float, n: int, k: int) -> None:
    near = simple(theta, n, k, horizon=1200, toll=(0.1, 0.2), hazard=0.05, shift=-0.5, patience=0.99, strength=12)
    finish = simple(theta, n, k, toll=(0.1, 0.2), hazard=0.05, shift=-0.5, patience=0.99, strength=12)
    np.testing.assert_allclose(near.reservation_everywhere([0, 0]), finish.reservation_everywhere([0, 0]), atol=1e-4)


@pytest.mark.parametrize("theta, strength, hazard, shift, steps", [
    (0.55, 8.0, 0.05, -1.0, 2), (0.4, 3.0, 0.0, 0.0, 1), (0.6, np.inf, 0.1, 0.7, 3),
])  # fmt: skip
def test_simulation_within_four_standard_errors(
    theta: float, strength: float, hazard: float, shift: float, steps: int
) -> None:
    months, n, k, pace, decisive, delta = 18, 8, 3, 0.9, 0.6, 0.98
    model = simple(
        theta, n, k, horizon=months, pace=pace, decisive=decisive, patience=delta, strength=strength, hazard=hazard,
        shift=shift, steps=steps, burden=12.0, toll=(0.4, 0.1),
    )  # fmt: skip
    stream, runs = generator(21, "campaign"), 60_000
    chance = np.full(runs, theta) if np.isinf(strength) else stream.beta(theta * strength, (1 - theta) * strength, runs)
    later = 1 / (1 + np.exp(-(np.log(chance) - np.log1p(-chance) + shift)))
    at, up, worth = np.full(runs, k), np.ones(runs, bool), np.zeros(runs)
    over, length = np.zeros(runs, bool), np.zeros(runs)
    step, line = delta ** (1 / steps), np.linspace(0, 100, n + 1)
    for t in range(months * steps):
        worth += np.where(over, 0, step**t * ((1 - step) * (line[at] - 12.0) - 0.4 / steps))
        length += ~over / steps
        engaged = ~over & (stream.random(runs) < pace / steps) & (stream.random(runs) < decisive)
        won = stream.random(runs) < np.where(up, chance, later)
        at = at + np.where(engaged, np.where(won, 1, -1), 0)
        ended = ~over & ((at == 0) | (at == n))
        worth += np.where(ended, step ** (t + 1) * line[at], 0)
        over |= ended
        up &= stream.random(runs) >= 1 - (1 - hazard) ** (1 / steps)
    worth += np.where(over, 0, step ** (months * steps) * line[at])
    for exact, seen in (
        (model.reservation([0, 0])[0, 0], worth), (model.duration(0)[0], length),
        (model.ends(0)[0, 0], at == n), (model.ends(0)[0, 1], at == 0), (model.movement(0, months)[0], at - k),
        (model.frozen_at(0)[0, k], at == k),
    ):  # fmt: skip
        assert abs(exact - seen.mean()) < 4 * seen.std() / np.sqrt(runs)


def test_a_standstill_is_pace_and_not_an_even_fight() -> None:
    quiet, fair, uneven = (
        simple(0.5, horizon=5, pace=0.05), simple(0.5, horizon=5, pace=1.0), simple(0.8, horizon=5, pace=0.05)
    )  # fmt: skip
    assert fair.movement(0, 5)[0] == pytest.approx(0, abs=1e-9) == quiet.movement(0, 5)[0]
    assert fair.frozen_at(0)[0, 5] < 0.4 < 0.7 < quiet.frozen_at(0)[0, 5]
    assert uneven.movement(0, 5)[0] < 0.2


def test_support_that_ends_lowers_the_supported_side_and_disagreement_is_by_holder() -> None:
    base = simple(0.6, horizon=18, hazard=0.0, shift=-1.0)
    shaky = simple(0.6, horizon=18, hazard=0.1, shift=-1.0)
    assert shaky.reservation([0, 0])[0, 0] < base.reservation([0, 0])[0, 0]
    assert shaky.reservation([0, 0])[0, 1] > base.reservation([0, 0])[0, 1]
    chain = replace(
        base.chain, theta=np.repeat(base.chain.theta, 2, 1), weight=np.repeat(base.chain.weight, 2, 1),
        pace=np.repeat(base.chain.pace, 2, 1), decisive=np.ones((1, 2)), hazard=np.array([[[0.0], [0.1]]]),
    )  # fmt: skip
    both = replace(base, chain=chain)
    assert both.reservation([0, 1])[0] == pytest.approx(
        [base.reservation([0, 0])[0, 0], shaky.reservation([0, 0])[0, 1]]
    )
    gone = replace(base, chain=replace(base.chain, standing=0))
    moved = simple(float(1 / (1 + np.exp(-(np.log(1.5) - 1.0)))), horizon=18)
    np.testing.assert_allclose(gone.reservation([0, 0]), moved.reservation([0, 0]), atol=1e-5)


def test_season_moves_the_line_only_in_its_months() -> None:
    model = simple(0.7, horizon=12)
    pace = np.zeros((1, 1, 12))
    pace[..., 5:8] = 1.0  # June to August
    summer = replace(model, chain=replace(model.chain, pace=pace, first_month=11))
    assert summer.movement(0, 5)[0] == pytest.approx(0, abs=1e-12)  # November to March
    assert summer.movement(0, 8)[0] == pytest.approx(0.4, abs=1e-7)
    assert summer.movement(0, 12)[0] == pytest.approx(1.2, abs=1e-6)


def test_costs_that_rise_are_the_sum_of_their_months() -> None:
    still = simple(0.5, horizon=10, pace=0.0, toll=(1.0, 1.0), patience=0.99)
    grown = replace(still, growth=np.array([[0.1, 0.0]]))
    months = np.arange(10)
    flat = float((0.99**months).sum())
    assert grown.cost(0)[0] == pytest.approx([float((0.99**months * 1.1**months).sum()), flat])
    assert still.cost(0)[0] == pytest.approx([flat, flat])


def test_a_cautious_party_gives_more_for_certainty() -> None:
    model = simple(0.5, horizon=24)
    averse = replace(model, aversion=np.array([[2.0, 0.0]]), toll=np.array([[0.1, 0.1]]))
    neutral = replace(model, toll=np.array([[0.1, 0.1]]))
    assert averse.reservation([0, 0])[0, 0] < neutral.reservation([0, 0])[0, 0] - 0.5
    assert averse.reservation([0, 0])[0, 1] == pytest.approx(neutral.reservation([0, 0])[0, 1])


@pytest.mark.parametrize("mean, strength", [(0.5, 4), (0.3, 10), (0.8, 1), (0.6, 60)])
def test_nodes_carry_the_moments_of_the_beta_and_the_answer_to_a_ten_thousandth(mean: float, strength: float) -> None:
    nodes = beta_nodes(mean, strength)
    for power in range(1, 14):
        exact = stats.beta.moment(power, mean * strength, (1 - mean) * strength)
        assert (nodes.weight * nodes.theta**power).sum() == pytest.approx(exact, abs=1e-10)
    few, many = (simple(mean, horizon=18, strength=strength, hazard=0.05, shift=-1, nodes=g) for g in (7, 40))
    np.testing.assert_allclose(few.reservation([0, 0]), many.reservation([0, 0]), atol=0.01)  # of 100 points


def test_a_learned_belief_on_a_grid_gives_the_r_of_its_beta() -> None:
    grid = beta_grid(0.5, 6, 401)
    theta = (np.arange(401) + 0.5) / 401
    after = learning.on_grid(grid, theta**4 * (1 - theta) ** 1)
    nodes = grid_nodes(after[None, None])
    model = simple(0.5, horizon=18)
    learned = replace(model, chain=replace(model.chain, theta=nodes.theta, weight=nodes.weight))
    closed = learning.updated(learning.beta(0.5, 6), 4, 1)
    expected = simple(float(closed.mean), horizon=18, strength=float(closed.strength))
    np.testing.assert_allclose(learned.reservation([0, 0]), expected.reservation([0, 0]), atol=0.01)


def test_ten_thousand_draws_at_once_are_each_what_they_are_alone() -> None:
    n = 10_000
    model = simple(0.5, horizon=18, steps=2, hazard=0.02, shift=-1)
    stream = generator(1, "speed")
    nodes = beta_nodes(stream.uniform(0.3, 0.7, (n, 2)), 10.0)
    chain = replace(
        model.chain, theta=nodes.theta, weight=nodes.weight, pace=np.full((1, 2, 12), 0.8), decisive=np.full((1, 2), 0.6),
        hazard=np.full((1, 2, 1), 0.02),
    )  # fmt: skip
    r = replace(model, chain=chain).reservation([0, 1])
    assert r.shape == (n, 2)
    for i in (0, 4321, n - 1):
        alone = replace(chain, theta=nodes.theta[[i]], weight=nodes.weight[[i]])
        np.testing.assert_array_equal(replace(model, chain=alone).reservation([0, 1])[0], r[i])


@pytest.mark.parametrize("change, words", [
    ({"positions": 0}, "N = 0"), ({"pace": np.full((1, 1, 12), -1.0)}, "negative"),
    ({"pace": np.full((1, 1, 12), 3.0)}, "campaign.steps"), ({"hazard": np.full((1, 1, 1), 1.2)}, "hazard"),
    ({"decisive": np.full((1, 1), 1.5)}, "decisive"), ({"horizon": -1}, "horizon"), ({"first_month": 13}, "month"),
    ({"shift": np.zeros((1, 5))}, "at most 4"),
])  # fmt: skip
def test_bad_chains_are_named(change: dict, words: str) -> None:
    with pytest.raises(InputError, match=words):
        replace(simple().chain, **change)


def test_wars_that_cannot_end_and_lines_that_do_not_fit_are_named() -> None:
    with pytest.raises(InputError, match="never end"):
        simple(pace=0.0).reservation([0, 0])
    with pytest.raises(InputError, match="horizon"):
        replace(simple(), growth=np.full((1, 2), 0.1)).reservation([0, 0])
    with pytest.raises(InputError, match="start"):
        simple(k=11)
    with pytest.raises(InputError, match="each of its"):
        replace(simple(), line=np.zeros((1, 2, 3)))


def test_a_draw_alone_gives_the_bytes_that_it_gives_among_others() -> None:
    stream, n = generator(8, "alone"), 20
    base = simple(0.5, horizon=12, steps=2, hazard=0.03, shift=-0.7, toll=(0.2, 0.3))
    means, strengths = stream.uniform(0.3, 0.7, (n, 1)), stream.uniform(2, 30, (n, 1))

    def r(rows: slice) -> np.ndarray:
        nodes = beta_nodes(means[rows], strengths[rows])
        return replace(base, chain=replace(base.chain, theta=nodes.theta, weight=nodes.weight)).reservation([0, 0])

    together = r(slice(None))
    for i in range(0, n, 7):
        assert r(slice(i, i + 1)).tobytes() == together[i : i + 1].tobytes()


def test_ten_thousand_draws_take_no_more_calls_than_a_hundred() -> None:
    model = simple(0.5, horizon=18, steps=2, hazard=0.02, shift=-1)

    def worth(n: int) -> None:
        nodes = beta_nodes(generator(1, "many").uniform(0.3, 0.7, (n, 2)), 10.0)
        chain = replace(
            model.chain, theta=nodes.theta, weight=nodes.weight, pace=np.full((1, 2, 12), 0.8),
            decisive=np.full((1, 2), 0.6), hazard=np.full((1, 2, 1), 0.02),
        )  # fmt: skip
        assert replace(model, chain=chain).reservation([0, 1]).shape == (n, 2)

    worth(10)  # loads the compiled loops
    # A loop over draws would take a hundred times as many. Seconds: benchmarks/nodeal_scaling.py
    assert calls(lambda: worth(10_000)) < 1.1 * calls(lambda: worth(100))


def test_a_toll_that_is_a_point_beside_one_after_support_that_is_a_range() -> None:
    model = simple(toll=(1.0, 2.0), hazard=0.1)
    ranged = np.array([[[0.5], [0.0]], [[1.5], [0.0]], [[0.0], [0.0]]])
    found = replace(model, toll_after=ranged).tolls_by_step()
    for row, after in enumerate(ranged):
        assert found[row] == pytest.approx(replace(model, toll_after=after[None]).tolls_by_step()[0])
    assert found[:, 0, 0] == pytest.approx([1.5, 2.5, 1.0]) and found[:, 0, 1] == pytest.approx([1.0] * 3)
