"""Who asks for what, offers it, refuses it or makes it a condition: what the issues, lines and packages of a draft are made of.

A wish is somebody's only where the words tell it of them. What another tells of them is theirs by that account, and says so
(``told_by``); what an opponent tells of them is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parley.case.drafting.phrases import Named, Phrases
from parley.reading.actors.words import state_rows
from parley.reading.model import Condition, Statement
from parley.reading.rules.row import table

Stand = Literal["asks", "offers", "accepts", "refuses", "on a condition"]

_STANDS: dict[str, Stand] = {
    "demand": "asks", "offer": "offers", "promise": "offers", "concede": "offers", "accept": "accepts", "reject": "refuses",
}  # fmt: skip
_WORD = {
    "talks": re.compile(r"\b(?:talks?|negotiations?|negotiating|dialogue|diplomacy)\b.*", re.I),
    "truce": re.compile(r"\b(?:truce|cease-?\s?fires?|armistice|pause)\b.*", re.I),
}  # fmt: skip
_DEMANDS = frozenset(["demand", "condition", "term", "request", "call", "requirement", "precondition"])
_LEADING = re.compile(r"(?:[\w-]+ ){1,2}$")
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
    side: bool = False
    """Known only from the side that is taken on talks or a truce."""
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
        sides: dict[str, set[str]] = {}
        for statement in statements:
            if statement.resolved and statement.party:
                sides.setdefault(statement.resolved, set()).add(statement.party)
        for statement in statements:  # "Column spokesman Ola Berg", who is "Berg" from there on
            told = (
                self.by_name(statement.source_text)
                if statement.resolved and statement.footing.kind == "on_record"
                else None
            )
            if told is not None and statement.resolved and not _opponents(statement.source_text):
                sides.setdefault(statement.resolved, set()).add(told)
        self.people = {name: next(iter(each)) for name, each in sides.items() if len(each) == 1}
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
            for named in self._meant(self._of_deed(phrases, statement), statement, holder, stand):
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

    def _meant(self, found: list[Named], statement: Statement, holder: str | None, stand: Stand) -> list[Named]:
        """What "these demands" of a refusal means: what another asked for last, in the same document."""
        if stand not in ("refuses", "accepts") or not any(n.pointer and n.head in _DEMANDS for n in found):
            return found
        asked = [
            w for w in self.found
            if w.stand == "asks" and w.holder not in (None, holder) and w.statement.document == statement.document and not w.named.pointer
        ]  # fmt: skip
        last = [w.named for w in asked if asked and w.statement.id == asked[-1].statement.id]
        return [n for n in found if not (n.pointer and n.head in _DEMANDS)] + last or found

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
                    word = _WORD[family].search(named.name)  # a side is taken on the thing, whatever leads to it
                    if word is not None and not (word.start() == 0 or _LEADING.match(named.name[: word.start()])):
                        named = replace(named, name=word.group(), words=frozenset())
                    self.found.append(Wish(holder, stand, replace(named, negated=False), statement, told_by, side=True))
                    break

    def _condition(
        self, phrases: Phrases, statement: Statement, condition: Condition, number: int, holder: str | None, told_by: str | None
    ) -> None:  # fmt: skip
        if condition.setter_text:
            teller = holder
            holder = condition.setter_party or self.by_name(condition.setter_text)
            if holder is not None and teller in self.principals and teller != holder:
                return  # an opponent's telling is not the holder's condition
            told_by = _who(statement)
        things = tuple(n for s in condition.thing_words for n in phrases.named(s))[:1]
        terms = tuple(n for s in condition.terms for n in phrases.named(s))
        terms = tuple(self._pointed(n, statement, holder) for n in terms)
        known = tuple(n for n in terms if not n.pointer)
        if _in_an_offer(statement, condition):  # both sides of the exchange are what is offered
            holder, told_by = self._holder(statement)
            for named in (*things, *known):
                self.found.append(Wish(holder, "offers", replace(named, negated=False), statement, told_by, number))
            return
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
        outer = self.by_id.get(statement.within) if statement.within else None
        spoken = statement.deed is not None and statement.deed.rule.startswith("acts_spoken")
        if spoken and outer is not None and outer.content and statement.record == "statement":
            return self._holder(outer)  # "Velland must accept", said by Osteria, is Osteria's demand
        holder = self._party(statement)
        while outer is not None and outer.deed is not None and outer.deed.act in ("reject", "accept"):
            # whose proposal is rejected is told by whoever tells of the rejection
            outer = self.by_id.get(outer.within) if outer.within else None
        if outer is None:
            return holder, None
        teller = self._party(outer)
        if teller is not None and teller == holder:
            return holder, None
        if teller in self.principals and holder is not None:
            return None, "an opponent"
        return holder, _who(outer)

    def _party(self, statement: Statement) -> str | None:
        known = statement.party or self.people.get(statement.resolved or "")
        found = known if known in self.names else None
        for text in (statement.source_text, statement.resolved, known.replace("-", " ") if known else None):
            found = found or (self.by_name(text) if text else None)
        if found is not None and self._against(statement.source_text, found):
            others = [p for p in self.principals if not self._is_state(p)]
            return others[0] if len(others) == 1 else None
        return found

    def _against(self, text: str, party: str) -> bool:
        """Whether these are the opponents of a party, though its name stands with them: "rebels in Velland", "Velland's opposition";
        of a state also "the Velland rebels"."""
        if not _opponents(text):
            return False
        said = text.replace("’", "'").lower()
        names = [re.escape(n) for n in self.names[party] if n]
        beside = any(re.search(rf"\b(?:in|of|against|within) (?:\w+ )?{n}\b|\b{n}'s?\b", said) for n in names)
        return beside or self._is_state(party)

    def _is_state(self, party: str) -> bool:
        """Whether a party is a state, or its government or army."""
        said = " ".join(self.names.get(party, ())[:1])
        return party in state_rows() or re.search(r"\b(?:government|army|regime|junta)\b", said) is not None

    def by_name(self, text: str) -> str | None:
        """The party whose name this is, or whose name stands within it; then the one party that is called so among other words."""
        said = _bare(text.split(",")[0])
        for key, names in self.names.items():
            if said in names:
                return key
        words = _words(said)
        long = [(len(n), key) for key, names in self.names.items() for n in names if len(n) > 2 and _words(n) <= words]
        if long:
            return max(long)[1]
        holds = {key for key, names in self.names.items() for n in names if words and words <= _words(n)}
        return holds.pop() if len(holds) == 1 else None

    def _of_whom(self, statement: Statement, holder: str | None) -> str | None:
        """Whose proposal is told: "Velland's proposal for a truce", "a proposal of the Council"."""
        said = (statement.deed.about_text or "").lower() if statement.deed is not None else ""
        begin = " ".join(said.split()[:4])
        for key, names in self.names.items():
            if key != holder and any(n and (f"{n}’s" in begin or f"{n}'s" in begin or f"{n} " in begin) for n in names):
                return key
        return None


def _in_an_offer(statement: Statement, condition: Condition) -> bool:
    """Whether a condition is one half of an offered exchange: "proposed a truce in exchange for the captives"."""
    offers = statement.deed is not None and statement.deed.act == "offer"
    return condition.rule.endswith("in-exchange") and (
        offers or re.search(r"\b(?:propos|offer)", statement.cue_text, re.I) is not None
    )


def _who(statement: Statement) -> str:
    """Whose words a statement is, as a reader would name them."""
    told = (
        statement.resolved
        or statement.footing.described
        or " ".join(statement.source_text.split())
        or "somebody not named"
    )
    return (
        told[:1].lower() + told[1:]
        if told.split()[0] in ("The", "A", "An", "Some", "Two", "Three", "Officials", "One")
        else told
    )


def _bare(text: str) -> str:
    said = " ".join(text.lower().replace("’", "'").split())
    said = said.removesuffix("'s").removesuffix("'")
    return said.removeprefix("the ")


def _opponents(text: str) -> bool:
    return any(r.text is not None and r.text.search(text) for r in table("against_state"))


def _words(name: str) -> set[str]:
    """The words of a name, possessives without their ending."""
    return {re.sub(r"'s?$", "", w) for w in name.replace("’", "'").lower().split()} - {"the", "of", "and"}


def _once(found: Sequence[Wish]) -> list[Wish]:
    out: list[Wish] = []
    for wish in found:
        same = (wish.holder, wish.stand, wish.named.name.lower())
        if not any((o.holder, o.stand, o.named.name.lower()) == same for o in out):
            out.append(wish)
    return out


__all__ = ["Lined", "Stand", "Wish", "Wishes"]
