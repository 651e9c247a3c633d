"""The query language: what reads, what is refused and where, and that every form means what its page says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from parley.core.errors import InputError
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.queries import language as q
from parley.insight.queries.claims import claims, scene, standing, verdict
from parley.insight.queries.judge import holds, measure

TRUE_FORMS = [
    "zone settlement",
    "zone settlement red_lines=none",
    "zone settlement beliefs=analyst having bank=shared",
    "zone settlement having bank=shared,returned having mills=open",
    "not ruled-out settlement",
    "0.25 < 25% + 0.1",
    "course urge raises south",
    "change urge R south > 0",
    "R south as north < 100",
    "misperception south > -100",
    "gap north settlement < 0 and shortfall settlement < 0",
    "best north settlement >= R north",
    "share settlement > 0.5",
    "after urge zone settlement",
    "with no_deal.costs.south = 0 R south > R south as analyst - 100",
    "corrected south (misperception south <= 0 and misperception south >= 0)",
    "(1 + 2) * 2 > 5",
    "not (1 > 2 or 2 > 3) because 1 < 2",
    "readiness north >= 0",
    "in every view zone settlement red_lines=none",
    "in some view (zone settlement and R north > 0)",
    "some deal settlement red_lines=any",
    "not no deal settlement",
    "zone any red_lines=none",
    "every deal settlement having mills=open",
]


@pytest.mark.parametrize("text", TRUE_FORMS)
def test_each_form_is_read_and_true_on_the_small_case(evaluator: Evaluator, text: str) -> None:
    assert holds(q.parse(text, evaluator.base), scene(evaluator, None)).tolist() == [True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("zone setlement", "settlement"),
        ("zone settlement red_lines=soft", "weighed"),
        ("R nort > 1", "north"),
        ("no_deal.costs.sooth > 1", "no_deal.costs.south"),
        ("zone settlement having bank=gone", "option of bank"),
        ("zone", "kind of deal"),
        ("1 >", "ends too early"),
        ("1 > 2 3", "complete"),
        ("zone settlement &", "not part of the language"),
        ("__import__('os')", "not part of the language"),
        ("1", "one of"),
        ("course hurry raises south", "urge"),
        ("(" * 60 + "1 > 2" + ")" * 60, "nested"),
        ("1 > " + "1 + " * 800 + "1", "characters"),
    ],
)
def test_what_does_not_read_says_where_and_what_is_near(evaluator: Evaluator, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        q.parse(text, evaluator.base, "claims.x.query")
    assert said in str(caught.value)


def test_every_example_of_the_manual_reads_against_the_shipped_case(examples: Path) -> None:
    from parley.case import load

    page = (Path(__file__).resolve().parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")
    block = re.findall(r"```text\n(.*?)```", page, flags=re.S)[-1]
    case = load(examples / "ukraine-2022-23")
    for line in block.strip().splitlines():
        q.parse(line, case)


def test_what_if_changes_only_what_it_says(evaluator: Evaluator) -> None:
    at = scene(evaluator, None)
    before = measure(q.parse_number("R south", evaluator.base), at)
    with_cost = q.parse("with no_deal.costs.south = 0 R south > 0", evaluator.base)
    assert isinstance(with_cost, q.With)
    from parley.insight.queries.judge import _with

    moved = measure(q.Reservation("south"), _with(at, with_cost.path, with_cost.value))
    assert moved[0] - before[0] == pytest.approx(float(evaluator.medians(None).get("no_deal.costs.south")[0]))
    again = measure(q.parse_number("R south", evaluator.base), at)
    assert again.tolist() == before.tolist()


def test_having_takes_deals_away_and_never_adds_any(evaluator: Evaluator) -> None:
    drawn = scene(evaluator, None, 64)
    whole = holds(q.Zone(Ask("settlement")), drawn)
    for option in evaluator.base.issues["bank"].options:
        part = holds(q.Zone(Ask("settlement", having=(("bank", (option,)),))), drawn)
        assert not np.any(part & ~whole)


def test_corrected_puts_the_analysts_beliefs_in_place(evaluator: Evaluator) -> None:
    drawn = scene(evaluator, None, 64)
    query = q.parse("corrected south (misperception south > 0 or misperception south < 0)", evaluator.base)
    assert not holds(query, drawn).any()


@pytest.mark.parametrize(
    ("point", "share", "word"),
    [
        (True, 0.9, "holds"),
        (True, 0.5, "depends"),
        (False, 0.1, "fails"),
        (False, 0.4, "depends"),
        (True, None, "holds"),
    ],
)
def test_words_for_verdicts(point: bool, share: float | None, word: str) -> None:
    assert verdict(point, share) == word


def test_chain_says_where_it_breaks(evaluator: Evaluator) -> None:
    links = [("a", q.parse("1 > 0", evaluator.base)), ("b", q.parse("0 > 1", evaluator.base))]
    found = standing(evaluator, None, q.parse("1 > 0", evaluator.base), links, 16)
    assert found.chain is not None
    assert found.chain.stands is False
    assert found.chain.breaks_at == "b"


def test_claims_of_the_case_under_every_view(evaluator: Evaluator) -> None:
    found = claims(evaluator, n=32)
    assert [c.id for c in found] == list(evaluator.base.claims)
    assert set(found[0].views) == {"base", *evaluator.views}
    assert (
        found[0].views["base"].verdict == found[0].verdict == "assumed"
    )  # its query compares a number as it was written
    assert found[0].views["base"].at_medians is True
    assert found[0].views["base"].share is None


def test_an_unknown_claim_is_refused(evaluator: Evaluator) -> None:
    with pytest.raises(InputError, match="standstill"):
        claims(evaluator, only=["stand-still"])


def test_claim_is_no_premise_of_itself(evaluator: Evaluator) -> None:
    claim = next(iter(evaluator.base.claims.values()))
    looped = replace(evaluator.base, claims={claim.key: replace(claim, premises=(claim.key,))})
    evaluator._cases[None] = looped
    with pytest.raises(InputError, match="no premise of itself"):
        claims(evaluator, n=0)
