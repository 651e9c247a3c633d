"""One deal of a case beside the engine's list of the zone, under random numbers: the two never disagree."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from brute_deals import brute
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.case import open_source
from parley.case.chance.sampling import medians, sample
from parley.case.file.source import CaseSource
from parley.case.types import Case
from parley.deals.zone import zone
from parley.model.compose import problem
from parley.model.modes import RedLines
from parley.model.standing import completed, fit, posed, standing

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
SHARED = {"bank": "shared", "mills": "open", "escort": "outsiders"}
KEPT = {"bank": "kept", "mills": "closed", "escort": "both"}


@cache
def source() -> CaseSource:
    return open_source(MINI)


def every_deal(case: Case, kind: str) -> list[dict[str, str]]:
    only = case.kinds[kind].only
    return [dict(zip(only, chosen, strict=True)) for chosen in itertools.product(*only.values())]


points = st.integers(0, 100)


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(points, points, points, points),
    st.integers(0, 60),
    st.integers(0, 60),
    st.floats(0.0, 1.0),
    st.sampled_from(["weighed", "declared", "none"]),
    st.sampled_from(["settlement", "carts"]),
    st.sampled_from([None, "hopeful"]),
)
def test_a_deal_is_in_the_zone_where_the_engine_lists_it(
    scores: tuple[int, int, int, int],
    north: int,
    south: int,
    holds: float,
    red_lines: RedLines,
    kind: str,
    view: str | None,
) -> None:
    sets: dict[str, str | float] = {
        "values.north.scores.bank.shared": float(scores[0]),
        "values.north.scores.mills.closed": float(scores[1]),
        "values.south.scores.bank.returned": float(scores[2]),
        "values.south.scores.mills.closed": float(scores[3]),
        "no_deal.costs.north": float(north),
        "no_deal.costs.south": float(south),
        "red_lines.charter.holds": holds,
    }
    case = source().case(view=view, sets=sets)
    at = medians(case)
    p = problem(case, at, kind, "own", red_lines)
    listed = {tuple(p.options[j][o] for j, o in enumerate(x)) for x in brute(p, 0).zone}
    inside = set()
    for deal in every_deal(case, kind):
        s = standing(case, at, None, kind, deal, "own", red_lines)
        for party, value in s.values.items():
            assert s.short[party] == pytest.approx(max(0.0, s.reservation[party] - value), abs=1e-6)
            assert s.accepts[party] == (s.short[party] == 0.0)
        if s.in_zone:
            inside.add(tuple(deal.values()))
            assert fit(case, kind, deal).allowed and not s.held and not any(s.short.values())
    assert inside == listed
    found = zone(p)
    assert bool(found.exists) == bool(inside) and found.deals.value == len(inside)


def test_what_a_deal_is_worth_is_what_the_formulas_say() -> None:
    """By hand. North: U = .6·55 + .3·100 + .1·100 = 73, q = 4e^.5/(1 + 4e^.5), V = 73 q + 20 (1 − q); R = .5·40 + .4·80 + .1·10 − 5."""
    case = source().case()
    s = standing(case, medians(case), None, "settlement", SHARED)
    q = 4 * np.exp(0.5) / (1 + 4 * np.exp(0.5))
    assert s.values == pytest.approx({"north": 73 * q + 20 * (1 - q), "south": 82 * q + 25 * (1 - q)})
    assert s.reservation == pytest.approx({"north": 48.0, "south": 43.5})
    assert s.short == {"north": 0.0, "south": 0.0} and s.in_zone
    kept = standing(case, medians(case), None, "settlement", KEPT)
    assert kept.values == pytest.approx({"north": 0.8 * 0 + 0.2 * 20, "south": 0.8 * 50 + 0.2 * 25})
    assert kept.short == pytest.approx({"north": 44.0, "south": 0.0})
    assert kept.crosses == ("charter",) == kept.held and not kept.in_zone


def test_a_line_that_is_less_likely_than_not_to_hold_is_crossed_but_does_not_count() -> None:
    case = source().case(sets={"red_lines.charter.holds": 0.4})
    for mode, counted in (("weighed", ()), ("declared", ("charter",)), ("none", ())):
        s = standing(case, medians(case), None, "settlement", KEPT, "own", mode)  # type: ignore[arg-type]
        assert (s.crosses, s.held) == (("charter",), counted)


def test_shares_count_the_draws_of_the_zone_test() -> None:
    """A dear peace for the south: by its range of a shared bank the deal is in the zone in some draws and not in others."""
    case = source().case(sets={"values.south.scores.bank.shared": "-60 to 40"})
    drawn = sample(case, 128, 3)
    s = standing(case, medians(case), drawn, "settlement", SHARED)
    p = problem(case, drawn, "settlement")
    x = tuple(p.options[j].index(SHARED[issue]) for j, issue in enumerate(p.issues))
    inside = [x in set(brute(p, d).zone) for d in range(128)]
    assert 0 < sum(inside) < 128
    assert s.suits is not None and s.share is not None and s.varies
    assert s.share == pytest.approx(np.mean(inside))
    assert s.share <= min(s.suits.values())


def test_where_nothing_has_a_range_it_is_said() -> None:
    still = {
        path: j.distribution.median
        for path, j in source().case().judgements.items()
        if j.distribution is not None and not j.distribution.is_point and not path.startswith("red_lines")
    }
    case = source().case(sets=dict(still))
    assert not standing(case, medians(case), sample(case, 64, 0), "settlement", SHARED).varies
    # a line that it crosses is drawn by its chance
    assert standing(case, medians(case), sample(case, 64, 0), "settlement", KEPT).varies


def test_a_deal_that_its_kind_does_not_offer_is_valued_on_the_same_scale_and_is_in_no_zone(tmp_path: Path) -> None:
    text = (MINI / "case.yaml").read_text(encoding="utf-8")
    narrow = text.replace(
        "{title: Settlement, only: all}", "{title: Settlement, only: {bank: [returned, kept], mills: all, escort: all}}"
    )
    assert narrow != text
    import shutil

    shutil.copytree(MINI, tmp_path / "mini")
    (tmp_path / "mini" / "case.yaml").write_text(narrow, encoding="utf-8")
    case = open_source(tmp_path / "mini").case()
    found = fit(case, "settlement", SHARED)
    assert found.closed == ("bank",) and not found.allowed
    s = standing(case, medians(case), None, "settlement", SHARED)
    wide = standing(source().case(), medians(source().case()), None, "settlement", SHARED)
    assert s.values == pytest.approx(wide.values) and not s.in_zone
    p, _ = posed(case, medians(case), "settlement", SHARED)
    assert p.scale.tolist() == problem(case, medians(case), "settlement").scale.tolist()


@pytest.mark.parametrize(
    ("kind", "deal", "allowed"),
    [
        ("settlement", SHARED, True),
        ("carts", {"mills": "open"}, True),
        ("carts", {"mills": "closed"}, False),  # it leaves everything as it is
        ("carts", SHARED, False),  # it says more than such a deal is about
        ("settlement", {"mills": "open"}, False),
        ("settlement", {"bank": "shared", "mills": "open", "escort": "both"}, False),  # a rule
    ],
)
def test_which_kinds_a_deal_can_be(kind: str, deal: dict[str, str], allowed: bool) -> None:
    assert fit(source().case(), kind, deal).allowed is allowed


def test_what_a_kind_leaves_no_choice_about_may_be_left_out() -> None:
    from dataclasses import replace

    case = source().case()
    kind = replace(
        case.kinds["settlement"], only={"bank": ("returned",), "mills": ("open", "closed"), "escort": ("both",)}
    )
    assert completed(kind, {"mills": "open"}) == {"bank": "returned", "mills": "open", "escort": "both"}
    assert fit(replace(case, kinds={"settlement": kind}), "settlement", {"mills": "open"}).allowed
