"""JSON whose bytes depend only on its content: no times, hosts or memory addresses; NaN and infinities are null."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import json
import math
from collections.abc import Mapping, Sequence, Set
from pathlib import PurePath
from typing import Any


def plain(value: Any) -> Any:
    """Dataclasses, mappings, arrays, dates and enums as what JSON knows, in their own order."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {bare_name(f.name): plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, enum.Enum):
        return plain(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, PurePath):
        return value.as_posix()
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, Set):
        return [plain(v) for v in sorted(value, key=str)]
    if isinstance(value, Sequence):
        return [plain(v) for v in value]
    if hasattr(value, "tolist"):  # numpy arrays and scalars, without importing numpy
        return plain(value.tolist())
    raise TypeError(f"{type(value).__name__} has no JSON form")


def bare_name(name: str) -> str:
    """A field's name without the underscore that only keeps it from being a word of Python: ``for_`` as ``for``."""
    return name.removesuffix("_")


def dumps(value: Any, *, indent: int | None = 2) -> str:
    """The canonical text of ``value``; ends without a newline."""
    return json.dumps(plain(value), indent=indent, ensure_ascii=False, allow_nan=False)
