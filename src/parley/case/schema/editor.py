"""The format as a JSON Schema (draft 2020-12), for editors that complete and check YAML while it is written.

It knows what hangs on the format alone: keys, kinds of value, words, bounds. What hangs on the case (that a party
exists, that a quotation is in its document) only ``parley check`` can tell. A text may look like a number or a date to an
editor, so every scalar is let through where a text may stand.
"""

from __future__ import annotations

import math
from typing import Any

from parley.case.schema.argued import CHANGES
from parley.case.schema.going_on import LEADERS, SIDES
from parley.case.schema.grammar import (
    NAME,
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
from parley.case.schema.places import NAMES, numbers, pattern
from parley.case.schema.quantities import Quantity
from parley.case.schema.shared import CHANGE, DECLARATION, EVIDENCE, LEAF, NOTES, RESERVED, SENTENCE

JsonSchema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR = ["string", "number", "boolean"]
_NULL: JsonSchema = {"type": "null"}
_OPEN: JsonSchema = {"const": "?", "description": "Not yet said."}
_RECURRING = {
    EVIDENCE: "quotation",
    SENTENCE: "sentence",
    DECLARATION: "declaration",
    CHANGES: "changes",
    SIDES: "sides",
    LEADERS: "leaders",
}
"""Records that stand in several places, with their names under ``$defs``."""


def json_schema(case: Record) -> JsonSchema:
    """The schema of a whole case file."""
    return _Writer(case).whole()


class _Writer:
    """Writes values as schemas; what recurs goes to ``$defs`` and is referred to."""

    def __init__(self, case: Record) -> None:
        self.case = case
        self.paths = {pattern(path): place.value for path, place in numbers(case).items()}
        self.defs: dict[str, JsonSchema] = {}

    def whole(self) -> JsonSchema:
        made = self.record(self.case)
        return {
            "$schema": DRAFT,
            "title": "A case for parley",
            "description": "Made from the declaration of the format; see docs/case-format.md.",
            **made,
            "$defs": dict(sorted(self.defs.items())),
        }

    # ------------------------------------------------------------------------------------------------ small values

    def value(self, value: Value) -> JsonSchema:
        """What may be written for ``value`` when something is written."""
        match value:
            case Version(number):
                return {"enum": [int(number), number]}
            case Text():
                return {"type": _SCALAR}
            case Date(unknown):
                return {"type": "string", "pattern": rf"^\s*(\d{{4}}-\d{{2}}-\d{{2}}{'|[?]' if unknown else ''})?\s*$"}
            case Stretch():
                return {"type": "string", "pattern": r"^\s*(\d+(\.\d+)?\s*(day|week|month|year)s?)?\s*$"}
            case Words():
                return {"type": [*_SCALAR, "array"], "items": {"type": [*_SCALAR, "null"]}}
            case Flag():
                return {"enum": [True, False, "true", "false"]}
            case Choice(words):
                return {"enum": list(words)}
            case Whole(low, high):
                return {"type": ["integer", "string"], "minimum": low, "maximum": high, "pattern": r"^\s*\d*\s*$"}
            case Plain(quantity):
                return _figure(quantity)
            case Number(quantity):
                return self.number(quantity)
            case Change():
                return self.refer("change", lambda: {"anyOf": [_figure(None), self.record(CHANGE)]})
            case Match():
                return self.match(value)
            case Many():
                return self.many(value)
            case Either(values):
                return _any([self.value(option) for option in values])
            case Record():
                name = _RECURRING.get(value)
                made = self.refer(name, lambda: self.record(value)) if name else self.record(value)
                return self.open(made, value.unsaid)
            case Named():
                return self.named(value)
            case By():
                return self.by(value)
            case ByModel():
                return self.open(self.by_model(value), value.unsaid)

    def field(self, field: Field) -> JsonSchema:
        """The schema of what stands after a key: nothing written counts as the key being absent."""
        made = self.value(field.value)
        strict = isinstance(field.value, Number | Change) or (field.required and not isinstance(field.value, Many))
        if isinstance(field.value, Match) and field.value.or_all:
            strict = True
        about = field.about + (f" Left out: {field.absent}." if field.absent else "")
        return {"description": about, **(made if strict else _or_null(made))}

    def number(self, quantity: Quantity) -> JsonSchema:
        low, high = quantity.low, quantity.high
        name = "number" if quantity.unit != "points" else "points"
        if (low, high) != (-math.inf, math.inf):
            name += "".join(
                f"-{word}-{bound:g}" for word, bound in (("from", low), ("to", high)) if math.isfinite(bound)
            )
        return self.refer(name, lambda: {"anyOf": [_figure(quantity), self.record(LEAF)]})

    def match(self, value: Match) -> JsonSchema:
        name = "deal" if value.one else "match"
        one: JsonSchema = {"type": _SCALAR}
        listed = {"type": "array", "minItems": 1, "items": {"type": [*_SCALAR, "null"]}}
        made = self.refer(
            name,
            lambda: {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": f"^{NAME}$"},
                "additionalProperties": {"anyOf": [one, {**listed, **({"maxItems": 1} if value.one else {})}]},
            },
        )
        return {"anyOf": [{"const": "all"}, made]} if value.or_all else made

    def many(self, value: Many) -> JsonSchema:
        item = self.value(value.value)
        if value.blank:
            item = _or_null(item)
        listed: JsonSchema = {"type": "array", "items": item}
        return listed if value.strict else _any([listed, self.value(value.value)])

    # ---------------------------------------------------------------------------------------------------- mappings

    def record(self, record: Record) -> JsonSchema:
        properties = {field.key: self.note(field) if field in NOTES else self.field(field) for field in record.fields}
        made: JsonSchema = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [field.key for field in record.fields if field.required]
        if required:
            made["required"] = required
        match record.also:
            case Paths(Change()):
                made["patternProperties"] = {path: self.value(Change()) for path in self.paths}
            case Paths():
                made["patternProperties"] = {path: self.value(number) for path, number in self.paths.items()}
            case Field(key):
                made["patternProperties"] = {pattern(key): self.field(record.also)}
        return made

    def note(self, field: Field) -> JsonSchema:
        return self.refer(f"note-{field.key}", lambda: self.field(field))

    def named(self, value: Named) -> JsonSchema:
        entry = self.value(value.value)
        taken = sorted(RESERVED.union(value.reserved))
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^{NAME}$", "not": {"enum": taken}},
            "additionalProperties": _or_null(entry) if value.blank else entry,
        }

    def by(self, value: By) -> JsonSchema:
        inner = self.value(value.value)
        if isinstance(value.value, Number) and value.notes and value.unsaid and not value.among:
            name = "each-" + inner["$ref"].rpartition("/")[2]  # the commonest of all
            return self.open(self.refer(name, lambda: self.mapping(value, inner)), True)
        return self.open(self.mapping(value, inner), value.unsaid)

    def mapping(self, value: By, inner: JsonSchema) -> JsonSchema:
        if not isinstance(value.value, Number):
            inner = _or_null(inner)
        made: JsonSchema = {"type": "object"}
        if value.notes:
            made["properties"] = {field.key: self.note(field) for field in NOTES}
        if value.among:
            made["properties"] = {**made.get("properties", {}), **dict.fromkeys(value.among, inner)}
            made["additionalProperties"] = False
        else:
            made["additionalProperties"] = inner
            made["propertyNames"] = {"pattern": f"^{NAMES.get(value.key, NAME)}$"}
        return made

    def by_model(self, value: ByModel) -> JsonSchema:
        """Each model has its keys; without a word it is the default's."""
        every: JsonSchema = {field.key: {} for _, record in value.records for field in record.fields}
        first = value.records[0][1]
        branches = []
        for name, record in value.records:
            named: JsonSchema = {"properties": {value.key: {"const": name}}, "required": [value.key]}
            if name == value.default:
                named = {"properties": {value.key: {"enum": [name, None, ""]}}}
            branches.append({"if": named, "then": self.record(record)})
        model = self.field(first[value.key])
        return {"type": "object", "properties": {**every, value.key: model}, "allOf": branches}

    def open(self, made: JsonSchema, unsaid: bool) -> JsonSchema:
        return {"anyOf": [_OPEN, made]} if unsaid else made

    def refer(self, name: str, make: Any) -> JsonSchema:
        if name not in self.defs:
            self.defs[name] = {}  # it may refer to itself
            self.defs[name] = make()
        return {"$ref": f"#/$defs/{name}"}


def _figure(quantity: Quantity | None) -> JsonSchema:
    """A number, or the text of a range: every way of writing one has a figure in it, or is ``?``."""
    made: JsonSchema = {"type": ["number", "string"], "pattern": r"\d|^\?$"}
    if quantity is not None:
        made |= {"minimum": quantity.low} if math.isfinite(quantity.low) else {}
        made |= {"maximum": quantity.high} if math.isfinite(quantity.high) else {}
    return made


def _any(options: list[JsonSchema]) -> JsonSchema:
    """One of several; options that are unions themselves are taken apart."""
    flat: list[JsonSchema] = []
    for option in options:
        inner = option["anyOf"] if set(option) == {"anyOf"} else [option]
        flat += [one for one in inner if one not in flat]
    return {"anyOf": flat}


def _or_null(made: JsonSchema) -> JsonSchema:
    if "type" in made and made["type"] != "object":
        types = made["type"] if isinstance(made["type"], list) else [made["type"]]
        return {**made, "type": [*types, "null"]}
    if "enum" in made:
        return {**made, "enum": [*made["enum"], None]}
    if set(made) == {"anyOf"}:
        return {"anyOf": [*made["anyOf"], _NULL]}
    return {"anyOf": [made, _NULL]}
