"""The watch-list: what would change the answer, whether it would, and which statements mention it.

For an entry with ``path`` and ``to`` the verdict of the main kind is asked again with that judgement put there. For an
entry with ``words`` the statements read are searched for them as whole words. A mention is not an occurrence: whether what
is watched for has happened is not read off its words, and the section says so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from parley.case.types import Watch
from parley.insight.asking.evaluator import Ask, Evaluator, exists, zones
from parley.insight.results.attribution import document_id
from parley.insight.results.labels import Labels
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.watch import Mention, Turned, WatchEntry, WatchSection
from parley.insight.results.words import in_views, listed
from parley.insight.sections.kinds import in_sentence
from parley.reading.model import Statement

SHOWN = 12
"""Of the statements that mention it, so many are opened by notes, the latest first."""


def section(ground: Ground) -> WatchSection | None:
    """One row an entry. None where nothing is to be watched for."""
    evaluator = ground.evaluator
    case, labels = evaluator.base, Labels(evaluator.base)
    if not case.watch:
        return None
    rows: list[tuple[Value, ...]] = []
    record: list[WatchEntry] = []
    used: list[int] = []
    for watch in case.watch:
        words, verdicts = _effect(evaluator, watch)
        found = mentions(watch, ground.statements, until=case.as_of)
        numbers = _cited(ground, found[:SHOWN])
        used += numbers
        rows.append(
            (
                watch.text,
                labels.label(watch.path) if watch.path else "none named",
                words,
                _told(watch, len(found), numbers),
            )
        )
        record.append(WatchEntry(watch.text, watch.path, watch.to, words, verdicts, found[:SHOWN], len(found)))
    return WatchSection(
        title="Watch for",
        text="What would change the answer, and which statements read so far mention it. A mention does not say that it has "
        "happened: nothing here was read as its having happened.",
        columns=("what", "judgement", "effect on the main kind, lines set aside", "mentions in the documents"),
        rows=tuple(rows),
        entries=tuple(record),
        notes=tuple(sorted(set(used))),
    )


def _told(watch: Watch, count: int, notes: Sequence[int]) -> str:
    """How many statements use the words, with the notes that open them."""
    if not watch.words:
        return "not looked for"
    words = listed([f"“{word}”" for word in watch.words], "or")
    many = "no statement mentions" if not count else f"{count} statement{'s mention' if count > 1 else ' mentions'}"
    return f"{many} {words}" + "".join(f" [{n}]" for n in dict.fromkeys(notes))


def _cited(ground: Ground, found: Sequence[Mention]) -> tuple[int, ...]:
    """A note for each statement, in the document of the case where it was read."""
    notes = ground.notes
    keys = {document_id(text): key for key, text in notes.texts.items()}
    return tuple(notes.position(m.text, document=keys.get(m.document), who=m.who, date=m.date, paths=()) for m in found)


def mentions(
    watch: Watch, statements: Sequence[Statement], *, until: datetime.date | None = None
) -> tuple[Mention, ...]:
    """Statements that hold one of the entry's words, latest first."""
    if not watch.words:
        return ()
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in watch.words) + r")(?!\w)", re.IGNORECASE)
    found = [
        s
        for s in statements
        if not s.furniture
        and any(pattern.search(t) for t in s.content_text)
        and (until is None or s.date is None or s.date <= until)
    ]
    found.sort(key=lambda s: (s.date is None, -(s.date.toordinal() if s.date else 0), s.id))
    return tuple(
        Mention(
            s.id,
            s.document,
            s.resolved or s.source_text,
            s.date,
            next(text for text in s.content_text if pattern.search(text)),
        )
        for s in found
    )


def _effect(evaluator: Evaluator, watch: Watch) -> tuple[str, dict[str, Turned]]:
    """What putting the judgement at ``to`` does under the base case and every view: in words, and by view."""
    at = evaluator.medians(None)
    if watch.path is None or watch.to is None or watch.path not in at.columns:
        return "not asked: no judgement is named", {}
    ask = Ask(evaluator.base.main_kind, red_lines="none")
    verdicts: dict[str, Turned] = {}
    turned = []
    for view in (None, *evaluator.views):
        found = evaluator.kept(_verdicts, watch.path, watch.to, view, ask, as_=Turned)
        verdicts[view or "base"] = found
        if found.before != found.after:
            turned.append((view, found.after))
    if turned:
        opened, closed = (
            [in_sentence(evaluator, view) for view, after in turned if after == opens] for opens in (True, False)
        )
        parts = [
            f"{what} {in_views(names)}" for what, names in (("opens a zone", opened), ("closes it", closed)) if names
        ]
        return ", ".join(parts), verdicts
    shift = _shortfall_change(evaluator, watch, ask)
    if shift is None or abs(shift) < 0.001:
        return "none by itself", verdicts
    return "nearer to a zone" if shift < 0 else "further from a zone", verdicts


def _verdicts(evaluator: Evaluator, path: str, to: float, view: str | None, ask: Ask) -> Turned:
    """Whether a zone exists under a view, and whether it does with the judgement at ``to``."""
    one = evaluator.medians(view)
    values = np.repeat(one.values, 2, axis=0)
    values[1, one.columns[path]] = evaluator.quantities[path].kept(to)
    before, after = exists(evaluator.base, replace(one, values=values), ask)
    return Turned(bool(before), bool(after))


def _shortfall_change(evaluator: Evaluator, watch: Watch, ask: Ask) -> float | None:
    one = evaluator.medians(None)
    values = np.repeat(one.values, 2, axis=0)
    assert watch.path is not None
    assert watch.to is not None
    values[1, one.columns[watch.path]] = evaluator.quantities[watch.path].kept(watch.to)
    found = zones(evaluator.base, replace(one, values=values), ask).shortfall
    change = float(found[1] - found[0])
    return change if np.isfinite(change) else None
