"""The words in which the format is declared: kinds of value, and fields by key.

A declaration says what may stand at a place of the file. It reads nothing: the readers of :mod:`parley.case.file` walk
the tree that knows its lines, and take from here which keys they allow, which words, which bounds and which defaults.
A key that is not declared cannot be read, because the collector refuses it; a test sees that every declared key is read.

Nothing written after a key counts as the key being absent, everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from parley.case.schema.quantities import Quantity

NAME = "[a-z0-9][a-z0-9_-]*"
KEY = re.compile(NAME)
"""Names of the user's own: parties, issues, options and so on."""


@dataclass(frozen=True, slots=True)
class Version:
    """The number of this format."""

    number: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words. ``names``: what of the case they must name ("party"), if anything."""

    names: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A list of texts; a single one counts as a list of one."""

    names: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A day, 2022-11-10. ``open``: ``?`` may stand for one that is not known, which `parley check` doubts."""

    open: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time, 18 months; ``months`` where nothing is said."""

    months: float


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    default: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]
    default: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from ``low`` to ``high``."""

    low: int
    high: int
    default: int


@dataclass(frozen=True, slots=True)
class Number:
    """A judgement: a number or a range, which may say why. ``default``: the value that its absence means, or what it
    means in words."""

    quantity: Quantity
    default: float | str | None = None
    unit: str = ""
    """Where the quantity's own is not what people would say."""
    apart: bool = False
    """Whether it belongs to an act, so that no view and no ``--set`` names it."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A number without a range or a reason."""

    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to a number, which may say why: "+0.1", "x 0.8", a new value."""


@dataclass(frozen=True, slots=True)
class Match:
    """Options by issue: each issue's list of options, or ``all``. ``one``: a single option each; ``or_all``: the word
    ``all`` may stand for every issue."""

    one: bool = False
    or_all: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """A list; unless ``strict``, a single entry counts as a list of one. ``blank``: entries may be left empty."""

    value: Value
    strict: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Either:
    """Any of several kinds of value."""

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class By:
    """Values by something that the case names: ``key`` is the word that stands for it in paths ("PARTY").

    ``notes``: reasons and evidence may stand among the keys and hold for all; ``unsaid``: a lone ``?`` leaves every
    number open; ``among``: the only keys there are."""

    key: str
    value: Value
    notes: bool = False
    unsaid: bool = False
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Entries that bear names of the user's own. ``noun``: what messages call one ("a party"); ``key``: what stands for
    its name in paths; ``reserved``: names that mean something else; ``blank``: an entry may be left empty."""

    noun: str
    key: str
    value: Value
    reserved: tuple[str, ...] = ()
    blank: bool = False

    @property
    def record(self) -> Record:
        """The keys of an entry; none where it is no mapping."""
        options = self.value.values if isinstance(self.value, Either) else (self.value,)
        return next((value for value in options if isinstance(value, Record)), Record(()))


@dataclass(frozen=True, slots=True)
class Paths:
    """Any number of the case by its dotted path, among the keys of a mapping."""

    value: Number | Change


@dataclass(frozen=True)
class Record:
    """A mapping with the keys of ``fields``. ``also``: paths, or a field whose key is a pattern (``SUPPORT-ends``);
    ``unsaid``: a lone ``?`` may stand for it."""

    fields: tuple[Field, ...]
    also: Paths | Field | None = None
    unsaid: bool = False

    @cached_property
    def _by_key(self) -> Mapping[str, Field]:
        return {field.key: field for field in self.fields}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every key that may stand there, in the order of the declaration."""
        return tuple(self._by_key)

    def __getitem__(self, key: str) -> Field:
        return self._by_key[key]

    def hint(self, key: str) -> str:
        """What an error tells to write for ``key``."""
        return self[key].hint

    def quantity(self, key: str) -> Quantity:
        """The quantity of the number under ``key``, or of each number of the mapping there."""
        value = self[key].value
        while isinstance(value, By):
            value = value.value
        if isinstance(value, Number | Plain):
            return value.quantity
        raise TypeError(f"{key} holds no number")

    def default(self, key: str) -> float:
        """The value that the absence of the number under ``key`` means."""
        value = self[key].value
        while isinstance(value, By):
            value = value.value
        if isinstance(value, Number) and isinstance(value.default, float):
            return value.default
        raise TypeError(f"the absence of {key} means no number")

    def words(self, key: str) -> tuple[str, ...]:
        """The words among which ``key`` chooses."""
        value = self[key].value
        if isinstance(value, Choice):
            return value.words
        raise TypeError(f"{key} is no choice")

    def chosen(self, key: str) -> str:
        """The word that the absence of ``key`` means."""
        value = self[key].value
        if isinstance(value, Choice):
            return value.default
        raise TypeError(f"{key} is no choice")

    def whole(self, key: str) -> Whole:
        value = self[key].value
        if isinstance(value, Whole):
            return value
        raise TypeError(f"{key} is no whole number")

    def flag(self, key: str) -> bool:
        """What the absence of ``key`` means."""
        value = self[key].value
        if isinstance(value, Flag):
            return value.default
        raise TypeError(f"{key} is neither true nor false")


@dataclass(frozen=True, slots=True)
class ByModel:
    """A mapping whose keys depend on the word under ``key``."""

    key: str
    records: tuple[tuple[str, Record], ...]
    default: str
    unsaid: bool = False

    def __getitem__(self, model: str) -> Record:
        return dict(self.records)[model]


Value: TypeAlias = (
    "Version | Text | Words | Date | Stretch | Flag | Choice | Whole | Number | Plain | Change | Match | Many | Either"
    " | By | Named | Record | ByModel"
)


@dataclass(frozen=True, slots=True)
class Field:
    """One key: what stands there and what it means, in a sentence or two. ``absent``: what it means to leave it out,
    where that is not plain from the value; ``hint``: what an error tells to write."""

    key: str
    value: Value
    about: str
    required: bool = False
    absent: str = ""
    hint: str = ""

    def but(self, *, about: str | None = None, required: bool | None = None) -> Field:
        """The same key where it means something a little different."""
        return replace(
            self,
            about=self.about if about is None else about,
            required=self.required if required is None else required,
        )
