"""Every key of the format by its dotted path, with the words in capitals that stand for the case's own names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.case.paths import group, within
from parley.case.schema.grammar import NAME, By, ByModel, Either, Field, Many, Named, Number, Record, Value
from parley.case.schema.shared import DECLARATION, EVIDENCE, NOTES, SENTENCE

RECURRING = {EVIDENCE: "quotation", SENTENCE: "sentence", DECLARATION: "declaration"}
"""Records that stand in many places and are described once."""


NAMES = {"TARGET": r"[a-z0-9][a-z0-9_.-]*"}
"""Words in capitals that stand for more than a single name: the name of a belief, or a whole path."""


@dataclass(frozen=True, slots=True)
class Place:
    """A key of the format, or what stands for one: ``parties.PARTY.role``, ``parties.PARTY``."""

    path: str
    field: Field
    value: Value


def places(field: Field, prefix: str = "") -> Iterator[Place]:
    """``field`` and everything below it, in the order of the declaration. Left out: the notes of numbers, and what is
    below a record that recurs."""
    path = f"{prefix}{field.key}"
    yield Place(path, field, field.value)
    yield from _below(path, field, field.value)


def _below(path: str, field: Field, value: Value) -> Iterator[Place]:
    if isinstance(value, Record):
        if value in RECURRING:
            return
        noted = has_notes(value)
        for inner in value.fields:
            if not (noted and inner in NOTES):
                yield Place(f"{path}.{inner.key}", inner, inner.value)
                yield from _below(f"{path}.{inner.key}", inner, inner.value)
        if isinstance(value.also, Field):
            yield Place(f"{path}.{value.also.key}", value.also, value.also.value)
    elif isinstance(value, ByModel):
        seen: set[str] = set()
        for _, record in value.records:
            for place in _below(path, field, record):
                if place.path not in seen:
                    seen.add(place.path)
                    yield place
    elif isinstance(value, Named | By):
        yield Place(f"{path}.{value.key}", field, value.value)
        yield from _below(f"{path}.{value.key}", field, value.value)
    elif isinstance(value, Many):
        yield from _below(path, field, value.value)
    elif isinstance(value, Either):
        for option in value.values:
            yield from _below(path, field, option)


def has_notes(value: Value) -> bool:
    """Whether reasons may stand among the keys of a mapping and hold for all its numbers."""
    return value.notes if isinstance(value, By) else isinstance(value, Record) and set(NOTES) <= set(value.fields)


def numbers(case: Record) -> dict[str, Place]:
    """The path of every number that views, courses and ``--set`` may name, as a template: ``no_deal.costs.PARTY``."""
    found = {_own(place.path): place for field in case.fields for place in places(field)}
    return {
        path: place
        for path, place in found.items()
        if isinstance(place.value, Number) and not place.value.apart and not within(path, PRIOR)
    }


PRIOR = group("no_deal", "prior")
"""Numbers that only a replay starts from: no view and no act may name them."""


def _own(path: str) -> str:
    """What stands under the key ``value`` of an entry is the entry's own number."""
    return path.removesuffix(".value")


def pattern(template: str) -> str:
    """The regular expression of the keys or paths that ``template`` stands for."""
    return "^" + re.sub(r"[A-Z]+", lambda found: NAMES.get(found[0], NAME), template.replace(".", r"\.")) + "$"
