"""What is open to ask: the numbers not yet said that a verdict needs, those of the main kind first."""

from __future__ import annotations

from parley.case.chance.sampling import unset
from parley.case.types import Case
from parley.core.plurals import plural
from parley.insight.asking.evaluator import Ask
from parley.insight.asking.relevance import bears
from parley.insight.results.labels import Labels, short
from parley.insight.results.section import Ground
from parley.insight.results.sections.to_ask import OpenNumber, ToAsk

SHOWN = 12


def section(ground: Ground) -> ToAsk | None:
    """One row a number, at most twelve; the data has all. None where every number is said."""
    case = ground.evaluator.base
    numbers = in_order(case)
    if not numbers:
        return None
    main = short(case.kinds[case.main_kind].title)
    needed = sum(case.main_kind in n.kinds for n in numbers)
    are = "is" if len(numbers) == 1 else "are"
    return ToAsk(
        title="What is open to ask",
        text=(
            f"{plural(len(numbers), 'number')} {are} not yet said; a verdict on a {main} needs {needed} of them. "
            f"First: {numbers[0].question}"
        ),
        columns=("question", "needed for", "where it is written"),
        rows=tuple((n.question, _kinds(case, n), n.path) for n in numbers[:SHOWN]),
        numbers=numbers,
    )


def in_order(case: Case) -> tuple[OpenNumber, ...]:
    """The numbers not yet said: those that the verdict on the main kind needs, with lines weighed, then those of other kinds,
    then those that no verdict reads; in each group as the file has them."""
    labels = Labels(case)
    order = (case.main_kind, *(kind for kind in case.kinds if kind != case.main_kind))
    found = [
        OpenNumber(path, labels.question(path), tuple(kind for kind in order if bears(case, path, Ask(kind))))
        for path in unset(case)
    ]

    def rank(number: OpenNumber) -> int:
        return order.index(number.kinds[0]) if number.kinds else len(order)

    return tuple(sorted(found, key=rank))


def _kinds(case: Case, number: OpenNumber) -> str:
    return ", ".join(case.kinds[kind].title for kind in number.kinds) or "no verdict"
