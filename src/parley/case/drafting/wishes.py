"""Who asks for what, offers it, refuses it or makes it a condition: what the issues, lines and packages of a draft are made of.

A wish is somebody's only where the words tell it of them. What another tells of them is theirs by that account, and says so
(``told_by``); what an opponent tells of them is nobody's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parley.case.drafting.phrases import Named, Phrases
from parley.core.spans import Span, Spans
from parley.reading.model import Condition, Statement

Stand = Literal["asks", "offers", "accepts", "refuses", "on a condition"]

_STANDS: dict[str, Stand] = {
    "demand": "asks", "offer": "offers", "promise": "offers", "concede": "accepts", "accept": "accepts", "reject": "refuses",
}  # fmt: skip
_BY_STANCE = {"talks-now": "talks", "ceasefire-in-place": "truce"}


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that one side asks for, offers, accepts, refuses, or has hang on a condition."""

    holder: str | None
    """Key of the party; None where it is nobody of the war."""
    stand: Stand
    named: Named
    statement: Statement
    told_by: str | None = None
    """Who tells it of the holder, where it is not the holder or the writer."""
    number: int = 0
    """Of the condition within its statement, for what hangs on it and for its terms."""
    terms: bool = False
    """What must come first, rather than what hangs on it."""
    about: str | None = None
    """The party whose proposal is spoken of ("rejected Velland's proposal")."""


@dataclass(frozen=True, slots=True)
class Lined:
    """A condition with what hangs on it and what must come first, both named; the holder's line."""

    holder: str
    condition: Condition
    statement: Statement
    things: tuple[Named, ...]
    terms: tuple[Named, ...]
    told_by: str | None


class Wishes:
    """All wishes of the statements given, in the order of the texts."""

    def __init__(
        self, statements: Sequence[Statement], phrases: Mapping[str, Phrases], names: Mapping[str, Sequence[str]], principals: Sequence[str]
    ) -> None:  # fmt: skip
        self.phrases = phrases
        self.names = {key: [_bare(n) for n in each] for key, each in names.items()}
        self.principals = principals
        self.by_id = {s.id: s for s in statements}
        self.found: list[Wish] = []
        self.lines: list[Lined] = []
        for statement in statements:
            if not statement.furniture and statement.document in phrases:
                self._read(statement)
        self.found = _once(self.found)

    def _read(self, statement: Statement) -> None:
        holder, told_by = self._holder(statement)
        if holder is None and told_by == "an opponent":
            return
        phrases, deed = self.phrases[statement.document], statement.deed
        stand = _STANDS.get(deed.act) if deed is not None else None
        if deed is not None and stand is not None and not (statement.negated and deed.act != "reject"):
            for named in self._of_deed(phrases, statement):
                about = self._of_whom(statement, holder) if named.through else None
                self.found.append(Wish(holder, stand, named, statement, told_by, about=about))
        elif deed is None and statement.act == "want" and not statement.negated and statement.content:
            for named in phrases.named(statement.content[0]):
                self.found.append(Wish(holder, "asks", named, statement, told_by))
        elif deed is None and not statement.conditions:
            self._by_stance(phrases, statement, holder, told_by)
        for number, condition in enumerate(statement.conditions):
            if condition.status != "dropped":
                self._condition(phrases, statement, condition, number, holder, told_by)

    def _of_deed(self, phrases: Phrases, statement: Statement) -> list[Named]:
        deed = statement.deed
        assert deed is not None
        if deed.about and not deed.rule.startswith("acts_spoken"):
            return phrases.named(deed.about[0])
        for piece in statement.content:
            if found := phrases.deeds(piece, deed.because[-1] if deed.because else piece):
                return found
        return []

    def _by_stance(self, phrases: Phrases, statement: Statement, holder: str | None, told_by: str | None) -> None:
        for stance in statement.stances:
            family = _BY_STANCE.get(stance.proposition)
            if family is None or stance.side not in ("for", "against") or not stance.because:
                continue
            for span in stance.because:
                for named in (n for n in phrases.named(span) if n.family == family):
                    stand: Stand = "asks" if stance.side == "for" else "refuses"
                    self.found.append(Wish(holder, stand, replace(named, negated=False), statement, told_by))
                    break

    def _condition(
        self, phrases: Phrases, statement: Statement, condition: Condition, number: int, holder: str | None, told_by: str | None
    ) -> None:  # fmt: skip
        if condition.setter_text:
            teller = holder
            holder = condition.setter_party or self._by_name(condition.setter_text)
            if holder is not None and teller in self.principals and teller != holder:
                return  # an opponent's telling is not the holder's condition
            told_by = _who(statement)
        things = tuple(n for s in condition.thing_words for n in phrases.named(s))[:1]
        terms = tuple(n for s in condition.terms for n in phrases.named(s))
        terms = tuple(self._pointed(n, statement, holder) for n in terms)
        known = tuple(n for n in terms if not n.pointer)
        for named in known:
            self.found.append(Wish(holder, "asks", named, statement, told_by, number, terms=True))
        for named in things:
            self.found.append(Wish(holder, "on a condition", replace(named, negated=False), statement, told_by, number))
        if holder is not None and things:
            self.lines.append(Lined(holder, condition, statement, things, known, told_by))

    def _pointed(self, named: Named, statement: Statement, holder: str | None) -> Named:
        """What "this demand" of a condition means: what the same side asked for last, in the same document."""
        if not named.pointer:
            return named
        for wish in reversed(self.found):
            same = wish.statement.document == statement.document and wish.holder == holder and not wish.named.pointer
            if same and wish.stand == "asks":
                return wish.named
        return named

    def _holder(self, statement: Statement) -> tuple[str | None, str | None]:
        holder = statement.party if statement.party in self.names else None
        for text in (statement.source_text, statement.resolved):
            holder = holder or (self._by_name(text) if text else None)
        outer = self.by_id.get(statement.within) if statement.within else None
        if outer is None:
            return holder, None
        teller = outer.party if outer.party in self.names else self._by_name(outer.resolved or outer.source_text)
        if teller is not None and teller == holder:
            return holder, None
        if teller in self.principals and holder is not None:
            return None, "an opponent"
        return holder, _who(outer)

    def _by_name(self, text: str) -> str | None:
        said = _bare(text.split(",")[0])
        for key, names in self.names.items():
            if said in names:
                return key
        words = set(said.split())
        long = [
            (len(n), key) for key, names in self.names.items() for n in names if len(n) > 2 and set(n.split()) <= words
        ]
        return max(long)[1] if long else None

    def _of_whom(self, statement: Statement, holder: str | None) -> str | None:
        """Whose proposal is told: "Velland's proposal for a truce", "a proposal of the Council"."""
        said = (statement.deed.about_text or "").lower() if statement.deed is not None else ""
        begin = " ".join(said.split()[:4])
        for key, names in self.names.items():
            if key != holder and any(n and (f"{n}’s" in begin or f"{n}'s" in begin or f"{n} " in begin) for n in names):
                return key
        return None


def _who(statement: Statement) -> str:
    """Whose words a statement is, as a reader would name them."""
    return (
        statement.resolved
        or statement.footing.described
        or " ".join(statement.source_text.split())
        or "somebody not named"
    )


def _bare(text: str) -> str:
    said = " ".join(text.lower().replace("’", "'").split())
    said = said.removesuffix("'s").removesuffix("'")
    return said.removeprefix("the ")


def _once(found: Sequence[Wish]) -> list[Wish]:
    out: list[Wish] = []
    for wish in found:
        same = (wish.holder, wish.stand, wish.named.name.lower())
        if not any((o.holder, o.stand, o.named.name.lower()) == same for o in out):
            out.append(wish)
    return out


def whole(spans: Sequence[Spans]) -> Span:
    """From the first character of some spans to the last."""
    all_ = [s for each in spans for s in each]
    return Span(min(s.start for s in all_), max(s.end for s in all_))


__all__ = ["Lined", "Stand", "Wish", "Wishes", "whole"]
