"""A deal before any number: what it meets, which rules forbid it, which declared lines it crosses."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.case import load
from parley.case.deal import breaks, crosses, meets

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


@pytest.mark.parametrize(
    ("deal", "lines"),
    [
        ({"bank": "kept", "mills": "closed", "escort": "both"}, ["charter"]),
        ({"bank": "returned", "mills": "open", "escort": "both"}, []),
        ({"mills": "open"}, []),  # a deal that says nothing of the bank does not give it away
    ],
)
def test_a_line_is_crossed_where_the_deal_has_what_it_rules_out(deal: dict[str, str], lines: list[str]) -> None:
    assert [line.key for line in crosses(load(MINI), deal)] == lines


def test_only_the_lines_of_those_asked_for_are_told() -> None:
    kept = {"bank": "kept", "mills": "closed", "escort": "both"}
    assert crosses(load(MINI), kept, ["south"]) == ()
    assert [line.party for line in crosses(load(MINI), kept, ["north"])] == ["north"]


@pytest.mark.parametrize(
    ("deal", "broken"),
    [
        ({"bank": "kept", "mills": "open", "escort": "both"}, [0]),
        ({"bank": "shared", "mills": "open", "escort": "both"}, [1]),
        ({"bank": "shared", "mills": "open", "escort": "outsiders"}, []),
    ],
)
def test_a_rule_is_broken_by_what_it_names_and_by_a_consequence_that_is_missing(
    deal: dict[str, str], broken: list[int]
) -> None:
    case = load(MINI)
    assert [i for i, rule in enumerate(case.rules) if breaks(rule, deal)] == broken


def test_a_conjunction_is_met_by_every_part_of_it() -> None:
    match = {"bank": ("kept", "shared"), "mills": ("open",)}
    assert meets(match, {"bank": "shared", "mills": "open"})
    assert not meets(match, {"bank": "shared", "mills": "closed"})
    assert not meets(match, {"bank": "shared"})
    assert meets({}, {})
