"""The composition: what a case's words mean in arrays."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from parley.case import open_source
from parley.case.chance.sampling import medians, sample
from parley.core.errors import CaseError, InputError
from parley.deals.problem import DealProblem
from parley.deals.zone import zone, zone_draws
from parley.model.compose import problem, reservations, scale
from parley.model.evaluate import draws_needed, evaluate, point
from parley.model.facts import held
from parley.model.floors import floor_check

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


@pytest.fixture(scope="module")
def source():
    return open_source(MINI)


@pytest.fixture(scope="module")
def ukraine(examples: Path):
    return open_source(examples / "ukraine-2022-23")


def test_weights_are_shares_of_the_main_kind(source) -> None:
    case = source.case()
    p = problem(case, medians(case))
    starts = p.starts
    best = [p.values[0, :, a:b].max(axis=1) for a, b in itertools.pairwise(starts)]
    assert np.all(np.sum(best, axis=0) <= 100 + 1e-9)
    doubled = source.case(
        sets={path: 2 * j.distribution.median for path, j in case.judgements.items() if ".weights." in path}
    )
    assert problem(doubled, medians(doubled)).values == pytest.approx(p.values)


def test_r_is_the_lottery_less_the_cost(ukraine) -> None:
    case = ukraine.case()
    draws = medians(case)
    r = reservations(case, draws)
    for i, party in enumerate(case.required):
        beliefs = np.array([held(case, draws, f"no_deal.beliefs.{party}.{o}")[0] for o in case.outcomes])
        worth = np.array([draws.get(f"no_deal.values.{party}.{o}")[0] for o in case.outcomes])
        expected = beliefs @ worth / beliefs.sum() - draws.get(f"no_deal.costs.{party}")[0]
        assert r[0, i] == pytest.approx(expected)


def test_beliefs_choose_whose_eyes(ukraine) -> None:
    case = ukraine.case()
    draws = medians(case)
    own, analyst = reservations(case, draws, "own"), reservations(case, draws, "analyst")
    assert reservations(case, draws, "ukraine")[0, 0] == own[0, 0]
    assert reservations(case, draws, "russia")[0, 1] == own[0, 1]
    assert analyst[0, 1] < own[0, 1], (
        "Russia, by the case's own numbers, expects more of going on than the analyst does"
    )
    with pytest.raises(CaseError, match="states no beliefs"):
        reservations(case, draws, "united-states")


def test_a_limited_deal_is_worth_r_plus_what_it_changes(ukraine) -> None:
    case = ukraine.case()
    p = problem(case, medians(case), "limited")
    kind = case.kinds["limited"]
    start, quo = 0, p.offset.copy()
    offered = all(kind.status_quo[j] in kind.only[j] for j in kind.issues)
    if offered:
        for issue in kind.issues:
            quo += p.values[:, :, start + kind.only[issue].index(kind.status_quo[issue])]
            start += len(kind.only[issue])
        assert quo == pytest.approx(p.reservation)
    # dearer fighting lowers R and the deal's value alike: the surplus of a limited deal does not move
    dear = ukraine.case(sets={"no_deal.costs.russia": 30})
    assert point(dear, "limited").point.shortfall == pytest.approx(point(case, "limited").point.shortfall)


def test_lines_weighed_declared_none(ukraine) -> None:
    case = ukraine.case()
    draws = sample(case, 4000, 1)
    assert problem(case, draws, red_lines="none").lines == ()
    declared = problem(case, draws, red_lines="declared")
    assert declared.lines_hold is not None
    assert declared.lines_hold.all()
    weighed = problem(case, draws, red_lines="weighed")
    assert weighed.lines_hold is not None
    for i, line in enumerate(weighed.lines):
        expected = draws.get(f"red_lines.{line.name}.holds").mean()
        assert weighed.lines_hold[:, i].mean() == pytest.approx(expected, abs=4 * 0.5 / np.sqrt(4000))


def test_toughness_makes_lines_stand_or_fall_together(ukraine) -> None:
    def together(rho: float) -> float:
        case = ukraine.case(sets={"toughness.ukraine": rho})
        p = problem(case, sample(case, 4000, 1))
        mine = [i for i, line in enumerate(p.lines) if p.parties[line.party] == "ukraine"]
        assert p.lines_hold is not None
        return float(np.corrcoef(p.lines_hold[:, mine[0]], p.lines_hold[:, mine[1]])[0, 1])

    loose, middle, firm = together(0.0), together(0.5), together(1.0)
    assert abs(loose) < 0.08
    assert loose < middle < firm


def test_scale_is_frozen_across_views_and_sets(ukraine) -> None:
    base = scale(ukraine.case())
    assert scale(ukraine.case(view="after-milley")) == pytest.approx(base)
    assert scale(ukraine.case(sets={"values.russia.weights.crimea": 60})) == pytest.approx(base)


def test_gaps_do_not_depend_on_draws(ukraine) -> None:
    case = ukraine.case()
    assert point(case, red_lines="none").point == evaluate(case, red_lines="none", draws=50).point


def test_a_view_that_softens_opens_what_the_base_closes(examples: Path) -> None:
    iran = open_source(examples / "iran-2012")
    assert point(iran.case()).point.exists is False
    assert point(iran.case(view="pillar")).point.exists is True


def test_unknown_modes_are_refused(source) -> None:
    case = source.case()
    with pytest.raises(InputError, match="red lines"):
        evaluate(case, red_lines="sometimes")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="no holder"):
        evaluate(case, beliefs="nobody")
    with pytest.raises(CaseError, match="no kind of deal"):
        evaluate(case, "armistice")


def opposed(issues: int, cases: int, seed: int) -> DealProblem:
    """Random opposed issues of three options: best for one side is worst for the other, the middle lies anywhere."""
    rng = np.random.default_rng(seed)
    w = rng.dirichlet(np.ones(issues), (cases, 2))
    middle = rng.random((cases, 2, issues))
    scores = np.zeros((cases, 2, issues, 3))
    scores[:, 0, :, 0], scores[:, 1, :, 2] = 1, 1
    scores[:, :, :, 1] = middle
    values = (100 * w[..., None] * scores).reshape(cases, 2, issues * 3)
    return DealProblem(
        parties=("a", "b"),
        issues=tuple(f"i{j}" for j in range(issues)),
        options=(("x", "y", "z"),) * issues,
        values=values,
        offset=np.zeros((cases, 2)),
        reservation=np.full((cases, 2), 60.0),
        scale=np.full(2, 100.0),
    )


def test_more_issues_make_zones_by_themselves() -> None:
    shares = [float(zone_draws(opposed(j, 400, 3)).exists.mean()) for j in (1, 3, 5, 8)]
    assert shares == sorted(shares)
    assert shares[0] < 0.25
    assert shares[-1] > 0.9


def test_floors_can_only_take_zones_away(ukraine, examples: Path) -> None:
    for opened in (ukraine, open_source(examples / "iran-2012")):
        for view in (None, *opened.views):
            found = floor_check(opened.case(view=view), red_lines="none")
            assert found.as_scored or not found.with_floors
            assert found.issues == len(opened.case().kinds[opened.case().main_kind].issues)


def test_a_floor_stated_in_the_case_removes_options(ukraine) -> None:
    case = ukraine.case()
    p = problem(case, medians(case), red_lines="none")
    if not case.floors:
        pytest.skip("the case states no floors")
    assert p.allowed is not None
    high = ukraine.case(sets={f"floors.{next(iter(case.floors))}.at_least": 101})
    assert zone(problem(high, medians(high), red_lines="none")).exists is False


def test_the_stopping_rule_reaches_the_error_that_it_was_asked_for(source) -> None:
    case = source.case()
    n = draws_needed(case, 0.01, red_lines="none")
    found = evaluate(case, red_lines="none", draws=n)
    assert found.share_se is not None
    assert found.share_se <= 0.01


def test_leaving_everything_as_it_is_is_no_limited_deal(source) -> None:
    """Else every limited kind would be open by arithmetic: the status quo is worth exactly R to everybody."""
    case = source.case()
    carts = case.kinds["carts"]
    p = problem(case, medians(case), "carts")
    quo = tuple(carts.only[j].index(carts.status_quo[j]) for j in carts.issues)
    assert any(all(quo[j] in options for j, options in pattern) for pattern in p.forbidden)
    worse = source.case(sets={"values.north.scores.mills.open": 0, "values.north.scores.mills.closed": 100})
    assert point(worse, "carts", red_lines="none").point.exists is False
