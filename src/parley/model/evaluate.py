"""The one composition of case, no-deal and deals: the zone of one kind of deal under one view. See :func:`evaluate`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parley.case.consent import suppliers
from parley.case.types import Case
from parley.deals.problem import DealProblem, Floats
from parley.deals.results import WhyEmpty, ZoneDraws, ZoneResult
from parley.model.modes import RedLines, check_modes

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws


@dataclass(frozen=True)
class Evaluation:
    """The zone of one kind of deal under one view, at the medians and over draws."""

    case: str
    view: str | None
    kind: str
    beliefs: str
    """"own", "analyst" or a party's key."""
    red_lines: RedLines
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    point: ZoneResult
    point_problem: DealProblem
    reservation: tuple[float, ...]
    """R_p at the medians."""
    draws: ZoneDraws | None
    reservations: Floats | None
    """(n, P)"""
    share: float | None
    """Share of decided draws with a zone: of the analyst's own ranges, not a probability of peace."""
    share_se: float | None
    seed: int

    @property
    def count(self) -> int:
        """How many draws were made (0: the medians only)."""
        return 0 if self.draws is None else int(self.draws.exists.shape[0])


def evaluate(
    case: Case,
    kind: str | None = None,
    beliefs: str = "own",
    red_lines: RedLines = "weighed",
    *,
    draws: int = 1000,
    seed: int = 0,
    sample_given: Draws | None = None,
) -> Evaluation:
    """Test the zone at the medians and, where ``draws`` is above zero, over that many draws of every judgement.

    ``sample_given`` is used instead of drawing anew, so that what is compared shares one sample. Raises
    :class:`InputError` for an unknown mode and :class:`~parley.core.errors.CaseError` for an unknown kind or holder.
    """
    from parley.case.chance.sampling import medians, sample, share_and_error
    from parley.deals.zone import zone, zone_draws
    from parley.model.compose import kind_of, problem

    check_modes(case, beliefs, red_lines)
    at_medians = problem(case, medians(case), kind, beliefs, red_lines)
    point = zone(at_medians)
    if point.exists is False and suppliers(case, kind_of(case, kind)):
        supplied = zone(problem(case, medians(case), kind, beliefs, red_lines, consents=False))
        point = replace(point, why_empty=why_withheld(point.why_empty, supplied.exists, supplied.why_empty))
    over, r, share, error = None, None, None, None
    if draws > 0 or sample_given is not None:
        drawn = sample_given if sample_given is not None else sample(case, draws, seed)
        p = problem(case, drawn, kind, beliefs, red_lines)
        over, r = zone_draws(p), p.reservation
        if bool(np.all(over.decided)):
            share, error = share_and_error(over.exists, drawn)
    return Evaluation(
        case=case.name,
        view=case.view,
        kind=kind_of(case, kind).key,
        beliefs=beliefs,
        red_lines=red_lines,
        parties=at_medians.parties,
        issues=at_medians.issues,
        options=at_medians.options,
        point=point,
        point_problem=at_medians,
        reservation=tuple(float(x) for x in at_medians.reservation[0]),
        draws=over,
        reservations=r,
        share=share,
        share_se=error,
        seed=seed,
    )


def why_withheld(why: WhyEmpty | None, exists: bool | None, otherwise: WhyEmpty | None) -> WhyEmpty | None:
    """Why there is no zone, where suppliers may be the reason: ``why`` with them, and whether there is one, or why not
    (``otherwise``), if everybody supplied what deals need of them.

    *Withheld*: there would be one, which lifting red lines alone does not open. Where lines alone would open one too, it
    stays *squeezed*; where supply changes nothing, the reason is the one that remains with it.
    """
    if exists:
        return why if why is WhyEmpty.SQUEEZED else WhyEmpty.WITHHELD
    if why is WhyEmpty.NO_DEAL_PREFERRED and otherwise is WhyEmpty.SQUEEZED:
        return WhyEmpty.WITHHELD
    return otherwise if why is WhyEmpty.RULED_OUT and otherwise is not None else why


def draws_needed(
    case: Case,
    within: float,
    kind: str | None = None,
    beliefs: str = "own",
    red_lines: RedLines = "weighed",
    *,
    seed: int = 0,
) -> int:
    """How many draws bring the standard error of the share down to ``within`` (a part of 1), by the stopping rule of
    :func:`parley.case.chance.sampling.share_until`; its ceiling where that does not suffice."""
    from parley.case.chance.sampling import share_until
    from parley.deals.zone import exists_draws
    from parley.model.compose import problem

    check_modes(case, beliefs, red_lines)
    settled = share_until(
        case, lambda d: exists_draws(problem(case, d, kind, beliefs, red_lines))[0], within=within, seed=seed
    )
    return settled.draws


def point(case: Case, kind: str | None = None, beliefs: str = "own", red_lines: RedLines = "weighed") -> Evaluation:
    """The verdict at the medians alone."""
    return evaluate(case, kind, beliefs, red_lines, draws=0)
