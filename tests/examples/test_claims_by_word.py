"""Regression test of our numbers: how many claims of the shipped cases hold, fail, depend, are assumed or not tested, and which.

These are the words that our ranges give at this seed; a change of a case's numbers may change them, and then this list with them. What
must not change unseen is a claim that begins to count as tested.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from parley.case import open_source
from parley.insight.asking.evaluator import Evaluator
from parley.insight.queries import language as q
from parley.insight.queries.claims import claims
from parley.insight.queries.testing import doubts, narrower, quantifier, ranges, said, untested

LATER = datetime.date(2030, 1, 1)
"""After everything that the cases cite."""

WORDS = {
    "ukraine-2022-23": {
        "holds": "limited-deals-hold pause-wanted no-deal-now in-denial",
        "fails": "february-line",
        "depends": (
            "cement-gains winter-window trenches-hold no-military-solution pause-regroup "
            "regrouping-is-the-barrier momentum success-likely "
            "just-peace-possible realities-first no-deal-even-softened denial-is-the-barrier keeps-winning "
            "pressure-changes talks-mean-defeat"
        ),
        "assumed": (
            "gained-what-it-can standstill first-world-war neither-ready wait-for-washington putin-unwilling success-hardens "
            "public-bars-concession support-in-doubt arms-with-limits better-line surprise-moves-aims "
            "steady-progress call-helps-moscow"
        ),
        "not tested": (
            "talks-in-the-end no-ceasefire-in-place set-not-sit kyivs-decision pair-aid-with-diplomacy withdrawal-first "
            "terms-unrealistic wrong-question"
        ),
    },
    "iran-2012": {
        "holds": "first-step-possible",
        "fails": "",
        "depends": "no-deal-beats worse-no-deal-needed both-needed fuel-not-enough labelled-inputs",
        "assumed": "costs-and-benefits arsenal-not-top",
        "not tested": "better-deal-needed",
    },
    "camp-david-1978": {
        "holds": "lines-collide warning-helps removal-suits-all",
        "fails": "",
        "depends": "silence-out-of-reach",
        "assumed": "tolerable self-determination-refused",
        "not tested": "say-consequences peace-before-land endless-occupation no-separate-peace",
    },
    "colombia-2012-16": {
        "holds": "other-text-to-be-had",
        "fails": "best-possible",
        "depends": "august-suits-all",
        "assumed": "no-means-war no-room no-forces-talks threat-lowers-a-no",
        "not tested": "polls-say-yes yes-by-no none-behind-bars assembly-demanded",
    },
}


@pytest.mark.parametrize("name", WORDS)
def test_regression_of_our_numbers_claims_by_word(examples: Path, name: str) -> None:
    evaluator = Evaluator(open_source(examples / name), draws=128)
    found: dict[str, list[str]] = {word: [] for word in WORDS[name]}
    for claim in claims(evaluator, n=128):
        found[claim.verdict].append(claim.id)
        if claim.verdict == "assumed":
            assert claim.assumes and all(standing.share is None for standing in claim.views.values())
    assert {word: " ".join(ids) for word, ids in found.items()} == WORDS[name]


@pytest.mark.parametrize("name", WORDS)
def test_every_claim_is_tested_or_says_what_is(examples: Path, name: str) -> None:
    """No claim of ours is silently tested by another question: its text says what is asked, or the query ranges as it does."""
    case = open_source(examples / name).case(as_of=LATER)
    assert doubts(case) == ()
    for claim in case.claims.values():
        assert said(claim.text) and claim.evidence and claim.date
        if not claim.query:
            assert untested(case, claim, None)
            continue
        tree = q.parse(claim.query, case)
        if quantifier(claim.text) is not None:
            assert narrower(claim.text) or ranges(tree), claim.key


@pytest.mark.parametrize("name", WORDS)
def test_nobody_is_cited_for_words_of_another_document(examples: Path, name: str) -> None:
    source = open_source(examples / name)
    case = source.case(as_of=LATER)
    for claim in case.claims.values():
        for evidence in claim.evidence:
            assert " ".join(evidence.quote.split()) in " ".join(source.text(evidence.document).split()), claim.key
            on = evidence.date or case.documents[evidence.document].date
            assert claim.date is not None and on is not None
            assert claim.who.startswith("ours") or abs((claim.date - on).days) <= 180, claim.key
