"""Barriers, levers, two levels, now or later, outlook, costs of waiting and ripeness say what they rest on, and no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from test_courses import BASE, source_of

from parley.case import CaseSource
from parley.cli.main import root
from parley.core.plurals import key_words
from parley.insight.answer.sentences import preferring
from parley.insight.asking.evaluator import Evaluator
from parley.insight.queries.claims import scene
from parley.insight.queries.language import parse
from parley.insight.queries.testing import assumed
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import is_share
from parley.insight.results.section import Ground
from parley.insight.results.sections.now_or_later import NowOrLater
from parley.insight.results.sections.two_levels import Veto
from parley.insight.sections import barriers, levers, outlook, ripeness, two_levels
from parley.outlook.futures import WEEKS_A_MONTH, _stay


def ground(source: CaseSource, **more: Any) -> Ground:
    evaluator = Evaluator(source, draws=16, **more)
    return Ground(evaluator, Footnotes(evaluator.base))


# -------------------------------------------------------------------------------------------------- barriers

NO_DEAL = {
    **BASE["no_deal"],
    "beliefs": {"because": "m", "up": {"on": 1}, "down": {"on": 1}, "analyst": {"on": 1}},
    "costs": {"because": "m", "up": 4, "down": 4},
}


def test_where_a_zone_exists_nothing_is_to_be_removed_and_no_row_is_printed(tmp_path: Path) -> None:
    low = {**NO_DEAL, "values": {"because": "m", "up": {"on": 30}, "down": {"on": 30}}}
    made = barriers.section(ground(source_of(tmp_path, no_deal=low)))
    assert made.rows == () and made.table is None and made.keys == ()
    assert made.text == f"{barriers.SCOPE}nothing is to be removed: a zone exists."
    assert "red lines weighed" in barriers.SCOPE


def test_costs_that_are_raised_are_harm_and_no_barrier(tmp_path: Path) -> None:
    """Going on is worth 66 less 4 to both, the best even deal 60: twice the costs would open a zone."""
    high = {**NO_DEAL, "values": {"because": "m", "up": {"on": 66}, "down": {"on": 62}}}
    made = barriers.section(ground(source_of(tmp_path, no_deal=high)))
    assert not any("cost" in key for key in made.keys) and not any("cost" in str(row[1]) for row in made.rows)
    assert "If going on cost Up twice as much, a zone would open: that is harm" in made.text
    assert "costs doubled" not in made.text


def test_a_barrier_is_in_a_set_that_opens_a_zone_and_only_acts_of_the_case_move_it(tmp_path: Path) -> None:
    low = {**NO_DEAL, "values": {"because": "m", "up": {"on": 30}, "down": {"on": 30}}}
    lines = {
        "all": {"party": "up", "title": "Nothing less", "rules_out": [{"brook": ["both", "downs"]}], "holds": 0.9},
        "none": {"party": "down", "title": "Nothing at all", "rules_out": [{"brook": ["ups"]}], "holds": 0.9},
        "idle": {"party": "down", "title": "Idle", "rules_out": [{"path": ["ups"]}], "holds": 0.9},
    }
    text = {"title": "A text", "changes": {"red_lines.all.holds": {"value": "-0.3", "because": "m"}}}
    harder = {"title": "Insults", "changes": {"red_lines.none.holds": {"value": "+0.05", "because": "m"}}}
    made = barriers.section(ground(source_of(tmp_path, no_deal=low, red_lines=lines, courses={"t": text, "h": harder})))
    assert {row[1]: row[-1] for row in made.rows} == {
        "the line “Nothing less”": "Reeve",
        "the line “Nothing at all”": "nobody in this case",  # what would harden it moves nothing out of the way
    }
    assert set(made.keys) == {"line-all", "line-none"}


# ---------------------------------------------------------------------------------------------------- levers


def test_a_zone_by_a_worse_alternative_is_told_as_no_gain(tmp_path: Path) -> None:
    made = {
        "ends": {"title": "Aid ends", "changes": {"no_deal.values.up.on": {"value": "-34", "because": "m"}}},
        "gift": {
            "title": "A gift",
            "changes": {
                f"values.{p}.scores.{i}.both": {"value": "+40", "because": "m"}
                for p in ("up", "down")
                for i in ("brook", "path")
            },
        },
    }
    section = levers.section(ground(source_of(tmp_path, levers=made)))
    assert section is not None
    said = {row[0]: row[section.columns.index("opens a zone")] for row in section.rows}
    assert said == {"Aid ends": f"yes, as Up’s alternative worsens: {levers.NO_GAIN}", "A gift": "yes"}
    assert section.text.endswith(f"{levers.NO_GAIN}.")


# ------------------------------------------------------------------------------------------------ two levels


@pytest.mark.parametrize(
    ("zone", "killed", "open_with", "said"),
    [
        (49, 47, True, "2 of 49 survive"),
        (49, 0, True, "all 49 survive"),
        (49, 49, False, ""),
        (None, None, True, ""),
        (1, 0, True, "the one deal survives"),
    ],
)
def test_a_body_that_kills_most_of_a_zone_does_not_simply_pass_it(
    zone: Any, killed: Any, open_with: bool, said: str
) -> None:
    veto = Veto("deal", None, "hall", "up", 9, 9, 9, 0, True, open_with, zone, killed, ())
    assert two_levels._surviving(veto) == said


def test_who_prefers_a_deal_is_named_where_a_body_that_does_not_count_may_refuse(tmp_path: Path) -> None:
    assert preferring(source_of(tmp_path).case()) == "all sides"
    parties = {
        **BASE["parties"],
        "hall": {"title": "The hall", "role": "ratifier", "ratifies_for": "up", "binding": False},
    }
    values = {**BASE["values"], "hall": BASE["values"]["up"]}
    assert preferring(source_of(tmp_path, parties=parties, values=values).case()) == "Up and Down"


# ---------------------------------------------------------------------------------- now or later, and outlook


def test_what_is_equal_because_nothing_is_stated_is_no_close_call() -> None:
    same = {p: NowOrLater(now=50.0, later=50.0, better="either", zone_now=False, failing=None) for p in ("up", "down")}
    close = {p: NowOrLater(now=50.0, later=50.0, better="either", zone_now=True, failing=None) for p in ("up", "down")}
    said = outlook._preferred({"base": same, "mild": close}, {"base": "the base case", "mild": "mild"})
    assert "in the base case no zone exists and the price of failing is not stated" in said
    assert "mild” they differ or it is a close call" in said and "the base case they differ" not in said


def test_a_zone_stays_open_no_longer_than_one_looks() -> None:
    looks = np.ones((3, 27), dtype=np.bool_)
    assert _stay(looks, np.zeros(3, dtype=np.int64), 4) == 104.0


def test_the_outlook_looks_as_far_as_the_case(tmp_path: Path) -> None:
    months = {"18 months": 80, "3 months": 52, "24 months": 104}
    for text, weeks in months.items():
        case = source_of(tmp_path, horizon=text).case()
        assert outlook.horizon_weeks(case) == weeks
        assert weeks == 52 or abs(weeks - case.horizon_months * WEEKS_A_MONTH) <= outlook.STEP / 2


# ---------------------------------------------------------------------------------------------- cost of waiting


def test_units_are_read_aloud() -> None:
    assert key_words("percent-of-a-years-output") == "percent of a year's output"
    assert key_words("killed-in-combat") == "killed in combat"
    assert is_share("percent-of-a-years-output") and not is_share("civilians-killed")


def test_months_in_a_straight_line_are_called_that_with_their_range(tmp_path: Path) -> None:
    rates = {
        "killed": {"up": {"value": "10 to 20", "because": "m"}},
        "percent-of-a-years-output": {"up": {"value": 2.9, "because": "m"}},
    }
    file = source_of(tmp_path, no_deal={**BASE["no_deal"], "rates": rates}, horizon="18 months").path
    shown = CliRunner().invoke(root, ["no-deal", str(file)])
    assert shown.exit_code == 0, shown.output
    assert (
        "Up, killed: 15 (10 to 20) a month without a deal; in a straight line over the 18 months looked at 270"
        in shown.output
    )
    assert "(180 to 360): no forecast" in shown.output
    assert "percent of a year's output: 2.9 a month without a deal\n" in shown.output and "52" not in shown.output


# ----------------------------------------------------------------------------------------------------- ripeness


def test_ripeness_is_a_rule_of_thumb_in_sentences(mini: CaseSource) -> None:
    section = ripeness.section(ground(mini))
    assert section.text.startswith("A rule of thumb over the numbers that were typed in, and no finding: ")
    assert ": perception, trust" not in " ".join(ripeness.ADVICE.values())


def test_a_claim_that_reads_readiness_alone_is_assumed(mini: CaseSource) -> None:
    made = Evaluator(mini, draws=0)
    at = scene(made, None)
    assert assumed(parse("readiness north < 0.5 and readiness south < 0.5", made.base), at)
    assert not assumed(parse("readiness north < 0.5 and R north > 10", made.base), at)
