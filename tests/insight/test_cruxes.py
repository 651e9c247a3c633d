"""Cruxes equal brute force on random judgements; what judgements carry sums to the difference; samples are common."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.case import CaseSource, open_source
from parley.insight.asking.evaluator import Ask, Evaluator, exists, zones
from parley.insight.queries.language import parse
from parley.insight.results.titles import short, with_article
from parley.insight.sections.differences import of_what, partings, told, zone_question, zone_words
from parley.insight.sensitivity.exchange import Crux, Found, carried, carried_share, crux, grouped, mixed, units_between
from parley.insight.views.compare import compare, question_crux, shared_out

ASK = Ask("settlement", red_lines="none")
CASES = Path(__file__).resolve().parents[1] / "data" / "cases"

MOVED = (
    "no_deal.costs.north", "no_deal.costs.south", "no_deal.beliefs.north.north-gains", "no_deal.beliefs.south.south-gains",
    "no_deal.values.north.hold", "no_deal.values.south.hold", "security.holds.north",
)  # fmt: skip


def moved(evaluator: Evaluator, changes: dict[str, float]):
    at = evaluator.medians(None)
    values = at.values.copy()
    for path, value in changes.items():
        values[0, at.columns[path]] = value
    return replace(at, values=values)


def amount(path: str, u: float) -> float:
    if "beliefs" in path or "holds" in path:
        return u
    return 60 * u if "costs" in path else 100 * u


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(MOVED), st.floats(0.01, 0.99), st.floats(0.01, 0.99)), max_size=8))
def test_cruxes_equal_brute_force(mini: CaseSource, drawn: list[tuple[str, float, float]]) -> None:
    evaluator = Evaluator(mini, draws=0)
    left = moved(evaluator, {path: amount(path, a) for path, a, _ in drawn})
    right = moved(evaluator, {path: amount(path, b) for path, _, b in drawn})
    found = crux(zone_question(ASK), evaluator.base, left, right)
    units = units_between(left, right)
    assert found.units == units
    answers = [bool(exists(evaluator.base, d, ASK)[0]) for d in (left, right)]
    assert [found.left_answer, found.right_answer] == answers
    if answers[0] == answers[1]:
        assert found.agree
        assert found.into_left.sets == ()
        return
    for into, source, wanted, got in (
        (left, right, answers[1], found.into_left),
        (right, left, answers[0], found.into_right),
    ):
        passing = []
        for size in range(len(units) + 1):
            for chosen in combinations(range(len(units)), size):
                subset = np.zeros((1, len(units)), dtype=bool)
                subset[0, list(chosen)] = True
                if bool(exists(evaluator.base, mixed(into, source, units, subset), ASK)[0]) == wanted:
                    passing.append(frozenset(chosen))
            if passing:
                break
        assert set(got.sets) == set(passing)
        assert got.exact


def test_beliefs_of_one_holder_are_one_unit(evaluator: Evaluator) -> None:
    units = units_between(evaluator.medians(None), evaluator.medians("hopeful"))
    beliefs = [u for u in units if u.paths[0].startswith("no_deal.beliefs.north")]
    assert len(beliefs) == 1
    assert len(beliefs[0].paths) == len(evaluator.base.outcomes)


def test_exchanging_everything_makes_one_view_the_other(evaluator: Evaluator) -> None:
    left, right = evaluator.medians(None), evaluator.medians("hopeful")
    units = units_between(left, right)
    everything = np.ones((1, len(units)), dtype=bool)
    assert mixed(left, right, units, everything).values.tolist() == right.values.tolist()


def test_what_judgements_carry_sums_to_the_difference(evaluator: Evaluator) -> None:
    left, right = evaluator.medians(None), evaluator.medians("hopeful")
    groups = grouped(units_between(left, right), 8)

    def short(case, draws):
        return zones(case, draws, ASK).shortfall

    total = float(short(evaluator.base, right)[0] - short(evaluator.base, left)[0])
    assert carried(short, evaluator.base, left, right, groups).sum() == pytest.approx(total, abs=1e-12)


def test_shares_are_carried_on_common_draws(evaluator: Evaluator) -> None:
    left, right = evaluator.sample(None, 64), evaluator.sample("hopeful", 64)
    assert left.uniforms.tolist() == right.uniforms.tolist()
    groups = grouped(units_between(evaluator.medians(None), evaluator.medians("hopeful")), 8)
    answer = zone_question(ASK)
    total = float(np.mean(answer(evaluator.base, right)) - np.mean(answer(evaluator.base, left)))
    assert carried_share(answer, evaluator.base, left, right, groups).sum() == pytest.approx(total, abs=1e-12)


def test_a_judgement_on_which_views_agree_is_the_same_in_every_draw(evaluator: Evaluator) -> None:
    left, right = evaluator.sample(None, 64), evaluator.sample("later", 64)
    same = [p for p in left.paths if p != "no_deal.costs.south"]
    for path in same:
        assert left.get(path).tolist() == right.get(path).tolist()


def test_groups_keep_every_unit_once(evaluator: Evaluator) -> None:
    units = units_between(evaluator.medians(None), evaluator.medians("hopeful"))
    for most in (1, 2, 8):
        groups = grouped(units, most)
        assert len(groups) <= most
        assert sorted(u.paths for g in groups for u in g) == sorted(u.paths for u in units)


def test_crux_of_a_question_about_shares(evaluator: Evaluator) -> None:
    query = parse("share settlement red_lines=none > 2", evaluator.base)
    assert question_crux(evaluator, None, "hopeful", query).agree


def test_a_crux_is_weighed_by_share_where_the_question_is_of_shares() -> None:
    """A threshold between the shares of two views parts them; one above both does not, though their middle numbers differ."""
    made = Evaluator(open_source(CASES / "valley-course"), draws=64)
    view, answer = "after-the-general-staff", zone_question(ASK)
    base, other = (float(np.mean(answer(made.base, made.sample(v, 64)))) for v in (None, view))
    assert base < other < 1

    def parted(text: str) -> Crux:
        return question_crux(made, None, view, parse(text, made.base))

    between = parted(f"share settlement red_lines=none > {(base + other) / 2:.6f}")
    assert (between.left_answer, between.right_answer) == (False, True)
    assert between.mutual.sets and all(one <= set(range(len(between.units))) for one in between.mutual.sets)
    assert not parted("zone settlement red_lines=none").agree
    assert parted(f"share settlement red_lines=none > {(1 + other) / 2:.6f}").agree


def test_the_sentence_names_its_kind_of_deal_and_whose_the_sizes_are(
    evaluator: Evaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    from parley.insight.sections import differences

    for kind, title in ((kind, row.title) for kind, row in evaluator.base.kinds.items()):
        found = partings(evaluator, Ask(kind, red_lines="none"), (None, "hopeful"))
        name = with_article(short(title))
        assert f"a zone for {name}" in zone_words(evaluator, Ask(kind, red_lines="none"))
        for p in found:
            assert name in told(evaluator, p).sentence or not p.crux.agree
    units = units_between(evaluator.medians(None), evaluator.medians("hopeful"))
    mutual = Found((frozenset({0}),), True, 1)
    made = partings(evaluator, ASK, (None, "hopeful"))[0]
    parted = replace(made, crux=replace(made.crux, units=units, left_answer=True, right_answer=False, mutual=mutual))
    assert of_what(evaluator, parted).endswith(" (sizes ours)")
    monkeypatch.setattr(differences, "ground_of", lambda case, judgement: "size")
    assert "ours" not in of_what(evaluator, parted)


def test_compare_says_for_each_pair_whether_they_agree(evaluator: Evaluator) -> None:
    found = compare(evaluator, [None, *evaluator.views])
    assert len(found.pairs) == 3
    assert set(found.kinds) == set(evaluator.base.kinds)
    for pair in found.pairs:
        assert pair.agree == (pair.answers[0] == pair.answers[1])
        assert pair.share_se[0] is not None


def test_nothing_is_carried_where_nothing_differs(evaluator: Evaluator) -> None:
    assert shared_out(evaluator, None, None, (), ASK) == ()
