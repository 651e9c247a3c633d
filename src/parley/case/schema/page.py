"""The tables of ``docs/case-format.md``: every path, every key, every model of no-deal, from the declaration.

The page itself is prose; each table stands between two comments that name it, and only what is between them is made.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace

from parley.case.schema.grammar import (
    By,
    ByModel,
    Change,
    Choice,
    Date,
    Either,
    Field,
    Flag,
    Many,
    Match,
    Named,
    Number,
    Paths,
    Plain,
    Record,
    Stretch,
    Text,
    Value,
    Version,
    Whole,
    Words,
)
from parley.case.schema.places import RECURRING, numbers, places
from parley.case.schema.shared import DECLARATION, EVIDENCE, NOTES, SENTENCE

_MARKED = re.compile(r"(<!-- made: format (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_SIMPLE = (Version, Text, Words, Date, Stretch)


def filled(page: str, case: Record) -> str:
    """``page`` with its tables made anew. Raises :class:`KeyError` for a table that nobody makes."""
    tables = {"paths": paths_table, "keys": keys_tables, "models": models_table}
    return _MARKED.sub(lambda found: f"{found[1]}{tables[found[2]](case)}\n{found[3]}", page)


def paths_table(case: Record) -> str:
    """Every number by its path."""
    rows = [
        (f"`{path}`", place.field.about, unit(place.value), _left_out(place.field, place.value))
        for path, place in numbers(case).items()
        if isinstance(place.value, Number)
    ]
    return _table(("path", "what", "unit", "left out"), rows)


def models_table(case: Record) -> str:
    """What each model of no-deal asks for."""
    value = case["no_deal"].value
    assert isinstance(value, ByModel)
    shared = set.intersection(*(set(record.keys) for _, record in value.records))
    rows = []
    for name, record in value.records:
        groups = [_names(record, "beliefs"), _names(record, "values")]
        own = [key for key in record.keys if key not in shared]
        rows.append((f"`{name}`", *groups, ", ".join(f"`{key}`" for key in own)))
    every = ", ".join(f"`{key}`" for key in value.records[0][1].keys if key in shared and key not in _note_keys())
    return (
        _table(("model", "`beliefs.HOLDER`", "`values.PARTY`", "keys of its own"), rows)
        + f"\n\nEvery model has {every}, and reasons for all of it."
    )


def _note_keys() -> set[str]:
    return {field.key for field in NOTES}


def _names(record: Record, key: str) -> str:
    """The numbers of one holder or party."""
    inner = record[key].value
    assert isinstance(inner, By)
    if isinstance(inner.value, Record):
        names = [f"`{field.key}`" for field in inner.value.fields if field not in NOTES]
        also = inner.value.also
        return ", ".join([*names, *([f"`{also.key}`"] if isinstance(also, Field) else [])])
    assert isinstance(inner.value, By)
    return f"each `{inner.value.key}`"


def keys_tables(case: Record) -> str:
    """Every key, section by section; first those that hold a plain value."""
    plain = [field for field in case.fields if isinstance(field.value, _SIMPLE)]
    parts = ["### At the top", _table(_KEYS, [_row(field.key, field, field.value) for field in plain])]
    for field in case.fields:
        if field not in plain:
            parts += [f"### `{field.key}`", *_section(field)]
    parts += ["### What recurs"]
    parts += ["**Reasons**, which any number or mapping of numbers may have:", _record_table(NOTES)]
    parts += ["A **quotation**:", _record_table(EVIDENCE.fields)]
    parts += ["A **sentence** is text, or:", _record_table(SENTENCE.fields)]
    parts += ["A **declaration** is text, or:", _record_table(DECLARATION.fields)]
    return "\n\n".join(parts)


_KEYS = ("key", "takes", "meaning", "left out")


def _section(field: Field) -> list[str]:
    absent = _left_out(field, field.value)
    said = [field.about, "Required." if field.required else "", f"Left out: {absent}." if absent else ""]
    if isinstance(field.value, Named):
        said.append(f"`{field.value.key}` stands for a name of your own.")
    elif not isinstance(field.value, ByModel | Record):
        said.append(_sentence(takes(field.value)) + ".")
    value = field.value
    about = " ".join(part for part in said if part)
    if isinstance(value, ByModel):
        return [about, _table((*_KEYS, f"only for `{value.key}`"), _rows_by_model(field, value))]
    rows = [_row(path, inner, held) for path, inner, held in _under(field)]
    return [about, *([_table(_KEYS, rows)] if rows else [])]


def _under(field: Field) -> list[tuple[str, Field, Value]]:
    """The keys below a section by their paths within it."""
    found = []
    for place in places(field):
        path = place.path.removeprefix(field.key).removeprefix(".")
        if path and path.rpartition(".")[2] == place.field.key:
            found.append((path, place.field, place.value))
    return found


def _rows_by_model(field: Field, value: ByModel) -> list[tuple[str, ...]]:
    """The keys of all models, each with the models that know it."""
    by_path: dict[str, dict[str, tuple[Field, Value]]] = {}
    for model, record in value.records:
        for path, inner, held in _under(replace(field, value=record)):
            by_path.setdefault(path, {})[model] = (inner, held)
    rows: list[tuple[str, ...]] = []
    for path, models in by_path.items():
        written: dict[tuple[str, ...], list[str]] = {}
        for model, (inner, held) in models.items():
            written.setdefault(_row(path, inner, held), []).append(model)
        for row, which in written.items():
            every = len(which) == len(value.records)
            rows.append((*row, "" if every else ", ".join(f"`{model}`" for model in which)))
    return rows


def _record_table(fields: Iterable[Field]) -> str:
    return _table(_KEYS, [_row(field.key, field, field.value) for field in fields])


def _row(path: str, field: Field, value: Value) -> tuple[str, ...]:
    left_out = "**required**" if field.required else _left_out(field, value)
    return f"`{path}`", takes(value), field.about, left_out


def _left_out(field: Field, value: Value) -> str:
    """What the absence of a key means."""
    while isinstance(value, By):
        value = value.value
    if field.absent:
        return field.absent
    match value:
        case Number(_, default):
            return f"{default:g}" if isinstance(default, float) else default or ""
        case Choice(_, default):
            return f"`{default}`" if default else ""
        case Flag(default):
            return "true" if default else "false"
        case Whole(_, _, default):
            return str(default)
        case Stretch(months):
            return f"{months:g} months"
        case _:
            return ""


def unit(number: Number | Plain) -> str:
    """Unit and bounds of a number, in words."""
    if isinstance(number, Number) and number.unit:
        return number.unit
    quantity = number.quantity
    low, high = quantity.low, quantity.high
    if math.isfinite(low) and math.isfinite(high):
        bounds = f"{low:g} to {high:g}".replace("-", "−")
    elif math.isfinite(low):
        bounds = "above 0" if 0 < low < 1 else f"≥ {low:g}"
    else:
        bounds = ""
    name = quantity.unit if quantity.unit in ("points", "log-odds") else ""
    return " ".join(part for part in (name, bounds) if part)


def takes(value: Value) -> str:
    """What may be written, in a few words."""
    match value:
        case Version(number):
            return f"{number}"
        case Text(names):
            return _a(names) if names else "text"
        case Words(names):
            return _plural(names) if names else "texts"
        case Date(unknown):
            return "a date, or `?`" if unknown else "a date"
        case Stretch():
            return "a stretch of time"
        case Flag():
            return "true or false"
        case Choice(words):
            return ", ".join(f"`{word}`" for word in words)
        case Whole(low, high):
            return f"a whole number, {low} to {high:,}"
        case Number():
            return ", ".join(part for part in ("a number", unit(value)) if part)
        case Plain():
            return ", ".join(part for part in ("a plain number", unit(value)) if part)
        case Change():
            return "a change"
        case Match(one, or_all):
            return ("an option" if one else "options") + " by issue" + (", or `all`" if or_all else "")
        case Many(inner, strict):
            return f"a list of {takes(inner)}, in order," if strict else _listed(inner)
        case Either(values):
            return ", or ".join(takes(option) for option in values)
        case Named(_, _, inner):
            return "named entries" if isinstance(inner, Record) else f"named entries: {takes(inner)}"
        case By():
            return _by(value)
        case ByModel():
            return "a mapping"
        case Record() if value in RECURRING:
            return _a(RECURRING[value])
        case Record():
            by_path = {Paths(Change()): "changes by path"}.get(value.also) if isinstance(value.also, Paths) else None
            return by_path or "a mapping"


def _listed(value: Value) -> str:
    """Several of ``value``, or one."""
    if isinstance(value, Record) and value in RECURRING:
        return RECURRING[value] + "s"
    if isinstance(value, Either) and SENTENCE in value.values:
        return "sentences"
    if isinstance(value, Either) and len(value.values) == 2:
        return f"a list of texts or {_mappings(value.values[1])}"
    return f"a list of {_mappings(value)}"


def _mappings(value: Value) -> str:
    match value:
        case Record():
            return "mappings"
        case Plain():
            return "plain numbers"
        case _:
            return takes(value)


def _by(value: By) -> str:
    """Something for each thing that the case names."""
    keys, inner = [value.key], value.value
    while isinstance(inner, By):
        keys.append(inner.key)
        inner = inner.value
    names = " and ".join(f"`{key}`" for key in keys)
    if isinstance(inner, Number | Plain):
        plain = "plain " if isinstance(inner, Plain) else ""
        return ", ".join(part for part in (f"{plain}numbers by {names}", unit(inner)) if part)
    return f"{takes(inner)} for each {names}"


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
