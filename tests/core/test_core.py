"""The ground floor: errors that point, JSON that is stable, streams that are named."""

from __future__ import annotations

import datetime
import json
import math
import subprocess
import sys
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.core.errors import CaseError, Location, ParleyError, Problem
from parley.core.jsonio import dumps
from parley.core.seeds import generator
from parley.core.spans import Span
from parley.core.suggest import did_you_mean


def test_a_problem_shows_file_line_caret_and_hint() -> None:
    where = Location("case.yaml", 3, 5, "    landd: 26\n")
    shown = Problem("no issue is called 'landd'", where, "did you mean 'land'?").render()
    assert shown.splitlines() == [
        "case.yaml:3:5: no issue is called 'landd'",
        "        landd: 26",
        "        ^",
        "    did you mean 'land'?",
    ]


def test_a_hostile_line_is_cut_around_the_caret() -> None:
    shown = Problem("bad", Location("x", 1, 5001, "a" * 10_000)).render()
    assert len(shown) < 500
    line, caret = shown.splitlines()[1:3]
    assert line[caret.index("^")] == "a"


def test_every_error_is_a_parley_error_and_renders_all_its_problems() -> None:
    error = CaseError((Problem("one"), Problem("two")))
    assert isinstance(error, ParleyError)
    assert str(error) == "one\ntwo"


def test_json_has_no_nan_and_keeps_order() -> None:
    @dataclass
    class Thing:
        b: float
        a: datetime.date

    text = dumps(Thing(math.nan, datetime.date(2023, 1, 11)))
    assert json.loads(text) == {"b": None, "a": "2023-01-11"}
    assert text.index('"b"') < text.index('"a"')


def test_json_refuses_what_it_does_not_know() -> None:
    with pytest.raises(TypeError):
        dumps(object())


@given(st.integers(0, 2**32), st.text(), st.text())
def test_streams_are_named(seed: int, one: str, other: str) -> None:
    first = generator(seed, one).random(4).tolist()
    assert first == generator(seed, one).random(4).tolist()
    if one != other:
        assert first != generator(seed, other).random(4).tolist()


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_overlap_is_symmetric_and_containment_implies_it(a: int, b: int, c: int, d: int) -> None:
    one, two = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    assert one.overlaps(two) == two.overlaps(one)
    if one.contains(two) and two.start < two.end:
        assert one.overlaps(two)


def test_did_you_mean_names_the_nearest() -> None:
    assert did_you_mean("ukrane", ["ukraine", "russia"]) == "did you mean 'ukraine'?"
    assert did_you_mean("zzz", ["a", "b"]) == "known here: a, b"
    assert did_you_mean("zzz", []) is None


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['parley', '--help']\n"
        "from parley.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'scipy', 'spacy', 'pydantic', 'ruamel', 'lxml', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
