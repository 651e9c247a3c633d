"""The one composition of case, no-deal and deals. See :func:`evaluate`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.deals.problem import DealProblem, Floats
from parley.deals.results import ZoneDraws, ZoneResult

RedLines = Literal["weighed", "declared", "none"]


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
