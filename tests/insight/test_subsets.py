"""Smallest and minimal sets equal brute force, whatever the test; Shapley values sum and match closed forms."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from parley.core.errors import BudgetError
from parley.insight.sensitivity.minimal_sets import members, minimal, smallest
from parley.insight.sensitivity.shapley import shapley


def table_test(table: list[bool], k: int):
    """A test given by a truth table over 2^k subsets: nothing monotone about it."""

    def test(subsets: NDArray[np.bool_]) -> NDArray[np.bool_]:
        codes = subsets.astype(int) @ (1 << np.arange(k))
        return np.array([table[c] for c in codes], dtype=bool)

    return test


tables = st.integers(1, 6).flatmap(
    lambda k: st.tuples(st.just(k), st.lists(st.booleans(), min_size=2**k, max_size=2**k))
)


def passing(k: int, table: list[bool]) -> list[frozenset[int]]:
    return [
        frozenset(c) for size in range(k + 1) for c in combinations(range(k), size) if table[sum(1 << i for i in c)]
    ]


@given(tables, st.integers(1, 7))
def test_smallest_sets_are_all_passing_sets_of_least_size(given_table: tuple[int, list[bool]], batch: int) -> None:
    k, table = given_table
    found = smallest(table_test(table, k), k, batch=batch)
    expected = passing(k, table)
    least = min((len(s) for s in expected), default=0)
    assert set(found.sets) == {s for s in expected if len(s) == least}
    assert found.exact


@given(tables, st.integers(0, 6), st.integers(1, 7))
def test_minimal_sets_equal_brute_force(given_table: tuple[int, list[bool]], most: int, batch: int) -> None:
    k, table = given_table
    found = minimal(table_test(table, k), k, most=most, batch=batch)
    expected = passing(k, table)
    brute = {s for s in expected if len(s) <= most and not any(o < s for o in expected)}
    assert set(found.sets) == brute
    assert found.exact


def test_past_its_budget_a_search_says_so_and_its_set_still_passes() -> None:
    def test(subsets: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return np.asarray(subsets.sum(axis=1) >= 5)

    found = smallest(test, 12, budget=100)
    assert not found.exact
    assert test(members(found.sets, 12)).all()
    assert len(found.sets[0]) == 5


def test_no_set_at_all_is_an_exact_answer() -> None:
    found = smallest(lambda s: np.zeros(len(s), dtype=bool), 4)
    assert found.sets == ()
    assert found.exact


@given(st.integers(0, 6).flatmap(lambda k: st.lists(st.floats(-100, 100), min_size=2**k, max_size=2**k)))
def test_shapley_values_sum_to_the_difference(worth: list[float]) -> None:
    k = len(worth).bit_length() - 1
    values = shapley(lambda s: np.array(worth)[(s.astype(int) @ (1 << np.arange(k))) if k else np.zeros(1, int)], k)
    assert values.sum() == pytest.approx(worth[-1] - worth[0], abs=1e-9)


@pytest.mark.parametrize("amounts", [[1.0, 2.0, 3.0], [0.0, -4.0], [5.0]])
def test_shapley_of_a_sum_is_each_summand(amounts: list[float]) -> None:
    assert shapley(lambda s: s @ np.array(amounts), len(amounts)) == pytest.approx(amounts)


def test_shapley_of_a_unanimity_game_is_shared_equally() -> None:
    assert shapley(lambda s: s.all(axis=1).astype(float), 4) == pytest.approx([0.25] * 4)


def test_shapley_refuses_more_than_it_can_enumerate() -> None:
    with pytest.raises(BudgetError, match="group them"):
        shapley(lambda s: s.sum(axis=1).astype(float), 13)
