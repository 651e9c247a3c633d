"""What a case rests on: how many numbers, on what grounds, which are still needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.case.file.source import CaseSource
from parley.case.grounds import act_judgements, ground_of
from parley.case.types import Case, Judgement


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts and paths; numbers filled by default are not counted."""

    case: str
    title: str
    parties: int
    issues: int
    kinds: int
    views: int
    courses: int
    numbers: int
    """All that somebody wrote: in the base, in views, and in what courses, levers and signals change."""
    ours: int
    direction: int
    size: int
    unset: tuple[str, ...]
    """Paths still needed before anything can be computed; those of views and acts are prefixed by their name."""
    late_evidence: int
    late_views: tuple[str, ...]
    lint: tuple[str, ...]


def written(source: CaseSource, base: Case) -> Iterable[tuple[str, Judgement]]:
    """(name, judgement) for every number that somebody wrote."""
    for path, judgement in base.judgements.items():
        if judgement.origin == "base":
            yield path, judgement
    for name in source.views:
        view = source.case(name, as_of=base.as_of)
        for path in base.views[name].paths:
            yield f"views.{name}: {path}", view.judgements[path]
    for amount in act_judgements(base):
        yield amount.path, amount


def summarise(source: CaseSource, *, as_of: str | None = None) -> Summary:
    """Count what the case rests on."""
    base = source.case(as_of=as_of)
    numbers = list(written(source, base))
    known = [judgement for _, judgement in numbers if judgement.distribution is not None]
    grounds = [ground_of(base, judgement) for judgement in known]
    lint = dict.fromkeys(base.lint)
    for name in source.views:
        view = source.case(name, as_of=base.as_of)
        lint.update(dict.fromkeys(f"view {name}: {doubt}" for doubt in view.lint if doubt not in base.lint))
    return Summary(
        case=source.name,
        title=base.title,
        parties=len(base.parties),
        issues=len(base.issues),
        kinds=len(base.kinds),
        views=len(base.views),
        courses=len(base.courses),
        numbers=len(numbers),
        ours=grounds.count("ours"),
        direction=grounds.count("direction"),
        size=grounds.count("size"),
        unset=tuple(name for name, judgement in numbers if judgement.distribution is None),
        late_evidence=len(base.late_evidence),
        late_views=base.late_views,
        lint=tuple(lint),
    )
