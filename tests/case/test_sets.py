"""Judgements changed for one run: what is read, what is refused, and that what is written is read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case.sets import parse_sets, written
from parley.core.errors import InputError

PATH = st.from_regex(r"[a-z0-9_-]{1,9}(\.[a-z0-9_-]{1,9}){0,4}", fullmatch=True)
VALUE = st.text(min_size=1, max_size=20).map(str.strip).filter(bool)


@given(st.dictionaries(PATH, VALUE, max_size=5))
def test_what_is_written_is_read_again_in_order(sets: dict[str, str]) -> None:
    assert list(parse_sets(written(path, value) for path, value in sets.items()).items()) == list(sets.items())


def test_blanks_around_are_nothing_and_a_value_may_hold_an_equals_sign() -> None:
    assert parse_sets([" no_deal.costs.russia = 5 to 12 ", "a.b=x=y"]) == {
        "no_deal.costs.russia": "5 to 12",
        "a.b": "x=y",
    }


@pytest.mark.parametrize("item", ["nonsense", "a.b", "a.b=", "=3", " = ", "", "no_deal.costs.russia:9"])
def test_what_is_no_pair_is_refused(item: str) -> None:
    with pytest.raises(InputError, match="written PATH=VALUE"):
        parse_sets([item])


def test_a_path_given_twice_is_refused_whatever_the_values() -> None:
    for second in ("9", "8"):
        with pytest.raises(InputError, match=r"'a\.b' is set twice"):
            parse_sets(["a.b=9", "c=1", f"a.b = {second}"])
