"""Frozen dataclasses back from the JSON that :mod:`parley.core.jsonio` wrote, strictly by their type annotations.

An entry that does not fit its type in every part raises :class:`ValueError`, so that it is thrown away rather than half
believed. pydantic is imported, and the reader of a type built, only when the first entry of that type is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


_adapters: dict[type, TypeAdapter[Any]] = {}


def read_back(cls: type[T], text: bytes | str) -> T:
    """An instance of ``cls`` from JSON."""
    adapter: TypeAdapter[T] | None = _adapters.get(cls)
    if adapter is None:
        from pydantic import TypeAdapter

        adapter = _adapters[cls] = TypeAdapter(cls)
    return adapter.validate_json(text, strict=True)


def forget() -> None:
    """Build the readers anew when next asked: the types that an answer is made of have changed."""
    _adapters.clear()
