"""Models from dotted paths, and how observation moves their numbers."""

from __future__ import annotations

import numpy as np
import pytest

from parley.core.errors import InputError
from parley.nodeal import build, learning, observing
from parley.nodeal.campaign import Campaign
from parley.nodeal.record import Setting

SETTING = Setting(("ukraine", "russia"), ("up", "still", "down"), ("aid",), {"positions": 8, "steps": 4}, 18, 11)
COMMON = {
    "no_deal.costs.ukraine": 10, "no_deal.costs.russia": 7,
    **{f"no_deal.values.ukraine.{k}": v for k, v in (("a-wins", 95), ("b-wins", 5), ("line-low", 20), ("line-high", 70))},
    **{f"no_deal.values.russia.{k}": v for k, v in (("a-wins", 5), ("b-wins", 95), ("line-low", 80), ("line-high", 30))},
}  # fmt: skip
CAMPAIGN = {
    **COMMON, "no_deal.campaign.pace": 1.5, "no_deal.campaign.decisive": 0.4, "no_deal.campaign.start": 4,
    "no_deal.campaign.season.jan": 0.3, "no_deal.support.aid.shift": -1.0, "no_deal.patience.ukraine": 0.99,
    "no_deal.beliefs.ukraine.theta": 0.65, "no_deal.beliefs.russia.theta": 0.45, "no_deal.beliefs.analyst.theta": 0.55,
    "no_deal.beliefs.ukraine.aid-ends": 0.01, "no_deal.beliefs.russia.aid-ends": 0.08, "no_deal.beliefs.analyst.aid-ends": 0.03,
}  # fmt: skip
LOTTERY = {**COMMON, "no_deal.beliefs.ukraine.chance": 0.6, "no_deal.beliefs.russia.chance": 0.4}
COLLAPSE = {
    **COMMON, "no_deal.values.ukraine.level": 40, "no_deal.values.russia.level": 50, "no_deal.beliefs.ukraine.a-collapses": 0.02,
    "no_deal.beliefs.ukraine.b-collapses": 0.05, "no_deal.beliefs.russia.a-collapses": 0.05, "no_deal.beliefs.russia.b-collapses": 0.01,
}  # fmt: skip
OUTCOMES = {
    **COMMON, **{f"no_deal.values.{p}.{o}": v for p, row in (("ukraine", (88, 52, 25)), ("russia", (10, 45, 80)))
                 for o, v in zip(SETTING.outcomes, row, strict=True)},
    **{f"no_deal.beliefs.{h}.{o}": v for h, row in (("ukraine", (5, 4, 1)), ("russia", (1, 4, 5)))
       for o, v in zip(SETTING.outcomes, row, strict=True)},
}  # fmt: skip
NUMBERS = {"campaign": CAMPAIGN, "costly-lottery": LOTTERY, "collapse": COLLAPSE, "outcomes": OUTCOMES}


def getter(numbers: dict[str, float], n: int = 3) -> build.Get:
    return lambda path: np.full(n, float(numbers[path])) if path in numbers else None


@pytest.mark.parametrize("name", list(NUMBERS))
def test_every_model_can_be_built_from_paths_one_party_or_all(name: str) -> None:
    get = getter(NUMBERS[name])
    whole = build.model(name, get, ["ukraine", "russia"], ["ukraine", "russia"], SETTING)
    assert whole.name == name
    both = whole.reservation([0, 1])
    for i, party in enumerate(("ukraine", "russia")):
        np.testing.assert_allclose(build.reservation(name, get, party, party, SETTING), both[:, i])
    seen_by_other = build.reservation(name, get, "ukraine", "russia", SETTING)
    assert (seen_by_other < both[:, 0]).all()


def test_by_hand() -> None:
    get = getter(OUTCOMES)
    assert build.reservation("outcomes", get, "ukraine", "ukraine", SETTING)[0] == pytest.approx(
        0.5 * 88 + 0.4 * 52 + 0.1 * 25 - 10
    )
    assert build.reservation("costly-lottery", getter(LOTTERY), "russia", "russia", SETTING)[0] == pytest.approx(
        0.4 * 5 + 0.6 * 95 - 7
    )


def test_what_the_case_states_reaches_the_chain() -> None:
    model = build.model("campaign", getter(CAMPAIGN), ["ukraine", "russia"], ["ukraine", "russia", "analyst"], SETTING)
    assert isinstance(model, Campaign)
    assert model.chain.pace[0, 0, 0] == pytest.approx(0.45) and model.chain.pace[0, 0, 6] == 1.5
    assert model.chain.hazard[0, :, 0].tolist() == [0.01, 0.08, 0.03]
    assert model.line[0, 0, [0, 8]].tolist() == [20, 70]
    assert model.patience[0].tolist() == [0.99, 1.0]
    assert model.chain.first_month == 11
    # "drag out the war": the side that expects aid to end thinks fighting on worth more
    patient = build.reservation(
        "campaign", getter({**CAMPAIGN, "no_deal.beliefs.russia.aid-ends": 0.2}), "russia", "russia", SETTING
    )
    assert (patient > model.reservation([0, 1])[:, 1]).all()


@pytest.mark.parametrize("name, path", [
    ("campaign", "no_deal.beliefs.russia.theta"), ("campaign", "no_deal.beliefs.ukraine.aid-ends"), ("campaign", "no_deal.campaign.pace"),
    ("collapse", "no_deal.values.ukraine.level"), ("outcomes", "no_deal.beliefs.russia.up"), ("costly-lottery", "no_deal.values.russia.b-wins"),
])  # fmt: skip
def test_a_missing_number_is_named(name: str, path: str) -> None:
    numbers = {k: v for k, v in NUMBERS[name].items() if k != path}
    with pytest.raises(InputError, match=path):
        build.model(name, getter(numbers), ["ukraine", "russia"], ["ukraine", "russia"], SETTING)


def test_an_unknown_model_is_named() -> None:
    with pytest.raises(InputError, match="did you mean"):
        build.model("campain", getter({}), [], [], SETTING)


@pytest.mark.parametrize(
    "mean, strength, won, lost, openness", [(0.5, 4, 6, 4, 1.0), (0.7, 12, 0, 5, 0.3), (0.2, 2, 3, 0, 0.0)]
)
def test_theta_follows_the_beta_rule(mean: float, strength: float, won: int, lost: int, openness: float) -> None:
    after, size = observing.theta(mean, strength, observing.Seen(won, lost, 3), openness)
    closed = learning.updated(learning.beta(mean, strength), won, lost, openness)
    assert (after, size) == pytest.approx((float(closed.mean), float(closed.strength)))


def test_outcomes_follow_bayes_and_a_closed_mind_stays() -> None:
    prior, chance = [[0.5, 0.5]], [[0.65, 0.45]]
    after = observing.outcomes(prior, chance, observing.Seen(7, 3))
    assert after[0, 0] == pytest.approx(float(learning.two_types(0.5, 0.65, 0.45, 7, 3)))
    np.testing.assert_allclose(observing.outcomes(prior, chance, observing.Seen(7, 3), 0.0), prior)
    hopeful = observing.outcomes(prior, chance, observing.Seen(5, 5), 1.0, 0.1)
    assert hopeful[0, 0] > after[0, 0] - 0.2 and hopeful[0, 0] > 0.5
    far = observing.outcomes(prior, chance, observing.Seen(4000, 1000))
    assert np.isfinite(far).all()


def test_months_without_collapse_lower_the_hazard_and_counts_move_pace_and_decisive_share() -> None:
    assert observing.hazard(0.1, 24, observing.Seen(months=12)) == pytest.approx(0.1 * 24 / 36)
    assert observing.rate(1.0, 6, observing.Seen(2, 1, 9, months=6)) == pytest.approx(1.5)
    assert observing.decisive(0.5, 10, observing.Seen(2, 1, 7)) == pytest.approx(0.4)
    with pytest.raises(InputError):
        observing.Seen(won=-1)
