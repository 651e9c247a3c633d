"""On random cases the word of a course never contradicts what the engines say, and no word over views hides the base case."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from random_cases import OUTCOMES, case, case_file

from parley.case.chance.sampling import medians, sample
from parley.case.file.source import CaseSource, open_source
from parley.case.types import Case, Shift
from parley.deals.results import ZoneResult
from parley.deals.zone import exists_draws, zone
from parley.insight.asking.acts import shifts_of
from parley.insight.asking.evaluator import Evaluator
from parley.insight.results.assessment import CourseRow
from parley.insight.results.courses import ERRORS, LEAST, JointEffect
from parley.insight.results.footnotes import Footnotes
from parley.insight.sections.courses import course_row
from parley.model.compose import problem
from parley.model.modes import RedLines
from parley.outlook.shifts import applied

CASES, TOGETHER, DRAWS = 300, 50, 64
EVERY = bool(os.environ.get("PARLEY_EVERY_CHANGE"))


def courses(seed: int) -> dict[str, Any]:
    """Courses with ranges that may hold both signs, risks with a chance, and waiting."""
    r = random.Random(f"courses {seed}")
    parties = [key for key, party in case(seed)["parties"].items() if party["role"] == "principal"]

    def changes(widest: float) -> dict[str, Any]:
        found = {}
        for party in r.sample(parties, r.choice((1, 2))):
            at, wide = r.uniform(-widest, widest), r.choice((0.0, 0.5, 3.0, 10.0))
            text = f"{at - wide:+.2f} to {at + wide:+.2f}" if wide else f"{at:+.2f}"
            path = r.choice([f"no_deal.costs.{party}", *(f"no_deal.values.{party}.{o}" for o in OUTCOMES)])
            found[path] = {"value": text, "because": "m"}
        return found

    made: dict[str, Any] = {}
    for k in range(r.choice((1, 1, 2))):
        one: dict[str, Any] = {"title": f"Course {k}", "changes": changes(r.choice((0.3, 4, 25)))}
        if r.random() < 0.4:
            one["risk"] = {"text": "It leaks.", "chance": r.choice(("0.02", "0.1 to 0.5")), "changes": changes(30)}
        if r.random() < 0.2:
            one["waits"] = 3
        if (lines := case(seed).get("red_lines")) and r.random() < 0.3:
            text = r.choice(("-0.3", "-0.2 to +0.05", "+0.1", "-0.5 to -0.1"))
            one["changes"][f"red_lines.{r.choice(sorted(lines))}.holds"] = {"value": text, "because": "m"}
        if (given := random.Random(f"gives up {seed} {k}")).random() < 0.2:
            one["gives_up"] = given.sample(sorted(case(seed)["kinds"]), 1) if case(seed).get("kinds") else []
        made[f"course-{k}"] = one
    return made


def engines(
    case: Case, kind: str, shifts: tuple[Shift, ...], lines: RedLines = "none"
) -> tuple[ZoneResult, np.ndarray[Any, Any]]:
    """The zone test at the middle numbers, and existence over draws, after ``shifts``; asked of the engines directly."""
    at, drawn = applied(medians(case), shifts), applied(sample(case, DRAWS, 0), shifts, how="drawn", seed=0)
    return zone(problem(case, at, kind, "own", lines)), exists_draws(problem(case, drawn, kind, "own", lines))[0]


def moved(change: float, least: float) -> int:
    return 0 if abs(change) <= least else (1 if change > 0 else -1)


def agrees(made: JointEffect, case: Case, kind: str, shifts: tuple[Shift, ...]) -> None:
    touched = any(path.startswith("red_lines.") for course in case.courses.values() for path in course.changes)
    assert made.lines == ("weighed" if touched else "none")
    (was, before), (now, after) = engines(case, kind, (), made.lines), engines(case, kind, shifts, made.lines)
    assert (made.zone_before, made.zone_after) == (was.exists, now.exists)
    assert made.share_before == pytest.approx(before.mean()) and made.share_after == pytest.approx(after.mean())
    assert made.share_se is not None
    toward = [moved(float(after.mean() - before.mean()), ERRORS * made.share_se)]  # 1: toward a zone
    had = [g is None for g in was.gap]
    if had == [g is None for g in now.gap] and not all(had):
        larger = [max(g for g in result.gap if g is not None) for result in (was, now)]
        assert [made.gap_before, made.gap_after] == pytest.approx(larger)
        toward.append(moved(larger[0] - larger[1], LEAST))
    else:
        assert made.gap_before is made.gap_after is None
    known = was.shortfall is not None and now.shortfall is not None  # lines that are weighed may leave no deal at all
    assert known or made.lines == "weighed"
    distance = moved(was.shortfall - now.shortfall, LEAST) if known else 0
    match made.word:
        case "opens":
            assert not was.exists and now.exists and -1 not in toward
        case "nearer":
            assert -1 not in (*toward, distance) and 1 in (*toward, distance) and not (was.exists and not now.exists)
        case "further":
            assert 1 not in (*toward, distance) and (-1 in (*toward, distance) or made.closes)
        case "no change":
            assert set(toward) == {0} and was.exists == now.exists
            assert distance == 0 or (was.exists and made.gap_before is not None)  # there the margin tells
        case "depends":
            pulled = {1, -1} <= {*toward, distance} or (was.exists != now.exists and toward[0])
            assert made.reason == "range" or (made.reason == "against" and pulled)
    if made.reason == "range":
        assert made.low is not None and made.high is not None and made.low < -LEAST and made.high > LEAST
    if not was.exists and now.exists:
        assert made.word == "opens" or toward[0] < 0


def rows(seed: int, folder: Path) -> tuple[CaseSource, list[CourseRow]]:
    source = open_source(case_file(seed, folder, courses=courses(seed)))
    evaluator = Evaluator(source, draws=DRAWS)
    notes = Footnotes(evaluator.base, (), {})
    return source, [course_row(evaluator, key, notes) for key in evaluator.base.courses]


@pytest.mark.parametrize("first", range(0, CASES if EVERY else TOGETHER, TOGETHER))
def test_the_word_contradicts_no_sign_and_the_base_is_in_every_word_over_views(first: int, tmp_path: Path) -> None:
    seen = set()
    for seed in range(first, first + TOGETHER):
        source, found = rows(seed, tmp_path)
        for row in found:
            shifts = shifts_of(source.case(), source.case().courses[row.course])
            for view in (None, *source.views):
                case = source.case(view)
                for kind, made in (row.effect if view is None else row.effect_by_view[view]).items():
                    agrees(made, case, kind, shifts)
                    seen.add(made.word)
            late = source.case().late_views
            for kind, word in row.word.items():
                said = {row.effect[kind].word, *(e[kind].word for v, e in row.effect_by_view.items() if v not in late)}
                assert word == (said.pop() if len(said) == 1 else "depends")
    assert seen == {"opens", "nearer", "further", "no change", "depends"}
