"""A case as of a date: evidence dated later is set aside and remembered, whatever it stood behind."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import TypeVar

from parley.case.file.evidence import split_late
from parley.case.types import (
    Course,
    Declaration,
    Evidence,
    Formula,
    Issue,
    Judgement,
    Lever,
    Option,
    RedLine,
    Risk,
)

T = TypeVar("T")


class Late:
    """Sets evidence dated after ``as_of`` aside and remembers it, each once."""

    def __init__(self, as_of: datetime.date) -> None:
        self.as_of = as_of
        self._found: dict[Evidence, None] = {}
        self.lines: dict[str, RedLine] = {}
        """Red lines declared after the date."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(self._found)

    def used(self, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        used, late = split_late(evidence, self.as_of)
        self._found.update(dict.fromkeys(late))
        return used

    def strip(self, thing: T, *fields: str) -> T:
        """``thing`` with only the evidence that may be used, in ``fields`` (default: ``evidence``)."""
        changed: dict[str, object] = {}
        for name in fields or ("evidence",):
            before = getattr(thing, name)
            if not before:
                continue
            if isinstance(before[0], Evidence):
                after: object = self.used(before)
            else:
                after = tuple(self.strip(item) for item in before)
            if after != before:
                changed[name] = after
        return dataclasses.replace(thing, **changed) if changed else thing  # type: ignore[type-var]

    def shifts(self, thing: T) -> T:
        """As :meth:`strip`, for the amounts of an act's shifts."""
        before = getattr(thing, "shifts")  # noqa: B009
        after = tuple(dataclasses.replace(s, amount=self.strip(s.amount)) for s in before)
        return dataclasses.replace(thing, shifts=after) if after != before else thing  # type: ignore[type-var]

    def course(self, course: Course) -> Course:
        """The course with what of its evidence may be used."""
        found = self.shifts(self.strip(course, "case_for", "case_against"))
        return dataclasses.replace(found, risk=self.risk(found.risk), waits=self._number(found.waits))

    def lever(self, lever: Lever) -> Lever:
        """The lever with what of its evidence may be used."""
        found = self.shifts(self.strip(lever))
        return dataclasses.replace(found, risk=self.risk(found.risk))

    def risk(self, risk: Risk | None) -> Risk | None:
        """The risk with what of its evidence may be used."""
        if risk is None:
            return None
        found = self.shifts(self.strip(risk))
        chance = self._number(found.chance)
        shifts = tuple(dataclasses.replace(shift, chance=chance) for shift in found.shifts)
        return dataclasses.replace(found, chance=chance, shifts=shifts)

    def _number(self, judgement: Judgement | None) -> Judgement | None:
        return None if judgement is None else self.strip(judgement)

    def said(self, words: Declaration | None) -> bool:
        """Whether ``words`` were said in time; if not, their quotation is remembered."""
        if words is None or words.date is None or words.date <= self.as_of:
            return True
        if words.document and words.quote:
            self._found[Evidence(words.document, words.quote, "direction", words.date)] = None
        return False

    def in_force(self, lines: Mapping[str, RedLine]) -> dict[str, RedLine]:
        """The red lines that stood on the date: those declared later are not in force yet, and remembered. A line that
        cites no dated declaration is an assumption of the analyst's, as any number is: it stands on every date."""
        self.lines = {key: line for key, line in lines.items() if not self.said(line.declaration)}
        return {key: line for key, line in lines.items() if key not in self.lines}

    def issue(self, issue: Issue) -> Issue:
        """The issue without marks whose text of law was still to come."""
        options = {key: self.option(option) for key, option in issue.options.items()}
        return issue if options == issue.options else dataclasses.replace(issue, options=options)

    def option(self, option: Option) -> Option:
        """The option, marked only by a text that there was."""
        if option.unlawful is None or self.said(option.unlawful.source):
            return option
        return dataclasses.replace(option, unlawful=None)

    def formula(self, formula: Formula) -> Formula:
        """The formula without a coinage that was still to come."""
        return formula if self.said(formula.coined) else dataclasses.replace(formula, coined=None)
