"""What packages installed beside parley add to it, by entry points.

Only what was installed can add anything. The folder in which a command is run is not looked in, even where Python's own
path holds it (as after ``python -m``): it may be somebody else's case. Neither is a package found by what lies there, nor
is a file there imported in a package's place because it has the same name.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint, distributions
from pathlib import Path
from typing import TypeVar

from parley.core.errors import InputError, ParleyError

T = TypeVar("T")


def installed(group: str, of: type[T]) -> tuple[tuple[str, T], ...]:
    """Name and object of every entry point of a group, by name.

    Raises:
        InputError: one cannot be loaded, or is not an ``of``; names it and its package.
    """
    return tuple((point.name, _loaded(point, of)) for point in _points(group, tuple(sys.path)))


def owner(group: str, name: str) -> str:
    """Whose an entry point of a group is, in words to follow its name: `` of the package stranger``; "" where it is not known."""
    return next((_owner(point) for point in _points(group, tuple(sys.path)) if point.name == name), "")


@functools.cache
def _points(group: str, path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    found: dict[str, EntryPoint] = {}
    seen: set[str] = set()
    for package in distributions(path=[place for place in path if not _here(place)]):
        if package.name in seen:  # installed twice: Python takes the first on its path, and so do we
            continue
        seen.add(package.name)
        for point in package.entry_points:
            if point.group != group:
                continue
            if point.name in found:
                both = " and".join(sorted(_owner(p) for p in (found[point.name], point)))
                raise InputError.one(f"{group}: {point.name} stands twice:{both}", hint="uninstall one of them")
            found[point.name] = point
    return tuple(found[name] for name in sorted(found))


def _here(place: str) -> bool:
    return not place or Path(place).resolve() == Path.cwd()


@contextmanager
def _elsewhere() -> Iterator[None]:
    """The folder in which the command is run is not imported from."""
    before = sys.path[:]
    sys.path[:] = [place for place in before if not _here(place)]
    try:
        yield
    finally:
        sys.path[:] = before


@functools.cache
def _load(point: EntryPoint) -> object:
    with _elsewhere():
        return point.load()


def told(error: Exception) -> str:
    """What code of another package stumbled over, in a line."""
    said = " ".join(str(error).split())[:200]
    if isinstance(error, ParleyError):
        return said
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _owner(point: EntryPoint) -> str:
    return f" of the package {point.dist.name}" if point.dist is not None else ""


def _loaded(point: EntryPoint, of: type[T]) -> T:
    owner = _owner(point)
    hint = "update or uninstall that package"
    try:
        found = _load(point)
    except Exception as error:
        raise InputError.one(
            f"{point.group}: {point.name}{owner} cannot be loaded: {told(error)}", hint=hint
        ) from error
    if not isinstance(found, of):
        raise InputError.one(f"{point.group}: {point.name}{owner} is no {of.__name__}", hint=hint)
    return found


__all__ = ["installed", "owner", "told"]
