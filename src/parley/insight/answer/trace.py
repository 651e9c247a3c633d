"""From a number down to what it rests on: its judgements, their reasons, and the quotations behind them, or "ours".

What can be traced: a judgement by its path (or every judgement under the beginning of one), a note of the answer by its
number, and any number of the query language (``R russia``, ``gap ukraine settlement red_lines=none``): its value, and
the judgements that it depends on, those that move it most first (each moved alone from the 5th to the 95th percentile).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parley.case.grounds import act_judgements, ground_of
from parley.case.paths import Belief, Fact, FactMove, FactTaken, Line, parse, within
from parley.case.types import Judgement, LineBasis
from parley.core.errors import InputError
from parley.core.suggest import did_you_mean
from parley.deals.problem import Floats
from parley.documents.same_words import find
from parley.insight.asking.evaluator import Evaluator
from parley.insight.queries import language as q
from parley.insight.queries.claims import mentioned_by_number
from parley.insight.queries.judge import Scene, measure
from parley.insight.results.assessment import Assessment
from parley.insight.results.labels import Labels
from parley.model.facts import as_held, middles, movers, open_by, openness

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Source:
    """A quotation, found in its document."""

    quote: str
    document: str
    title: str
    date: str | None
    supports: str
    start: int | None
    """Code points of the document's file at which the quotation begins and ends (None: found only with markup folded)."""
    end: int | None
    ours: bool = False
    """Words of a summary of ours, which nobody said so."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What one fact does to a number, at the medians."""

    fact: str
    """Its path."""
    label: str
    level: float
    taken_as: float
    openness: float
    """How much of it the holder takes in; 1 for a number of the war."""
    openness_path: str | None
    move: float
    """By one unit of the fact, on the number's natural scale."""
    evidence: float
    """openness × move × (level − taken_as)."""


@dataclass(frozen=True, slots=True)
class Taken:
    """From the number as stated (the prior) to the number as held."""

    prior: float
    held: float
    facts: tuple[TakenIn, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """What a red line rests on, and the words that are cited for it; ``said`` None: none are."""

    basis: LineBasis
    said: str | None
    """The words, with who and when, as the case gives them."""
    who: str | None = None
    date: str | None = None
    source: Source | None = None
    """The quotation, found in its document."""
    late: bool = False
    """Declared after the date asked: the line is set aside."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A judgement and what it rests on."""

    path: str
    label: str
    text: str | None
    median: float | None
    low: float | None
    high: float | None
    basis: str
    """size, direction, or ours."""
    because: str | None
    confidence: str | None
    who: str | None
    when: str | None
    origin: str
    where: str
    """file:line of the number."""
    sources: tuple[Source, ...]
    in_views: dict[str, str]
    """View → its own text for this judgement, where it differs."""
    held: Taken | None = None
    """For a number that facts move: what it becomes once they have been taken in."""
    moves: float | None = None
    """How far the traced number moves as this judgement goes from its 5th to its 95th percentile."""
    line: Declared | None = None
    """For the number that says whether a red line holds: what the line rests on."""


@dataclass(frozen=True, slots=True)
class NoteQuote:
    """The words of a note, and where they come from."""

    quote: str | None
    document: str | None
    title: str | None
    date: datetime.date | None
    who: str | None
    footing: str | None
    supports: str | None
    before: str
    after: str
    coded_for: str | None = None
    verbatim: bool = True
    """False: words of a summary of ours."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What was asked, its value where it is a computed number, and the judgements it rests on."""

    what: str
    kind: str
    """judgement, note or number."""
    value: float | None
    view: str | None
    judgements: tuple[Traced, ...]
    quote: NoteQuote | None = None
    depends_on: int | None = None
    """For a computed number: on how many judgements it depends."""


def trace(evaluator: Evaluator, what: str, view: str | None = None, answer: Assessment | None = None) -> Trace:
    """Trace a path, the beginning of one, a note's number (with ``answer``), or a number of the query language."""
    text = what.strip()
    if re.fullmatch(r"\[?\d+\]?", text):
        return _note(evaluator, int(text.strip("[]")), view, answer)
    known = _judgements(evaluator, view)
    if text in known:
        return Trace(text, "judgement", None, view, (traced(evaluator, known[text], view),))
    under = [j for path, j in known.items() if within(path, text)]
    if under:
        return Trace(text, "judgement", None, view, tuple(traced(evaluator, j, view) for j in under))
    if " " not in text:
        raise InputError.one(
            f"{evaluator.base.name} has no number {text!r}",
            hint=did_you_mean(text, known) or "a dotted path, a note’s number, or a number such as 'R russia'",
        )
    return _number(evaluator, text, view, known)


def traced(evaluator: Evaluator, judgement: Judgement, view: str | None, moves: float | None = None) -> Traced:
    """One judgement with its origin."""
    labels, d = Labels(evaluator.base), judgement.distribution
    return Traced(
        path=judgement.path,
        label=labels.label(judgement.path),
        text=d.text if d else None,
        median=d.median if d else None,
        low=d.low if d else None,
        high=d.high if d else None,
        basis=ground_of(evaluator.base, judgement),
        because=judgement.because,
        confidence=judgement.confidence,
        who=judgement.who,
        when=judgement.when.isoformat() if judgement.when else None,
        origin=judgement.origin,
        where=_place(evaluator, judgement, view),
        sources=tuple(_source(evaluator, e.document, e.quote, e.supports, e.date) for e in judgement.evidence),
        in_views=_elsewhere(evaluator, judgement, view),
        held=_held(evaluator, judgement, view),
        moves=moves,
        line=_line(evaluator, judgement),
    )


def _line(evaluator: Evaluator, judgement: Judgement) -> Declared | None:
    path = parse(judgement.path)
    base = evaluator.base
    if not isinstance(path, Line):
        return None
    late = path.key in base.late_lines
    line = base.late_lines.get(path.key) or base.red_lines.get(path.key)
    if line is None:
        return None
    said = line.declaration
    if said is None:
        return Declared(line.basis, line.declared)
    quoted = said.quote is not None and said.document is not None
    source = _source(evaluator, said.document or "", said.quote or "", "position", said.date) if quoted else None
    return Declared(line.basis, line.declared, said.who, said.date.isoformat() if said.date else None, source, late)


def _held(evaluator: Evaluator, judgement: Judgement, view: str | None) -> Taken | None:
    """What facts make of a belief or of a number of the war; None where none moves it, or something is not yet said."""
    case, path = evaluator.case(view), parse(judgement.path)
    facts = movers(case, path)
    if not facts or judgement.distribution is None:
        return None
    get = middles(case)
    now = as_held(case, get)(judgement.path)
    target, holder = (path.what, path.holder) if isinstance(path, Belief) else (judgement.path, None)
    found = []
    for key in facts:
        level, taken, move = (get(str(p)) for p in (Fact(key), FactTaken(key), FactMove(key, target)))
        if level is None or taken is None:
            continue
        size = 0.0 if move is None else float(move[0])
        share = 1.0 if holder is None else float(np.atleast_1d(openness(get, holder, key))[0])
        step = float(level[0] - taken[0])
        by = None if holder is None else open_by(case, holder, key)
        found.append(
            TakenIn(
                str(Fact(key)), Labels(case).label(Fact(key)), float(level[0]), float(taken[0]), share,
                by if by in case.judgements else None, size, share * size * step,
            )
        )  # fmt: skip
    return None if now is None else Taken(judgement.distribution.median, float(now[0]), tuple(found))


def _place(evaluator: Evaluator, judgement: Judgement, view: str | None) -> str:
    own = view if judgement.origin.startswith("view") else None
    where = evaluator.source.locate(judgement.path, own)
    name = where.path.replace("\\", "/").rsplit("/", 1)[-1]
    return name if where.line is None else f"{name}:{where.line}"


def _source(evaluator: Evaluator, document: str, quote: str, supports: str, date: datetime.date | None) -> Source:
    known = evaluator.base.documents[document]
    on = date or known.date
    text = evaluator.source.text(document)
    found = find(text, quote)
    return Source(
        quote=quote,
        document=document,
        title=f"our summary of: {known.original}" if known.summary and known.original else known.title,
        date=on.isoformat() if on else None,
        supports=supports,
        start=found.start if found else None,
        end=found.end if found else None,
        ours=not evaluator.source.verbatim(document, quote),
    )


def _elsewhere(evaluator: Evaluator, judgement: Judgement, view: str | None) -> dict[str, str]:
    out = {}
    for other in (None, *evaluator.views):
        if other == view:
            continue
        theirs = evaluator.case(other).judgements.get(judgement.path)
        if theirs is None or theirs.distribution is None or judgement.distribution is None:
            continue
        if theirs.distribution.text != judgement.distribution.text:
            out[other or "base"] = theirs.distribution.text
    return out


def _judgements(evaluator: Evaluator, view: str | None) -> Mapping[str, Judgement]:
    case = evaluator.case(view)
    return {**case.judgements, **{j.path: j for j in act_judgements(case)}}


def _note(evaluator: Evaluator, number: int, view: str | None, answer: Assessment | None) -> Trace:
    if answer is None:
        raise InputError.one("a note’s number needs the answer that it stands in")
    found = next((n for n in answer.notes if n.number == number), None)
    if found is None:
        raise InputError.one(f"there is no note {number}", hint=f"notes go from 1 to {len(answer.notes)}")
    known = _judgements(evaluator, view)
    quote = NoteQuote(
        quote=found.quote,
        document=found.document,
        title=found.document_title,
        date=found.date,
        who=found.who,
        footing=found.footing,
        supports=found.supports,
        before=found.before,
        after=found.after,
        coded_for=found.coded_for,
        verbatim=found.verbatim,
    )
    rests = tuple(traced(evaluator, known[path], view) for path in found.paths if path in known)
    return Trace(f"[{number}]", "note", None, view, rests, quote)


def _number(evaluator: Evaluator, text: str, view: str | None, known: Mapping[str, Judgement]) -> Trace:
    case = evaluator.case(view)
    number = q.parse_number(text, case)
    at = evaluator.medians(view)
    n = min(evaluator.n, 500) or 500

    def value(draws: Draws) -> Floats:
        return measure(
            number, Scene(case, evaluator.quantities, draws, lambda: evaluator.sample(view, n), seed=evaluator.seed)
        )

    centre = float(value(at)[0])
    paths = mentioned_by_number(case, number)
    ranked = number
    if isinstance(number, q.Measure) and number.what == "share":
        ranked = q.Measure("shortfall", number.ask)  # a share moves with the shortfall that it counts the signs of

    def rank(draws: Draws) -> Floats:
        return measure(ranked, Scene(case, evaluator.quantities, draws, lambda: draws, seed=evaluator.seed))

    plain = _row_by_row(ranked)
    moves = _moves(rank, at, [known[p] for p in paths]) if plain else [0.0] * len(paths)
    order = sorted(range(len(paths)), key=lambda i: (-abs(moves[i]), paths[i]))
    kept = [i for i in order if abs(moves[i]) > 1e-9][:SHOWN] or order[:SHOWN]
    return Trace(
        what=text,
        kind="number",
        value=centre if np.isfinite(centre) else None,
        view=view,
        judgements=tuple(
            traced(evaluator, known[paths[i]], view, moves[i] if ranked is number else None) for i in kept
        ),
        depends_on=sum(abs(m) > 1e-9 for m in moves) if any(moves) else len(paths),
    )


def _moves(value: Callable[[Draws], Floats], at: Draws, judgements: Sequence[Judgement]) -> list[float]:
    values = np.repeat(at.values, 2 * len(judgements), axis=0)
    for i, judgement in enumerate(judgements):
        d = judgement.distribution
        assert d is not None
        column = at.columns[judgement.path]
        values[2 * i, column], values[2 * i + 1, column] = d.low, d.high
    told = value(replace(at, values=values)) if judgements else np.zeros(0)
    return [float(b - a) if np.isfinite(b - a) else 0.0 for a, b in zip(told[::2], told[1::2], strict=True)]


def _row_by_row(number: q.Number) -> bool:
    from parley.insight.queries.judge import row_by_row

    return row_by_row(q.Compare(">", number, q.Const(0.0)))
