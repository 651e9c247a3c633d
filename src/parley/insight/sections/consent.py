"""Whose consent else: the suppliers of options with their price, and who can break or assure a deal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parley.case.consent import marked_title, supplied_by
from parley.case.paths import Assures, Breaks, Supply
from parley.case.types import Case, Judgement
from parley.core.plurals import plural
from parley.deals.results import WhyEmpty
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.results.labels import Labels, listed, short
from parley.insight.results.phrases import Phrase
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.consent import Consent, Supplier, Sway
from parley.insight.results.words import counted
from parley.model.supply import ROUNDING

TOLD = 2
"""Options named in the section's text, those least refused; the table of kinds names one, the section's table all."""


def section(ground: Ground) -> Consent | None:
    """One row an option and supplier, by rising refusal; spoilers and mediators in the text."""
    evaluator = ground.evaluator
    case, labels = evaluator.base, Labels(evaluator.base)
    found, sways = kept_suppliers(evaluator), tuple(_sways(case))
    return Consent(
        title="Whose consent else: suppliers, spoilers, mediators",
        text=" ".join(part for part in (_supply_words(evaluator, found), *_sway_words(labels, sways)) if part),
        columns=(
            "option", "needs", "what supplying it is worth, points", "would not, in 100 combinations",
            "short there by, points", "no zone without it",
        ) if found else (),
        rows=tuple(_row(case, labels, one) for one in found),
        suppliers=found,
        sways=sways,
    )  # fmt: skip


def _row(case: Case, labels: Labels, one: Supplier) -> tuple[Value, ...]:
    return (
        marked_title(case, one.issue, one.option),
        labels.party(one.party),
        one.worth,
        None if one.refused is None else round(100 * one.refused),
        one.short,
        listed([case.kinds[kind].title for kind in one.kinds]) or "none",
    )


def _supply_words(evaluator: Evaluator, found: tuple[Supplier, ...]) -> str:
    if not found:
        return ""
    case, labels = evaluator.base, Labels(evaluator.base)
    who = listed(list(dict.fromkeys(labels.party(one.party) for one in found)))
    count = len({(one.issue, one.option) for one in found})
    verb = "needs" if count == 1 else "need"
    told = f"{plural(count, 'option')} {verb} the consent of {who}, whatever the red lines do."
    kinds = list(dict.fromkeys(kind for one in found for kind in one.kinds))
    if not kinds:
        return f"{told} At the middle numbers no kind of deal hangs on that alone."
    names = listed([short(case.kinds[kind].title) for kind in kinds])
    return f"{told} At the middle numbers, a zone for {names} hangs on it: {_short_words(evaluator, found, kinds)}."


def _short_words(evaluator: Evaluator, found: tuple[Supplier, ...], kinds: list[str]) -> str:
    labels = Labels(evaluator.base)
    rows = [one for one in found if set(one.kinds) & set(kinds)][:TOLD]
    return "; ".join(_needs_words(labels, one) for one in rows)


def _needs_words(labels: Labels, one: Supplier) -> str:
    """ "“Guarantees” needs the United States, short by 3 points in 71 of 100 combinations"."""
    told = f"“{labels.option(one.issue, one.option)}” needs {labels.party(one.party)}"
    if one.refused is None or one.short is None:
        return f"{told}, short by {max(0.0, -one.worth):.2g} points"
    return f"{told}, short by {one.short:.2g} points in {counted(one.refused, None)} combinations"


def withheld(evaluator: Evaluator, kind: str) -> Phrase | None:
    """Who would not supply what deals of a kind need, where no zone exists for want of it (lines declared, or set aside)."""
    rows = tuple(one for one in kept_suppliers(evaluator) if kind in one.kinds)[:1]
    if not rows:
        return None
    labels = Labels(evaluator.base)
    return Phrase(
        "; ".join(_needs_words(labels, one) for one in rows),
        paths=tuple(str(Supply(one.issue, one.option, one.party)) for one in rows),
    )


@dataclass(frozen=True, slots=True)
class _Suppliers:
    found: tuple[Supplier, ...]


def kept_suppliers(evaluator: Evaluator) -> tuple[Supplier, ...]:
    """Every supplier of every option of the base case, by rising refusal, from the cache where nothing has changed."""
    return evaluator.kept(_suppliers, as_=_Suppliers).found


def _suppliers(evaluator: Evaluator) -> _Suppliers:
    case = evaluator.base
    named = [
        (party, issue, option)
        for issue, one in case.issues.items()
        for option in one.options
        for party in supplied_by(case, issue, option)
    ]
    if not named:
        return _Suppliers(())
    at, drawn = evaluator.medians(None), evaluator.sample(None) if evaluator.n else None
    closed = [kind for kind in case.kinds if _withheld(evaluator, kind)]
    found = []
    for party, issue, option in named:
        path = str(Supply(issue, option, party))
        worth = float(at.get(path)[0])
        over = None if drawn is None else drawn.get(path)
        less = None if over is None else over[over < -ROUNDING]
        found.append(
            Supplier(
                party=party,
                issue=issue,
                option=option,
                worth=worth,
                refused=None if over is None or less is None else len(less) / len(over),
                short=None if less is None or not len(less) else float(np.median(-less)),
                kinds=tuple(k for k in closed if worth < -ROUNDING and option in case.kinds[k].only.get(issue, ())),
            )
        )
    return _Suppliers(tuple(sorted(found, key=lambda one: one.refused or 0.0)))


def _withheld(evaluator: Evaluator, kind: str) -> bool:
    asked = (Ask(kind, red_lines="none"), Ask(kind, red_lines="declared"))
    return any(evaluator.evaluate(None, ask, n=0).point.why_empty is WhyEmpty.WITHHELD for ask in asked)


def _sways(case: Case) -> list[Sway]:
    found = []
    for key, party in case.parties.items():
        if party.role not in ("spoiler", "mediator"):
            continue
        stated: Judgement | None = case.judgements.get(str(Breaks(key) if party.role == "spoiler" else Assures(key)))
        chance = None if stated is None else stated.distribution
        lines = tuple(k for k, line in case.red_lines.items() if line.party == key) if party.role == "spoiler" else ()
        amount, low, high = (None,) * 3 if chance is None else (chance.median, chance.low, chance.high)
        found.append(Sway(key, party.role, amount, low, high, lines))
    return found


def _sway_words(labels: Labels, sways: tuple[Sway, ...]) -> list[str]:
    told = []
    for one in sways:
        name = labels.party(one.party)
        name = name[0].upper() + name[1:]
        if not one.amount or one.low is None or one.high is None:
            told.append(f"{name}, named as {one.role}, is in no number.")
            continue
        size = f"{one.low:.2g} to {one.high:.2g}" if one.low != one.high else f"{one.amount:.2g}"
        if one.role == "mediator":
            told.append(
                f"What a deal gains from {labels.party(one.party)} raises the log-odds that it is kept by {size}."
            )
        else:
            which = f" that crosses {listed([labels.line(k) for k in one.lines], 'or')}" if one.lines else ""
            told.append(
                f"What {labels.party(one.party)} can break lowers the log-odds that a deal{which} is kept by {size}."
            )
    return told
