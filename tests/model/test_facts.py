"""Facts: the one rule by which a quantity about the world moves what holders believe, and that every reader passes it."""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.case import open_source
from parley.case.chance.sampling import medians, sample
from parley.core.errors import CaseError
from parley.model.facts import drawn, held, middles, moved, stated, taken_in, weights
from parley.model.no_deal import believed, war, worth

CASE = """
parley: 1
title: A border war
question: Should anybody call for talks?
as_of: 2022-03-01
horizon: 12 months
main_kind: settlement
law: {short: none, text: None is stated., sources: [ours]}
parties:
  north: {title: North, role: principal}
  south: {title: South, role: principal}
  east: {title: East, role: supporter}
issues:
  land: {title: Land, options: {kept: Kept, half: Shared, lost: Given up}}
kinds: {settlement: {title: Settlement, only: {land: [kept, half, lost]}}}
values:
  north: {weights: {because: ours, land: 1}, scores: {land: {because: ours, kept: 100, half: 50, lost: 0}}}
  south: {weights: {because: ours, land: 1}, scores: {land: {because: ours, kept: 0, half: 50, lost: 100}}}
outlook: {because: ours, openness: {north: 0.8, south: 0.25}}
"""
OUTCOMES = """no_deal:
  because: ours
  outcomes: {wins: North wins, holds: The line holds, loses: South wins}
  beliefs: {north: {wins: 0.5, holds: 0.4, loses: 0.2}, south: {wins: 0.1, holds: 0.3, loses: 0.6}, analyst: {wins: 0.3, holds: 0.5, loses: 0.2}}
  values: {north: {wins: 90, holds: 50, loses: 10}, south: {wins: 10, holds: 50, loses: 90}}
  costs: {north: 10, south: 5}
"""
FACT = """facts:
  front:
    title: How far the front still moves
    because: ours
    value: VALUE
    taken_as: 0.2
    moves: {wins: 3, loses: -2}
"""


def case_file(folder: Path, no_deal: str = OUTCOMES, facts: str = FACT.replace("VALUE", "0.5")) -> Path:
    path = folder / "case.yaml"
    path.write_text(CASE.lstrip() + no_deal + facts, encoding="utf-8")
    return path


# -------------------------------------------------------------------------------------------------------- the rule

SIZES = st.floats(-6, 6)
OPEN = st.floats(0, 1)


@given(st.floats(0.001, 0.999), SIZES, OPEN, st.floats(-1, 1))
def test_a_probability_moves_by_its_log_odds(p: float, k: float, lam: float, step: float) -> None:
    after = float(moved("logit", p, lam * k * step))
    assert math.log(after / (1 - after)) == pytest.approx(math.log(p / (1 - p)) + lam * k * step, abs=1e-9)
    assert 0 < after < 1
    assert float(moved("logit", after, -lam * k * step)) == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize(
    "likely, unlikely, prior", [(0.8, 0.3, 0.5), (0.55, 0.45, 0.1), (0.99, 0.01, 0.3), (0.2, 0.6, 0.9)]
)
def test_with_two_outcomes_and_the_log_likelihood_ratio_it_is_bayes(
    likely: float, unlikely: float, prior: float
) -> None:
    ratio = math.log(likely / unlikely)
    bayes = prior * likely / (prior * likely + (1 - prior) * unlikely)
    assert float(moved("logit", prior, ratio)) == pytest.approx(bayes)
    after = weights({"a": np.array([prior]), "b": np.array([1 - prior])}, {"a": ratio})
    assert float(after["a"][0]) == pytest.approx(bayes)
    part = weights(
        {"a": np.array([prior]), "b": np.array([1 - prior])}, {"a": 0.5 * ratio}
    )  # half open: likelihood to the power ½
    raw = prior * likely**0.5, (1 - prior) * unlikely**0.5
    assert float(part["a"][0]) == pytest.approx(raw[0] / sum(raw))


@given(st.lists(st.floats(0.01, 5), min_size=2, max_size=5), st.lists(SIZES, min_size=5, max_size=5), SIZES)
def test_weights_keep_their_sum_their_odds_and_do_not_feel_what_moves_all_alike(
    w: list[float], by: list[float], all_alike: float
) -> None:
    stated_ = {str(i): np.array([x]) for i, x in enumerate(w)}
    moves = {str(i): by[i] for i in range(len(w))}
    after = weights(stated_, moves)
    assert sum(float(x[0]) for x in after.values()) == pytest.approx(sum(w))
    odds = float(after["0"][0] / after["1"][0])
    assert math.log(odds) == pytest.approx(math.log(w[0] / w[1]) + by[0] - by[1], abs=1e-9)
    same = weights(stated_, {name: b + all_alike for name, b in moves.items()})
    assert all(float(same[n][0]) == pytest.approx(float(after[n][0])) for n in after)
    back = weights(after, {name: -b for name, b in moves.items()})
    assert all(float(back[n][0]) == pytest.approx(float(stated_[n][0])) for n in after)


def test_the_ends_stay_and_no_size_overflows() -> None:
    assert [float(moved("logit", p, 5.0)) for p in (0.0, 1.0)] == [0.0, 1.0]
    assert float(moved("log", 2.0, math.log(3))) == pytest.approx(6.0)
    assert float(moved("plain", 2.0, -3.0)) == -1.0
    for size in (1e6, -1e6):
        for scale in ("logit", "log"):
            assert np.isfinite(moved(scale, 0.3, size))  # type: ignore[arg-type]
        after = weights(
            {"a": np.array([0.5]), "b": np.array([0.5]), "c": np.array([0.0])}, {"a": size, "c": 3 * abs(size)}
        )
        assert float(after["c"][0]) == 0.0  # what is held impossible stays so
        assert float(after["a"][0]) + float(after["b"][0]) == pytest.approx(1.0)
    same = {"a": np.array([0.1]), "b": np.array([0.7])}
    assert {n: float(x[0]) for n, x in weights(same, {"a": 0.0}).items()} == {"a": 0.1, "b": 0.7}  # to the last digit


# ---------------------------------------------------------------------------------------------------------- of a case


@pytest.mark.parametrize("level, k_wins, k_loses", [(0.5, 3, -2), (0.0, 3, -2), (1.0, 0.5, 4), (0.35, -1, -1)])
def test_each_holder_takes_in_the_fact_by_its_openness(
    tmp_path: Path, level: float, k_wins: float, k_loses: float
) -> None:
    facts = FACT.replace("VALUE", str(level)).replace("wins: 3, loses: -2", f"wins: {k_wins}, loses: {k_loses}")
    case = open_source(case_file(tmp_path, facts=facts)).case()
    said = {"north": (0.8, (0.5, 0.4, 0.2)), "south": (0.25, (0.1, 0.3, 0.6)), "analyst": (1.0, (0.3, 0.5, 0.2))}
    for holder, (lam, prior) in said.items():
        raw = [w * math.exp(lam * k * (level - 0.2)) for w, k in zip(prior, (k_wins, 0.0, k_loses), strict=True)]
        found = believed(case, holder)
        assert [found[o] / sum(found.values()) for o in ("wins", "holds", "loses")] == pytest.approx(
            [x / sum(raw) for x in raw]
        )
        assert sum(found.values()) == pytest.approx(sum(prior))
    model, parties, holders = war(case, medians(case))
    for i, holder in enumerate(holders):
        now = believed(case, holder)
        assert list(model.ends(i)[0]) == pytest.approx([now[o] / sum(now.values()) for o in ("wins", "holds", "loses")])
    assert parties == ("north", "south")


def test_at_the_level_it_is_taken_as_nothing_moves(tmp_path: Path) -> None:
    with_fact = open_source(case_file(tmp_path, facts=FACT.replace("VALUE", "0.2"))).case()
    (tmp_path / "without").mkdir()
    without = open_source(case_file(tmp_path / "without", facts="")).case()
    for party in ("north", "south"):
        for holder in ("north", "south", "analyst"):
            a, b = (worth(c, medians(c), party, holder) for c in (with_fact, without))
            assert a.tobytes() == b.tobytes()


def test_who_is_closed_keeps_the_prior_and_who_is_open_follows_the_analyst(tmp_path: Path) -> None:
    facts = FACT.replace("VALUE", "0.9") + "    openness: {south: 0, north: 1}\n"
    same = OUTCOMES.replace("north: {wins: 0.5, holds: 0.4, loses: 0.2}", "north: {wins: 0.3, holds: 0.5, loses: 0.2}")
    case = open_source(case_file(tmp_path, no_deal=same, facts=facts)).case()
    assert believed(case, "south") == {"wins": 0.1, "holds": 0.3, "loses": 0.6}
    assert believed(case, "north") == pytest.approx(believed(case, "analyst"))  # one prior, all taken in


@settings(max_examples=30, deadline=None)
@given(st.floats(-0.5, 1.5), st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 1))
def test_what_would_have_to_be_stated_is_the_way_back(level: float, a: float, b: float, c: float) -> None:
    source = _source()
    case = source.case(None, {"facts.front": level})
    wanted = {"no_deal.beliefs.south.wins": a / (a + b + c), "no_deal.beliefs.south.holds": b / (a + b + c)}
    wanted["no_deal.beliefs.south.loses"] = c / (a + b + c)
    back = {path: float(x[0]) for path, x in stated(case, middles(case), wanted).items()}
    assert all(0 <= x <= 1 for x in back.values())
    again = believed(source.case(None, {"facts.front": level, **back}), "south")
    total = sum(again.values())
    assert [x / total for x in again.values()] == pytest.approx(list(wanted.values()), abs=1e-9)


_KEPT: dict[str, object] = {}


def _source():  # type: ignore[no-untyped-def]
    import tempfile

    if "source" not in _KEPT:
        _KEPT["folder"] = tempfile.TemporaryDirectory()
        _KEPT["source"] = open_source(case_file(Path(_KEPT["folder"].name)))  # type: ignore[attr-defined]
    return _KEPT["source"]


LOTTERY = """no_deal:
  because: ours
  model: costly-lottery
  sides: {a: north, b: south}
  beliefs: {north: {chance: 0.6, strength: 10}, south: {chance: 0.3, strength: 10}, analyst: {chance: 0.5}}
  values: {north: {a-wins: 100, b-wins: 0}, south: {a-wins: 0, b-wins: 100}}
  costs: {north: 10, south: 10}
"""
CAMPAIGN = """no_deal:
  because: ours
  model: campaign
  sides: {a: north, b: south}
  campaign: {positions: 8, start: 4, pace: 1, decisive: 0.5}
  beliefs: {north: {theta: 0.7, strength: 6}, south: {theta: 0.4, strength: 6}, analyst: {theta: 0.5, strength: 6}}
  values: {north: {a-wins: 100, b-wins: 0, line-low: 20, line-high: 80}, south: {a-wins: 0, b-wins: 100, line-low: 80, line-high: 20}}
  costs: {north: 10, south: 10}
"""
COLLAPSE = """no_deal:
  because: ours
  model: collapse
  sides: {a: north, b: south}
  beliefs: {north: {a-collapses: 0.02, b-collapses: 0.1}, south: {a-collapses: 0.1, b-collapses: 0.02}, analyst: {a-collapses: 0.05, b-collapses: 0.05}}
  values: {north: {a-wins: 100, b-wins: 0, level: 40}, south: {a-wins: 0, b-wins: 100, level: 40}}
"""


@pytest.mark.parametrize(
    "model, target", [(LOTTERY, "chance"), (CAMPAIGN, "theta"), (COLLAPSE, "b-collapses"), (CAMPAIGN, "strength")]
)
def test_every_model_reads_what_is_held(tmp_path: Path, model: str, target: str) -> None:
    """R with a fact is R of the same case in which what is held is stated."""
    facts = FACT.replace("VALUE", "0.6").replace("wins: 3, loses: -2", f"{target}: 1.5")
    case = open_source(case_file(tmp_path, model, facts)).case()
    (tmp_path / "plain").mkdir()
    plain = open_source(case_file(tmp_path / "plain", model, ""))
    now = {holder: believed(case, holder) for holder in ("north", "south", "analyst")}
    sets = {f"no_deal.beliefs.{h}.{name}": value for h, some in now.items() for name, value in some.items()}
    same = plain.case(None, sets)
    for party in ("north", "south"):
        for holder in ("north", "south", "analyst"):
            assert worth(case, medians(case), party, holder) == pytest.approx(worth(same, medians(same), party, holder))
    assert now["south"] != pytest.approx(believed(plain.case(), "south"))


@pytest.mark.parametrize("k, level", [(2.0, 0.5), (-1.0, 0.9)])
def test_a_number_of_the_war_is_moved_whole(tmp_path: Path, k: float, level: float) -> None:
    facts = FACT.replace("VALUE", str(level)).replace(
        "wins: 3, loses: -2", f"no_deal.campaign.pace: {k}, no_deal.campaign.decisive: {k}"
    )
    case = open_source(case_file(tmp_path, CAMPAIGN, facts)).case()
    at = medians(case)
    assert float(held(case, at, "no_deal.campaign.pace")[0]) == pytest.approx(math.exp(k * (level - 0.2)))
    odds = math.exp(k * (level - 0.2))
    assert float(held(case, at, "no_deal.campaign.decisive")[0]) == pytest.approx(odds / (1 + odds))
    assert float(held(case, at, "no_deal.beliefs.south.theta")[0]) == 0.4


def test_two_facts_add_their_weight_of_evidence(tmp_path: Path) -> None:
    more = (
        FACT.replace("VALUE", "0.5")
        + "  aid: {title: How long aid lasts, because: ours, value: 0.4, taken_as: 0.8, moves: {wins: 2}}\n"
    )
    case = open_source(case_file(tmp_path, facts=more)).case()
    found = believed(case, "analyst")
    assert math.log(found["wins"] / found["holds"]) == pytest.approx(math.log(0.3 / 0.5) + 3 * 0.3 + 2 * -0.4)


def test_draws_and_medians_follow_one_rule(tmp_path: Path) -> None:
    facts = FACT.replace("VALUE", "0.1 to 0.9").replace("taken_as: 0.2", "taken_as: 0.1 to 0.3")
    case = open_source(case_file(tmp_path, facts=facts)).case()
    draws = sample(case, 64, 0)
    step = draws.get("facts.front") - draws.get("facts.front.taken_as")
    found = {o: held(case, draws, f"no_deal.beliefs.south.{o}") for o in ("wins", "holds", "loses")}
    assert np.log(found["wins"] / found["holds"]) == pytest.approx(math.log(0.1 / 0.3) + 0.25 * 3 * step)
    assert sum(found.values()) == pytest.approx(np.ones(64))  # type: ignore[arg-type]
    back = taken_in(case, draws, {f"no_deal.beliefs.south.{o}": value for o, value in found.items()})
    assert back["no_deal.beliefs.south.loses"] / back["no_deal.beliefs.south.holds"] == pytest.approx(np.full(64, 2.0))
    assert drawn(draws)("facts.none") is None


# ---------------------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize("change, words", [
    (("wins: 3, loses: -2", "winss: 3"), "did you mean 'wins'"),
    (("wins: 3, loses: -2", "no_deal.beliefs.south.wins: 3"), "not the belief of south alone"),
    (("moves: {wins: 3, loses: -2}", "moves: {}"), "moves nothing"),
    (("    taken_as: 0.2\n", ""), "no taken_as"),
    (("    value: 0.5\n", ""), "neither a value nor readings"),
    (("    value: 0.5\n", "    value: 0.5\n    readings: [{date: 2022-01-01, value: 0.1}]\n"), "a value and readings"),
    (("    value: 0.5\n", "    readings: [{date: 2022-01-01, value: 0.1}, {date: 2022-01-01, value: 0.2}]\n"), "two readings of 2022-01-01"),
    (("    value: 0.5\n", "    readings: [{value: 0.1}]\n"), "no date"),
    (("    value: 0.5\n", "    readings: [{date: 2022-01-01}]\n"), "no value"),
    (("openness: {north: 0.8, south: 0.25}", "openness: {north: 0.8}"), "taken in by south"),
    (("    taken_as: 0.2\n", "    taken_as: 0.2\n    openness: {east: 0.5}\n"), "east holds no beliefs about going on"),
])  # fmt: skip
def test_what_is_wrong_with_a_fact_is_said(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    path = case_file(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        open_source(path)
    said = " ".join(f"{p.message} {p.hint}" for p in caught.value.problems)
    assert words in said, said
    assert all(p.where is not None and p.where.line for p in caught.value.problems)


# ------------------------------------------------------------------------------------------- dates, check and commands

DATED = """facts:
  front:
    title: How far the front still moves
    because: ours
    readings: [{date: 2022-02-01, value: 0.6}, {date: 2022-01-01, value: 0.4}, {date: 2022-06-01, value: 0.1}]
    taken_as: 0.2
    moves: {wins: 3, loses: -2}
"""


@pytest.mark.parametrize(
    "day, level",
    [("2021-12-31", 0.2), ("2022-01-01", 0.4), ("2022-02-10", 0.6), ("2022-05-31", 0.6), ("2023-01-01", 0.1)],
)
def test_the_reading_in_force_is_the_latest_by_then(tmp_path: Path, day: str, level: float) -> None:
    source = open_source(case_file(tmp_path, facts=DATED))
    case = source.case(as_of=day)
    judged = case.judgements["facts.front"]
    assert judged.distribution is not None and judged.distribution.median == level
    assert case.base["facts.front"] is judged
    assert source.case(as_of=day).base is case.base  # one object, on which scales are remembered
    odds = believed(case, "analyst")
    assert math.log(odds["wins"] / odds["holds"]) == pytest.approx(math.log(0.3 / 0.5) + 3 * (level - 0.2))


def test_check_says_what_is_set_aside_undated_or_idle(tmp_path: Path) -> None:
    from parley.outlook.inert import inert

    idle = DATED.replace("wins: 3, loses: -2", "wins: 0")
    view = "views: {loud: {title: Loud, because: ours, facts.front: 0.9}}\n"
    source = open_source(case_file(tmp_path, facts=idle + view))
    doubts = " ".join(source.case().lint)
    assert "facts.front: the reading of 2022-06-01 is later than the case and is set aside" in doubts
    assert "view loud: sets facts.front and has no date" in doubts
    assert [one.path for one in inert(source)] == ["facts.front"]
    (tmp_path / "felt").mkdir()
    assert inert(open_source(case_file(tmp_path / "felt", facts=DATED))) == ()


def test_acts_views_and_sets_move_a_fact_as_any_number(tmp_path: Path) -> None:
    from parley.insight.asking.acts import after

    acts = "signals: {won: {title: Won again, changes: {facts.front: {value: '+0.3', because: ours}}}}\n"
    view = "views: {still: {title: A standstill, date: 2022-01-01, because: ours, facts.front: {value: 0 to 0.1, because: ours}}}\n"
    source = open_source(case_file(tmp_path, facts=DATED + acts + view))
    case = source.case()
    moved_ = after(case, medians(case), "won", how="median", seed=0)
    assert float(held(case, moved_, "no_deal.beliefs.south.wins")[0]) == pytest.approx(
        believed(source.case(sets={"facts.front": 0.9}), "south")["wins"]
    )
    assert believed(source.case("still"), "analyst")["wins"] < believed(case, "analyst")["wins"]
    assert (
        source.case("still", sets={"facts.front.openness.south": 0}).judgements["facts.front.openness.south"].origin
        == "--set"
    )


def test_a_signal_moves_no_fact_that_moves_the_war(tmp_path: Path) -> None:
    facts = DATED.replace("wins: 3, loses: -2", "theta: 1, no_deal.campaign.pace: 1")
    acts = "signals: {won: {title: Won again, changes: {facts.front: {value: '+0.3', because: ours}}}}\n"
    with pytest.raises(CaseError, match=r"a signal moves beliefs only, not facts\.front"):
        open_source(case_file(tmp_path, CAMPAIGN, facts + acts))


def test_queries_and_trace_show_what_is_held(tmp_path: Path) -> None:
    from parley.insight.answer.trace import trace
    from parley.insight.asking.evaluator import Evaluator

    source = open_source(case_file(tmp_path, facts=DATED))
    evaluator = Evaluator(source, draws=0)
    now = believed(source.case(), "south")["wins"]
    assert trace(evaluator, "no_deal.beliefs.south.wins + 0").value == pytest.approx(now)
    (found,) = trace(evaluator, "no_deal.beliefs.south.wins").judgements
    assert found.held is not None and (found.held.prior, found.held.held) == (0.1, pytest.approx(now))
    (fact,) = found.held.facts
    assert (fact.fact, fact.level, fact.taken_as, fact.openness, fact.move) == ("facts.front", 0.6, 0.2, 0.25, 3.0)
    assert fact.evidence == pytest.approx(0.25 * 3 * 0.4) and fact.openness_path == "outlook.openness.south"
    asked = trace(evaluator, "R south").depends_on
    assert asked is not None and asked > 6
    assert "facts.front" in {j.path for j in trace(evaluator, "R south").judgements}


def test_correcting_a_party_gives_it_what_we_hold_once_facts_are_in(tmp_path: Path) -> None:
    from parley.insight.queries.judge import corrected

    case = open_source(case_file(tmp_path, facts=DATED)).case()
    at = medians(case)
    ours = [worth(case, at, "south", "analyst")]
    assert [worth(case, corrected(case, at, "south"), "south", "south")] == [pytest.approx(x) for x in ours]


def test_an_answer_for_another_level_is_another_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over one cache: by --set, by date, and by an edit of a reading."""
    from parley.core.jsonio import dumps
    from parley.insight.answer.assess import assess

    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    path = case_file(tmp_path, facts=DATED)

    def answered(**asked: object) -> str:
        return dumps(assess(open_source(path), draws=0, **asked))

    first = answered()
    assert answered() == first
    seen = [first, answered(sets={"facts.front": -0.5}), answered(as_of=datetime.date(2022, 6, 2))]
    path.write_text(path.read_text(encoding="utf-8").replace("value: 0.6}", "value: -1}"), encoding="utf-8")
    seen.append(answered())
    assert len(set(seen)) == 4
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "another"))
    assert answered() == seen[-1]
    assert answered(as_of=datetime.date(2022, 6, 2)) != seen[2]  # the file is another one by then
