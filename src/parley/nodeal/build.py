"""Models of no-deal from named numbers: a record's builder, asked by the model's name.

Pure: a ``Get`` returns the n draws of a path, or None where the case says nothing. Groups are shared by all models, so that a view or a
course can move any of them: ``no_deal.beliefs.HOLDER.NAME``, ``no_deal.values.PARTY.NAME``, ``no_deal.costs.PARTY`` and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from parley.core.errors import InputError
from parley.core.installed import told
from parley.nodeal.arrays import Floats
from parley.nodeal.protocol import NoDealModel
from parley.nodeal.record import Get, Missing, Reader, Setting
from parley.nodeal.registry import record, shipped


def model(name: str, get: Get, parties: Sequence[str], holders: Sequence[str], setting: Setting) -> NoDealModel:
    """The model called ``name`` for these parties and holders of beliefs. Raises InputError for a missing number or name."""
    found = record(name)
    with faults_of(name):
        return found.build(Reader(found, get, parties, holders, setting))


def reservation(name: str, get: Get, party: str, holder: str, setting: Setting) -> Floats:
    """(n,): R of ``party`` under ``holder``'s beliefs, in points."""
    made = model(name, get, [party], [holder], setting)
    if name in shipped():
        return made.reservation([0])[:, 0]
    with faults_of(name):
        found = np.asarray(made.reservation([0]), dtype=np.float64)
        if found.ndim != 2 or found.shape[1] != 1:
            raise ValueError(f"reservation gives an array of shape {found.shape}, not (draws, 1) for one party")
        if not np.isfinite(found).all():
            raise ValueError(f"what no deal is worth to {party} comes out as no finite number")
    return found[:, 0]


class ModelFault(InputError):
    """The code of a model from elsewhere fails."""


@contextmanager
def faults_of(name: str) -> Iterator[None]:
    """What the code of a model from elsewhere stumbles over is said as its fault; a number that a case lacks is the case's."""
    try:
        yield
    except Exception as error:
        if name in shipped() or isinstance(error, Missing | ModelFault):
            raise
        kind = InputError if isinstance(error, InputError) else ModelFault  # it may refuse what it cannot bear
        raise kind.one(
            f"the model of no-deal {name!r} ({record(name).build.__module__}) fails: {told(error)}",
            hint="repair the package that offers it, or name another model",
        ) from error
