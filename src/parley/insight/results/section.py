"""What a section of the answer is, and the record by which parley knows one.

A section says one thing beside the first screen: a title, a sentence or two, a table where it has one, a chart where it
has one, and whatever its own dataclass holds for those who read the JSON. To add one, write a single file: a frozen
dataclass derived from :class:`Section`, a function that makes it from a :class:`Ground`, and a :class:`SectionRecord`
that joins the two (CONTRIBUTING.md has the recipe). Report, terminal, memo, workbench, notebook and JSON show it from there.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from parley.core.errors import InputError
from parley.core.installed import told

if TYPE_CHECKING:
    from parley.case.types import Case
    from parley.insight.asking.evaluator import Evaluator
    from parley.insight.results.footnotes import Footnotes
    from parley.reading.model import Statement

Value = str | int | float | bool | None
"""A cell of a table. A float is shown rounded, None as a dash, a word of verdict with its sign."""

Number = int | float
"""Kept as it was computed: 13 is not printed as 13.0."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their heads, and rows of as many cells. ``[n]`` in a cell is a footnote that the section cites."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A curve of a chart: values ``ys`` at ``xs``. Without a title it is called as the view whose key it bears."""

    key: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of lines over a common axis, in what ``x`` and ``y`` name."""

    x: str
    y: str
    lines: tuple[Line, ...]
    low: float | None = None
    """Ends of the upright axis; None: those of the lines."""
    high: float | None = None
    stepped: bool = False
    """A line keeps its value until the next x."""
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What every section holds. Derive from it, frozen, with the section's own fields after these."""

    key: ClassVar[str]
    """Its name in the JSON (``extra``), in addresses and on the command line: lower case and underscores."""
    title: str
    text: str
    """A sentence or two; the first is its headline where it is short."""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of the section {self.key} has not as many cells as there are columns")

    @property
    def on_screen(self) -> str:
        """Its text for a first screen; shorter where the text lists much."""
        return self.text

    @property
    def in_memo(self) -> str:
        """Its text for a memo, where its table stands beside it; shorter where the text lists what the table has."""
        return self.text

    @property
    def table(self) -> Table | None:
        """Its table, or None where it has no rows."""
        return Table(self.columns, self.rows) if self.rows else None

    @property
    def chart(self) -> Chart | None:
        """What to draw, or None."""
        return None

    @property
    def cited(self) -> tuple[int, ...]:
        """Numbers of the footnotes that its cells may cite."""
        return ()


S = TypeVar("S", bound=Section)


def held(sections: dict[str, Section], cls: type[S]) -> S | None:
    """The section of this class among those of an answer."""
    found = sections.get(cls.key)
    return found if isinstance(found, cls) else None


@dataclass(frozen=True)
class Ground:
    """What a section is made from. Whatever it cites through ``notes`` is numbered after what stands before it."""

    evaluator: Evaluator
    notes: Footnotes
    statements: Sequence[Statement] = ()
    """Those dated no later than the question."""


Make = Callable[[Ground], Section | None]


def always(case: Case) -> bool:
    """A section for which every case gives ground."""
    return True


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """All that parley needs to know of a section."""

    cls: type[Section]
    make: Make | str
    """Makes it, or gives None where there is nothing to say; ``module:function`` names one that is imported only when an
    answer is computed, so that a kept answer is read without the engines."""
    applies: Callable[[Case], bool] = always
    """Whether a case gives ground for it."""
    by_numbers: bool = False
    """It reads no note and no statement, and so can be kept by itself. ``applies`` says where it has nothing to say."""
    template: str = ""
    """How the page draws what stands between its text and its table: the name of a template of the report (``….html.j2``),
    or the source of one, in which ``s`` is the section. Empty: its chart, if it has one."""
    screen: bool = True
    """Its headline stands in the one-screen answer of the terminal."""
    memo: bool = False
    """It stands in the memo of two pages."""
    without_numbers: bool = False
    """It can be made of a case whose numbers are not yet said."""

    @property
    def key(self) -> str:
        return self.cls.key

    def made(self, ground: Ground) -> Section | None:
        """The section on this ground."""
        if not self.applies(ground.evaluator.base):
            return None
        if self.cls.__module__.startswith("parley."):
            return self._found(ground)
        try:
            return self._found(ground)
        except Exception as error:  # whatever the code of another package stumbles over is said as its fault
            raise InputError.one(
                f"the section {self.key!r} ({self.cls.__module__}) cannot be made: {told(error)}",
                hint="repair or uninstall the package that adds it",
            ) from error

    def _found(self, ground: Ground) -> Section | None:
        found = self._maker()(ground)
        if found is not None and type(found) is not self.cls:
            raise TypeError(f"what makes the section {self.key} gives {type(found).__name__}, not {self.cls.__name__}")
        return found

    def _maker(self) -> Make:
        if not isinstance(self.make, str):
            return self.make
        module, _, name = self.make.partition(":")
        named: Make = getattr(importlib.import_module(module), name)
        return named
