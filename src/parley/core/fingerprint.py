"""A hash of a value's whole content: what two values share exactly if they are alike in every part, whatever their types.

Unlike JSON it tells 1 from 1.0 and True, a tuple from a list, and one kind of infinity from the other, and it names the
class of every dataclass. A value of a type that it does not know is refused: nothing is ever left out of a key.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
import hashlib
from collections.abc import Mapping, Set
from functools import lru_cache
from pathlib import PurePath
from typing import Any


def fingerprint(*values: Any) -> str:
    """64 hex digits of SHA-256 over the content of ``values``. Raises :class:`TypeError` for a type that it cannot see into."""
    out: list[str] = []
    for value in values:
        _write(value, out)
    return hashlib.sha256("".join(out).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=512)
def _fields(cls: type) -> tuple[str, tuple[str, ...]]:
    return f"<{cls.__module__}.{cls.__qualname__}", tuple(f.name for f in dataclasses.fields(cls))


def _write(value: Any, out: list[str]) -> None:
    """Every part with its type and, where its end could be mistaken, its length: no two contents give one text."""
    kind = type(value)
    if kind is str:
        out.append(f"s{len(value)}:{value}")
    elif value is None:
        out.append("N")
    elif kind is bool or kind is int:
        out.append(f"{kind.__name__[0]}{value};")
    elif kind is float:
        out.append(f"f{value!r};")
    elif kind is tuple or kind is list:
        out.append(f"{'(' if kind is tuple else '['}{len(value)}:")
        for item in value:
            _write(item, out)
    elif isinstance(value, enum.Enum):
        out.append(f"e{kind.__module__}.{kind.__qualname__}.{value.name};")
    elif dataclasses.is_dataclass(kind):
        name, names = _fields(kind)
        out.append(name)
        for field in names:
            _write(getattr(value, field), out)
        out.append(">")
    elif isinstance(value, Mapping):
        out.append(f"{{{len(value)}:")
        for key, item in value.items():
            _write(key, out)
            _write(item, out)
    else:
        _write_rare(value, out)


def _write_rare(value: Any, out: list[str]) -> None:
    kind = type(value)
    if isinstance(value, Set):
        out.append(f"S{len(value)}:" + "".join(sorted(fingerprint(item) for item in value)))
    elif isinstance(value, datetime.date):  # a datetime is one, and its class tells them apart
        out.append(f"d{kind.__name__}{value.isoformat()};")
    elif isinstance(value, tuple):  # a named one
        out.append(f"t{kind.__module__}.{kind.__qualname__}{len(value)}:")
        for item in value:
            _write(item, out)
    elif isinstance(value, PurePath):
        _write(f"path {value.as_posix()}", out)
    elif isinstance(value, bytes):
        out.append(f"b{len(value)}:{value.hex()}")
    elif hasattr(value, "dtype") and hasattr(value, "tobytes"):  # numpy, without importing it
        out.append(f"a{value.dtype.str}{value.shape}:{value.tobytes().hex()}")
    else:
        raise TypeError(f"{kind.__module__}.{kind.__qualname__} has no fingerprint")
