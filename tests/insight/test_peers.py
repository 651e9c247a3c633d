"""Sensitivity and scenario discovery beside two libraries of the field, SALib and ema-workbench, on the same numbers.

Both are for development only. Where the same answers go through both estimators, the figures must agree to rounding; where
each draws its own sample, within the errors that both state.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from parley.case import load
from parley.case.chance.sampling import from_uniforms, sample, stable_names
from parley.insight.asking.evaluator import Ask, problem
from parley.insight.sensitivity.scenario import peel
from parley.insight.sensitivity.variance import pawn, total_effects

Function = Callable[[np.ndarray], np.ndarray]


def additive(u: np.ndarray) -> np.ndarray:
    """Σ c_i u_i: first-order and total effects are c_i² / Σ c²."""
    return u @ np.array([4.0, 2.0, 1.0, 0.0])


def ishigami(u: np.ndarray) -> np.ndarray:
    """Ishigami and Homma (1990), a = 7, b = 0.1, on (−π, π)³."""
    x = np.pi * (2 * u - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


FUNCTIONS: dict[str, tuple[Function, int]] = {"additive": (additive, 4), "ishigami": (ishigami, 3)}


class Recorded:
    """A function that keeps what it was asked for: A, B and A with each column of B, replicate by replicate."""

    def __init__(self, f: Function) -> None:
        self.f, self.answers = f, list[np.ndarray]()

    def __call__(self, u: np.ndarray) -> np.ndarray:
        self.answers.append(self.f(u))
        return self.answers[-1]

    def blocks(self, inputs: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(A, B, AB): (N,), (N,), (N, inputs) over all replicates."""
        turn = inputs + 2
        a = np.concatenate(self.answers[0::turn])
        b = np.concatenate(self.answers[1::turn])
        mixed = [np.concatenate(self.answers[2 + i :: turn]) for i in range(inputs)]
        return a, b, np.stack(mixed, axis=1)


def agree_to_rounding(f: Function, dimensions: int, inputs: int, **given: Any) -> None:
    """The same answers through SALib's estimators (Jansen 1999 for totals, Saltelli et al. 2010 for first order)."""
    from SALib.analyze.sobol import first_order, total_order

    asked = Recorded(f)
    ours = total_effects(asked, dimensions, **given)
    a, b, mixed = asked.blocks(inputs)
    assert ours.evaluations == a.size + b.size + mixed.size
    middle = np.concatenate([a, b]).mean()
    for i in range(inputs):
        assert ours.total[i] == pytest.approx(float(total_order(a, mixed[:, i], b)), abs=1e-12)
        # SALib centres nothing here; we take the mean off, as its own front end does
        centred = [x - middle for x in (a, mixed[:, i], b)]
        assert ours.first[i] == pytest.approx(float(first_order(*centred)), abs=1e-12)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_same_answers_give_the_same_indices(name: str) -> None:
    f, d = FUNCTIONS[name]
    agree_to_rounding(f, d, d, n=4096, seed=3)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_samples_of_their_own_agree_within_both_errors(name: str) -> None:
    """SALib draws its own Sobol points. Its ``conf`` is 1.96 standard errors; four joint standard errors are allowed (one
    run of 15,000 would exceed that by chance, and the seeds are fixed), and never less than 0.005, as its bootstrap sees
    nothing of an index that is exactly 0."""
    from SALib.analyze import sobol
    from SALib.sample import sobol as points

    f, d = FUNCTIONS[name]
    told = {"num_vars": d, "names": [f"x{i}" for i in range(d)], "bounds": [[0.0, 1.0]] * d}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas, within SALib
        theirs = sobol.analyze(told, f(points.sample(told, 4096, calc_second_order=False, seed=1)), False, seed=1)
    ours = total_effects(f, d, n=8192, seed=5)
    for mine, error, their, conf in (
        (ours.total, ours.total_error, theirs["ST"], theirs["ST_conf"]),
        (ours.first, ours.first_error, theirs["S1"], theirs["S1_conf"]),
    ):
        allowed = np.maximum(4 * np.hypot(error, np.asarray(conf) / 1.96), 0.005)
        assert np.all(np.abs(mine - their) <= allowed)


def test_pawn_beside_salib() -> None:
    """SALib slices at quantiles and compares by scipy's two-sample test: the same distances, up to the one point in 500
    by which a slice may be larger than ours."""
    from SALib.analyze import pawn as theirs

    u = np.random.default_rng(2).random((5000, 3))
    y = ishigami(u)
    told = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0.0, 1.0]] * 3}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas, within SALib
        found = theirs.analyze(told, u, y, S=10, seed=0)
    for statistic in ("median", "max"):
        mine = pawn(u, y, slices=10, statistic=statistic).index  # type: ignore[arg-type]
        key = "median" if statistic == "median" else "maximum"
        assert mine == pytest.approx(np.asarray(found[key]), abs=0.004)


def their_trajectory(x: np.ndarray, y: np.ndarray, alpha: float, least: float) -> Any:
    """ema-workbench's peeling by the same criterion (density gained for each point lost)."""
    import pandas

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of optional packages that are not there
        from ema_workbench.analysis import prim

        frame = pandas.DataFrame(x, columns=[f"x{i}" for i in range(x.shape[1])])
        made = prim.Prim(
            frame, y.astype(int), threshold=0.5, obj_function=prim.PRIMObjectiveFunctions.LENIENT1,
            peel_alpha=alpha, paste_alpha=alpha, mass_min=least,
        )  # fmt: skip
        return made.find_box().peeling_trajectory


def agree_on_boxes(x: np.ndarray, y: np.ndarray, alpha: float, least: float) -> None:
    """Step by step the same box. A peel takes the same α of the points, but where the quantile falls between two points
    the two cut on either side, so that a step may differ by a point or two in a few thousand: 0.005 of coverage, density
    and mass. Theirs may end with steps that paste back; ours has none, and is compared as far as it goes."""
    ours = [(b.coverage, b.density, b.mass) for b in peel(x, y, alpha=alpha, least_mass=least)]
    theirs = their_trajectory(x, y, alpha, least)[["coverage", "density", "mass"]].to_numpy()
    steps = min(len(ours), len(theirs))
    assert steps >= 8
    assert np.array(ours)[:steps] == pytest.approx(theirs[:steps], abs=0.005)


def test_a_box_in_made_up_points_beside_ema_workbench() -> None:
    rng = np.random.default_rng(4)
    x = rng.random((3000, 4))
    y = (x[:, 0] > 0.55) & (x[:, 2] < 0.6) & (rng.random(3000) < 0.9)
    agree_on_boxes(x, y, 0.1, 0.1)


@pytest.fixture(scope="module")
def asked(examples: Path) -> tuple[Any, Ask]:
    """A case that ships, with the lines set aside, so that its shortfall has a value in every draw."""
    case = load(examples / "iran-2012")
    return case, Ask(case.main_kind, red_lines="none")


def test_a_case_that_ships_beside_salib(asked: tuple[Any, Ask]) -> None:
    from parley.deals.zone import zone_draws

    case, ask = asked
    names = stable_names(case)
    moved = [names.index(p) for p in ("no_deal.costs.iran", "no_deal.costs.united-states")]

    def shortfall(u: np.ndarray) -> np.ndarray:
        return np.asarray(zone_draws(problem(case, from_uniforms(case, u, 0), ask)).shortfall, dtype=np.float64)

    agree_to_rounding(shortfall, len(names), 2, groups=[[i] for i in moved], n=256, seed=1)


def test_the_conditions_of_a_case_that_ships_beside_ema_workbench(asked: tuple[Any, Ask]) -> None:
    from parley.deals.zone import zone_draws

    case, ask = asked
    drawn = sample(case, 3000, 0)
    tested = problem(case, drawn, ask)
    found = zone_draws(tested).exists
    assert 0.02 < found.mean() < 0.98
    agree_on_boxes(np.asarray(tested.reservation), found, 0.07, 0.05)
