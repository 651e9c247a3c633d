"""To whom a statement belongs: by the names and leaders of the actors found, never by force; where two fit, to nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from parley.reading.actors import words
from parley.reading.actors.names import is_generic
from parley.reading.actors.spelling import surname
from parley.reading.english import lexicon
from parley.reading.model import Statement

_AGAINST = re.compile(
    r"\b(?:critics?|opponents?|enem(?:y|ies)|supporters?|victims?|analysts?|experts?|ambassador to|envoy (?:to|for)|talks with)\b",
    re.I,
)


_BESIDE = re.compile(r"\w[^,]*,\s(?:with|in|within|near|amid|despite|against)\s(?:[\w’'-]+\s){0,8}$")
""" "Velland, with its long border in": who is named after it is not the one who speaks."""


def _where(text: str, name: re.Match[str]) -> bool:
    """A state's name that tells where, not whose: "Velland's Lake fighters"; a name in what is only told beside another's."""
    if _BESIDE.search(text[: name.start()]):
        return True
    rest = re.split(r"[,;(]", text[name.end() :], maxsplit=1)[0]
    return words.country(name.group()) is not None and any(lexicon.is_armed(w) for w in rest.lower().split())


class Speakers:
    """Actors asked by the words of a source. Built once."""

    def __init__(self, actors: Sequence[tuple[str, Sequence[str], Sequence[str]]]) -> None:
        self._keys = {key for key, _, _ in actors}
        self._leaders: dict[str, set[str]] = {}
        names: dict[str, set[str]] = {}
        for key, called, leaders in actors:
            for leader in leaders:
                self._leaders.setdefault(surname(leader), set()).add(key)
            for name in called:
                if is_generic(name) is None and name not in leaders:
                    names.setdefault(re.sub(r"^the\s", "", name, flags=re.I), set()).add(key)
        self._names = {n: next(iter(k)) for n, k in names.items() if len(k) == 1 and len(n) > 1}
        longest = sorted(self._names, key=len, reverse=True)
        self._pattern = (
            re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in longest) + r")(?!\w)") if longest else None
        )

    def of(self, statements: Sequence[Statement]) -> Mapping[str, str]:
        """Statement id → key, for those that can be told."""
        out = {}
        for statement in statements:
            key = self.one(statement)
            if key is not None:
                out[statement.id] = key
        return out

    def one(self, statement: Statement) -> str | None:
        """The actor to which the speaker belongs; None where nothing tells, or two fit."""
        if statement.resolved:
            led = self._leaders.get(surname(statement.resolved), set())
            if len(led) == 1:
                return next(iter(led))
            named = self._named(statement.resolved)
            if named:
                return named
        told = self._named(" ".join((statement.source_text, statement.role or "")))
        if told is not None:
            return told
        return statement.party if statement.party in self._keys else None

    def _named(self, text: str) -> str | None:
        if self._pattern is None or _AGAINST.search(text):
            return None
        found = {self._names[m.group()] for m in self._pattern.finditer(text) if not _where(text, m)}
        return found.pop() if len(found) == 1 else None


__all__ = ["Speakers"]
