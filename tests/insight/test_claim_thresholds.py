"""Where a claim holds, fails or depends: at the very ends of the two thresholds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.insight.queries.claims import RULE, SURE, UNSURE, ClaimVerdict, verdict


@pytest.mark.parametrize(
    ("at_medians", "share", "word"),
    [
        (True, 1.0, "holds"),
        (True, SURE, "holds"),
        (True, float(np.nextafter(SURE, 0)), "depends"),
        (True, 0.5, "depends"),
        (True, UNSURE, "depends"),
        (True, 0.0, "depends"),
        (False, 0.0, "fails"),
        (False, UNSURE, "fails"),
        (False, float(np.nextafter(UNSURE, 1)), "depends"),
        (False, 0.5, "depends"),
        (False, SURE, "depends"),
        (False, 1.0, "depends"),
        (True, None, "holds"),
        (False, None, "fails"),
    ],
)
def test_the_ends_belong_to_the_word(at_medians: bool, share: float | None, word: ClaimVerdict) -> None:
    assert verdict(at_medians, share) == word


@given(st.booleans(), st.floats(0, 1))
def test_the_contrary_of_a_claim_gets_the_contrary_word(at_medians: bool, share: float) -> None:
    contrary = {"holds": "fails", "fails": "holds", "depends": "depends"}
    near = min(abs(share - SURE), abs(share - UNSURE)) < 1e-9
    assert near or verdict(not at_medians, 1 - share) == contrary[verdict(at_medians, share)]


def test_the_rule_names_the_thresholds_that_are_used() -> None:
    assert f"in at least {100 * SURE:.0f} of 100" in RULE and f"in at most {100 * UNSURE:.0f}" in RULE
