"""What a page is asked for, as its address says it: view, kind, changed judgements. The address is the whole state."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from parley.case.sets import parse_sets, written
from parley.core.errors import InputError

_OLD = re.compile(r"^([a-z0-9_.-]+):")
MOST_SETS = 200
"""More changed judgements than this in one address are refused."""


@dataclass(frozen=True)
class State:
    """The part of an address's query that every page understands."""

    view: str | None = None
    kind: str | None = None
    sets: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, query: Iterable[tuple[str, str]]) -> State:
        """From the pairs of a query; ``set`` is ``PATH=VALUE``, as for ``--set``, and may be repeated for different paths.

        Raises :class:`InputError`. Addresses kept from before had a colon there, which no path holds: they are still read.
        """
        view = kind = None
        given: list[str] = []
        for key, value in query:
            if key == "view" and value and value != "base":
                view = value
            elif key == "kind" and value:
                kind = value
            elif key == "set":
                given.append(_OLD.sub(r"\1=", value))
        sets = parse_sets(given)
        if len(sets) > MOST_SETS:
            raise InputError.one(f"{len(sets)} changed judgements in one address; at most {MOST_SETS}")
        return cls(view, kind, tuple(sets.items()))

    @property
    def overrides(self) -> dict[str, str]:
        """Path → value as text."""
        return dict(self.sets)

    @property
    def query(self) -> str:
        """The address's query, with its question mark; empty where nothing is set."""
        pairs = [(k, v) for k, v in (("view", self.view), ("kind", self.kind)) if v]
        pairs += [("set", written(path, value)) for path, value in self.sets]
        return "?" + urlencode(pairs) if pairs else ""
