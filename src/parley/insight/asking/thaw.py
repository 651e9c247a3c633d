"""Frozen dataclasses back from the plain data that :mod:`parley.core.jsonio` wrote, by their type annotations.

Knows what parley's results are made of: dataclasses, tuples, dicts, unions, literals, dates, numbers and text. Raises
:class:`ValueError` for anything else, so that a cache that does not fit is thrown away rather than half believed.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
import types
import typing
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")


def thaw(cls: type[T], data: Any) -> T:
    """An instance of ``cls`` from plain ``data``."""
    made = _value(cls, data)
    if not isinstance(made, cls):
        raise ValueError(f"not a {cls.__name__}")
    return made


@lru_cache(maxsize=256)
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _value(hint: Any, data: Any) -> Any:
    if hint is Any:
        return data
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _dataclass(hint, data)
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _union(typing.get_args(hint), data)
    if origin is typing.Literal:
        if data not in typing.get_args(hint):
            raise ValueError(f"{data!r} is none of {typing.get_args(hint)}")
        return data
    if origin is not None:
        return _container(origin, typing.get_args(hint), data)
    return _scalar(hint, data)


def _dataclass(cls: type, data: Any) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"a {cls.__name__} is written as a mapping")
    hints = _hints(cls)
    return cls(**{key: _value(hints[key], value) for key, value in data.items() if key in hints})


def _union(choices: tuple[Any, ...], data: Any) -> Any:
    if data is None and type(None) in choices:
        return None
    for choice in choices:
        if choice is type(None):
            continue
        try:
            return _value(choice, data)
        except ValueError:
            continue
    raise ValueError(f"{data!r} fits none of {choices}")


def _container(origin: Any, args: tuple[Any, ...], data: Any) -> Any:
    if origin is dict and isinstance(data, dict):
        return {key: _value(args[1], value) for key, value in data.items()}
    if origin is tuple and isinstance(data, list):
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_value(args[0], item) for item in data)
        if len(args) != len(data):
            raise ValueError("a tuple of another length")
        return tuple(_value(a, item) for a, item in zip(args, data, strict=True))
    if origin is list and isinstance(data, list):
        return [_value(args[0], item) for item in data]
    raise ValueError(f"{type(data).__name__} is no {origin}")


def _scalar(hint: Any, data: Any) -> Any:
    if hint is datetime.date:
        if not isinstance(data, str):
            raise ValueError("a date is written as text")
        return datetime.date.fromisoformat(data)
    if hint is float and isinstance(data, int | float) and not isinstance(data, bool):
        return float(data)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint(data)
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields") and isinstance(data, list):
        return hint(*data)
    if hint in (bool, int, str) and type(data) is hint:
        return data
    if hint is type(None) and data is None:
        return None
    raise ValueError(f"{data!r} is no {hint}")
