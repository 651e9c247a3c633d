"""The whole answer of a case (docs/insight.md): evaluates, compares, finds what decides, and puts it in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from parley.case.consent import all_marks, mark_of
from parley.case.late import set_aside
from parley.case.types import Judgement
from parley.insight.answer.limits import limits
from parley.insight.answer.rests_on import all_judgements, count, judgement_row
from parley.insight.answer.sections import sections
from parley.insight.answer.sentences import answer
from parley.insight.answer.weakest import weakest
from parley.insight.asking.cache import Cache
from parley.insight.asking.case_documents import texts
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.asking.relevance import bears
from parley.insight.asking.request import Request
from parley.insight.results.assessment import (
    Assessment,
    Collision,
    CourseRow,
    Diagram,
    Difference,
    DocumentEntry,
    Flip,
    IssueNames,
    KindRow,
    LateEvidence,
    LineEntry,
    Phrase,
    ViewEntry,
)
from parley.insight.results.attribution import document_id
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels
from parley.insight.results.section import Ground, Section
from parley.insight.results.sections.two_levels import TwoLevels
from parley.insight.sections.consent import withheld
from parley.insight.sections.courses import course_row
from parley.insight.sections.diagram import kept_diagram
from parley.insight.sections.differences import difference, partings, zone_question, zone_words
from parley.insight.sections.kinds import Blocked, collisions, furthest, row, telling
from parley.insight.sections.two_levels import struck_out
from parley.insight.sensitivity.thresholds import Turn, turns

if TYPE_CHECKING:
    from parley.case.file.source import CaseSource
    from parley.reading.model import Statement

SHOWN_FLIPS = 12


def ground(
    source: CaseSource,
    request: Request,
    statements: Sequence[Statement] | None,
    tell: Callable[[str], None] | None,
    cache: Cache,
) -> tuple[Evaluator, Sequence[Statement], Footnotes]:
    """What every answer is made from: the case on the evaluator, the statements dated no later than the question, and notes."""
    evaluator = Evaluator(source, request, tell=tell, cache=cache)
    base = evaluator.base
    if statements is None:
        from parley.insight.asking.case_documents import kept_statements

        evaluator.tell("reading the case’s documents")
        statements = kept_statements(source, cache, request.as_of)
    statements = [s for s in statements if s.date is None or s.date <= base.as_of]
    return evaluator, statements, Footnotes(base, statements, texts(source, base))


def answered(
    source: CaseSource,
    request: Request,
    statements: Sequence[Statement] | None,
    tell: Callable[[str], None] | None,
    cache: Cache,
) -> Assessment:
    """The answer computed anew (see :func:`parley.insight.answer.assess.assess`). ``statements`` None: the documents'."""
    evaluator, statements, notes = ground(source, request, statements, tell, cache)
    base, say = evaluator.base, evaluator.tell
    labels = Labels(base)
    kinds = tuple(base.kinds)
    table = _kinds(evaluator, notes)
    main = base.main_kind
    sentences = answer(evaluator, table.rows, table.lines[main], notes)

    say("where the views part")
    parted = _differences(evaluator, notes)
    courses = []
    for key in base.courses:
        say(f"course: {base.courses[key].title}")
        courses.append(course_row(evaluator, key, notes))
    weak = weakest(evaluator, table.turning[main], labels, notes, count(base, judged(evaluator)))
    say("deal diagrams")
    diagrams = tuple(d for d in (kept_diagram(evaluator, kind) for kind in kinds) if d is not None)
    extra = sections(Ground(evaluator, notes, statements))
    point = evaluator.evaluate(None, Ask(main, red_lines="none"), n=0)
    found = Found(
        answer=_with_vetoes(evaluator, sentences, extra),
        kinds=table.rows,
        collisions=table.lines[main],
        differences=parted,
        courses=tuple(courses),
        flips=_flips(evaluator, labels, table.turning),
        weakest=weak,
        diagrams=diagrams,
        extra=extra,
        possible=point.point.possible.value,
    )
    return told(evaluator, statements, notes, found)


def _with_vetoes(
    evaluator: Evaluator, sentences: tuple[Phrase, ...], extra: Mapping[str, Section]
) -> tuple[Phrase, ...]:
    """The answer, and beside what it says of the main kind with lines lifted, the bodies that would strike out all of a zone."""
    levels = extra.get(TwoLevels.key)
    words = struck_out(evaluator, levels) if isinstance(levels, TwoLevels) else ""
    if not words:
        return sentences
    at = 1 if evaluator.base.red_lines and len(sentences) > 1 else 0
    said = sentences[at]
    return (*sentences[:at], replace(said, text=f"{said.text} {words}"), *sentences[at + 1 :])


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a case: the parts of an answer that hang on its numbers."""

    answer: tuple[Phrase, ...]
    kinds: tuple[KindRow, ...]
    collisions: tuple[Collision, ...]
    weakest: Phrase
    extra: dict[str, Section]
    possible: int | None
    """Possible deals of the main kind."""
    differences: tuple[Difference, ...] = ()
    courses: tuple[CourseRow, ...] = ()
    flips: tuple[Flip, ...] = ()
    diagrams: tuple[Diagram, ...] = ()


def judged(evaluator: Evaluator) -> tuple[Judgement, ...]:
    """Every number that the answer may use."""
    return all_judgements(evaluator.base, [evaluator.case(view) for view in evaluator.views])


def told(evaluator: Evaluator, statements: Sequence[Statement], notes: Footnotes, found: Found) -> Assessment:
    """The answer of a case: what was found, beside what the case says of itself and what it rests on."""
    base, main, request, source = evaluator.base, evaluator.base.main_kind, evaluator.request, evaluator.source
    labels = Labels(base)
    watch = tuple(Phrase(w.text, paths=(w.path,) if w.path else ()) for w in base.watch)
    judgements = judged(evaluator)
    listed = tuple(judgement_row(j, labels, notes) for j in judgements)
    return Assessment(
        case=base.name,
        title=base.title,
        question=base.question,
        decider=base.decider,
        as_of=base.as_of,
        main_kind=main,
        parties={
            p: base.parties[p].title for p in (*base.required, *(k for k in base.parties if k not in base.required))
        },
        required=base.required,
        answer=found.answer,
        kinds=found.kinds,
        collisions=found.collisions,
        differences=found.differences,
        courses=found.courses,
        flips=found.flips,
        basis=count(base, judgements),
        weakest=found.weakest,
        watch=watch,
        law=base.law.text,
        law_short=base.law.short,
        law_sources=base.law.sources,
        limits=limits(base, found.possible),
        scope=base.scope,
        misuse=base.misuse,
        authors=base.authors,
        topics=base.topics,
        diagrams=found.diagrams,
        judgements=listed,
        notes=notes.all(),
        views={view: _view(evaluator, view) for view in evaluator.views},
        documents=_documents(evaluator, statements),
        late_evidence=tuple(
            LateEvidence(
                document=e.document,
                quote=e.quote,
                date=e.date,
                supports=e.supports,
                ours=not source.verbatim(e.document, e.quote),
            )
            for e in base.late_evidence
        ),
        late_claims=base.late_claims,
        lines=tuple(
            LineEntry(line.key, line.title, line.party, line.basis, line.declared)
            for line in base.red_lines.values()
            if line.party in base.required
        ),
        lines_set_aside=set_aside(base),
        late_documents=tuple(k for k, d in base.documents.items() if d.date is not None and d.date > base.as_of),
        statements=len(statements),
        draws=request.draws,
        seed=request.seed,
        version=_version(),
        inputs_hash=request.inputs_hash(source),
        issues={
            key: IssueNames(
                issue.title,
                {o: option.title for o, option in issue.options.items()},
                {o: mark.word for o in issue.options if (mark := mark_of(base, key, o)) is not None},
            )
            for key, issue in base.issues.items()
        },
        marks=all_marks(base),
        extra=found.extra,
        request=request,
    )


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Every kind of deal, in the case's order: its row, the lines that rule it out together, and what turns it."""

    rows: tuple[KindRow, ...]
    lines: Mapping[str, tuple[Collision, ...]]
    turning: Mapping[str, tuple[Turn, ...]]


def _kinds(evaluator: Evaluator, notes: Footnotes) -> _Kinds:
    base, main = evaluator.base, evaluator.base.main_kind
    evaluator.tell("what turns each kind of deal")
    turning = {kind: kept_turns(evaluator, kind) for kind in base.kinds}
    lines = {kind: collisions(evaluator, kind) for kind in base.kinds}
    rows = {}
    # the declared lines of the main kind are cited first: they stand in the first sentence
    for kind in (main, *(k for k in base.kinds if k != main)):
        evaluator.tell(f"zone tests: {base.kinds[kind].title}")
        apart = furthest(evaluator.evaluate(None, Ask(kind, red_lines="none"), n=0))
        blocked = Blocked(lines[kind], apart, telling(base, turning[kind]), withheld(evaluator, kind))
        rows[kind] = row(evaluator, kind, blocked, notes)
    return _Kinds(tuple(rows[kind] for kind in base.kinds), lines, turning)


@dataclass(frozen=True, slots=True)
class _Turns:
    turns: tuple[Turn, ...]


def kept_turns(evaluator: Evaluator, kind: str) -> tuple[Turn, ...]:
    """:func:`kind_turns` of the base case, from the cache where nothing that it read has changed."""
    return evaluator.kept(_turns, kind, as_=_Turns).turns


def _turns(evaluator: Evaluator, kind: str) -> _Turns:
    return _Turns(kind_turns(evaluator, kind))


def kind_turns(evaluator: Evaluator, kind: str, view: str | None = None) -> tuple[Turn, ...]:
    """Judgements that by themselves turn whether a zone exists with all red lines set aside, nearest first."""
    paths = relevant(evaluator, kind)
    answer = zone_question(Ask(kind, red_lines="none"))
    return turns(answer, evaluator.case(view), evaluator.medians(view), paths, evaluator.quantities)


def relevant(evaluator: Evaluator, kind: str) -> tuple[str, ...]:
    """The judgements that the zone of a kind, without lines and by own beliefs, can depend on."""
    asked = Ask(kind, red_lines="none")
    return tuple(path for path in evaluator.base.judgements if bears(evaluator.base, path, asked))


def _differences(evaluator: Evaluator, notes: Footnotes) -> tuple[Difference, ...]:
    views: tuple[str | None, ...] = (None, *evaluator.views)
    if len(views) < 2:
        return ()
    main = Ask(evaluator.base.main_kind, red_lines="none")
    asked = main
    found = partings(evaluator, main, views)
    if all(p.crux.agree for p in found):
        for kind in evaluator.base.kinds:
            other = partings(evaluator, Ask(kind, red_lines="none"), views)
            if not all(p.crux.agree for p in other):
                found, asked = other, Ask(kind, red_lines="none")
                break
    words = zone_words(evaluator, asked)
    return tuple(replace(difference(evaluator, p, words, notes), asked_kind=asked.kind) for p in found)


def _flips(evaluator: Evaluator, labels: Labels, turning: Mapping[str, Sequence[Turn]]) -> tuple[Flip, ...]:
    main = evaluator.base.main_kind
    out = []
    for kind in (main, *(k for k in turning if k != main)):
        opens = not evaluator.evaluate(None, Ask(kind, red_lines="none"), n=0).point.exists
        out += [
            Flip(
                path=t.path,
                label=labels.label(t.path),
                kind=kind,
                view=None,
                median=t.median,
                threshold=t.threshold,
                within_range=t.within_range,
                relative=t.relative,
                opens=opens,
                has_range=not (d := evaluator.base.judgements[t.path].distribution) or not d.is_point,
            )
            for t in list(turning[kind])[:SHOWN_FLIPS]
        ]
    return tuple(out)


def _view(evaluator: Evaluator, view: str) -> ViewEntry:
    found = evaluator.base.views[view]
    return ViewEntry(
        title=found.title,
        date=found.date,
        who=found.who,
        late=view in evaluator.base.late_views,
        because=found.because,
        paths=found.paths,
    )


def _documents(evaluator: Evaluator, statements: Sequence[Statement]) -> tuple[DocumentEntry, ...]:
    from collections import Counter

    per = Counter(s.document for s in statements)
    ids = {key: document_id(evaluator.source.text(key)) for key in evaluator.base.documents}
    return tuple(
        DocumentEntry(
            key=d.key,
            title=d.title,
            date=d.date,
            original=d.original,
            summary=d.summary,
            file=d.file,
            statements=per.get(ids[d.key], 0),
        )
        for d in evaluator.base.documents.values()
        if d.date is None or d.date <= evaluator.base.as_of
    )


def _version() -> str:
    try:
        return version("parley-workbench")
    except PackageNotFoundError:
        return "0"
