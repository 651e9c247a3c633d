"""parley observe: what was seen moves beliefs by openness, and the zone is replayed as of each date."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from counted import calls, counting
from parley.case import open_source
from parley.case.observations import load
from parley.case.observations.records import Engagement
from parley.cli.observe import command
from parley.core.errors import InputError
from parley.nodeal import learning
from parley.outlook.replay import Window, ZoneTest, replay

CASE = """
parley: 1
title: A border war
question: Should anybody call for talks?
as_of: 2022-03-01
horizon: 12 months
main_kind: settlement
law: {short: none, text: None is stated., sources: [ours]}
parties:
  north: {title: North, role: principal, aliases: [Norse]}
  south: {title: South, role: principal}
issues:
  land: {title: Land, options: {kept: Kept, half: Shared, lost: Given up}}
kinds: {settlement: {title: Settlement, only: {land: [kept, half, lost]}}}
values:
  north: {weights: {because: ours, land: 1}, scores: {land: {because: ours, kept: 100, half: 50, lost: 0}}}
  south: {weights: {because: ours, land: 1}, scores: {land: {because: ours, kept: 0, half: 50, lost: 100}}}
no_deal:
  because: ours
"""
LOTTERY = """  model: costly-lottery
  sides: {a: north, b: south}
  beliefs: {north: {chance: 0.8, strength: 10}, south: {chance: 0.3, strength: 10}, analyst: {chance: 0.5}}
  values: {north: {a-wins: 100, b-wins: 0}, south: {a-wins: 0, b-wins: 100}}
  costs: {north: 10, south: 10}
"""
CAMPAIGN = """  model: campaign
  sides: {a: north, b: south}
  campaign: {positions: 8, start: 4, pace: 1, decisive: 0.5}
  beliefs: {north: {theta: 0.7, strength: 6}, south: {theta: 0.4, strength: 6}, analyst: {theta: 0.5, strength: 6}}
  values: {north: {a-wins: 100, b-wins: 0, line-low: 20, line-high: 80}, south: {a-wins: 0, b-wins: 100, line-low: 80, line-high: 20}}
  costs: {north: 10, south: 10}
"""
OUTCOMES = """  outcomes: {wins: North wins, holds: The line holds}
  sides: {a: north, b: south}
  likelihood: {wins: 0.65, holds: 0.45}
  beliefs: {north: {wins: 0.5, holds: 0.5}, south: {wins: 0.2, holds: 0.8}, analyst: {wins: 0.3, holds: 0.7}}
  values: {north: {wins: 90, holds: 50}, south: {wins: 10, holds: 50}}
  costs: {north: 10, south: 10}
"""
COLLAPSE = """  model: collapse
  sides: {a: north, b: south}
  beliefs: {north: {a-collapses: 0.02, b-collapses: 0.1}, south: {a-collapses: 0.1, b-collapses: 0.02}, analyst: {a-collapses: 0.05, b-collapses: 0.05}}
  values: {north: {a-wins: 100, b-wins: 0, level: 40}, south: {a-wins: 0, b-wins: 100, level: 40}}
"""
START = datetime.date(2022, 3, 1)


def case_file(folder: Path, model: str, more: str = "") -> Path:
    path = folder / "case.yaml"
    path.write_text(CASE.lstrip() + model + more, encoding="utf-8")
    return path


def battles(winners: str) -> list[Engagement]:
    """One a week: N, S or - (nothing)."""
    names = {"N": "north", "S": "south", "-": None}
    return [Engagement(START + datetime.timedelta(weeks=i), names[c], "", i + 2) for i, c in enumerate(winners)]


@pytest.mark.parametrize(
    "winners", ["NNNNNNNNNNNNNNNNNNNNNNNNNNNN", "SSSSSSSSSSSSSSSSSSSSSSSSSSSS", "NSSNNSNSSNNSNSNNSSNSNSSNNSNS"]
)
def test_the_zone_opens_on_the_convergence_date_whatever_the_battles(tmp_path: Path, winners: str) -> None:
    source = open_source(case_file(tmp_path, LOTTERY))
    made = replay(source, battles(winners), ZoneTest(red_lines="none"))
    date = float(learning.convergence(8, 3, 10, 0.2))
    assert date == 15
    # the settlement has three options only, so the range is read off R: it opens when R_north + R_south falls to 100
    opened = [d.reservation["north"] + d.reservation["south"] <= 100 + 1e-9 for d in made.dates]
    seen = [d.seen.won + d.seen.lost for d in made.dates]
    assert min(n for n, o in zip(seen, opened, strict=True) if o) == date


def test_beliefs_move_by_bayes_and_by_openness(tmp_path: Path) -> None:
    more = "outlook: {because: ours, openness: {south: 0.2, north: 1}}\n"
    source = open_source(case_file(tmp_path, OUTCOMES, more))
    made = replay(source, battles("NNNNNNNSSS"))
    moved = {(m.holder, m.name): m for m in made.moved}
    assert moved["north", "wins"].posterior == pytest.approx(float(learning.two_types(0.5, 0.65, 0.45, 7, 3)))
    assert moved["south", "wins"].posterior - 0.2 < 0.15 < moved["analyst", "wins"].posterior - 0.3
    assert moved["south", "wins"].openness == 0.2


def test_engagements_that_change_nothing_move_no_belief_about_who_wins(tmp_path: Path) -> None:
    source = open_source(case_file(tmp_path, CAMPAIGN))
    made = replay(source, battles("--------"))
    assert all(m.posterior == pytest.approx(m.prior) for m in made.moved)
    won = replay(source, battles("NNNN"))
    first, last = won.dates[0], won.dates[-1]
    assert last.reservation["north"] > first.reservation["north"]
    assert last.reservation["south"] < first.reservation["south"]


def test_survival_is_news_for_a_side_expected_to_collapse(tmp_path: Path) -> None:
    made = replay(open_source(case_file(tmp_path, COLLAPSE)), battles("-" * 30))
    moved = {(m.holder, m.name): m for m in made.moved}
    assert moved["north", "b-collapses"].posterior < 0.08


def test_a_year_by_week_takes_two_verdicts_a_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = open_source(case_file(tmp_path, CAMPAIGN))
    asked = counting(monkeypatch, "parley.model.evaluate.point")
    made = replay(source, battles("NS-" * 17 + "N"))
    assert len(made.dates) >= 52
    assert len(asked) == 2 * (
        len(made.dates) + 1
    )  # with the lines and without; and the case's own numbers of the last date
    half, whole = (calls(lambda n=n: replay(source, battles("NS-" * n))) for n in (9, 18))
    assert whole < 2.5 * half  # in step with the dates, not with their square


@pytest.mark.parametrize("change, words", [
    ({"window": Window(step_days=0)}, "at least a day"), ({"window": Window(since=datetime.date(2030, 1, 1))}, "no records"),
    ({"likelihood": {"win": 0.5}}, "did you mean 'wins'"),
])  # fmt: skip
def test_what_cannot_be_replayed_is_said(tmp_path: Path, change: dict, words: str) -> None:
    source = open_source(case_file(tmp_path, OUTCOMES))
    with pytest.raises(InputError, match=words):
        replay(source, battles("NS"), **change)


def test_a_winner_that_does_not_fight_and_missing_likelihoods_are_named(tmp_path: Path) -> None:
    source = open_source(case_file(tmp_path, OUTCOMES.replace("  likelihood: {wins: 0.65, holds: 0.45}\n", "")))
    with pytest.raises(InputError, match="--likelihood wins"):
        replay(source, battles("NS"))
    assert replay(source, battles("NS"), likelihood={"wins": 0.6, "holds": 0.5}).notes
    with pytest.raises(InputError, match="neither side"):
        replay(source, [Engagement(START, "east", "", 2)], likelihood={"wins": 0.6, "holds": 0.5})


def run(*words: str) -> str:
    found = CliRunner().invoke(command, list(words), catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.output


def test_the_command_shows_prior_posterior_and_the_zone_by_date(tmp_path: Path) -> None:
    path = case_file(tmp_path, LOTTERY)
    data = tmp_path / "battles.csv"
    data.write_text(
        "date,won_by\n" + "".join(f"{b.date},{b.won_by or 'nothing'}\n" for b in battles("NS-NNSNSNSNSNSNNSS"))
    )
    text = run(str(path), str(data))
    assert (
        "North’s belief that North wins" in text and "0.80" in text and "as of" in text and "Without red lines" in text
    )
    record = json.loads(run(str(path), str(data), "--json"))
    assert record["dates"][0]["reservation"]["north"] == pytest.approx(70)
    assert run(str(path), str(data), "--json") == run(str(path), str(data), "--json")


def test_series_polls_and_exports_reach_the_command(tmp_path: Path) -> None:
    path = str(case_file(tmp_path, LOTTERY))
    series = tmp_path / "control.csv"
    series.write_text("week_start,d_km2\n2022-03-07,-500\n2022-03-14,30\n2022-03-21,700\n")
    text = run(path, str(series), "--column", "d_km2", "--gained-by", "south", "--threshold", "200")
    assert "1 won by North, 1 by South, 1 changed nothing" in text
    polls = tmp_path / "polls.csv"
    polls.write_text("date,party,share\n2022-03-10,north,84\n2022-03-20,north,60\n")
    assert "Latest polls: North 60%" in run(path, str(polls))
    with pytest.raises(InputError, match="--column NAME --threshold"):
        run(path, str(series))
    with pytest.raises(InputError, match="neither side"):
        run(path, str(series), "--column", "d_km2", "--gained-by", "west", "--threshold", "200")
    with pytest.raises(InputError, match="needs a file of polls"):
        run(path, str(series), "--column", "d_km2", "--threshold", "200", "--poll", "no_deal.costs.north")


def test_the_shipped_chronology_replays(examples: Path) -> None:
    source = open_source(examples / "ukraine-2022-23")
    found = load(examples / "ukraine-2022-23" / "chronology.csv", source.case().parties)
    made = replay(source, found.engagements, likelihood={"breakthrough": 0.68, "stalemate": 0.5, "regains": 0.32})
    moved = {(m.holder, m.name): m for m in made.moved}
    assert moved["ukraine", "breakthrough"].posterior > moved["ukraine", "breakthrough"].prior
    assert made.dates[-1].date <= datetime.date(2023, 1, 11)


def test_the_public_weekly_series_runs_the_same(shared: Path, examples: Path) -> None:
    text = run(
        str(examples / "ukraine-2022-23"), str(shared / "data" / "ukraine_weekly.csv"), "--column", "isw_d_km2",
        "--gained-by", "russia", "--threshold", "300", "--from", "2022-05-16", "--until", "2023-05-16",
        *(w for o in ("breakthrough=0.68", "stalemate=0.5", "regains=0.32") for w in ("--likelihood", o)),
    )  # fmt: skip
    assert "as of each date" in text


def test_models_but_the_lottery_over_outcomes_can_be_named_in_a_case(tmp_path: Path) -> None:
    from parley.case.chance.sampling import sample
    from parley.model.evaluate import evaluate
    from parley.model.no_deal import war

    for text in (LOTTERY, CAMPAIGN, OUTCOMES, COLLAPSE):
        case = open_source(case_file(tmp_path, text)).case()
        made = evaluate(case, draws=64)
        model, parties, holders = war(case, sample(case, 64, 0))
        assert parties == ("north", "south") and holders == ("north", "south", "analyst")
        assert made.reservations is not None
        assert made.reservations == pytest.approx(model.reservation([0, 1]), abs=1e-9)
