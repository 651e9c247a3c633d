"""Draws: deterministic, common to all views, honest about their error, fast."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path

import numpy as np
import pytest

from counted import calls
from parley.case import CaseSource, open_source
from parley.case.chance.correlation import matrix
from parley.case.chance.distributions import parse
from parley.case.chance.sampling import Draws, auxiliary, medians, sample, share_and_error, share_until, unset
from parley.case.types import Correlation, Judgement
from parley.core.errors import CaseError, InputError

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


@pytest.fixture(scope="module")
def source() -> CaseSource:
    return open_source(MINI)


@pytest.mark.parametrize("method", ["sobol", "lhs", "random"])
def test_same_seed_same_numbers(source: CaseSource, method: str) -> None:
    one, other = sample(source.case(), 500, 3, method), sample(source.case(), 500, 3, method)
    assert one.values.tobytes() == other.values.tobytes()
    assert sample(source.case(), 500, 4, method).values.tobytes() != one.values.tobytes()


@pytest.mark.parametrize("method", ["sobol", "lhs", "random"])
def test_views_share_their_uniforms(source: CaseSource, method: str) -> None:
    base, view = sample(source.case(), 300, 0, method), sample(source.case("hopeful"), 300, 0, method)
    assert base.paths == view.paths
    changed = set(source.case().views["hopeful"].paths)
    for path in base.paths:
        same = np.array_equal(base.get(path), view.get(path))
        assert same == (path not in changed), path
        assert np.array_equal(base.uniform(path), view.uniform(path))
    for name in auxiliary(source.case()):
        assert np.array_equal(base.uniform(name), view.uniform(name))
    moved = sample(source.case(sets={"security.effects.mills.open": "0.2 to 0.4"}), 300, 0, method)
    assert np.array_equal(moved.get("no_deal.costs.south"), base.get("no_deal.costs.south"))
    assert np.std(moved.get("security.effects.mills.open")) > 0
    again = sample(source.case("hopeful", sets={"security.effects.mills.open": "2 to 4"}), 300, 0, method)
    assert np.array_equal(moved.uniform("security.effects.mills.open"), again.uniform("security.effects.mills.open"))


@pytest.mark.parametrize("method", ["sobol", "lhs", "random"])
def test_draws_follow_their_distributions(source: CaseSource, method: str) -> None:
    draws = sample(source.case(), 4096, 1, method)
    tolerance = 0.03 if method == "random" else 0.01
    for path, judgement in source.case().judgements.items():
        distribution = judgement.distribution
        assert distribution is not None
        x = draws.get(path)
        if distribution.is_point:
            assert np.all(x == distribution.median)
            continue
        for at, quantile in ((0.05, distribution.low), (0.5, distribution.median), (0.95, distribution.high)):
            assert np.mean(x <= quantile) == pytest.approx(at, abs=tolerance)


def test_unset_numbers_are_named(source: CaseSource) -> None:
    case = source.case()
    judgements = dict(case.judgements)
    path = "no_deal.costs.north"
    judgements[path] = Judgement(path, None, None)
    draft = dataclasses.replace(case, judgements=judgements)
    assert unset(draft) == (path,)
    for draw in (lambda: medians(draft), lambda: sample(draft, 10, 0)):
        with pytest.raises(CaseError, match=r"1 number is not yet said: no_deal\.costs\.north"):
            draw()


@pytest.mark.parametrize(
    ("n", "seed", "method"), [(0, 0, "sobol"), (10, -1, "sobol"), (10, 0, "sobel"), (10**9, 0, "lhs")]
)
def test_bad_requests_are_refused(source: CaseSource, n: int, seed: int, method: str) -> None:
    with pytest.raises(InputError):
        sample(source.case(), n, seed, method)


@pytest.mark.parametrize("n", [1, 2, 7, 100, 255, 256, 1000])
def test_any_number_of_draws(source: CaseSource, n: int) -> None:
    draws = sample(source.case(), n, 0)
    assert len(draws) == n
    assert np.all((draws.uniforms > 0) & (draws.uniforms < 1))
    share, error = share_and_error(np.arange(n) % 2 == 0, draws)
    assert 0 <= share <= 1
    assert error >= 0


def test_medians_are_one_draw(source: CaseSource) -> None:
    draws = medians(source.case())
    assert len(draws) == 1
    assert draws.method == "medians"
    assert draws.get("no_deal.costs.south")[0] == pytest.approx(6)
    assert draws.uniform("red_lines.charter!event") == pytest.approx([0.5])
    many = dataclasses.replace(draws, values=np.repeat(draws.values, 5, axis=0))
    assert many.get("no_deal.costs.south").shape == many.uniform("red_lines.charter!event").shape == (5,)
    with pytest.raises(InputError, match="no number nowhere"):
        draws.get("nowhere")


def _flags(draws: Draws, level: float) -> np.ndarray:
    x = draws.get("values.north.weights.bank") / 60 + draws.get("values.north.scores.bank.shared") / 55
    return np.asarray(x + draws.get("no_deal.costs.south") / 6 < level)


@pytest.mark.parametrize("method", ["sobol", "lhs", "random"])
@pytest.mark.parametrize("level", [2.8, 3.0, 3.3])
def test_the_error_of_a_share_is_honest(source: CaseSource, method: str, level: float) -> None:
    """Over 40 seeds, the mean square of (share − truth) / error is near 1."""
    case = source.case()
    truth = float(np.mean(_flags(sample(case, 1 << 16, 999), level)))
    scaled = []
    for seed in range(40):
        draws = sample(case, 512, seed, method)
        share, error = share_and_error(_flags(draws, level), draws)
        scaled.append((share - truth) / max(error, 1e-9))
    assert 0.4 < math.sqrt(np.mean(np.square(scaled))) < 1.7


def test_replicates_of_sobol_points_beat_random_draws(source: CaseSource) -> None:
    case = source.case()
    sobol, random = sample(case, 4096, 0), sample(case, 4096, 0, "random")
    assert share_and_error(_flags(sobol, 3.0), sobol)[1] < share_and_error(_flags(random, 3.0), random)[1]


def test_no_draw_at_all_is_no_certainty(source: CaseSource) -> None:
    draws = sample(source.case(), 1000, 0)
    share, error = share_and_error(np.zeros(1000, dtype=bool), draws)
    assert share == 0
    assert 0 < error < 0.003


def test_drawing_stops_when_the_error_is_small_enough(source: CaseSource) -> None:
    case = source.case()
    loose = share_until(case, lambda d: _flags(d, 3.0), within=0.02)
    tight = share_until(case, lambda d: _flags(d, 3.0), within=0.003)
    assert loose.reached and tight.reached
    assert loose.draws < tight.draws
    assert tight.error <= 0.003
    cut = share_until(case, lambda d: _flags(d, 3.0), within=1e-6, first=64, most=256)
    assert not cut.reached
    assert cut.draws == 256
    with pytest.raises(InputError):
        share_until(case, lambda d: _flags(d, 3.0), within=0)


PAIR = ("values.north.weights.bank", "no_deal.costs.south")


@pytest.mark.parametrize("rho", [-1.0, -0.6, 0.0, 0.6, 0.95, 1.0])
def test_correlated_numbers_keep_their_distributions(source: CaseSource, rho: float) -> None:
    plain = source.case()
    case = dataclasses.replace(plain, correlations=(Correlation(PAIR, rho),))
    draws = sample(case, 8192, 2)
    from scipy.special import ndtri

    scores = []
    for path in PAIR:
        distribution = case.judgements[path].distribution
        assert distribution is not None
        assert np.mean(draws.get(path) <= distribution.high) == pytest.approx(0.95, abs=0.01)
        order = np.argsort(np.argsort(draws.get(path)))
        scores.append(ndtri((order + 0.5) / len(draws)))
    assert np.corrcoef(*scores)[0, 1] == pytest.approx(rho, abs=0.02)
    other = "values.north.scores.bank.shared"
    assert np.array_equal(draws.get(other), sample(plain, 8192, 2).get(other))


def test_the_matrix_holds_what_was_stated() -> None:
    paths, c = matrix([Correlation(("a", "b", "c"), 0.4), Correlation(("c", "d"), -0.2)])
    assert paths == ("a", "b", "c", "d")
    assert c.tolist() == [[1, 0.4, 0.4, 0], [0.4, 1, 0.4, 0], [0.4, 0.4, 1, -0.2], [0, 0, -0.2, 1]]


def test_ten_thousand_draws_take_no_more_calls_than_a_thousand(source: CaseSource) -> None:
    case = source.case()
    more = {f"x.{i}": Judgement(f"x.{i}", parse("20 to 30", (0, 100)), None) for i in range(150)}
    wide = dataclasses.replace(case, judgements={**case.judgements, **more}, base={**case.base, **more})
    draws = sample(wide, 10_000, 0)  # the first time also imports
    few = calls(lambda: sample(wide, 1000, 0))
    assert calls(lambda: sample(wide, 10_000, 0)) < 1.1 * few  # whole columns at once, never a draw at a time
    assert draws.values.shape == (10_000, len(case.judgements) + 150)
