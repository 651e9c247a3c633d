"""Every section of the answer that parley knows, in the order in which it stands: its own, then registered ones.

Another package adds a section by an entry point in the group ``parley.sections`` that names its record; a test or a
notebook by :func:`register`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Annotated

from parley.core.errors import InputError
from parley.core.installed import installed, owner
from parley.insight.asking import stored
from parley.insight.results.section import Section, SectionRecord
from parley.insight.results.sections import (
    barriers,
    claims,
    consent,
    debate,
    formulas,
    levers,
    likenesses,
    now_or_later,
    outlook,
    packages,
    ripeness,
    softening,
    to_ask,
    two_levels,
    watch,
)

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

OWN: tuple[SectionRecord, ...] = (
    to_ask.RECORD,
    packages.RECORD,
    softening.RECORD,
    barriers.RECORD,
    levers.RECORD,
    ripeness.RECORD,
    outlook.RECORD,
    now_or_later.RECORD,
    consent.RECORD,
    two_levels.RECORD,
    claims.RECORD,
    formulas.RECORD,
    likenesses.RECORD,
    debate.RECORD,
    watch.RECORD,
)
GROUP = "parley.sections"

_added: list[SectionRecord] = []


@cache
def _installed() -> tuple[SectionRecord, ...]:
    """Records of other installed packages, by the names of their entry points."""
    found: list[SectionRecord] = []
    for name, record in installed(GROUP, SectionRecord):
        _check(record, (*OWN, *found), f" (the entry point {name}{owner(GROUP, name)})")
        found.append(record)
    return tuple(found)


def records() -> tuple[SectionRecord, ...]:
    """Every record in order."""
    return (*OWN, *_installed(), *_added)


def find(key: str) -> SectionRecord | None:
    """The record of a key."""
    return next((r for r in records() if r.key == key), None)


def register(record: SectionRecord) -> None:
    """Add a section, after all others. Raises :class:`InputError` for a key that is taken or is no plain name."""
    _check(record, records())
    _added.append(record)
    stored.forget()


def unregister(record: SectionRecord) -> None:
    """Take a registered section out again."""
    _added.remove(record)
    stored.forget()


@contextmanager
def registered(record: SectionRecord) -> Iterator[None]:
    """A section that is there for as long as the block runs."""
    register(record)
    try:
        yield
    finally:
        unregister(record)


def from_elsewhere() -> tuple[SectionRecord, ...]:
    """The sections that are not parley's own. What they say is never remembered: no key knows their code, which may stand in
    several files, in none, or in one that was edited since it was read."""
    return (*_installed(), *_added)


def _check(record: SectionRecord, known: tuple[SectionRecord, ...], whose: str = "") -> None:
    key = record.key
    if not (key.isidentifier() and key == key.lower()):
        raise InputError.one(
            f"{key!r} is no key of a section{whose}", hint="lower case letters, digits and underscores"
        )
    if any(r.key == key for r in known):
        raise InputError.one(f"there is a section called {key!r} already{whose}")


class _ByKey:
    """How kept sections are read back: each by the dataclass whose key it stands under; one that nobody knows fails."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        fields = {
            record.key: core_schema.typed_dict_field(handler.generate_schema(record.cls), required=False)
            for record in records()
        }
        return core_schema.typed_dict_schema(fields, extra_behavior="forbid")


Sections = Annotated[dict[str, Section], _ByKey()]
"""Sections by key, in the order of the registry."""
