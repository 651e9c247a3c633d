"""What a page is asked for, as its address says it: view, kind, changed judgements. The address is the whole state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from parley.core.errors import InputError

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
        """From the pairs of a query; ``set`` is ``path:value`` and may be repeated, the last one of a path wins."""
        view = kind = None
        sets: dict[str, str] = {}
        for key, value in query:
            if key == "view" and value and value != "base":
                view = value
            elif key == "kind" and value:
                kind = value
            elif key == "set":
                path, colon, text = value.partition(":")
                if not colon or not path.strip() or not text.strip():
                    raise InputError.one(
                        f"set={value[:60]!r} is not PATH:VALUE", hint="for example set=no_deal.costs.russia:9"
                    )
                sets[path.strip()] = text.strip()
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
        pairs += [("set", f"{path}:{value}") for path, value in self.sets]
        return "?" + urlencode(pairs) if pairs else ""
