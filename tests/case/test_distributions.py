"""Numbers in words: what they mean, that they come back, and what is said of bad ones."""

from __future__ import annotations

import contextlib
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case.chance.distributions import number, parse
from parley.case.chance.families import Normal, Point, Shape
from parley.core.errors import InputError

U = np.linspace(0.0005, 0.9995, 1999)
CHANCE = (0.0, 1.0)
FREE = (-math.inf, math.inf)


def finite(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False).map(lambda x: float(f"{x:.6g}"))


@st.composite
def words(draw: st.DrawFn, *, nested: bool = True) -> str:
    a, b, c = sorted((draw(finite(-500, 500)), draw(finite(-500, 500)), draw(finite(-500, 500))))
    forms = ["point", "range", "about", "normal", "lognormal", "beta"]
    if a < c:
        forms += ["triangular", "uniform", "discrete"] + (["mixture"] if nested else [])
    form = draw(st.sampled_from(forms))
    spread = draw(finite(0.01, 5))
    match form:
        case "point":
            return number(a)
        case "range":
            return f"{number(a)} to {number(c)}"
        case "about":
            return f"about {number(spread)}"
        case "triangular":
            return f"triangular({number(a)}, {number(b)}, {number(c)})"
        case "uniform":
            return f"uniform({number(a)}, {number(c)})"
        case "normal":
            return f"normal({number(a)}, {number(spread)})"
        case "lognormal":
            return f"lognormal({number(a / 500)}, {number(spread / 5)})"
        case "beta":
            return f"beta({number(spread)}, {number(spread + 1)})"
        case "discrete":
            return f"discrete({number(a)}: 0.25, {number(c)}: 0.75)"
        case _:
            return f"mixture(0.3: {draw(words(nested=False))}, 0.7: {draw(words(nested=False))})"


@given(words())
def test_what_is_written_comes_back(text: str) -> None:
    made = parse(text)
    assert made.text == text
    assert parse(made.text) == made
    assert hash(parse(made.text)) == hash(made)


@pytest.mark.parametrize("text", ["triangular(0, 0, 2.5e-218)", "triangular(0, 2.5e-218, 2.5e-218)"])
def test_a_triangle_too_narrow_for_its_square_is_no_error(text: str) -> None:
    made = parse(text)
    assert isinstance(made, Shape)
    q = made.quantile(U)
    assert np.all(np.isfinite(q)) and np.all(made.cdf(q) >= U - 1e-7)


@given(words())
def test_quantiles_rise_and_invert_the_distribution_function(text: str) -> None:
    made = parse(text)
    assert isinstance(made, Shape)
    q = made.quantile(U)
    assert np.all(np.diff(q) >= -1e-12 * max(1.0, float(np.abs(q).max())))
    assert np.all(np.isfinite(q))
    # F(Q(u)) ≥ u, with equality where F is continuous
    assert np.all(made.cdf(q) >= U - 1e-7)
    assert made.low <= made.median <= made.high


@pytest.mark.parametrize(
    ("text", "low", "median", "high"),
    [
        ("26", 26, 26, 26),
        ("30%", 0.3, 0.3, 0.3),
        ("20 to 30", 20, 25, 30),
        ("20 to 30%", 0.2, 0.25, 0.3),
        ("−5 to 5", -5, 0, 5),
        ("about 8", 6, 8, 10),
        ("about 30%", 0.225, 0.3, 0.375),
        ("uniform(0, 10)", 0.5, 5, 9.5),
        ("normal(3, 1)", 3 - 1.6448536269514722, 3, 3 + 1.6448536269514722),
        ("lognormal(1, 0.5)", math.exp(1 - 0.5 * 1.6448536269514722), math.e, math.exp(1 + 0.5 * 1.6448536269514722)),
        ("triangular(0, 5, 10)", math.sqrt(0.05 * 50), 5, 10 - math.sqrt(0.05 * 50)),
        ("beta(1, 1)", 0.05, 0.5, 0.95),
        ("beta(2, 1)", math.sqrt(0.05), math.sqrt(0.5), math.sqrt(0.95)),
        ("discrete(0: 0.4, 1: 0.6)", 0, 1, 1),
        ("mixture(0.5: uniform(0, 1), 0.5: uniform(2, 3))", 0.1, 1, 2.9),
    ],
)
def test_percentiles_are_those_of_the_books(text: str, low: float, median: float, high: float) -> None:
    made = parse(text)
    assert (made.low, made.median, made.high) == pytest.approx((low, median, high), rel=1e-9, abs=1e-9)


@given(st.floats(0.0, 0.9), st.floats(0.001, 1.0))
def test_a_range_keeps_its_percentiles_and_its_bounds(low: float, width: float) -> None:
    high = min(low + width, 1.0)
    made = parse(f"{low!r} to {high!r}", CHANCE)
    q = made.quantile(np.array([1e-12, 0.05, 0.5, 0.95, 1 - 1e-12]))
    assert q[1:4] == pytest.approx([low, (low + high) / 2, high], abs=1e-12)
    assert q[0] >= 0 and q[4] <= 1
    from scipy.stats import norm

    middle = np.linspace(0.05, 0.95, 91)
    plain = norm((low + high) / 2, (high - low) / (2 * norm.ppf(0.95)))
    assert made.quantile(middle) == pytest.approx(plain.ppf(middle), abs=1e-12)
    tail = np.linspace(0.001, 0.049, 25)  # conditioned: F(x) - F(0) in the same proportion
    expected = plain.ppf(plain.cdf(0) + tail / 0.05 * (0.05 - plain.cdf(0)))
    assert made.quantile(tail) == pytest.approx(np.maximum(expected, 0), abs=1e-9)


@given(st.floats(-0.5, 1.5), st.floats(0.1, 3))
def test_normals_are_conditioned_on_the_bounds(mean: float, sd: float) -> None:
    made = parse(f"normal({mean!r}, {sd!r})", CHANCE)
    assert isinstance(made, Normal)
    from scipy.stats import truncnorm

    lo, hi = (made.lo - mean) / sd, (made.hi - mean) / sd
    assert made.quantile(U) == pytest.approx(truncnorm(lo, hi, loc=mean, scale=sd).ppf(U), abs=1e-7)


@pytest.mark.parametrize(
    ("text", "bounds", "message", "hint"),
    [
        ("30-40", FREE, "'30-40' is not a number", "write 30 to 40"),
        ("0.6 to 0.2", FREE, "the range 0.6 to 0.2 runs backwards", "write the lower end first: 0.2 to 0.6"),
        ("30", CHANCE, "30 is not between 0 and 1", "write 0.3 or 30%"),
        ("1.5", CHANCE, "1.5 is not between 0 and 1", "write 0.015 or 1.5%"),
        ("-0.1 to 0.3", CHANCE, "-0.1 is not between 0 and 1", None),
        ("-1", (0.0, math.inf), "-1 is below 0, the least it can be", None),
        ("1,000", FREE, "'1,000' is not a number", "write it without commas: 1000"),
        ("0,3", FREE, "'0,3' is not a number", "write the decimal with a point: 0.3"),
        ("1e999", FREE, "1e999 is not a finite number", None),
        ("nan", FREE, "'nan' is not a number", None),
        ("inf", FREE, "'inf' is not a number", None),
        ("~5", FREE, "'~5' is not a number", "write about 5"),
        ("about 0", FREE, "about 0 has no width: a quarter of nothing", "write a range, such as 0 to 0.1"),
        ("betta(2, 5)", FREE, "there is no distribution called betta", "did you mean 'beta'?"),
        ("beta(2)", FREE, "beta(2) needs 2 numbers: a, b", None),
        ("beta(0, 1)", FREE, "both numbers of beta(0, 1) must be above 0", None),
        ("beta(2, 5)", (5.0, 9.0), "beta(2, 5) runs from 0 to 1, and this number cannot", None),
        ("triangular(3, 2, 1)", FREE, "the numbers of triangular(3, 2, 1) must rise", "lower end first"),
        ("triangular(0, 0.5, 2)", CHANCE, "2 is not between 0 and 1", "write 0.02 or 2%"),
        ("uniform(1, 1)", FREE, "the numbers of uniform(1, 1) must rise", None),
        ("normal(3, 0)", FREE, "the standard deviation in normal(3, 0) must be above 0", None),
        ("normal(900, 1)", CHANCE, "normal(900, 1) lies outside of what this number can be", None),
        ("discrete(0: 0.4, 1: 0.4)", FREE, "the weights of discrete(0: 0.4, 1: 0.4) sum to 0.8, not to 1", None),
        ("discrete(1, 2)", FREE, "discrete(1, 2) needs pairs of value: weight, with commas between", None),
        ("discrete(0: 0.5, 0: 0.5)", FREE, "a value stands twice in discrete(0: 0.5, 0: 0.5)", None),
        ("triangular(20", FREE, "'triangular(20' is not a number", "quotes"),
        ("", FREE, "a number is missing", None),
        ("9" * 3000, FREE, "this is too long for a number", None),
    ],
)
def test_bad_numbers_are_answered_with_what_to_write(
    text: str, bounds: tuple[float, float], message: str, hint: str | None
) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, bounds)
    problem = caught.value.problems[0]
    assert problem.message == message
    assert hint is None or (problem.hint is not None and hint in problem.hint)


@given(st.text(max_size=60))
def test_no_text_crashes_the_reader(text: str) -> None:
    with contextlib.suppress(InputError):
        parse(text, CHANCE)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_come_back_exactly(value: float) -> None:
    assert float(number(value)) == value
    assert parse(value) == Point(value)


def test_deep_nesting_of_mixtures_is_refused() -> None:
    text = "1"
    for _ in range(8):
        text = f"mixture(1: {text})"
    with pytest.raises(InputError, match="too long"):
        parse(text)
