"""Where models of no-deal are found, by the name that a case gives: those shipped, those of installed packages, those registered.

An installed package offers its own by an entry point of the group ``parley.no_deal_models`` that names a :class:`Record`. Nothing that a
case or a document says loads code: a name is looked up among what the installation offers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from parley.core.errors import InputError
from parley.core.installed import installed, owner
from parley.core.suggest import did_you_mean
from parley.nodeal.record import Record

GROUP = "parley.no_deal_models"
_registered: dict[str, Record] = {}


@cache
def shipped() -> dict[str, Record]:
    """The models of this package, the plainest first."""
    from parley.nodeal import campaign, collapse, costly_lottery, outcomes

    return {m.RECORD.name: m.RECORD for m in (outcomes, costly_lottery, collapse, campaign)}


@cache
def _installed() -> dict[str, Record]:
    """Of other packages. One that cannot be loaded, or takes a name that is taken, is an error of the installation, and said."""
    found: dict[str, Record] = {}
    for name, one in installed(GROUP, Record):
        _refuse_taken(one, {**shipped(), **found}, f" (the entry point {name}{owner(GROUP, name)})")
        found[one.name] = one
    return found


def _refuse_taken(record: Record, known: dict[str, Record], whose: str = "") -> None:
    if record.name in known:
        raise InputError.one(
            f"a model of no-deal is called {record.name!r} already{whose}", hint="give this one another name"
        )


def default() -> Record:
    """The model of a case that names none: the plainest."""
    return next(iter(shipped().values()))


def records() -> dict[str, Record]:
    """Every model by name, the plainest first."""
    return {**shipped(), **_installed(), **_registered}


def record(name: str) -> Record:
    """The model called ``name``. Raises :class:`InputError` where there is none."""
    found = shipped().get(name) or _registered.get(name)
    if found is not None:  # what is installed is looked for only where it is needed
        return found
    every = records()
    if name not in every:
        raise InputError.one(f"no model of no-deal is called {name!r}", hint=did_you_mean(name, every))
    return every[name]


def register(one: Record) -> None:
    """Offer a model to this process; an installed package needs no call (see ``GROUP``)."""
    _refuse_taken(one, records())
    _registered[one.name] = one


@contextmanager
def registered(one: Record) -> Iterator[Record]:
    """A model offered for the length of a ``with``."""
    register(one)
    try:
        yield one
    finally:
        del _registered[one.name]
