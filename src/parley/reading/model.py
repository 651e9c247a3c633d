"""Statements: who said what, on what footing, at which characters of which document; and the codebook they are read by.

Spans are code points of the document's ``text``. ``source``, ``cue`` and ``content`` are lists of spans because
journalists split all three.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, get_args

from parley.core.spans import Span, Spans

Form = Literal["direct", "indirect", "mixed"]
FootingKind = Literal[
    "on_record",  # a named person speaking for the record
    "institution",  # a named organisation, agency, poll
    "unnamed_person",
    "unnamed_group",
    "relayed",  # taken from another outlet, which is named in ``via``
    "document",  # a letter, text, decree, report
    "author",  # the writer's own assertion (opinion, briefing, note)
]
StanceSide = Literal["for", "against", "conditional", "later", "ambiguous"]


ActKind = Literal[
    "threaten", "promise", "offer", "demand", "condition", "accept", "reject", "suspend", "withdraw", "concede", "meet",
    "agree", "accuse",
]  # fmt: skip
ACTS: tuple[ActKind, ...] = get_args(ActKind)
"""Kinds of act that move a bargain."""
BargainThing = Literal["talks", "truce", "treaty", "recognition", "withdrawal", "release", "aid", "other"]


@dataclass(frozen=True, slots=True)
class Footing:
    """How we know that it was said."""

    kind: FootingKind
    described: str | None = None
    """For unnamed sources, how they are described: "officials informed about the discussions"."""
    count: int | None = None
    reason: str | None = None
    """The reason given for anonymity, as the document words it."""
    via: str | None = None
    """The other outlet, where relayed."""
    setting: Literal["public", "private", None] = None


@dataclass(frozen=True, slots=True)
class Stance:
    """Where a statement stands on a proposition, with the words that decided it."""

    proposition: str
    side: StanceSide
    because: Spans


@dataclass(frozen=True, slots=True)
class Condition:
    """What must come first for what, as somebody sets it: "no truce until the troops leave"."""

    thing: BargainThing
    """What hangs on it."""
    thing_words: Spans
    marker: Spans
    """The words that make it a condition ("until", "in exchange for", "tied to")."""
    terms: Spans
    """What must come first."""
    terms_text: str
    status: Literal["set", "dropped", "repeated", "hardened"] = "set"
    rule: str = ""
    """The row of the table that found it."""
    setter: Spans = ()
    """Who sets it, where the speaker tells of somebody else's condition ("the envoy said the Front would talk only if …")."""
    setter_text: str | None = None
    setter_party: str | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """The act that is done with a statement's words, or that the words tell as done. Spans are code points of the document."""

    act: ActKind
    because: Spans
    """The words that decided the kind."""
    toward: Spans = ()
    """Toward whom."""
    toward_text: str | None = None
    toward_party: str | None = None
    about: Spans = ()
    about_text: str | None = None
    thing: BargainThing | None = None
    """What it is about, where it is one of the things that wars are ended by."""
    rule: str = ""
    """The row of the table that found it."""


WarFactKind = Literal["aid", "aid_refused", "commander", "claimed", "denied", "lost"]


@dataclass(frozen=True, slots=True)
class WarFact:
    """A piece of the state of the war, as a text tells it. Spans are code points of the document."""

    kind: WarFactKind
    """``aid`` announced or sent, ``aid_refused``, a ``commander`` named or removed, a place ``claimed``, ``lost``, or its loss
    ``denied``."""
    where: Spans
    """The words that tell what it is about: the aid, the place, the commander."""
    item: str
    """Those words: "two hundred missiles", "Kessel"."""
    amount: str | None = None
    """A number or a sum with them, as told: "two hundred", "$3 billion"."""
    receiver: Spans = ()
    receiver_text: str | None = None
    receiver_party: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place in a text that tells something of an actor's part: "the Front shelled the town" tells that it fights."""

    name: str
    """As the text has it, without its article."""
    where: Span
    tells: str
    """What it tells: ``fights``, ``attacked``, ``pair``, ``negotiates``, ``hosts``, ``mediates``, ``pays``, ``arms``, ``calls``,
    ``called`` (another name of ``other``), ``leads`` (a person at the head of ``other``), ``is`` (a kind, in ``other``)."""
    words: Span
    """The words that tell it."""
    kind: str | None = None
    """state, government, army, movement, alliance, organisation, person, place; None where nothing tells."""
    other: str | None = None
    """The second name that the words hold: the enemy, the other side at the table, the long name, the movement that is led."""
    other_where: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution, or an act that is told (``record``). ``id`` hashes the document and all spans, so that the same reading gives the same id."""

    id: str
    document: str
    source: Spans
    cue: Spans
    content: Spans
    source_text: str
    cue_text: str
    content_text: tuple[str, ...]
    form: Form
    footing: Footing
    resolved: str | None = None
    """Canonical name of the speaker ("Mark A. Milley"), None for unnamed sources."""
    party: str | None = None
    """The party of the codebook that the speaker speaks for, where known."""
    role: str | None = None
    furniture: bool = False
    negated: bool = False
    """The cue is denied: "did not say"."""
    hedged: bool = False
    within: str | None = None
    """Id of the statement in whose content this one lies (officials said that the general argued)."""
    date: datetime.date | None = None
    """When it was said, where the text tells; else the document's date."""
    stances: tuple[Stance, ...] = ()
    act: str = "say"
    """What the speaker does with the words: say, think, ask, want, promise, deny, favour, blame, praise, show, retract, author."""
    question: str | None = None
    """What had been asked, where this is the answer ("Asked if …, he said")."""
    record: Literal["statement", "act", "state", "told"] = "statement"
    """``act``: nobody's words but something done, told in the text ("the ministers met in Brenn"); ``source`` is who did it.
    ``state``: a piece of the state of the war, in ``fact``. ``told``: a whole sentence of the text's own on a subject of bargaining."""
    deed: Deed | None = None
    """The act of bargaining that it is, where it is one."""
    conditions: tuple[Condition, ...] = ()
    """What its words make depend on what."""
    fact: WarFact | None = None
    """The piece of the state of the war that it tells, where it is one."""
    reader: str = "rules"
    taken_back: Spans = ()
    """The words of the same document that call it withdrawn or walked back."""


def attributions(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Those of them that are somebody's words: what is counted, scored and grouped by speaker; acts and facts left out."""
    return tuple(s for s in statements if s.record == "statement")


def statement_id(document: str, source: Spans, cue: Spans, content: Spans) -> str:
    """16 hex digits of SHA-256 over the document's id and every span."""
    key = "|".join([document, *(";".join(f"{s.start}-{s.end}" for s in spans) for spans in (source, cue, content))])
    return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Proposition:
    """Something people are for or against ("talks now"). Patterns are plain words, matched by lemma, never regex
    from a user's file."""

    id: str
    title: str
    words: tuple[str, ...] = ()
    issue: str | None = None
    option: str | None = None
    phrasings: tuple[str, ...] = ()
    """Other ways to speak of it, as whole phrases, for matching by meaning; the title is always one."""


@dataclass(frozen=True, slots=True)
class Office:
    """Who held an office, and when; ``until`` None means still."""

    title: str
    holder: str
    party: str | None
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Codebook:
    """What the reader may know beforehand. Plain data: the reader imports nothing from the case."""

    propositions: tuple[Proposition, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    """Alias → canonical name of a person or organisation."""
    affiliations: dict[str, str] = field(default_factory=dict)
    """Canonical name, or the name of a place or government, → party."""
    offices: tuple[Office, ...] = ()


__all__ = [
    "ACTS", "ActKind", "BargainThing", "Codebook", "Condition", "Deed", "Footing", "FootingKind", "Form", "Office", "Proposition", "Sighting", "Span", "Stance", "StanceSide",
    "Statement", "WarFact", "WarFactKind", "attributions", "statement_id",
]  # fmt: skip
