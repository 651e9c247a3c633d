"""A lottery over outcomes less costs: by hand, and its promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from parley.core.errors import InputError
from parley.nodeal import outcomes

SETS = [
    ([[0.5, 0.42, 0.08]], [[[88, 52, 25], [10, 45, 80]]], [[10, 7]], [[57.84, 23.3]]),
    ([[1.0, 0.0]], [[[100, 0], [0, 100]]], [[0, 0]], [[100, 0]]),
    ([[0.25, 0.75]], [[[120, -20], [0, 40]]], [[5, 2.5]], [[10, 27.5]]),
]


@pytest.mark.parametrize("beliefs, values, costs, expected", SETS)
def test_by_hand(beliefs: list, values: list, costs: list, expected: list) -> None:
    np.testing.assert_allclose(outcomes.reservation(beliefs, values, costs), expected, atol=1e-12)


def test_each_party_by_its_own_belief() -> None:
    own = np.array([[[0.8, 0.2], [0.5, 0.5]]])
    values = np.array([[[100.0, 0.0], [0.0, 100.0]]])
    np.testing.assert_allclose(outcomes.reservation(own, values, [[10, 10]]), [[70, 40]])
    seen_by_first = outcomes.reservation(own[:, 0], values, [[10, 10]])
    np.testing.assert_allclose(seen_by_first, [[70, 10]])


@given(hnp.arrays(float, (4, 2, 3), elements=st.floats(0.01, 1)), hnp.arrays(float, (4, 2), elements=st.floats(0, 50)))
def test_a_dearer_war_is_worth_less_and_an_even_shift_of_outcomes_shifts_it(
    weights: np.ndarray, costs: np.ndarray
) -> None:
    beliefs = weights / weights.sum(axis=-1, keepdims=True)
    values = np.linspace(-20, 120, 24).reshape(4, 2, 3)
    base = outcomes.reservation(beliefs, values, costs)
    assert (outcomes.reservation(beliefs, values, costs + 1) < base).all()
    np.testing.assert_allclose(outcomes.reservation(beliefs, values + 5, costs), base + 5, atol=1e-9)
    assert (base + costs <= values.max(axis=-1) + 1e-9).all()


def test_a_certain_outcome_has_no_spread() -> None:
    values = np.array([[[88.0, 52.0]]])
    assert outcomes.spread([[1.0, 0.0]], values).item() == 0
    assert outcomes.spread([[0.5, 0.5]], values).item() == pytest.approx(18)


@pytest.mark.parametrize(
    "beliefs, values, costs, words",
    [
        ([[0.5, 0.4]], [[[1, 2]]], [[0]], "sum to 1"),
        ([[1.5, -0.5]], [[[1, 2]]], [[0]], "between 0"),
        ([[0.5, 0.5]], [[[1, float("nan")]]], [[0]], "finite"),
        ([[0.5, 0.5]], [[[1, 2, 3]]], [[0]], "2 outcomes"),
        ([[0.5, 0.5]], [[1, 2]], [[0]], "needed"),
        (np.full((3, 2), 0.5), np.zeros((2, 1, 2)), np.zeros((3, 1)), "fit"),
    ],
)
def test_bad_arrays_are_named(beliefs: object, values: object, costs: object, words: str) -> None:
    with pytest.raises(InputError, match=words):
        outcomes.reservation(beliefs, values, costs)  # type: ignore[arg-type]


def test_the_placeholder_outlook_of_the_framework_gives_its_published_values() -> None:
    own = [[[0.5, 0.42, 0.08], [0.1, 0.4, 0.5]]]
    values = [[[88, 52, 25], [15, 50, 80]]]
    np.testing.assert_allclose(outcomes.reservation(own, values, [[10, 7]]), [[57.84, 54.5]])
