"""Judgements changed for one run: ``PATH=VALUE``, the same wherever it is written (``--set``, the address of a page)."""

from __future__ import annotations

from collections.abc import Iterable

from parley.core.errors import InputError

EXAMPLE = "for example no_deal.costs.russia=9, or a range: 'no_deal.costs.russia=5 to 12'"
_SHOWN = 60


def parse_sets(given: Iterable[str]) -> dict[str, str]:
    """Path → value as text, in the order given. Raises :class:`InputError` for what is no ``PATH=VALUE``, and for a path
    that is given twice: which of the two is meant, nobody could tell. Whether a case has such a number, the case says."""
    out: dict[str, str] = {}
    for item in given:
        path, equals, value = (part.strip() for part in item.partition("="))
        if not (path and equals and value):
            shown = item if len(item) <= _SHOWN else item[: _SHOWN - 1] + "…"
            raise InputError.one(f"a changed number is written PATH=VALUE, not {shown!r}", hint=EXAMPLE, code="set")
        if path in out:
            raise InputError.one(f"{path!r} is set twice", hint="keep one of them", code="set")
        out[path] = value
    return out


def written(path: str, value: str) -> str:
    """The spelling that :func:`parse_sets` reads."""
    return f"{path}={value}"
