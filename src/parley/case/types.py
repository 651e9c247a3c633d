"""The case as the rest of parley sees it: frozen, validated, every number a :class:`Judgement` with a dotted path.

Paths (the same in ``views:``, ``--set`` and messages), typed in :mod:`parley.case.paths`; NAMES are the case's own keys::

    values.PARTY.weights.ISSUE            relative weight, at least 0; normalised over the ten issues of the settlement
    values.PARTY.scores.ISSUE.OPTION      0 and 100 are the party's own anchors for that issue
    interactions.NAME.points.PARTY        points that a combination adds
    floors.NAME.at_least                  a score below which the analyst holds an option not to be tradeable
    red_lines.NAME.holds                  probability, 0 to 1, that the declared line would hold
    issues.ISSUE.options.OPTION.suppliers.PARTY
                                          points that supplying the option is worth to the party against not supplying it
    parties.PARTY.breaks, parties.PARTY.assures
                                          log-odds that a spoiler takes from, or a mediator adds to, the chance that a deal is kept
    no_deal.beliefs.HOLDER.OUTCOME        HOLDER: a principal or "analyst"; normalised over outcomes
    no_deal.values.PARTY.OUTCOME          points
    no_deal.costs.PARTY                   points
    no_deal.asks.PARTY                    points asked of a settlement above what going on is worth
    security.holds.HOLDER                 probability that nobody breaks a deal of the plainest form
    security.effects.ISSUE.OPTION         shift of the log-odds of that, by a guarantee, verification, staging
    security.if_broken.PARTY              points to the party if the deal is broken
    kinds.KIND.security.holds.HOLDER, kinds.KIND.security.if_broken.PARTY
                                          the same where a kind of deal differs
    facts.NAME                            level of a fact, in a unit of its own; .taken_as, .moves.TARGET and .openness.HOLDER beside it
    toughness.PARTY                       0 to 1: how far a party's lines stand or fall together (default 0.5, ours)
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from parley.case.quoting import overlap, said
from parley.reading.model import Footing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Role = Literal["principal", "ratifier", "supporter", "mediator", "spoiler"]
Supports = Literal["direction", "size"]
Confidence = Literal["low", "moderate", "high"]


class Distribution(Protocol):
    """What a number may be: a point, a range, a distribution. Plain, hashable, picklable by value."""

    @property
    def text(self) -> str:
        """As the user wrote it, or canonical: "0.2 to 0.6"."""
        ...

    @property
    def is_point(self) -> bool: ...
    @property
    def median(self) -> float: ...
    @property
    def low(self) -> float:
        """5th percentile (the point itself for a point)."""
        ...

    @property
    def high(self) -> float:
        """95th percentile."""
        ...

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        """Inverse distribution function at ``u`` in (0, 1), elementwise."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation behind a judgement. ``document`` is a key of the case's ``documents``."""

    document: str
    quote: str
    supports: Supports
    date: datetime.date | None = None
    """The document's date; evidence later than ``as_of`` is not used and is listed."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A number with its origin. ``unset`` numbers stand in drafts: ``distribution`` None."""

    path: str
    distribution: Distribution | None
    because: str | None
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence | None = None
    who: str | None = None
    when: datetime.date | None = None
    origin: str = "base"
    """"base", "view NAME" or "--set"."""


@dataclass(frozen=True, slots=True)
class StatedFooting:
    """How words of a document are known, as the case states it: of some passages, or (none named) of the whole."""

    footing: Footing
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document of the case: a file in ``sources/`` (often our summary of an original)."""

    key: str
    file: str
    title: str
    date: datetime.date | None
    original: str | None
    """What it summarises: author, outlet, date, address."""
    summary: bool
    footings: tuple[StatedFooting, ...] = ()
    """How its words are known, where the case states it; a passage's before the whole document's."""

    def footing(self, quote: str) -> Footing | None:
        """What the case states of how a quotation of this document is known."""
        held = [s for s in self.footings if not s.quotes or any(overlap(passage, quote) for passage in s.quotes)]
        return min(held, key=lambda s: not s.quotes).footing if held else None


@dataclass(frozen=True, slots=True)
class Declaration:
    """Where and when something was said, as the case gives it."""

    who: str | None
    date: datetime.date | None
    document: str | None
    quote: str | None
    ours: bool = False
    """The quotation is of a summary of ours, not in the words that were said."""

    @property
    def in_words(self) -> str | None:
        """One line: who, when: “quotation”, or the words of ours."""
        by = ", ".join(part for part in (self.who, self.date.isoformat() if self.date else None) if part)
        return ": ".join(part for part in (by, said(self.quote, not self.ours) if self.quote else "") if part) or None


@dataclass(frozen=True, slots=True)
class Unlawful:
    """A text of law that speaks against an option: what it asks and of whom, in our words. No judgement of a court."""

    because: str
    source: Declaration
    """The text itself, with its date where it has one; ``who`` alone where the case gives a sentence."""


@dataclass(frozen=True, slots=True)
class Party:
    key: str
    title: str
    role: Role
    ratifies_for: str | None = None
    aliases: tuple[str, ...] = ()
    """Names by which the reporting calls it and its speakers; becomes part of the codebook."""
    binding: bool = True
    """False, for a ratifier: its veto is told beside the verdicts (two levels) and does not count in them."""
    leaning: bool = False
    """Whether what it leaves unsaid is its principal's: a ratifier of a principal, binding or not."""

    @property
    def required(self) -> bool:
        """Principals and ratifiers: without their consent there is no deal."""
        return self.role in ("principal", "ratifier") and self.binding


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    title: str
    recognises_conquest: bool = False
    words: tuple[str, ...] = ()
    """Phrases by which reporting speaks of it, for reading where statements stand on it."""
    suppliers: tuple[str, ...] = ()
    """Parties beside those required whose consent the option needs; what supplying it is worth to each is a judgement."""
    unlawful: Unlawful | None = None
    """The text of law that speaks against it: marked wherever the option is listed."""


@dataclass(frozen=True, slots=True)
class Issue:
    key: str
    title: str
    options: Mapping[str, Option]
    before: str | None = None
    """The option that is how it stood before the war; None where the case does not say."""


Match = Mapping[str, tuple[str, ...]]
"""Issue → options: a conjunction."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of deal: which options each issue may take. ``basis`` "no_deal": the war goes on, and the deal is worth
    R plus what it changes against ``status_quo``."""

    key: str
    title: str
    only: Match
    """Every issue that the kind is about → the options open to it (a single option fixes the issue)."""
    issues: tuple[str, ...]
    """The issues that the kind is about (those it leaves out are not part of the deal)."""
    basis: Literal["settlement", "no_deal"] = "settlement"
    status_quo: Mapping[str, str] = field(default_factory=dict)
    secure: bool = False
    """True: cannot be broken (an exchange completed on the day); q = 1."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``impossible: MATCH``, or ``if: MATCH, then: MATCH``."""

    when: Match
    then: Match | None
    because: str | None


@dataclass(frozen=True, slots=True)
class CaseInteraction:
    key: str
    match: Match
    parties: tuple[str, ...]
    because: str | None


@dataclass(frozen=True, slots=True)
class Floor:
    """The analyst's line for an essential interest: options scoring below ``floors.KEY.at_least`` are not tradeable."""

    key: str
    party: str
    issue: str


LineBasis = Literal["declared", "polled", "inferred"]
"""What a red line rests on: its party's own words, what a survey of those it answers to found, or the analyst."""


@dataclass(frozen=True, slots=True)
class RedLine:
    key: str
    title: str
    party: str
    rules_out: tuple[Match, ...]
    declared: str | None
    """The words that are cited for it, with who and when: its declaration, or what the poll found."""
    declaration: Declaration | None = None
    """The same, in its parts."""
    basis: LineBasis = "inferred"


@dataclass(frozen=True, slots=True)
class View:
    key: str
    title: str
    date: datetime.date | None
    who: str | None
    because: str | None
    evidence: tuple[Evidence, ...]
    paths: tuple[str, ...]
    """The judgements that it overrides, in file order."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A sentence for or against a course, with its quotation."""

    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """What an act does to one judgement. ``amount.path`` is ``courses.KEY.changes.PATH`` (``levers.…``, ``signals.…``)."""

    path: str
    op: Literal["add", "multiply", "set"]
    amount: Judgement
    low: float = -math.inf
    """Between this and ``high`` the judgement stays, whatever the shift."""
    high: float = math.inf
    chance: Judgement | None = None
    """Of a step that comes only with a risk: how likely that is. Steps of one risk come together or not at all."""


@dataclass(frozen=True, slots=True)
class Risk:
    """What an act may bring about unwanted. With ``shifts`` it enters the ranges, as often as ``chance`` says; at the
    middle numbers it does not happen. Or it lies in the range of a step of the act itself: ``through``. With neither it is
    words, and no number knows of it."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    chance: Judgement | None = None
    shifts: tuple[Shift, ...] = ()
    through: tuple[str, ...] = ()
    """Numbers that the act changes by a range in which the risk is counted already."""

    @property
    def counted(self) -> bool:
        """Whether it enters a number."""
        return bool(self.shifts or self.through)


@dataclass(frozen=True, slots=True)
class Course:
    """An act open to the decider. ``changes`` are dotted paths → shifts (``"+0.1"``, ``"-5"``, ``"x 0.8"``) or values."""

    key: str
    title: str
    audience: tuple[str, ...]
    public: bool
    changes: Mapping[str, str]
    risk: Risk | None
    case_for: tuple[Argument, ...]
    case_against: tuple[Argument, ...]
    shifts: tuple[Shift, ...] = ()
    """``changes``, parsed, in file order."""
    levers: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    """Levers and signals of the case that the course also pulls and sends."""
    waits: Judgement | None = None
    """Months that the course lets pass before anything is settled."""
    gives_up: tuple[str, ...] = ()
    """Kinds of deal that it does not seek."""


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that changes quantities: size, delay, cost, side effects (further shifts) and what it uses up of limits."""

    key: str
    title: str
    actor: str | None
    """Who can move it (a party)."""
    shifts: tuple[Shift, ...]
    delay_weeks: float = 0.0
    cost: float | None = None
    """Points to the actor at level 1 (median of ``levers.KEY.cost``); None where not said."""
    uses: Mapping[str, float] = field(default_factory=dict)
    """Limit → how much of it the lever uses at level 1."""
    levels: tuple[float, ...] = (1.0,)
    because: str | None = None
    evidence: tuple[Evidence, ...] = ()
    risk: Risk | None = None

    @property
    def steps(self) -> tuple[Shift, ...]:
        """Everything that it does, what comes with its risk among it."""
        return (*self.shifts, *(self.risk.shifts if self.risk is not None else ()))


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on levers taken together: the sum of what they use may not exceed ``at_most``."""

    key: str
    title: str
    at_most: float
    because: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """A dated public act that moves beliefs only (paths under ``no_deal.beliefs``, ``facts``, ``security.holds``, ``outlook``)."""

    key: str
    title: str
    who: str | None
    date: datetime.date | None
    audience: tuple[str, ...]
    shifts: tuple[Shift, ...]
    because: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a fact was taken to be from a date on."""

    date: datetime.date
    judgement: Judgement
    """Its path is ``facts.NAME``."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A quantity about the world, not about anybody's mind; what it does to beliefs: :mod:`parley.model.facts`."""

    key: str
    title: str
    unit: str | None
    """What one of it is, in words."""
    targets: tuple[str, ...]
    """What it moves: names of beliefs, every holder's, and paths of numbers of the war."""
    readings: tuple[Reading, ...] = ()
    """Dated levels, earliest first; empty where the case states one level without a date."""

    def on(self, date: datetime.date) -> Reading | None:
        """The reading in force on a date: the latest dated on or before it."""
        return next((r for r in reversed(self.readings) if r.date <= date), None)


@dataclass(frozen=True, slots=True)
class Prior:
    """The beliefs before anything of a record was seen: what ``observe`` starts from."""

    date: datetime.date
    judgements: Mapping[str, Judgement]
    """By path, ``no_deal.beliefs.HOLDER.NAME``."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A phrase of diplomacy ("a just peace") with who coined it and the options that it is taken to mean."""

    key: str
    title: str
    coined: Declaration | None
    means: tuple[Match, ...]
    """Any of these conjunctions."""
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """One respect in which two situations are said to be alike."""

    text: str
    shared: Literal["shared", "not", "disputed"]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Analogy:
    """A claim about likeness, feature by feature."""

    key: str
    title: str
    claim: str | None
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody argued, restated as a query (see docs)."""

    key: str
    who: str
    date: datetime.date | None
    text: str
    query: str
    premises: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """Something dated and observable that would change the answer."""

    text: str
    path: str | None
    words: tuple[str, ...] = ()
    """What to look up in the ledger."""
    to: float | None = None
    """Where the number at ``path`` would move."""


@dataclass(frozen=True, slots=True)
class Law:
    """The legal baseline, printed in every report."""

    text: str
    sources: tuple[str, ...]
    short: str
    """One line for the terminal."""


@dataclass(frozen=True, slots=True)
class Package:
    """A complete deal of the main kind with a name, for ranking without numbers."""

    key: str
    title: str
    deal: Mapping[str, str]
    """Every issue of the main kind → option."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """Numbers that are uncertain together: the correlation ``rho`` of their normal scores, for each pair."""

    paths: tuple[str, ...]
    rho: float
    because: str | None = None


@dataclass(frozen=True)
class Case:
    """A whole case under one view (``view`` None: the base). Made by :func:`parley.case.load`."""

    name: str
    path: str
    title: str
    question: str
    decider: str | None
    as_of: datetime.date
    horizon_months: float
    main_kind: str
    law: Law
    documents: Mapping[str, SourceDocument]
    parties: Mapping[str, Party]
    issues: Mapping[str, Issue]
    kinds: Mapping[str, Kind]
    rules: tuple[Rule, ...]
    interactions: Mapping[str, CaseInteraction]
    floors: Mapping[str, Floor]
    red_lines: Mapping[str, RedLine]
    no_deal_model: str
    outcomes: Mapping[str, str]
    """Outcome of going on → title (model "outcomes")."""
    security_issues: tuple[str, ...]
    views: Mapping[str, View]
    courses: Mapping[str, Course]
    claims: Mapping[str, Claim]
    watch: tuple[Watch, ...]
    judgements: Mapping[str, Judgement]
    """Every number in force, by dotted path, in file order."""
    levers: Mapping[str, Lever] = field(default_factory=dict)
    limits: Mapping[str, Limit] = field(default_factory=dict)
    signals: Mapping[str, Signal] = field(default_factory=dict)
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    analogies: Mapping[str, Analogy] = field(default_factory=dict)
    no_deal_sides: tuple[str, str] | None = None
    """(a, b): the two principals who fight, in models with sides."""
    no_deal_options: Mapping[str, int] = field(default_factory=dict)
    """Whole numbers of the model: positions and steps of a campaign."""
    no_deal_support: Mapping[str, str] = field(default_factory=dict)
    """Support states of a campaign that may end → title."""
    packages: Mapping[str, Package] = field(default_factory=dict)
    rankings: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """Party → packages and "no-deal", best first; those in one tuple are held equal."""
    correlations: tuple[Correlation, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    prior: Prior | None = None
    beliefs_dated: datetime.date | None = None
    """When the beliefs as stated were held, where the case says so."""
    view: str | None = None
    base: Mapping[str, Judgement] = field(default_factory=dict)
    """The judgements without view and ``sets``: the baseline on which a party's scale is frozen."""
    ranged: frozenset[str] = frozenset()
    """Paths that are no points in the base or in some view: what a design must draw for every view alike."""
    late_evidence: tuple[Evidence, ...] = ()
    """Dated after ``as_of``: not used, listed."""
    late_lines: Mapping[str, RedLine] = field(default_factory=dict)
    """Declared after ``as_of``: not in force then, so not among ``red_lines``; named where a reader would miss them."""
    late_views: tuple[str, ...] = ()
    """Dated after ``as_of``: computed, marked."""
    late_claims: tuple[str, ...] = ()
    lint: tuple[str, ...] = ()
    scope: str | None = None
    misuse: str | None = None
    authors: tuple[str, ...] = ()
    """Who made the case, as they wish to be named."""
    topics: tuple[str, ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        """Keys of the parties whose consent is required, in file order."""
        return tuple(key for key, party in self.parties.items() if party.required)
