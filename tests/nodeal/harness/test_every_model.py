"""What every model of no-deal promises, whatever it computes. Limits against closed forms stand in each model's own tests."""

from __future__ import annotations

import numpy as np
import pytest
from harness_models import HOLDERS, MODELS, PARTIES

from parley.core.errors import InputError
from parley.nodeal.protocol import NoDealModel
from parley.nodeal.registry import shipped

HOLDINGS = [[0, 1], [2, 2], [0, 0], [1, 2]]

rows = pytest.mark.parametrize("name", list(MODELS))


def test_every_shipped_model_has_its_row() -> None:
    assert {name.partition(",")[0] for name in MODELS} == shipped().keys()


@rows
def test_it_is_a_model_with_declared_parameters(name: str) -> None:
    model = MODELS[name].build(0, 4)
    assert isinstance(model, NoDealModel)
    assert name.startswith(model.name)
    assert model.parameters and all(p.meaning and p.axes and p.unit and p.low < p.high for p in model.parameters)


@rows
def test_the_same_seed_gives_the_same_bytes(name: str) -> None:
    row = MODELS[name]
    first, second = row.build(3, 50).reservation([0, 1]), row.build(3, 50).reservation([0, 1])
    assert first.tobytes() == second.tobytes()
    assert first.shape == (50, PARTIES) and np.isfinite(first).all()


@rows
@pytest.mark.parametrize("holders", HOLDINGS)
def test_r_does_not_rise_in_own_costs_nor_move_in_the_others(name: str, holders: list[int]) -> None:
    row = MODELS[name]
    model = row.build(5, 40)
    base = model.reservation(holders)
    for party in range(PARTIES):
        for amount in (0.5, 5.0):
            dearer = row.dearer(model, party, amount).reservation(holders)
            assert (dearer[:, party] <= base[:, party] + 1e-9).all()
            assert (dearer[:, party] < base[:, party]).any()
            np.testing.assert_array_equal(dearer[:, 1 - party], base[:, 1 - party])


@rows
@pytest.mark.parametrize("holders", HOLDINGS)
def test_exchanging_the_labels_of_the_sides_changes_nothing(name: str, holders: list[int]) -> None:
    row = MODELS[name]
    model = row.build(7, 40)
    np.testing.assert_allclose(row.mirrored(model).reservation(holders), model.reservation(holders), atol=1e-8)


@rows
def test_ends_are_chances_and_a_party_sees_with_its_holders_eyes(name: str) -> None:
    model = MODELS[name].build(9, 30)
    for holder in range(HOLDERS):
        ends = model.ends(holder)
        assert ends.shape == (30, len(model.end_names))
        assert (ends >= -1e-12).all()
        np.testing.assert_allclose(ends.sum(axis=1), 1, atol=1e-9)
        assert model.cost(holder).shape == (30, PARTIES) and (model.cost(holder) >= 0).all()
        months = model.duration(holder)
        assert months is None or (months.shape == (30,) and (months >= 0).all())
    mixed, own = model.reservation([0, 2]), model.reservation([0, 1])
    np.testing.assert_array_equal(mixed[:, 0], own[:, 0])
    np.testing.assert_array_equal(mixed[:, 1], model.reservation([2, 2])[:, 1])


@rows
def test_a_holder_that_is_not_there_is_named(name: str) -> None:
    model = MODELS[name].build(1, 3)
    with pytest.raises(InputError, match="holder"):
        model.reservation([0, HOLDERS])
    with pytest.raises(InputError, match="holder"):
        model.reservation([0])
