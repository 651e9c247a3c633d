"""Versions of a case on one evaluator: ``CASE@DATE``, ``PATH:VIEW`` and plain views, side by side.

Each version gives its own verdicts, on its own structure and draws. For what lies between two of them, the numbers of
both are put on the structure of the first case: a judgement that a version does not have counts as unchanged, and what
differs beside numbers is told apart.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parley.case.types import Case, View
from parley.core.errors import InputError
from parley.core.suggest import did_you_mean
from parley.insight.asking.evaluator import Evaluator
from parley.insight.asking.request import Request, day, named
from parley.insight.views.aligned import aligned
from parley.insight.views.diff import structural

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.case.file.source import CaseSource

BASE = "base"


@dataclass(frozen=True, slots=True)
class Version:
    """``text`` as given; ``path`` None: the case compared; ``view`` None: the base case."""

    text: str
    path: str | None
    date: datetime.date | None
    view: str | None


def version(text: str, source: CaseSource) -> Version:
    """What a VIEW argument names: a view, ``base``, ``@DATE``, ``CASE@DATE``, ``PATH:VIEW`` or ``CASE@DATE:VIEW``.

    Raises :class:`InputError` where it names nothing.
    """
    if text == BASE or text in source.views:
        return Version(text, None, None, None if text == BASE else text)
    path: str = text
    view: str | None = None
    if ":" in text and not Path(text).exists():
        path, _, view = text.rpartition(":")
    path, date = dated(path)
    if path and not Path(path).exists():
        raise InputError.one(
            f"{text!r} is no view of {source.name}, and no case is at {path!r}",
            hint=did_you_mean(text, [BASE, *source.views]) or "write a view, base, CASE@2022-11-10 or PATH:VIEW",
            code="compare",
        )
    return Version(text, path or None, date, None if view in (None, "", BASE) else view)


def dated(text: str) -> tuple[str, datetime.date | None]:
    """``CASE@DATE`` in its two parts; a place that exists under the whole name has no date."""
    if "@" not in text or Path(text).exists():
        return text, None
    path, _, date = text.rpartition("@")
    return path, day(date, f"{path}@DATE")


class Versions(Evaluator):
    """An evaluator whose views may also be versions, by the text that names them."""

    def __init__(
        self, source: CaseSource, versions: Sequence[Version], request: Request | None = None, **options: Any
    ) -> None:
        from parley.case import open_source

        self._others: dict[str, tuple[Evaluator, str | None]] = {}
        here = [v.view for v in versions if v.path is None and v.date is None and v.view is not None]
        run = {name: options.pop(name) for name in ("tell", "cache") if name in options}
        asked = request or Request.of(source, **options)
        super().__init__(source, replace(asked, views=tuple(dict.fromkeys(here))), **run)
        for v in versions:
            if v.path is None and v.date is None:
                continue
            other = source if v.path is None else open_source(v.path)
            date = v.date if v.date is not None else self._request.as_of
            there = replace(
                self._request, source=named(other.path), views=() if v.view is None else (v.view,), as_of=date
            )
            evaluator = Evaluator(other, there, tell=self.tell, cache=self.cache)
            self._others[v.text] = (evaluator, v.view)

    def home(self, view: str | None) -> tuple[Evaluator, str | None]:
        return (self, view) if view is None else self._others.get(view, (self, view))

    def case(self, view: str | None) -> Case:
        evaluator, name = self.home(view)
        return super().case(view) if evaluator is self else evaluator.case(name)

    def title(self, view: str | None) -> str:
        evaluator, name = self.home(view)
        if evaluator is self or view is None:
            return super().title(view)
        title = evaluator.base.name if name is None else f"{evaluator.title(name)}, {evaluator.base.name}"
        return title if evaluator.base.as_of == self.base.as_of else f"{title} as of {evaluator.base.as_of.isoformat()}"

    def stance(self, view: str | None) -> View | None:
        evaluator, name = self.home(view)
        return super().stance(view) if evaluator is self else evaluator.stance(name)

    def voice(self, view: str | None) -> str | None:
        """A base case speaks with the voice of its file: of two dates of one case, date is what differs."""
        evaluator, name = self.home(view)
        return f"the case {Path(evaluator.source.path).resolve()}" if name is None else evaluator.base.views[name].who

    def medians(self, view: str | None) -> Draws:
        evaluator, name = self.home(view)
        return super().medians(view) if evaluator is self else aligned(evaluator.medians(name), super().medians(None))

    def sample(self, view: str | None, n: int | None = None) -> Draws:
        evaluator, name = self.home(view)
        return (
            super().sample(view, n)
            if evaluator is self
            else aligned(evaluator.sample(name, n), super().sample(None, n))
        )

    def beside(self, left: str | None, right: str | None) -> tuple[str, ...]:
        """What differs between two versions besides numbers, in words."""
        a, b = self.home(left)[0], self.home(right)[0]
        if a is b:
            return ()
        found = list(structural(a.base, b.base))
        gone = sum(p not in b.base.judgements for p in a.base.judgements)
        new = sum(p not in a.base.judgements for p in b.base.judgements)
        found += [f"{n} numbers {word}" for n, word in ((gone, "removed"), (new, "added")) if n]
        return tuple(found)
