"""Views side by side: verdicts, no-deal values, the numbers in which they differ, and the crux of two of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parley.app.state import State
from parley.app.workbench import Workbench
from parley.case.types import Case
from parley.core.errors import InputError
from parley.core.plurals import plural
from parley.core.suggest import did_you_mean
from parley.insight.results.assessment import Assessment
from parley.insight.results.words import LINES_SAID, LINES_TOLD


def compare(workbench: Workbench, state: State, query: Mapping[str, str]) -> dict[str, Any]:
    """``left`` and ``right`` of the query choose the two whose crux is shown; default: the first that differ.

    Of a case with numbers not yet said, what needs none is told, and ``missing`` says what is not.
    """
    from parley.case.chance.sampling import unset
    from parley.insight.results.labels import Labels
    from parley.model.compose import reservations

    answer = workbench.assessment(state)
    evaluator = workbench.evaluator(State(sets=state.sets))
    case = evaluator.base
    labels = Labels(case)
    keys = ("base", *case.views)
    titles = {"base": "Base case", **{key: view.title for key, view in case.views.items()}}
    cases = {key: evaluator.case(None if key == "base" else key) for key in keys}
    unsaid = {path for found in cases.values() for path in unset(found)}
    going_on = (
        {}
        if unsaid
        else {
            key: dict(
                zip(
                    case.required,
                    (float(x) for x in reservations(cases[key], evaluator.medians(None if key == "base" else key))[0]),
                    strict=True,
                )
            )
            for key in keys
        }
    )
    paths = dict.fromkeys(path for view in case.views.values() for path in view.paths)
    differing = [
        {
            "path": path,
            "label": labels.label(path),
            "values": {key: _text(cases[key], path) for key in keys},
            "changed": [key for key in keys[1:] if path in case.views[key].paths],
        }
        for path in paths
    ]
    left, right = _chosen(query, keys, answer)
    found = next((d for d in answer.differences if {d.left, d.right} == {left, right}), None)
    return {
        "titles": titles,
        "kinds": list(answer.kinds),
        "missing": _missing(len(unsaid)) if unsaid else None,
        "parties": {} if unsaid else {p: case.parties[p].title for p in case.required},
        "going_on": going_on,
        "differing": differing,
        "left": left,
        "right": right,
        "crux": found,
        "draws": answer.draws,
        "told": "; ".join(f"{name.capitalize()}: {LINES_TOLD[lines]}" for lines, name in LINES_SAID.items()) + ".",
        "late": list(case.late_views),
        "notes": {note.number: note for note in answer.notes},
    }


def _missing(count: int) -> str:
    return (
        f"{plural(count, 'number')} not yet said: what going on is worth, and in what the views part, cannot be told. "
        "What needs no number stands below. Numbers can be tried under Assumptions, and are written in the case file."
    )


def _text(case: Case, path: str) -> str | None:
    found = case.judgements.get(path)
    return found.distribution.text if found and found.distribution else None


def _chosen(query: Mapping[str, str], keys: tuple[str, ...], answer: Assessment) -> tuple[str | None, str | None]:
    for side in ("left", "right"):
        if query.get(side) and query[side] not in keys:
            raise InputError.one(f"there is no view {query[side]!r}", hint=did_you_mean(query[side], keys))
    first = answer.differences[0] if answer.differences else None
    left = query.get("left") or (first.left if first else None)
    right = query.get("right") or (first.right if first else None)
    return left, right
