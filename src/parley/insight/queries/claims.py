"""The claims of a case under every view: whether they hold, in what share of the stated ranges, and what they turn on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from parley.case.chance.sampling import unset
from parley.case.paths import NoDeal, Toughness, parse
from parley.case.types import Case, Claim
from parley.core.errors import InputError
from parley.deals.problem import Bools, Floats
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.asking.parallel import mapped
from parley.insight.asking.relevance import acts_only
from parley.insight.queries import language as q
from parley.insight.queries.judge import Scene, holds, measure, row_by_row
from parley.insight.queries.testing import assumed, atoms, narrower, reads_back, said, untested
from parley.insight.results.labels import Labels
from parley.insight.results.sections.claims import (
    Chain,
    ClaimResult,
    ClaimVerdict,
    Premise,
    Quotation,
    Standing,
    TurnsOn,
)
from parley.insight.sensitivity.thresholds import Search, turns
from parley.insight.sensitivity.unvaried import doubt_of
from parley.model.facts import behind

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

SURE, UNSURE = 0.8, 0.2
"""Holds in at least 80 of 100 combinations, fails in at most 20: between, the ranges do not settle it.
The share itself is compared, as it was counted, not as it is told."""
RULE = (
    f"Holds: true at the middle numbers and in at least {100 * SURE:.0f} of 100 combinations of the ranges; fails: false there and "
    f"true in at most {100 * UNSURE:.0f}; between, it depends."
)
CLAIM_DRAWS = 500


def claims(evaluator: Evaluator, *, only: Sequence[str] | None = None, n: int = CLAIM_DRAWS) -> tuple[ClaimResult, ...]:
    """Every claim (or those named) under the base case and every view. ``n`` draws for shares; 0: the medians alone.

    All queries are read before any is asked, so that a misspelt one is found at once.
    """
    base = evaluator.base
    for name in only or ():
        if name not in base.claims:
            from parley.core.suggest import did_you_mean

            raise InputError.one(f"{base.name} has no claim called {name!r}", hint=did_you_mean(name, base.claims))
    chosen = [base.claims[key] for key in (only or base.claims)]
    trees = {
        claim.key: q.parse(claim.query, base, f"{base.path}: claims.{claim.key}.query") if claim.query.strip() else None
        for claim in base.claims.values()
    }
    links = {claim.key: _links(base, claim, trees) for claim in base.claims.values()}
    open_numbers = len(unset(base))
    not_yet = f"numbers of the case are not yet said ({open_numbers})" if open_numbers else None
    out = []
    for claim in chosen:
        evaluator.tell(f"claim: {claim.key}")
        names = (None, *evaluator.views)
        tree = trees[claim.key]
        why = untested(base, claim, tree) or not_yet
        if tree is None or why is not None:
            views = dict.fromkeys((view or "base" for view in names), UNTESTED)
        else:
            told = mapped(partial(_kept, evaluator, tree, links[claim.key], n), names)
            views = {view or "base": standing_ for view, standing_ in zip(names, told, strict=True)}
        late = {view for view in evaluator.views if view in base.late_views}
        out.append(
            ClaimResult(
                id=claim.key,
                who=claim.who,
                date=claim.date.isoformat() if claim.date else None,
                late=claim.key in base.late_claims,
                text=claim.text,
                query=claim.query,
                premises=claim.premises,
                evidence=tuple(
                    Quotation(e.document, e.quote, e.supports, not evaluator.source.verbatim(e.document, e.quote))
                    for e in claim.evidence
                ),
                views=views,
                verdict=over_views(standing_ for view, standing_ in views.items() if view not in late),
                untested=why,
                tested=narrower(claim.text),
                said=said(claim.text),
                assumes=() if tree is None or why is not None else _assumes(evaluator, tree),
            )
        )
    return tuple(out)


UNTESTED = Standing("not tested", None, None, None, {}, None, None)


def over_views(standings: Iterable[Standing]) -> ClaimVerdict:
    """One word for several views: theirs where they say the same, else *depends*; what is assumed in all is *assumed*."""
    found = list(standings)
    words = {s.verdict for s in found}
    return words.pop() if len(words) == 1 else "depends"


def _assumes(evaluator: Evaluator, tree: q.Query) -> tuple[str, ...]:
    """The parts of the query, in the language, that read back what was typed in."""
    at = scene(evaluator, None)
    return tuple(dict.fromkeys(condition_words(atom) for atom in atoms(tree) if reads_back(atom, at)))


def _kept(
    evaluator: Evaluator, query: q.Query, links: Sequence[tuple[str, q.Query | None]], n: int, view: str | None
) -> Standing:
    """The standing, from the cache where nothing that it read has changed."""
    return evaluator.kept(standing, view, query, tuple(links), n, as_=Standing)


def _links(case: Case, claim: Claim, trees: Mapping[str, q.Query | None]) -> tuple[tuple[str, q.Query | None], ...]:
    out = []
    for i, premise in enumerate(claim.premises):
        if premise in trees:
            if premise == claim.key:
                raise InputError.one(f"{case.path}: claims.{claim.key}.premises: a claim is no premise of itself")
            out.append((premise, trees[premise]))
        else:
            out.append((premise, q.parse(premise, case, f"{case.path}: claims.{claim.key}.premises[{i}]")))
    return tuple(out)


def scene(evaluator: Evaluator, view: str | None, n: int | None = None) -> Scene:
    """The medians of a view (``n`` None), or its draws."""
    count = min(evaluator.n, CLAIM_DRAWS) or CLAIM_DRAWS
    at = evaluator.medians(view) if n is None else evaluator.sample(view, n)
    late = evaluator.base.late_views
    return Scene(
        evaluator.case(view),
        evaluator.quantities,
        at,
        lambda: evaluator.sample(view, count),
        how="median" if n is None else "drawn",
        seed=evaluator.seed,
        views=lambda: [scene(evaluator, other, n) for other in (None, *evaluator.views) if other not in late],
    )


def standing(
    evaluator: Evaluator,
    view: str | None,
    query: q.Query,
    links: Sequence[tuple[str, q.Query | None]] = (),
    n: int = CLAIM_DRAWS,
) -> Standing:
    """One query under one view."""
    point = scene(evaluator, view)
    truth = bool(holds(query, point)[0])
    typed = assumed(query, point)
    share, error = None, None
    doubt = doubt_of(tuple(point.case.judgements[path] for path in mentioned(point.case, query)))
    if n and row_by_row(query) and not typed and not doubt.still:
        from parley.case.chance.sampling import share_and_error

        drawn = scene(evaluator, view, n)
        share, error = share_and_error(holds(query, drawn), drawn.draws)
    numbers = {text: _finite(measure(number, point)) for text, number in compared(query)}
    return Standing(
        verdict="assumed" if typed else verdict(truth, share),
        at_medians=truth,
        share=share,
        share_se=error,
        numbers=numbers,
        turns_on=_turns_on(evaluator, view, query) if row_by_row(query) and not typed else None,
        chain=_chain(point, truth, links) if links else None,
        varies=typed or not doubt.still,
    )


def verdict(at_medians: bool, share: float | None) -> ClaimVerdict:
    """Holds, fails or depends (see :data:`SURE`)."""
    if share is None:
        return "holds" if at_medians else "fails"
    if at_medians and share >= SURE:
        return "holds"
    return "fails" if not at_medians and share <= UNSURE else "depends"


def share_told(share: float) -> str:
    """A share as finely as its side of a threshold needs: "79.6 of 100" beside "80 of 100", where both would read 80."""
    rounded = round(100 * share)
    near = any(rounded == round(100 * edge) and share != edge for edge in (SURE, UNSURE))
    return f"{_cut(100 * share) if near else rounded} of 100"


def _cut(value: float) -> str:
    """The fewest decimals with which a number does not read as a whole one that it is not."""
    return next((text for digits in (1, 2, 3) if float(text := f"{value:.{digits}f}") != round(value)), f"{value:g}")


def _chain(point: Scene, conclusion: bool, links: Sequence[tuple[str, q.Query | None]]) -> Chain:
    steps = tuple(Premise(name, None if tree is None else bool(holds(tree, point)[0])) for name, tree in links)
    broken = next((step.premise for step in steps if not step.true), None)
    if broken is None and not conclusion:
        broken = "the conclusion"
    return Chain(broken is None, broken, steps)


def _turns_on(evaluator: Evaluator, view: str | None, query: q.Query) -> TurnsOn | None:
    """The judgement whose move within its own range turns the answer with the smallest relative move."""
    paths = mentioned(evaluator.case(view), query)

    def answer(case: Case, draws: Draws) -> Bools:
        return holds(query, Scene(case, evaluator.quantities, draws, lambda: draws, seed=evaluator.seed))

    found = turns(
        answer,
        evaluator.case(view),
        evaluator.medians(view),
        paths,
        evaluator.quantities,
        Search(beyond=False, grid=3, halvings=8),
    )
    if not found:
        return None
    best = found[0]
    return TurnsOn(
        path=best.path,
        label=Labels(evaluator.base).label(best.path),
        at=best.median,
        threshold=round(best.threshold, 4),
    )


def mentioned(case: Case, query: q.Query) -> tuple[str, ...]:
    """The judgements that a query can depend on: those it names; those of no-deal where it speaks of R; else all."""
    named: set[str] = set()
    wide = {"beliefs": False, "all": False}
    _walk(query, named, wide)
    if wide["all"]:
        forms = ((text, parse(text)) for text in case.judgements)
        return tuple(text for text, form in forms if not (acts_only(case, form) or isinstance(form, Toughness)))
    if wide["beliefs"]:
        named |= {text for text in case.judgements if isinstance(parse(text), NoDeal)}
    named |= {text for path in tuple(named) for text in behind(case, path)}
    return tuple(p for p in case.judgements if p in named)


def mentioned_by_number(case: Case, number: q.Number) -> tuple[str, ...]:
    """The same for a number."""
    return mentioned(case, q.Compare(">", number, q.Const(0.0)))


def _walk(node: q.Query | q.Number, named: set[str], wide: dict[str, bool]) -> None:
    match node:
        case q.At(path):
            named.add(path)
        case q.Reservation():
            wide["beliefs"] = True
        case q.Moves():
            wide["beliefs"] = True
        case q.Zone() | q.EveryDeal() | q.Denial() | q.Measure() | q.Readiness() | q.Opening():
            wide["all"] = True
        case q.With(path, value, of):
            _walk(value, named, wide)
            _walk(of, named, wide)
        case q.Compare(_, left, right) | q.Join(_, left, right) | q.Arithmetic(_, left, right):
            _walk(left, named, wide)
            _walk(right, named, wide)
        case q.Not(of) | q.After(_, of) | q.Corrected(_, of) | q.Change(_, of) | q.InViews(_, of):
            _walk(of, named, wide)


def compared(query: q.Query) -> list[tuple[str, q.Number]]:
    """The two numbers of every comparison outside a what-if, with their words."""
    match query:
        case q.Compare(_, left, right):
            return [(words(n), n) for n in (left, right) if not isinstance(n, q.Const)]
        case q.Join(_, left, right):
            return compared(left) + compared(right)
        case q.Not(of):
            return compared(of)
        case q.Moves(act, party, _):
            change = q.Change(act, q.Reservation(party))
            return [(words(change), change)]
        case q.Zone(ask) if ask.having == ():
            return [(f"shortfall {_ask(ask)}", q.Measure("shortfall", ask))]
        case _:
            return []


def condition_words(query: q.Query) -> str:
    """A condition without parts, in the language."""
    match query:
        case q.Compare(sign, left, right):
            return f"{words(left)} {sign} {words(right)}"
        case q.Moves(act, party, way):
            return f"{act} {way} {party}"
        case q.Zone(ask, why):
            return f"{why.replace('_', '-') if why else 'zone'} {_ask(ask)}"
        case q.EveryDeal(ask):
            return f"every deal {_ask(ask)}"
        case q.Denial(party, ask):
            return f"denial {party} opens {_ask(ask)}"
        case _:
            return "…"


def words(number: q.Number) -> str:
    """A number in the language."""
    match number:
        case q.Const(value):
            return f"{value:g}"
        case q.At(path):
            return path
        case q.Reservation(party, holder):
            return f"R {party}" if holder == "own" else f"R {party} as {holder}"
        case q.Measure(what, ask, party):
            return " ".join(x for x in (what, party, _ask(ask)) if x)
        case q.Readiness(party):
            return f"readiness {party}"
        case q.Opening(ask, weeks):
            return f"opening {_ask(ask)} by {weeks:g}"
        case q.Change(act, of):
            return f"change {act} {words(of)}"
        case q.Arithmetic(sign, left, right):
            return f"{_part(left, sign)} {sign} {_part(right, sign)}"


def _part(number: q.Number, sign: str) -> str:
    """A part of a sum or product, in brackets where it is a sum within what binds tighter."""
    inner = isinstance(number, q.Arithmetic) and number.sign != "*" and sign != "+"
    return f"({words(number)})" if inner else words(number)


def _ask(ask: Ask) -> str:
    parts = [ask.kind]
    if ask.red_lines != "weighed":
        parts.append(f"red_lines={ask.red_lines}")
    if ask.beliefs != "own":
        parts.append(f"beliefs={ask.beliefs}")
    parts += [f"having {issue}={','.join(options)}" for issue, options in ask.having]
    return " ".join(parts)


def _finite(values: Floats) -> float | None:
    value = float(values[0])
    return value if np.isfinite(value) else None
