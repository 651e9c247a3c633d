"""Models of no-deal from named numbers: a record's builder, asked by the model's name.

Pure: a ``Get`` returns the n draws of a path, or None where the case says nothing. Groups are shared by all models, so that a view or a
course can move any of them: ``no_deal.beliefs.HOLDER.NAME``, ``no_deal.values.PARTY.NAME``, ``no_deal.costs.PARTY`` and so on.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.nodeal.arrays import Floats
from parley.nodeal.protocol import NoDealModel
from parley.nodeal.record import Get, Reader, Setting
from parley.nodeal.registry import record


def model(name: str, get: Get, parties: Sequence[str], holders: Sequence[str], setting: Setting) -> NoDealModel:
    """The model called ``name`` for these parties and holders of beliefs. Raises InputError for a missing number or name."""
    found = record(name)
    return found.build(Reader(found, get, parties, holders, setting))


def reservation(name: str, get: Get, party: str, holder: str, setting: Setting) -> Floats:
    """(n,): R of ``party`` under ``holder``'s beliefs, in points."""
    return model(name, get, [party], [holder], setting).reservation([0])[:, 0]
