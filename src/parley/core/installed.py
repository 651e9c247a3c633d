"""What packages installed beside parley add to it, by entry points.

Only what was installed can add anything. The folder in which a command is run is not looked in, even where Python's own
path holds it: it may be somebody else's case.
"""

from __future__ import annotations

import functools
import sys
from importlib.metadata import EntryPoint, distributions
from pathlib import Path
from typing import TypeVar

from parley.core.errors import InputError

T = TypeVar("T")


def installed(group: str, of: type[T]) -> tuple[tuple[str, T], ...]:
    """Name and object of every entry point of a group, by name.

    Raises:
        InputError: one cannot be loaded, or is not an ``of``; names it and its package.
    """
    return tuple((point.name, _loaded(point, of)) for point in _points(group, tuple(sys.path)))


@functools.cache
def _points(group: str, path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    here = Path.cwd()
    places = [place for place in path if place and Path(place).resolve() != here]
    found = {p.name: p for d in distributions(path=places) for p in d.entry_points if p.group == group}
    return tuple(found[name] for name in sorted(found))


@functools.cache
def _load(point: EntryPoint) -> object:
    return point.load()


def _loaded(point: EntryPoint, of: type[T]) -> T:
    owner = f" of the package {point.dist.name}" if point.dist is not None else ""
    hint = "update or uninstall that package"
    try:
        found = _load(point)
    except Exception as error:
        why = f"{type(error).__name__}: {str(error)[:200]}"
        raise InputError.one(f"{point.group}: {point.name}{owner} cannot be loaded: {why}", hint=hint) from error
    if not isinstance(found, of):
        raise InputError.one(f"{point.group}: {point.name}{owner} is no {of.__name__}", hint=hint)
    return found


__all__ = ["installed"]
