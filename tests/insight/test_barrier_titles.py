"""A barrier of belief says which way the party's belief differs from ours."""

from __future__ import annotations

from parley.case import CaseSource
from parley.insight.asking.evaluator import Evaluator
from parley.insight.queries.claims import scene
from parley.insight.queries.judge import measure
from parley.insight.queries.language import parse_number
from parley.insight.sections.barriers import barriers


def test_more_or_less_of_going_on_than_we_do(mini: CaseSource) -> None:
    seen = set()
    for sets in ({}, {"no_deal.beliefs.south.south-gains": "0.9"}, {"no_deal.beliefs.south.north-gains": "0.9"}):
        made = Evaluator(mini, sets=sets, draws=0)
        titles = {b.key: b.title for b in barriers(made)}
        for party in made.base.required:
            gap = float(measure(parse_number(f"misperception {party}", made.base), scene(made, None))[0])
            word = "more of" if gap > 0.05 else "less of" if gap < -0.05 else "something else of"
            assert f" expects {word} going on than we do" in titles[f"misperception-{party}"]
            seen.add(word)
    assert {"more of", "less of"} <= seen
