"""A deal of one's own, tested: who falls short and by how much, what it crosses, whom it needs, what would mend it.

The verdict is that of the zone test at the middle numbers of one view; beside it stand all views by name, and the share of
combinations of the stated ranges. Without numbers what needs none is told, and the verdict is left open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parley.case.chance.sampling import unset
from parley.case.consent import marks, needs
from parley.case.deal import Deal, crosses
from parley.case.file.deal import Brought, refuse_missing
from parley.case.paths import Line, Score
from parley.case.types import Case
from parley.core.errors import BudgetError, CaseError
from parley.core.plurals import plural
from parley.core.suggest import did_you_mean
from parley.insight.asking.evaluator import Evaluator
from parley.insight.results.titles import within
from parley.insight.results.words import listed
from parley.insight.views.deal_results import (
    Amendment,
    Before,
    Crossed,
    InView,
    KindFit,
    OnFrontier,
    PartyStanding,
    Share,
    Tested,
)
from parley.insight.views.on_frontier import on_frontier
from parley.model.compose import kind_of, weights
from parley.model.modes import RedLines
from parley.model.no_deal import middle, own_or_principals
from parley.model.standing import Fit, Standing, completed, fit, posed, standing

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.deals.amend import Amended, Amendments
    from parley.deals.problem import DealProblem

NO_DEAL = "no-deal"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that is asked of a deal."""

    kind: str | None = None
    beliefs: str = "own"
    red_lines: RedLines = "weighed"
    view: str | None = None
    complete: bool = False
    """Complete what the deal leaves open."""


def try_deal(evaluator: Evaluator, brought: Brought, asked: Asked, command: str = "") -> Tested:
    """Test a deal; ``command``: what makes this again. Raises :class:`CaseError` for one that leaves issues open or is about what its kind is not."""
    case = evaluator.case(asked.view)
    open_numbers = unset(case)
    kind, deal, filled = _whole(evaluator, case, brought.deal, asked, bool(open_numbers))
    fits = {key: fit(case, key, deal) for key in case.kinds}
    standings = _standings(evaluator, kind, deal, asked)
    mine = standings.get(asked.view or "base")
    in_zone, reason = _verdict(case, fits[kind], mine, deal, asked, len(open_numbers))
    views = {name: _in_view(evaluator, name, s) for name, s in standings.items()}
    verdict_view = views.get(asked.view or "base")
    named = next((p.key for p in case.packages.values() if dict(p.deal) == deal), None)
    frontier, mends, amended = _mended(evaluator, fits[kind], deal, asked) if mine else (None, None, ())
    return Tested(
        case=case.name,
        title=case.title,
        name=brought.name,
        kind=kind,
        view=asked.view or "base",
        beliefs=asked.beliefs,
        red_lines=asked.red_lines,
        deal=deal,
        filled=filled,
        in_zone=in_zone,
        reason=reason,
        parties=verdict_view.parties if verdict_view else {},
        crosses=tuple(line.key for line in crosses(case, deal)),
        lines=crossed(case, deal),
        needs=tuple(need.party for need in needs(case, deal)),
        consent=needs(case, deal),
        signatures=tuple(key for key, party in case.parties.items() if party.role == "principal"),
        unlawful=marks(case, deal),
        kinds=_kinds(evaluator, fits, deal, asked, kind, in_zone if mine else None),
        views=views,
        share=verdict_view.share if verdict_view else None,
        frontier=frontier,
        amendments=amended,
        mending=mends.mending if mends else None,
        searched=mends.searched if mends else None,
        fewest=mends.fewest if mends else None,
        zone=mends.zone if mends else None,
        ratifiers=_beside(evaluator, kind, deal, asked) if mine else {},
        before=_before(evaluator, case, kind, deal, asked.view, bool(mine)),
        package=named,
        orders=_orders(case, named),
        unset=open_numbers,
        command=command,
        if_softened=_softened(evaluator, fits[kind], mine, deal, asked) if mine else (),
    )


# ------------------------------------------------------------------------------------------- which deal, of which kind


def _whole(
    evaluator: Evaluator, case: Case, given: Mapping[str, str], asked: Asked, without_numbers: bool
) -> tuple[str, dict[str, str], tuple[str, ...]]:
    """(kind, whole deal, issues completed): the kind asked for, else the main kind where it fits, else the first that does."""
    fits = {key: fit(case, key, given) for key in case.kinds}
    order = (case.main_kind, *(key for key in case.kinds if key != case.main_kind))
    kind = kind_of(case, asked.kind).key if asked.kind else _likeliest(fits, order)
    found = fits[kind]
    if found.beyond:
        raise CaseError.one(
            f"a deal of kind {kind} is not about {', '.join(found.beyond)}",
            hint=did_you_mean(found.beyond[0], case.kinds[kind].issues)
            or "leave it out, or name another kind with --kind",
        )
    deal = completed(case.kinds[kind], given)
    if not found.missing:
        return kind, deal, ()
    if not asked.complete:
        raise refuse_missing(case, deal, kind, found.missing)
    if without_numbers:
        raise CaseError.one(
            f"the best completion cannot be told: {plural(len(unset(case)), 'number')} of {case.name} not yet said",
            hint=f"write an option for {', '.join(found.missing)}",
        )
    return kind, _completion(evaluator, case, kind, deal, asked), found.missing


def _likeliest(fits: Mapping[str, Fit], order: Sequence[str]) -> str:
    """Where several kinds fit alike, the main kind, then the first."""

    def rank(key: str) -> tuple[bool, bool, bool, bool]:
        f = fits[key]
        return not f.allowed, not (f.whole and not f.closed), not f.whole, bool(f.beyond)

    return min(order, key=rank)


def _completion(evaluator: Evaluator, case: Case, kind: str, deal: Deal, asked: Asked) -> dict[str, str]:
    """Of the deals that complete ``deal``: one of the zone where there is one, else the one that falls least short of it."""
    from parley.deals.zone import zone
    from parley.insight.asking.evaluator import Ask, problem
    from parley.model.compose import deal_names
    from parley.model.examples import shown

    having = tuple((issue, (option,)) for issue, option in deal.items())
    having_it = problem(case, evaluator.medians(asked.view), Ask(kind, asked.beliefs, asked.red_lines, having))
    best = shown(case, kind, having_it, zone(having_it))
    if best is None:
        raise CaseError.one(
            f"no deal of kind {kind} completes it: the kind or a rule of the case forbids them all",
            hint="write every option yourself; what forbids the deal is then named",
        )
    from parley.model.compose import problem as compose

    return dict(deal_names(compose(case, evaluator.medians(asked.view), kind), best))


# ------------------------------------------------------------------------------------------------------ how it stands


def _standings(evaluator: Evaluator, kind: str, deal: Deal, asked: Asked) -> dict[str, Standing]:
    out = {}
    for view in _views(evaluator, asked):
        case, at = evaluator.case(view), evaluator.medians(view)
        sample = evaluator.sample(view) if evaluator.n else None
        out[view or "base"] = standing(case, at, sample, kind, deal, asked.beliefs, asked.red_lines)
    return out


def _views(evaluator: Evaluator, asked: Asked) -> tuple[str | None, ...]:
    """The views under which every number is said."""
    every = dict.fromkeys((None, *evaluator.views, asked.view))
    return tuple(view for view in every if not unset(evaluator.case(view)))


def _in_view(evaluator: Evaluator, name: str, s: Standing) -> InView:
    view = None if name == "base" else name
    told = evaluator.stance(view)
    return InView(
        title=evaluator.title(view),
        date=told.date if told else None,
        late=view in evaluator.base.late_views,
        in_zone=s.in_zone,
        parties={p: PartyStanding(s.values[p], s.reservation[p], s.short[p]) for p in s.values},
        held=s.held,
        floors=s.floors,
        refused=s.refused,
        share=None
        if s.suits is None or s.suits_se is None
        else Share(s.share, s.share_se, dict(s.suits), dict(s.suits_se), evaluator.n, s.varies),
    )


def why_not(case: Case, found: Fit) -> tuple[str, ...]:
    """What speaks against a deal as one of a kind, in words."""
    kind = case.kinds[found.kind]

    def titles(issues: Sequence[str]) -> str:
        return listed([f"“{case.issues[issue].title}”" for issue in issues])

    said = [f"it says nothing on {titles(found.missing)}"] if found.missing else []
    said += [f"this kind is not about {titles(found.beyond)}"] if found.beyond else []
    said += [f"this kind has other options on {titles(found.closed)}"] if found.closed else []
    for rule in found.broken:
        named = titles(tuple(dict.fromkeys((*rule.when, *(rule.then or {})))))
        said.append(f"a rule forbids it ({named})" + (f": {rule.because.rstrip('. ')}" if rule.because else ""))
    said += [f"it leaves everything as it is ({kind.title})"] if found.unchanged else []
    return tuple(said)


def _brief(found: Fit) -> str:
    """What speaks against a deal as one of a kind, issues counted instead of named."""
    said = [f"{plural(len(found.missing), 'issue')} of it left open"] if found.missing else []
    said += [f"{plural(len(found.beyond), 'issue')} that it is not about"] if found.beyond else []
    said += [f"other options on {plural(len(found.closed), 'issue')}"] if found.closed else []
    said += [f"{plural(len(found.broken), 'rule')} against it"] if found.broken else []
    said += ["it leaves everything as it is"] if found.unchanged else []
    return "; ".join(said)


def _verdict(
    case: Case, found: Fit, mine: Standing | None, deal: Deal, asked: Asked, open_numbers: int
) -> tuple[bool | None, str]:
    if not found.allowed:
        return False, "; ".join(why_not(case, found))
    if mine is None:
        if asked.red_lines == "declared" and crosses(case, deal):
            return False, "it crosses declared lines, and all of them are taken to hold"
        are = "is" if open_numbers == 1 else "are"
        return None, f"{plural(open_numbers, 'number')} of the case {are} not yet said"
    return mine.in_zone, "" if mine.in_zone else "; ".join(_against(case, mine))


def _against(case: Case, s: Standing) -> list[str]:
    said = [f"it crosses “{case.red_lines[key].title}”" for key in s.held]
    said += [f"“{case.issues[issue].title}” lies below a floor of the analyst’s" for issue in s.floors]
    said += [f"{within(case.parties[party].title)} would not supply what it needs" for party in s.refused]
    short = [(within(case.parties[p].title) if p in case.parties else p, x) for p, x in s.short.items() if x > 0]
    return said + [f"{title} falls {x:.1f} points short" for title, x in short]


def _softened(evaluator: Evaluator, found: Fit, mine: Standing, deal: Deal, asked: Asked) -> tuple[str, ...]:
    """The lines that hold and that the deal crosses, where nothing else keeps it out of the zone."""
    if mine.in_zone or not mine.held or not found.allowed:
        return ()
    case, at = evaluator.case(asked.view), evaluator.medians(asked.view)
    lifted = standing(case, at, None, found.kind, deal, asked.beliefs, "none")
    return mine.held if lifted.in_zone else ()


def _kinds(
    evaluator: Evaluator, fits: Mapping[str, Fit], deal: Deal, asked: Asked, chosen: str, verdict: bool | None
) -> dict[str, KindFit]:
    out = {}
    for key, found in fits.items():
        inside = verdict if key == chosen and found.allowed else None
        if found.allowed and key != chosen and verdict is not None:
            case, at = evaluator.case(asked.view), evaluator.medians(asked.view)
            whole = completed(case.kinds[key], deal)
            inside = standing(case, at, None, key, whole, asked.beliefs, asked.red_lines).in_zone
        case = evaluator.base
        out[key] = KindFit(case.kinds[key].title, found.allowed, why_not(case, found), inside, _brief(found))
    return out


def crossed(case: Case, deal: Deal) -> tuple[Crossed, ...]:
    """The red lines of all parties that a deal crosses; those of required parties first."""
    found = [
        Crossed(
            line=line.key,
            title=line.title,
            party=line.party,
            holds=middle(case, Line(line.key)),
            declared=line.declared,
            required=line.party in case.required,
            basis=line.basis,
        )
        for line in crosses(case, deal, case.parties)
    ]
    return tuple(sorted(found, key=lambda line: not line.required))


def _beside(evaluator: Evaluator, kind: str, deal: Deal, asked: Asked) -> dict[str, float]:
    """By how much each ratifier beside the verdicts falls short of passing the deal."""
    from parley.insight.sections.two_levels import consenting

    case = evaluator.case(asked.view)
    out = {}
    for key, party in case.parties.items():
        if party.role == "ratifier" and not party.binding:
            made = standing(
                consenting(case, key), evaluator.medians(asked.view), None, kind, deal, asked.beliefs, asked.red_lines
            )
            out[key] = made.short[key]
    return out


# ------------------------------------------------------------------------------------------- what would be better


def _mended(
    evaluator: Evaluator, found: Fit, deal: Deal, asked: Asked
) -> tuple[OnFrontier | None, Amendments, tuple[Amendment, ...]]:
    from parley.deals.amend import amendments

    kind = found.kind
    at = {
        view or "base": posed(
            evaluator.case(view), evaluator.medians(view), kind, deal, asked.beliefs, asked.red_lines
        )[0]
        for view in _views(evaluator, asked)
    }
    p = at[asked.view or "base"]
    x = tuple(p.options[j].index(deal[issue]) for j, issue in enumerate(p.issues))
    mends = amendments(p, x)
    shown = tuple(_amendment(evaluator.base, p, x, a, at) for a in mends.shown)
    try:
        frontier = on_frontier(p, x) if found.allowed else None
    except BudgetError:  # more than can be looked at: nothing is said of it
        frontier = None
    return frontier, mends, shown


def _amendment(case: Case, p: DealProblem, x: tuple[int, ...], a: Amended, at: Mapping[str, DealProblem]) -> Amendment:
    from parley.deals.listing import inside
    from parley.deals.values import by_holding, values_of
    from parley.deals.verdict import thresholds

    both = np.array([x, a.deal])
    was, now = values_of(p, both)[0]
    short = np.where(now >= thresholds(p)[0], 0.0, p.reservation[0] - now)
    deal = {issue: p.options[j][o] for j, (issue, o) in enumerate(zip(p.issues, a.deal, strict=True))}
    change = {p.issues[j]: p.options[j][o] for j, o in a.change}
    return Amendment(
        change=change,
        was={p.issues[j]: p.options[j][x[j]] for j, _ in a.change},
        in_zone=a.in_zone,
        moves=dict(zip(p.parties, (now - was).tolist(), strict=True)),
        firmer=dict(zip(p.parties, by_holding(p, both)[0, 0].tolist(), strict=True)),
        spare=dict(zip(p.parties, (now - p.reservation[0]).tolist(), strict=True)),
        short=dict(zip(p.parties, short.tolist(), strict=True)),
        crosses=tuple(line.key for line in crosses(case, deal)),
        unlawful=marks(case, change),
        views={name: bool(inside(problem, np.array([a.deal]))[0]) for name, problem in at.items()},
    )


# ---------------------------------------------------------------------------------------- before the war, and orders


def _before(
    evaluator: Evaluator, case: Case, kind: str, deal: Deal, view: str | None, numbers: bool
) -> dict[str, Before]:
    """The issues of which the case says how they stood before the war, and what the difference is worth."""
    out = {}
    for issue, option in deal.items():
        stood = case.issues[issue].before
        if stood is not None:
            moves = _worth(case, evaluator.medians(view), kind, issue, stood, option) if numbers else {}
            out[issue] = Before(stood, option, stood == option, moves)
    return out


def _worth(case: Case, draws: Draws, kind: str, issue: str, stood: str, option: str) -> dict[str, float]:
    """By party: weight × (score of ``option`` − score of ``stood``), in points."""
    issues = case.kinds[kind].issues
    j = issues.index(issue)
    out = {}
    for party in case.required:
        new, old = (own_or_principals(case, draws, Score(party, issue, o))[0] for o in (option, stood))
        out[party] = float(weights(case, draws, party, issues)[0, j] * (new - old))
    return out


def _orders(case: Case, package: str | None) -> dict[str, str]:
    out = {}
    for party, tiers in case.rankings.items() if package is not None else ():
        place = {name: level for level, tier in enumerate(tiers) for name in tier}
        mine, none = place[str(package)], place[NO_DEAL]
        out[party] = "above no deal" if mine < none else "level with no deal" if mine == none else "below no deal"
    return out
