"""A tested deal of random cases: its verdict is the zone's own, what is said to mend it does, and words agree with numbers."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_cases import case_text

from parley.case import open_source
from parley.case.file.deal import Brought
from parley.deals.listing import inside, possible_deals
from parley.insight.asking.evaluator import Ask, Evaluator, problem
from parley.insight.views.tested import Asked, try_deal
from parley.model.modes import RedLines
from parley.report.tested import render


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**31 - 1), st.sampled_from(["weighed", "declared", "none"]))
def test_verdict_shortfall_and_amendments_of_every_deal(seed: int, red_lines: RedLines) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "case.yaml"
        file.write_text(case_text(seed), encoding="utf-8")
        evaluator = Evaluator(open_source(file), draws=8)
        case = evaluator.base
        for kind in case.kinds:
            p = problem(case, evaluator.medians(None), Ask(kind, red_lines=red_lines))
            listed = possible_deals(p)
            zone = {tuple(p.options[j][o] for j, o in enumerate(x)) for x in listed[inside(p, listed)]}
            every = list(itertools.product(*case.kinds[kind].only.values()))
            picked = [every[i] for i in np.random.default_rng(seed).permutation(len(every))[:6]]
            for chosen in picked:
                deal = dict(zip(case.kinds[kind].only, chosen, strict=True))
                asked = Asked(kind=kind, red_lines=red_lines)
                found = try_deal(evaluator, Brought(deal), asked)
                by_issue = tuple(deal[issue] for issue in p.issues)
                assert found.in_zone == (by_issue in zone)
                for party in found.parties.values():
                    assert party.short == pytest.approx(max(0.0, party.reservation - party.value), abs=1e-6)
                if found.in_zone:
                    assert not any(party.short for party in found.parties.values()) and found.amendments == ()
                    assert found.kinds[kind].allowed and found.reason == ""
                    assert red_lines != "declared" or found.crosses == ()
                else:
                    assert found.reason and found.zone == bool(zone)
                for amendment in found.amendments:
                    again = try_deal(evaluator, Brought({**deal, **amendment.change}), asked)
                    assert again.in_zone == amendment.in_zone == amendment.views["base"]
                    for key, moved in amendment.moves.items():
                        change = again.parties[key].value - found.parties[key].value
                        assert moved == pytest.approx(change, abs=1e-6)
                text = " ".join(render(case, found).split())
                assert ("In the zone at the middle numbers of the base case" in text) == bool(found.in_zone)
