"""Displays for notebooks: an answer that shows itself as its report's first screen and gives its tables as frames.

>>> import parley
>>> answer = parley.assess("examples/ukraine-2022-23", draws=0)   # doctest: +SKIP
>>> answer                                                        # the first screen, in a notebook
>>> answer.to_frame("courses")                                    # a pandas.DataFrame
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from parley.core.errors import InputError
from parley.core.suggest import did_you_mean
from parley.insight.results.assessment import Assessment
from parley.report import courses, html, terminal
from parley.report.files import write_report

if TYPE_CHECKING:
    import pandas

Rows = Iterable[Mapping[str, object]]


@dataclass(frozen=True)
class Answer:
    """An :class:`~parley.insight.results.assessment.Assessment` (``answer.assessment``) that a notebook can show."""

    assessment: Assessment

    def _repr_html_(self) -> str:
        """The first screen in a frame of its own, so that neither page's style touches the other."""
        from markupsafe import escape

        return f'<iframe title="{escape(self.assessment.question)}" srcdoc="{escape(self.page)}" width="100%" height="720" sandbox=""></iframe>'

    @cached_property
    def page(self) -> str:
        """The whole report as HTML."""
        return html.render(self.assessment)

    def __str__(self) -> str:
        return terminal.render(self.assessment)

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Write the report; see :func:`parley.report.files.write_report`."""
        return write_report(path, self.page, force=force)

    def to_frame(self, what: str = "kinds") -> pandas.DataFrame:
        """A table of the answer: ``kinds``, ``courses``, ``alternatives``, ``judgements``, ``flips``, ``notes``, or a further section by its name.

        Raises :class:`InputError` for an unknown name. Needs pandas (``pip install parley-workbench[notebook]``).
        """
        try:
            import pandas
        except ImportError:
            raise InputError.one("to_frame needs pandas", hint="pip install 'parley-workbench[notebook]'") from None
        made = TABLES.get(what)
        if made is not None:
            return pandas.DataFrame(list(made(self.assessment)))
        section = self.assessment.extra.get(what)
        if section is not None and section.columns:
            return pandas.DataFrame(list(section.rows), columns=list(section.columns))
        known = [*TABLES, *self.assessment.extra]
        raise InputError.one(f"there is no table {what!r}", hint=did_you_mean(what, known))


def _kinds(a: Assessment) -> Rows:
    for row in a.kinds:
        for view, cells in row.by_view.items():
            for lines, cell in cells.items():
                yield {
                    "kind": row.kind, "view": view, "red_lines": lines, "verdict": cell.verdict, "why_empty": cell.why_empty,
                    "over_views": row.over[lines].word, "late": view in row.over[lines].late,
                    "share": cell.share, "share_se": cell.share_se, "varies": cell.varies, "shortfall": cell.shortfall,
                    **{f"gap_{party}": gap for party, gap in cell.gap.items()},
                    **{f"reservation_{party}": r for party, r in cell.reservation.items()},
                }  # fmt: skip


def _courses(a: Assessment) -> Rows:
    for course in a.courses:
        for view, effects in (("base", course.effect), *course.effect_by_view.items()):
            for kind, effect in effects.items():
                yield {
                    "course": course.course, "kind": kind, "view": view, "word": effect.word,
                    "says": courses.gives_up_words(a, kind) if kind in course.gives_up else courses.effect_words(effect),
                    "given_up": kind in course.gives_up,
                    "gap_before": effect.gap_before, "gap_after": effect.gap_after, "shortfall_before": effect.shortfall_before,
                    "shortfall_after": effect.shortfall_after, "share_before": effect.share_before,
                    "share_after": effect.share_after, "share_se": effect.share_se, "over_views": course.word[kind],
                }  # fmt: skip


def _alternatives(a: Assessment) -> Rows:
    for course in a.courses:
        for found in course.alternatives:
            yield {
                "course": course.course, "party": found.party, "says": courses.alternative_words(a, found), "change": found.change,
            }  # fmt: skip


def _judgements(a: Assessment) -> Rows:
    for row in a.judgements:
        yield {
            "path": row.path, "label": row.label, "text": row.text, "median": row.median, "low": row.low, "high": row.high,
            "basis": row.basis, "confidence": row.confidence, "origin": row.origin, "because": row.because,
        }  # fmt: skip


def _flips(a: Assessment) -> Rows:
    for flip in a.flips:
        yield {
            "path": flip.path, "kind": flip.kind, "view": flip.view, "median": flip.median, "threshold": flip.threshold,
            "within_range": flip.within_range,
        }  # fmt: skip


def _notes(a: Assessment) -> Rows:
    for note in a.notes:
        yield {
            "number": note.number, "quote": note.quote, "who": note.who, "footing": note.footing, "date": note.date,
            "document": note.document_title, "supports": note.supports, "coded_for": note.coded_for,
        }  # fmt: skip


TABLES: dict[str, Callable[[Assessment], Rows]] = {
    "kinds": _kinds,
    "courses": _courses,
    "alternatives": _alternatives,
    "judgements": _judgements,
    "flips": _flips,
    "notes": _notes,
}


def assess(
    case: str | Path,
    *,
    draws: int = 2000,
    seed: int = 0,
    sets: Mapping[str, str] | None = None,
    as_of: datetime.date | None = None,
    views: Sequence[str] | None = None,
    ledger: str | Path | None = None,
    cache: bool = True,
) -> Answer:
    """Answer a case: a file, or a folder with ``case.yaml``. Raises :class:`~parley.core.errors.ParleyError`.

    ``answer.assessment.request`` is what was asked; its ``command("assess")`` makes the answer again in a terminal.
    ``cache=False`` computes all of it anew and keeps nothing: the answer is the same.
    """
    from parley.case import open_source
    from parley.insight.answer.assess import assess as answer
    from parley.insight.asking.request import Request

    source = open_source(case)
    request = Request.of(source, views=views, as_of=as_of, sets=sets, draws=draws, seed=seed, ledger=ledger)
    return Answer(answer(source, request, cache=cache))
