"""What a number may be: a point, a range, a distribution; read from words, each with its inverse distribution function.

=====================================  ==========================================================================
``26``, ``30%``                        a point
``0.2 to 0.6``                         5th to 95th percentile of a normal, its tails cut at the bounds
``about 0.3``                          0.3, give or take a quarter of itself: ``0.225 to 0.375``
``triangular(20, 26, 30)``             low, mode, high
``uniform(0, 1)``                      low, high
``beta(2, 5)``                         on 0 to 1
``normal(3, 1)``                       mean, standard deviation; cut at the bounds
``lognormal(1, 0.5)``                  mean and standard deviation of the logarithm; cut at the bounds
``discrete(0: 0.4, 1: 0.6)``           values with their weights
``mixture(0.3: 0.1 to 0.2, 0.7: 0.5)`` weights with what they weigh
=====================================  ==========================================================================

All are frozen, hashable and compared by value, and ``parse(d.text)`` gives ``d`` again. Quantiles are elementwise,
in the unit of the quantity. Bounds: a range keeps its stated percentiles and its middle, and each tail is conditioned
on lying within the bound; ``normal`` and ``lognormal`` are conditioned as a whole.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable

from parley.case.chance.families import (
    Z95,
    Beta,
    Discrete,
    LogNormal,
    Mixture,
    Normal,
    Point,
    Range,
    Shape,
    Triangular,
    Uniform,
)
from parley.case.types import Distribution
from parley.core.errors import InputError

ABOUT = 0.25
"""``about x`` is x give or take this share of itself."""
UNBOUNDED = (-math.inf, math.inf)

_NUMBER = r"[+\-]?(?:\d+\.?\d*|\.\d+)(?:e[+\-]?\d+)?"
_PLAIN = re.compile(rf"({_NUMBER})\s*(%?)", re.IGNORECASE)
_RANGE = re.compile(rf"({_NUMBER})\s*(%?)\s+to\s+({_NUMBER})\s*(%?)", re.IGNORECASE)
_ABOUT = re.compile(rf"about\s+({_NUMBER})\s*(%?)", re.IGNORECASE)
_CALL = re.compile(r"([a-z]+)\s*\((.*)\)", re.IGNORECASE | re.DOTALL)
_DASHED = re.compile(rf"({_NUMBER})\s*%?\s*(?:-|–|—|\.\.+)\s*({_NUMBER})\s*%?", re.IGNORECASE)

FORMS = "write a number, a range (0.2 to 0.6), about 30%, or a distribution such as beta(2, 5)"


def parse(text: str | float | int, bounds: tuple[float, float] = UNBOUNDED) -> Distribution:
    """What ``text`` says. ``bounds``: the least and the greatest value that the quantity can take.

    Raises :class:`InputError` with one sentence on what is wrong and what to write.
    """
    return _parse(text, bounds, 0)


def _parse(text: str | float | int, bounds: tuple[float, float], depth: int) -> Shape:
    if isinstance(text, bool):
        raise InputError.one(f"{text} is not a number", hint=FORMS)
    if isinstance(text, int | float):
        return Point(_finite(float(text), str(text), bounds), text=number(float(text)))
    words = text.strip().replace("−", "-")
    if not words:
        raise InputError.one("a number is missing", hint=FORMS + "; ? for one not yet said")
    if len(words) > 2000 or depth > 3:
        raise InputError.one("this is too long for a number", hint=FORMS)
    if plain := _PLAIN.fullmatch(words):
        return Point(_value(plain[1], plain[2], bounds), text=words)
    if ranged := _RANGE.fullmatch(words):
        low_percent = ranged[2] or ranged[4]  # "20 to 30%" means that both are percentages
        low, high = _value(ranged[1], low_percent, bounds), _value(ranged[3], ranged[4] or ranged[2], bounds)
        return _range(low, high, bounds, words)
    if around := _ABOUT.fullmatch(words):
        middle = _value(around[1], around[2], bounds)
        if middle == 0:
            raise InputError.one("about 0 has no width: a quarter of nothing", hint="write a range, such as 0 to 0.1")
        half = abs(middle) * ABOUT
        return _range(middle - half, middle + half, bounds, words)
    if call := _CALL.fullmatch(words):
        return _call(call[1].lower(), call[2], bounds, words, depth)
    raise InputError.one(f"{_short(text)} is not a number", hint=_guess(words))


def _guess(words: str) -> str:
    if dashed := _DASHED.fullmatch(words):
        return f"write {dashed[1]} to {dashed[2]}"
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", words):
        return f"write it without commas: {words.replace(',', '')}"
    if re.fullmatch(r"\d+,\d+", words):
        return f"write the decimal with a point: {words.replace(',', '.')}"
    if words.count("(") > words.count(")"):
        return "inside { } or [ ], put quotes around a distribution: its commas end the entry"
    if words.startswith("~"):
        return f"write about {words[1:].strip()}"
    return FORMS


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "…")


def _value(digits: str, percent: str, bounds: tuple[float, float]) -> float:
    value = float(digits)
    if percent:
        value = float(f"{value / 100:.15g}")  # 30% is 0.3, not 0.30000000000000004
    return _finite(value, digits + percent, bounds)


def _finite(value: float, shown: str, bounds: tuple[float, float]) -> float:
    if not math.isfinite(value):
        raise InputError.one(f"{shown} is not a finite number", hint=FORMS)
    low, high = bounds
    if low <= value <= high:
        return value
    if bounds == (0.0, 1.0):
        hint = f"write {number(value / 100)} or {number(value)}%" if 1 < value <= 100 else None
        raise InputError.one(f"{shown} is not between 0 and 1", hint=hint)
    if math.isinf(high):
        raise InputError.one(f"{shown} is below {number(low)}, the least it can be")
    if math.isinf(low):
        raise InputError.one(f"{shown} is above {number(high)}, the most it can be")
    raise InputError.one(f"{shown} is not between {number(low)} and {number(high)}")


def _range(low: float, high: float, bounds: tuple[float, float], words: str) -> Shape:
    if low > high:
        swapped = re.split(r"\s+to\s+", words, flags=re.IGNORECASE)
        raise InputError.one(
            f"the range {words} runs backwards", hint=f"write the lower end first: {swapped[1]} to {swapped[0]}"
        )
    if low == high:
        return Point(low, text=words)
    return Range(low, high, *_cut(low, high, bounds), text=words)


def _cut(low: float, high: float, bounds: tuple[float, float]) -> tuple[float, float]:
    """The bounds at which a normal is cut; those more than nine standard deviations away change nothing."""
    far = 9.0 * (high - low) / (2 * Z95)
    middle = (low + high) / 2
    return (
        bounds[0] if bounds[0] > middle - far else -math.inf,
        bounds[1] if bounds[1] < middle + far else math.inf,
    )


def _call(name: str, inside: str, bounds: tuple[float, float], words: str, depth: int) -> Shape:
    maker = _MAKERS.get(name)
    if maker is None:
        from parley.core.suggest import did_you_mean

        raise InputError.one(f"there is no distribution called {name}", hint=did_you_mean(name, _MAKERS))
    return maker(_split(inside), bounds, words, depth)


def _split(inside: str) -> list[str]:
    """Parts between commas that stand outside of parentheses."""
    parts, depth, start = [], 0, 0
    for i, character in enumerate(inside):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append(inside[start:i].strip())
            start = i + 1
    parts.append(inside[start:].strip())
    return parts


def _numbers(parts: list[str], names: str, words: str, bounds: tuple[float, float] = UNBOUNDED) -> list[float]:
    wanted = names.split(", ")
    if len(parts) != len(wanted):
        raise InputError.one(f"{words} needs {len(wanted)} numbers: {names}")
    values = []
    for part in parts:
        match = _PLAIN.fullmatch(part)
        if match is None:
            raise InputError.one(f"{_short(part)} in {words} is not a number")
        values.append(_value(match[1], match[2], bounds))
    return values


def _rising(values: list[float], words: str) -> None:
    if any(a > b for a, b in itertools.pairwise(values)) or values[0] == values[-1]:
        raise InputError.one(f"the numbers of {words} must rise", hint="lower end first")


def _normal(parts: list[str], bounds: tuple[float, float], words: str, depth: int) -> Shape:
    mean, sd = _numbers(parts, "mean, standard deviation", words)
    if sd <= 0:
        raise InputError.one(f"the standard deviation in {words} must be above 0")
    made = Normal(mean, sd, *_cut(mean - Z95 * sd, mean + Z95 * sd, bounds), text=words)
    return _with_mass(made, made.masses(), words)


def _lognormal(parts: list[str], bounds: tuple[float, float], words: str, depth: int) -> Shape:
    mu, sigma = _numbers(parts, "mean of the logarithm, its standard deviation", words)
    if sigma <= 0:
        raise InputError.one(f"the standard deviation in {words} must be above 0")
    if bounds[1] <= 0:
        raise InputError.one(f"{words} lies above 0, and this number cannot")
    made = LogNormal(mu, sigma, max(bounds[0], 0.0), bounds[1], text=words)
    return _with_mass(made, made.log().masses(), words)


def _with_mass(made: Shape, masses: tuple[float, float], words: str) -> Shape:
    if not masses[1] - masses[0] > 1e-9:
        raise InputError.one(f"{words} lies outside of what this number can be")
    return made


def _uniform(parts: list[str], bounds: tuple[float, float], words: str, depth: int) -> Shape:
    values = _numbers(parts, "low, high", words, bounds)
    _rising(values, words)
    return Uniform(*values, text=words)


def _triangular(parts: list[str], bounds: tuple[float, float], words: str, depth: int) -> Shape:
    values = _numbers(parts, "low, mode, high", words, bounds)
    _rising(values, words)
    return Triangular(*values, text=words)


def _beta(parts: list[str], bounds: tuple[float, float], words: str, depth: int) -> Shape:
    a, b = _numbers(parts, "a, b", words)
    if a <= 0 or b <= 0:
        raise InputError.one(f"both numbers of {words} must be above 0")
    if max(a, b) > 1e6 or min(a, b) < 1e-3:
        raise InputError.one(f"the numbers of {words} must lie between 0.001 and 1,000,000")
    if bounds[0] > 0 or bounds[1] < 1:
        raise InputError.one(f"{words} runs from 0 to 1, and this number cannot")
    return Beta(a, b, text=words)


def _pairs(parts: list[str], words: str, left: str, right: str) -> list[tuple[str, str]]:
    pairs = []
    for part in parts:
        first, colon, second = part.partition(":")
        if not colon or not first.strip() or not second.strip():
            raise InputError.one(f"{words} needs pairs of {left}: {right}, with commas between")
        pairs.append((first.strip(), second.strip()))
    return pairs


def _weights(weights: list[float], words: str) -> tuple[float, ...]:
    if any(w < 0 for w in weights) or not sum(weights) > 0:
        raise InputError.one(f"the weights of {words} must be 0 or more, and not all 0")
    total = math.fsum(weights)
    if abs(total - 1) > 0.011:
        raise InputError.one(f"the weights of {words} sum to {number(total)}, not to 1")
    return tuple(w / total for w in weights)


def _discrete(parts: list[str], bounds: tuple[float, float], words: str, depth: int) -> Shape:
    pairs = _pairs(parts, words, "value", "weight")
    values = _numbers([a for a, _ in pairs], ", ".join("v" for _ in pairs), words, bounds)
    weights = _numbers([b for _, b in pairs], ", ".join("w" for _ in pairs), words)
    if len(set(values)) < len(values):
        raise InputError.one(f"a value stands twice in {words}")
    order = sorted(range(len(values)), key=values.__getitem__)
    return Discrete(tuple(values[i] for i in order), _weights([weights[i] for i in order], words), text=words)


def _mixture(parts: list[str], bounds: tuple[float, float], words: str, depth: int) -> Shape:
    pairs = _pairs(parts, words, "weight", "number or range")
    weights = _numbers([a for a, _ in pairs], ", ".join("w" for _ in pairs), words)
    return Mixture(_weights(weights, words), tuple(_parse(b, bounds, depth + 1) for _, b in pairs), text=words)


_Maker = Callable[[list[str], tuple[float, float], str, int], Shape]
_MAKERS: dict[str, _Maker] = {
    "triangular": _triangular, "uniform": _uniform, "beta": _beta, "normal": _normal,
    "lognormal": _lognormal, "discrete": _discrete, "mixture": _mixture,
}  # fmt: skip


def number(value: float) -> str:
    """The shortest text that reads back as ``value``."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.12g}" if float(f"{value:.12g}") == value else repr(value)
