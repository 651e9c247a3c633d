"""The path of a judgement, typed: one frozen class for each form that a path takes, and the only place that spells one.

A path is written with dots (``no_deal.beliefs.russia.win``), in ``views:``, with ``--set``, in an address of the workbench
and in every answer. :func:`parse` reads that spelling and ``str`` writes it; everything that depends on what a judgement is
*about* (its label, its heading, whether a zone test can feel it, whose belief it is) is a ``match`` over the classes here.

Between the dots stand the case's own keys, and words that the format fixes. A case allows lower-case letters, digits, ``-``
and ``_`` in a key, so that no key holds a dot and none is ever quoted; ``parse`` refuses anything else. The numbers of a
model of no-deal have general forms (:class:`Belief`, :class:`EndValue`, :class:`GroupNumber`), so that a new model needs no
new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeVar

from parley.case.path_groups import beginning as beginning
from parley.case.path_groups import group as group
from parley.case.path_groups import mentioned as mentioned
from parley.case.path_groups import nearest_group as nearest_group
from parley.case.path_groups import section as section
from parley.case.path_groups import shared as shared
from parley.case.path_groups import within as within
from parley.core.errors import InputError

ANALYST = "analyst"
"""The holder of beliefs who is no party: we."""
Table = Literal["courses", "levers", "signals"]
"""Acts whose changes are judgements in their own right."""

_WORDS = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9][a-z0-9_-]*)*")
_FIXED = ("beliefs", "values", "office", "rates", "likelihood")
"""Parts of ``no_deal`` that are the same whatever the model; the rest is the model's own."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Relative weight of an issue for a party."""

    party: str
    issue: str

    def __str__(self) -> str:
        return f"values.{self.party}.weights.{self.issue}"


@dataclass(frozen=True, slots=True)
class Score:
    """Worth of an option to a party, between the party's own anchors for the issue."""

    party: str
    issue: str
    option: str

    def __str__(self) -> str:
        return f"values.{self.party}.scores.{self.issue}.{self.option}"


@dataclass(frozen=True, slots=True)
class Combination:
    """Points that a combination of options adds for a party."""

    key: str
    party: str

    def __str__(self) -> str:
        return f"interactions.{self.key}.points.{self.party}"


@dataclass(frozen=True, slots=True)
class Floor:
    """A score below which the analyst holds an option not to be tradeable."""

    key: str

    def __str__(self) -> str:
        return f"floors.{self.key}.at_least"


@dataclass(frozen=True, slots=True)
class Line:
    """Probability that a declared red line would hold."""

    key: str

    def __str__(self) -> str:
        return f"red_lines.{self.key}.holds"

    @property
    def event(self) -> str:
        """Name of the uniform that decides whether the line holds in a draw: an event, no judgement."""
        return f"red_lines.{self.key}!event"

    @property
    def name(self) -> str:
        """The line as a whole, as it is called where what counts is whether it holds."""
        return f"red_lines.{self.key}"


@dataclass(frozen=True, slots=True)
class Supply:
    """What supplying an option is worth to a party whose consent it needs, against not supplying it."""

    issue: str
    option: str
    party: str

    def __str__(self) -> str:
        return f"issues.{self.issue}.options.{self.option}.suppliers.{self.party}"


@dataclass(frozen=True, slots=True)
class Breaks:
    """How far what a spoiler can break lowers the log-odds that a deal is kept."""

    party: str

    def __str__(self) -> str:
        return f"parties.{self.party}.breaks"


@dataclass(frozen=True, slots=True)
class Assures:
    """How far a mediator raises the log-odds that a deal is kept."""

    party: str

    def __str__(self) -> str:
        return f"parties.{self.party}.assures"


@dataclass(frozen=True, slots=True)
class Toughness:
    """How far a party's lines stand or fall together."""

    party: str

    def __str__(self) -> str:
        return f"toughness.{self.party}"

    @property
    def factor(self) -> str:
        """Name of the uniform that a party's lines have in common: no judgement."""
        return f"toughness.{self.party}!factor"


@dataclass(frozen=True, slots=True)
class Belief:
    """What a holder believes of going on: the chance of an outcome, or another number that the model asks of each holder."""

    holder: str
    what: str

    def __str__(self) -> str:
        return f"no_deal.beliefs.{self.holder}.{self.what}"


@dataclass(frozen=True, slots=True)
class EndValue:
    """What an outcome, or another end that the model knows, is worth to a party."""

    party: str
    what: str

    def __str__(self) -> str:
        return f"no_deal.values.{self.party}.{self.what}"


@dataclass(frozen=True, slots=True)
class GroupNumber:
    """One number of a group of the model: a party's (``costs``, ``asks``, ``patience`` …), or one by name in a table of the
    model's own (``campaign.pace``). Which of the two, the path alone does not say: the model's record does."""

    group: str
    name: str

    def __str__(self) -> str:
        return f"no_deal.{self.group}.{self.name}"


@dataclass(frozen=True, slots=True)
class TableNumber:
    """A number deeper in a table of the model's own: ``campaign.season.jan``, ``support.aid.tolls.ukraine``."""

    table: str
    names: tuple[str, ...]
    """Two words or more."""

    def __str__(self) -> str:
        return ".".join(("no_deal", self.table, *self.names))


@dataclass(frozen=True, slots=True)
class Office:
    """What office is worth to a party's leaders (``worth``), and the chance of keeping it (``fighting``, ``settling``)."""

    party: str
    what: str

    def __str__(self) -> str:
        return f"no_deal.office.{self.party}.{self.what}"


@dataclass(frozen=True, slots=True)
class Rate:
    """What a month of fighting costs a party in units of its own (lives, money)."""

    key: str
    party: str

    def __str__(self) -> str:
        return f"no_deal.rates.{self.key}.{self.party}"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Chance that an engagement is won where an outcome lies ahead."""

    outcome: str

    def __str__(self) -> str:
        return f"no_deal.likelihood.{self.outcome}"


@dataclass(frozen=True, slots=True)
class Trust:
    """A holder's probability that nobody breaks a deal of the plainest form. ``deal``: of that kind of deal alone."""

    holder: str
    deal: str | None = None

    def __str__(self) -> str:
        return f"{_security(self.deal)}.holds.{self.holder}"


@dataclass(frozen=True, slots=True)
class Broken:
    """What is left to a party if a deal is broken. ``deal``: of that kind of deal alone."""

    party: str
    deal: str | None = None

    def __str__(self) -> str:
        return f"{_security(self.deal)}.if_broken.{self.party}"


@dataclass(frozen=True, slots=True)
class Effect:
    """Shift of the log-odds that a deal is kept, by an option."""

    issue: str
    option: str

    def __str__(self) -> str:
        return f"security.effects.{self.issue}.{self.option}"


@dataclass(frozen=True, slots=True)
class NewsStrength:
    """How much a month of news tells."""

    def __str__(self) -> str:
        return "outlook.evidence_strength"


@dataclass(frozen=True, slots=True)
class Openness:
    """How much of an observed event a holder takes in. ``bad``: where that differs for bad news."""

    holder: str
    bad: bool = False

    def __str__(self) -> str:
        return f"outlook.{'openness_bad' if self.bad else 'openness'}.{self.holder}"


@dataclass(frozen=True, slots=True)
class Outlook:
    """A number of the outlook for a party: ``costs``, ``failing``, ``hardening``, ``demands``."""

    group: str
    party: str

    def __str__(self) -> str:
        return f"outlook.{self.group}.{self.party}"


@dataclass(frozen=True, slots=True)
class Fact:
    """The level of a fact: a quantity about the world that every holder takes in."""

    fact: str

    def __str__(self) -> str:
        return f"facts.{self.fact}"


@dataclass(frozen=True, slots=True)
class FactTaken:
    """The level of a fact at which the beliefs hold as they are stated."""

    fact: str

    def __str__(self) -> str:
        return f"facts.{self.fact}.taken_as"


@dataclass(frozen=True, slots=True)
class FactMove:
    """By how much one unit of a fact moves a number. ``target``: the name of a belief, every holder's; or the path of a number of the war."""

    fact: str
    target: str

    def __str__(self) -> str:
        return f"facts.{self.fact}.moves.{self.target}"


@dataclass(frozen=True, slots=True)
class FactOpenness:
    """How much of one fact a holder takes in."""

    holder: str
    fact: str

    def __str__(self) -> str:
        return f"facts.{self.fact}.openness.{self.holder}"


@dataclass(frozen=True, slots=True)
class LeverNumber:
    """The ``cost`` or the ``delay`` of a lever."""

    lever: str
    what: Literal["cost", "delay"]

    def __str__(self) -> str:
        return f"levers.{self.lever}.{self.what}"


@dataclass(frozen=True, slots=True)
class LeverUse:
    """How much of a limit a lever uses: a number that no range is given for, but that a query may name."""

    lever: str
    limit: str

    def __str__(self) -> str:
        return f"levers.{self.lever}.uses.{self.limit}"


@dataclass(frozen=True, slots=True)
class Limit:
    """The bound on levers taken together."""

    key: str

    def __str__(self) -> str:
        return f"limits.{self.key}.at_most"


@dataclass(frozen=True, slots=True)
class Change:
    """What an act does to another judgement, which is a judgement too. ``risky``: only if the act's risk comes true."""

    table: Table
    key: str
    of: Path
    risky: bool = False

    def __str__(self) -> str:
        return f"{self.table}.{self.key}.{'risk.' if self.risky else ''}changes.{self.of}"


@dataclass(frozen=True, slots=True)
class ActNumber:
    """A number of an act that no view names: how likely its risk is to come true, or how many months a course waits."""

    table: Table
    key: str
    what: Literal["risk.chance", "waits"]

    def __str__(self) -> str:
        return f"{self.table}.{self.key}.{self.what}"


Path = (
    Weight | Score | Combination | Floor | Line | Toughness | Supply | Breaks | Assures
    | Belief | EndValue | GroupNumber | TableNumber | Office | Rate | Likelihood
    | Trust | Broken | Effect | NewsStrength | Openness | Outlook | LeverNumber | LeverUse | Limit | Change
    | Fact | FactTaken | FactMove | FactOpenness | ActNumber
)  # fmt: skip
NoDeal = Belief | EndValue | GroupNumber | TableNumber | Office | Rate | Likelihood
"""The numbers of what going on without a deal is worth."""
P = TypeVar("P", bound=Path)


def parse(text: str) -> Path:
    """The path that ``text`` spells. Raises :class:`InputError` where it is none."""
    made = read(text)
    if made is None:
        shown = text if len(text) <= 80 else text[:79] + "…"
        raise InputError.one(
            f"{shown!r} is no path to a number",
            hint="a path looks like no_deal.costs.russia or values.russia.weights.land",
            code="path",
        )
    return made


@lru_cache(maxsize=1 << 16)
def read(text: str) -> Path | None:
    """The path that ``text`` spells, or None where it spells none (a group of numbers, or anything else)."""
    if not _WORDS.fullmatch(text):
        return None
    match text.split("."):
        case ["values", party, "weights", issue]:
            return Weight(party, issue)
        case ["values", party, "scores", issue, option]:
            return Score(party, issue, option)
        case ["interactions", key, "points", party]:
            return Combination(key, party)
        case ["floors", key, "at_least"]:
            return Floor(key)
        case ["red_lines", key, "holds"]:
            return Line(key)
        case ["toughness", party]:
            return Toughness(party)
        case ["issues", issue, "options", option, "suppliers", party]:
            return Supply(issue, option, party)
        case ["parties", party, "breaks"]:
            return Breaks(party)
        case ["parties", party, "assures"]:
            return Assures(party)
        case ["no_deal", *rest]:
            return _no_deal(rest)
        case ["security", "effects", issue, option]:
            return Effect(issue, option)
        case ["security", *rest]:
            return _secured(rest, None)
        case ["kinds", kind, "security", *rest]:
            return _secured(rest, kind)
        case ["outlook", *rest]:
            return _outlook(rest)
        case ["facts", fact, *rest]:
            return _fact(fact, rest)
        case ["levers", lever, "cost" | "delay" as what]:
            return LeverNumber(lever, what)
        case ["levers", lever, "uses", limit]:
            return LeverUse(lever, limit)
        case ["limits", key, "at_most"]:
            return Limit(key)
        case ["courses" | "levers" | "signals" as table, key, "changes", *rest]:
            return _change(table, key, rest, False)
        case ["courses" | "levers" | "signals" as table, key, "risk", "changes", *rest]:
            return _change(table, key, rest, True)
        case ["courses" | "levers" | "signals" as table, key, "risk", "chance"]:
            return ActNumber(table, key, "risk.chance")
        case ["courses" | "levers" | "signals" as table, key, "waits"]:
            return ActNumber(table, key, "waits")
    return None


def _change(table: Table, key: str, rest: list[str], risky: bool) -> Path | None:
    of = read(".".join(rest))
    return None if of is None or isinstance(of, Change | ActNumber) else Change(table, key, of, risky)


def _no_deal(words: list[str]) -> Path | None:
    match words:
        case ["beliefs", holder, what]:
            return Belief(holder, what)
        case ["values", party, what]:
            return EndValue(party, what)
        case ["office", party, what]:
            return Office(party, what)
        case ["rates", key, party]:
            return Rate(key, party)
        case ["likelihood", outcome]:
            return Likelihood(outcome)
        case [group, name] if group not in _FIXED:
            return GroupNumber(group, name)
        case [table, *names] if table not in _FIXED and len(names) > 1:
            return TableNumber(table, tuple(names))
    return None


def _secured(words: list[str], deal: str | None) -> Path | None:
    match words:
        case ["holds", holder]:
            return Trust(holder, deal)
        case ["if_broken", party]:
            return Broken(party, deal)
    return None


def _outlook(words: list[str]) -> Path | None:
    match words:
        case ["evidence_strength"]:
            return NewsStrength()
        case ["openness" | "openness_bad" as name, holder]:
            return Openness(holder, name == "openness_bad")
        case [group, party] if group != "evidence_strength":
            return Outlook(group, party)
    return None


def _fact(fact: str, words: list[str]) -> Path | None:
    match words:
        case []:
            return Fact(fact)
        case ["taken_as"]:
            return FactTaken(fact)
        case ["moves", *target] if len(target) == 1 or isinstance(read(".".join(target)), NoDeal):
            return FactMove(fact, ".".join(target))
        case ["openness", holder]:
            return FactOpenness(holder, fact)
    return None


def _security(deal: str | None) -> str:
    return "security" if deal is None else f"kinds.{deal}.security"


# ------------------------------------------------------------------------------------------------- what a path names


def of_principal(path: Path, party: str, principal: str) -> Path:
    """The number of going on that stands for a party's own where it has none: its principal's."""
    match path:
        case EndValue() | Office() if path.party == party:
            return replace(path, party=principal)
        case GroupNumber(group, name) if name == party:
            return GroupNumber(group, principal)
        case TableNumber(table, (*before, name)) if name == party:
            return TableNumber(table, (*before, principal))
        case Belief() if path.holder == party:
            return replace(path, holder=principal)
    return path


def words(path: Path) -> tuple[str, ...]:
    """What stands between the dots."""
    return tuple(str(path).split("."))


def is_chance(path: Path) -> bool:
    """Whether the number is the chance that somebody gives to something: of an outcome, that a line holds, that a deal does."""
    return isinstance(path, Belief | Line | Trust)


def moves_minds(path: Path) -> bool:
    """Whether the number is only about what somebody believes, or what is seen of a fact, news to all: what a signal may move."""
    minds = Belief | NewsStrength | Openness | Outlook | Fact | FactOpenness
    return isinstance(path, minds) or (isinstance(path, Trust) and path.deal is None)


# ---------------------------------------------------------------------------------------------- many paths at a time


def of(form: type[P], texts: Iterable[str]) -> Iterator[tuple[str, P]]:
    """Those of ``texts`` that spell a path of one form, each with what it spells."""
    for text in texts:
        path = read(text)
        if isinstance(path, form):
            yield text, path


def believers(texts: Iterable[str]) -> tuple[str, ...]:
    """Who holds beliefs about going on, in the order of the paths."""
    return tuple(dict.fromkeys(belief.holder for _, belief in of(Belief, texts)))
