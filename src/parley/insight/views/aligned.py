"""The numbers of one version of a case in the places of another's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws


def aligned(draws: Draws, like: Draws) -> Draws:
    """``draws`` in the paths of ``like``; what they do not have stays as it is there."""
    if draws.paths == like.paths:
        return draws
    values = like.values.copy()
    shared = [(i, draws.columns[path]) for i, path in enumerate(like.paths) if path in draws.columns]
    values[:, [i for i, _ in shared]] = draws.values[:, [j for _, j in shared]]
    return replace(like, values=values)
