"""All shares of a row are told in one step, the coarsest that any of them asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_assessment import sample

from parley.insight.results.words import counted, one_step, span, step_of
from parley.report import verdicts

SHARES = st.lists(
    st.tuples(st.sampled_from([0.0, 1.0]) | st.floats(0.001, 0.999), st.none() | st.floats(0, 0.3)),
    min_size=1,
    max_size=6,
)
COUNT = re.compile(r"(fewer than |more than |about )?(\d+) of 100$")


def told(row: Sequence[tuple[float, float | None]]) -> list[str]:
    step = one_step(row)
    return [counted(share, error, 2000, step=step) for share, error in row]


def test_fewer_than_25_does_not_stand_beside_40() -> None:
    row = [(0.06, 0.11), (0.40, 0.02)]
    assert [counted(share, error) for share, error in row] == ["fewer than 25 of 100", "about 40 of 100"]
    assert told(row) == ["fewer than 25 of 100", "about 50 of 100"]
    assert span([0.06, 0.40], [0.11, 0.02]) == "<25 to 50"


def test_none_and_all_are_counts_and_ask_for_no_step() -> None:
    assert one_step([(0.0, 0.2), (1.0, 0.2), (0.62, 0.004), (None, None)]) == 1
    assert told([(0.0, 0.2), (0.62, 0.004)]) == ["none of 2000", "62 of 100"]


@given(SHARES)
def test_every_share_of_a_row_is_a_multiple_of_one_step(row: list[tuple[float, float | None]]) -> None:
    step = one_step(row)
    assert step in (1, 5, 10, 25, 50)
    assert all(step >= step_of(error) for share, error in row if share not in (0.0, 1.0))
    found = [match for match in map(COUNT.match, told(row)) if match]
    assert len(found) == sum(share not in (0.0, 1.0) for share, _ in row)
    assert all(int(match[2]) % step == 0 for match in found)
    assert all(step > 1 for match in found if match[1] == "about ")
    below = [int(match[2]) for match in found if match[1] == "fewer than "]
    assert all(int(match[2]) >= most for most in below for match in found)


@given(SHARES)
def test_a_span_holds_what_it_spans(row: list[tuple[float, float | None]]) -> None:
    words = span([share for share, _ in row], [error for _, error in row])
    low, high = (int(part.strip("<>")) for part in (words.split(" to ") * 2)[:2])
    assert low <= high and all(part % one_step(row) == 0 for part in (low, high) if part not in (0, 100))


@pytest.mark.parametrize("lines", ["declared", "weighed", "none"])
def test_the_table_and_the_words_of_a_row_have_one_step(lines: str) -> None:
    answer = sample()
    for row in answer.kinds:
        by_view = {
            view: {key: replace(c, share=0.04 + 0.1 * i, share_se=0.004 + 0.01 * i) for key, c in cells.items()}
            for i, (view, cells) in enumerate(row.by_view.items())
        }
        row = replace(row, by_view=by_view)
        assert row.step > 1
        shown = verdicts.span_words(row, lines, of="") + " " + verdicts.over_words(answer, row, lines)
        shown = re.sub(r"(?:none|all) of \d+|of 100", "", shown)
        counts = [int(n) for n in re.findall(r"(?<![\w’])\d+(?![\w’])", shown)]
        assert counts and all(n % row.step == 0 for n in counts if n not in (0, 100)), shown
