"""What is kept is read back equal, to the type of every number; what does not fit is thrown away."""

from __future__ import annotations

import datetime
import json
import math
import subprocess
import sys
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case import CaseSource, open_source
from parley.core.jsonio import dumps, plain
from parley.core.spans import Span
from parley.insight.answer.assess import assess
from parley.insight.asking.cache import Cache
from parley.insight.asking.stored import read_back
from parley.insight.results.assessment import Assessment
from parley.insight.results.section import Number, Value
from parley.insight.results.sections.two_levels import Veto
from parley.reading.model import Statement


class Side(Enum):
    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Inner:
    span: Span
    side: Side
    word: Literal["open", "none"] | None


@dataclass(frozen=True, slots=True)
class Outer:
    whole: int
    real: float
    either: Number
    perhaps: float | None
    cells: tuple[Value, ...]
    rows: tuple[tuple[Value, ...], ...]
    pair: tuple[str, float]
    by: dict[str, tuple[Inner, ...]]
    on: datetime.date | None
    yes: bool
    for_: str | None = None

    __pydantic_config__ = {"alias_generator": Veto.__pydantic_config__["alias_generator"]}  # noqa: RUF012


reals = st.floats(allow_nan=False, allow_infinity=False)
whole = st.integers(-(2**60), 2**60)
text = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
cells: st.SearchStrategy[Value] = st.one_of(text, whole, reals, st.booleans(), st.none())
inner = st.builds(Inner, st.builds(Span, whole, whole), st.sampled_from(Side), st.sampled_from(["open", "none", None]))
outer = st.builds(
    Outer, whole, reals, st.one_of(whole, reals), st.one_of(reals, st.none()), st.lists(cells).map(tuple),
    st.lists(st.lists(cells).map(tuple)).map(tuple), st.tuples(text, reals),
    st.dictionaries(text, st.lists(inner, max_size=3).map(tuple), max_size=3), st.one_of(st.dates(), st.none()),
    st.booleans(), st.one_of(text, st.none()),
)  # fmt: skip


def same(a: Any, b: Any) -> bool:
    """Equal, and of the same type all the way down: 1 is not 1.0 and not True."""
    if type(a) is not type(b):
        return False
    if is_dataclass(a):
        return all(same(getattr(a, f.name), getattr(b, f.name)) for f in fields(a))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    if isinstance(a, tuple | list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    return bool(a == b)


@given(outer)
def test_what_is_written_is_read_back_equal(value: Outer) -> None:
    assert same(read_back(Outer, dumps(value).encode()), value)


def test_an_underscore_that_keeps_a_name_from_being_a_keyword_is_not_written() -> None:
    written = plain(Veto("k", None, "r", "p", 1, 1, 1, 0, True, True, 1, 0, ()))
    assert written["for"] == "p" and "for_" not in written


GOOD = plain(
    Outer(1, 1.0, 2, None, ("a",), ((1,),), ("a", 1.0), {"k": (Inner(Span(0, 1), Side.FOR, "open"),)}, None, True)
)


@pytest.mark.parametrize(
    "change",
    [
        {"whole": 1.0}, {"whole": True}, {"whole": "1"}, {"real": "1.0"}, {"real": None}, {"real": True},
        {"yes": 1}, {"on": "yesterday"}, {"on": 3}, {"pair": ["a"]}, {"pair": ["a", 1.0, 2.0]}, {"cells": "abc"},
        {"cells": [[1]]}, {"by": []}, {"by": {"k": [{"span": [0, 1], "side": "neither", "word": None}]}},
        {"by": {"k": [{"span": [0, 1], "side": "for", "word": "ajar"}]}},
        {"by": {"k": [{"span": [0], "side": "for", "word": None}]}},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_counts_as_absent(tmp_path: Path, change: dict[str, Any]) -> None:
    assert same(read_back(Outer, json.dumps(GOOD).encode()), read_back(Outer, json.dumps(GOOD).encode()))
    bad = json.dumps({**GOOD, **change}).encode()
    with pytest.raises(ValueError):
        read_back(Outer, bad)
    (tmp_path / "k.json").write_bytes(bad)
    assert Cache(tmp_path).read("k", Outer) is None


def test_a_missing_part_is_refused() -> None:
    for key in GOOD:
        if key != "for":
            with pytest.raises(ValueError):
                read_back(Outer, json.dumps({k: v for k, v in GOOD.items() if k != key}).encode())


@pytest.mark.parametrize("text", [b"", b"{", b"[" * 100_000, b"\xff", b"null", b"[]", b"1" * 6000])
def test_a_spoilt_entry_counts_as_absent(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "k.json").write_bytes(text)
    assert Cache(tmp_path).read("k", Outer) is None


def test_a_number_that_is_none_is_thrown_away_where_a_number_must_stand(tmp_path: Path) -> None:
    """NaN is written as null, and null is no float: such an entry is computed anew rather than believed."""
    cache = Cache(tmp_path)
    cache.put("k", Outer(1, math.nan, 1, math.nan, (), (), ("", 0.0), {}, None, True))
    assert cache.get("k")["real"] is None
    assert cache.read("k", Outer) is None


@pytest.mark.parametrize("name", ["mini", "iran-2012"])
def test_a_whole_answer_is_read_back_equal(name: str, mini: CaseSource, examples: Path) -> None:
    source = mini if name == "mini" else open_source(examples / name)
    answer = assess(source, draws=16, statements=(), cache=False)
    written = dumps(answer)
    again = read_back(Assessment, written.encode())
    assert dumps(again) == written
    assert again == answer
    assert list(again.extra) == list(answer.extra)


def test_a_section_that_nobody_knows_is_refused(mini: CaseSource) -> None:
    written = plain(assess(mini, draws=16, statements=(), cache=False))
    written["extra"]["unheard_of"] = written["extra"]["barriers"]
    with pytest.raises(ValueError):
        read_back(Assessment, json.dumps(written).encode())


def test_statements_are_read_back_equal(mini: CaseSource) -> None:
    from parley.insight.asking.case_documents import read_sources

    for statement in read_sources(mini)[1]:
        assert same(read_back(Statement, dumps(statement).encode()), statement)


def test_a_kept_answer_needs_no_engine_and_help_no_pydantic(mini: CaseSource) -> None:
    assess(mini, draws=16, statements=())
    for code, absent in (
        ("import parley.cli.main as m, contextlib\nwith contextlib.suppress(SystemExit): m.root(['--help'])", "pydantic"),
        (f"from parley.case import open_source\nfrom parley.insight.answer.assess import assess\n"
         f"assess(open_source({mini.path!r}), draws=16, statements=())", "parley.insight.asking.evaluator"),
    ):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", f"{code}\nimport sys\nassert {absent!r} not in sys.modules"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def test_what_python_and_numba_compile_is_no_part_of_the_code(tmp_path: Path) -> None:
    """Else the first run after an installation would remember under a name that no later run asks for."""
    from parley.insight.asking.cache import _files

    (tmp_path / "deals" / "__pycache__").mkdir(parents=True)
    (tmp_path / "deals" / "zone.py").write_text("")
    for name in ("zone.pyc", "zone._open-14.py311.nbi", "zone._open-14.py311.1.nbc"):
        (tmp_path / "deals" / "__pycache__" / name).write_text("")
    assert [f.name for f in _files(tmp_path)] == ["zone.py"]
