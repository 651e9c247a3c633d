"""What an answer rests on: whose numbers, and with what evidence."""

from __future__ import annotations

from collections.abc import Iterable

from parley.case.grounds import act_judgements, ground_of
from parley.case.paths import Line, parse
from parley.case.types import Case, Judgement
from parley.insight.asking.evaluator import Ask
from parley.insight.asking.relevance import bears
from parley.insight.results.assessment import Basis, JudgementRow
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels
from parley.insight.sections.kinds import line_notes
from parley.insight.sensitivity.unvaried import is_anchor


def all_judgements(case: Case, views: Iterable[Case]) -> tuple[Judgement, ...]:
    """Every number that the answer may use: the base case's, those that views put in their place, and those of acts."""
    found = list(case.judgements.values())
    known = {id(j) for j in found}
    for view in views:
        for judgement in view.judgements.values():
            if judgement.origin.startswith("view") and id(judgement) not in known:
                found.append(judgement)
                known.add(id(judgement))
    said = [j for j in found if j.origin != "default"]  # what nobody wrote is nobody's judgement
    return (*said, *act_judgements(case))


def unsaid(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those not yet said."""
    return tuple(j for j in judgements if j.distribution is None)


def count(case: Case, judgements: Iterable[Judgement]) -> Basis:
    """How many numbers a verdict on some kind of deal uses, on what each of them rests, and how many no verdict uses.

    Scores of 0 and 100 define a party's points and are counted apart from both (:func:`is_anchor`).
    """
    listed = list(judgements)
    asked = [Ask(kind) for kind in case.kinds]
    judged = [j for j in listed if not is_anchor(j)]
    used = [j for j in judged if any(bears(case, j.path, ask) for ask in asked)]
    known = [j for j in used if j.distribution is not None]
    grounds = [ground_of(case, j) for j in known]
    return Basis(
        total=len(used),
        ours=grounds.count("ours"),
        size=grounds.count("size"),
        direction=grounds.count("direction"),
        unset=len(used) - len(known),
        no_range=sum(j.distribution.is_point for j in known if j.distribution),
        apart=len(judged) - len(used),
        anchors=len(listed) - len(judged),
    )


def declared_note(case: Case, judgement: Judgement, notes: Footnotes) -> tuple[int, ...]:
    """The note of the declaration, for the number that says whether a red line holds."""
    path = parse(judgement.path)
    return line_notes(case, path.key, notes) if isinstance(path, Line) and path.key in case.red_lines else ()


def judgement_row(judgement: Judgement, labels: Labels, notes: Footnotes) -> JudgementRow:
    """A judgement as the report lists it."""
    d = judgement.distribution
    return JudgementRow(
        path=judgement.path,
        label=labels.label(judgement.path),
        text=d.text if d else "?",
        median=d.median if d else None,
        low=d.low if d else None,
        high=d.high if d else None,
        because=judgement.because,
        confidence=judgement.confidence,
        origin=judgement.origin,
        basis=ground_of(labels.case, judgement),
        notes=(*declared_note(labels.case, judgement, notes), *notes.judgement(judgement)),
    )
