"""The answer of a case, ready to be shown: plain frozen data, every phrase with the notes that it rests on.

``report`` renders this and nothing else; ``parley assess --json`` prints it. No times, hosts or absolute paths in it.
Text is party-neutral and plain; a share is always "in k of n combinations of the stated ranges".
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from parley.case.consent import Mark as Mark
from parley.case.consent import Need as Need
from parley.case.types import LineBasis
from parley.insight.asking.request import Request
from parley.insight.results.courses import CourseRow as CourseRow
from parley.insight.results.phrases import Note as Note
from parley.insight.results.phrases import Phrase as Phrase
from parley.insight.results.registry import Sections
from parley.insight.results.turning import Way as Way
from parley.insight.results.words import Over, OverWord, PointWord, one_step

Verdict = OverWord
"""A word over views (:mod:`parley.insight.results.words`)."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """A red line that a deal crosses."""

    line: str
    title: str
    party: str
    holds: float | None
    """The stated chance that the line would hold, at its median."""
    basis: LineBasis = "declared"


@dataclass(frozen=True, slots=True)
class LineEntry:
    """A red line of a party whose consent is required."""

    line: str
    title: str
    party: str
    basis: LineBasis
    """declared, polled or inferred."""
    said: str | None
    """The words that are cited for it, with who and when."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One zone test under one view: a word at the middle numbers, a share over the ranges."""

    verdict: PointWord
    why_empty: str | None
    share: float | None
    """Of the combinations of the view's ranges: with a zone."""
    share_se: float | None
    gap: dict[str, float | None]
    shortfall: float | None
    reservation: dict[str, float]
    example: dict[str, str] | None
    recognises_conquest: bool | None
    """Whether the example deal takes an option that recognises conquest."""
    marks: tuple[Mark, ...] = ()
    """The options of the example deal that a text of law speaks against."""
    needs: tuple[Need, ...] = ()
    """Whose consent the example deal needs beside the principals': suppliers, ratifiers."""
    crosses: tuple[Crossed, ...] | None = None
    """The lines that the example deal crosses, whether or not they count in this test; None without a deal, or where the
    case states no lines."""
    varies: bool = True
    """False: no number that this test uses has a range, so that the share says nothing."""


@dataclass(frozen=True, slots=True)
class KindRow:
    """A line of the table of kinds. The three cells are the base case's, each party by its own beliefs."""

    kind: str
    title: str
    declared: Cell
    weighed: Cell
    """Each line held with its stated chance."""
    softened: Cell
    """All lines of all sides lifted."""
    declared_word: OverWord
    weighed_word: OverWord
    softened_word: OverWord
    """Over the base case and all views that are not dated after the question: "depends on the view" where they differ."""
    by_view: dict[str, dict[str, Cell]]
    """view → {"declared", "weighed", "none"} → cell."""
    over: dict[str, Over]
    """{"declared", "weighed", "none"} → which views find a zone and which find none, and which stand apart."""
    blocked_by: Phrase

    @property
    def step(self) -> int:
        """The step, in hundredths, in which all shares of this row are told, wherever they stand."""
        return one_step((c.share, c.share_se) for cells in self.by_view.values() for c in cells.values())


@dataclass(frozen=True, slots=True)
class Collision:
    """A smallest set of red lines that no possible deal respects together."""

    lines: tuple[str, ...]
    titles: tuple[str, ...]
    parties: tuple[str, ...]
    """Whose each line is, in the order of the lines: a party once for every line of its own."""
    rests: tuple[str, ...] = ()
    """What each line rests on, in brackets, where its party did not declare it; empty where it did."""


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement as the report lists it."""

    path: str
    label: str
    text: str
    median: float | None
    low: float | None
    high: float | None
    because: str | None
    confidence: str | None
    origin: str
    basis: Literal["ours", "direction", "size"]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two views part: the fewest judgements whose exchange exchanges their answers."""

    question: str
    left: str
    right: str
    left_title: str
    right_title: str
    agree: bool
    paths: tuple[str, ...]
    left_quote: Phrase | None
    right_quote: Phrase | None
    kind: Literal["belief", "date", "both", "unknown", "none"]
    """Whether they differ in belief, only in date, or part may be either."""
    sentence: Phrase
    asked: str = ""
    """The zone question on which the answers were compared; ``question`` is the judgement on which they turn."""
    units: tuple[tuple[str, ...], ...] = ()
    """The judgements of the crux; the beliefs of one holder over the outcomes are one."""
    into_left: tuple[tuple[str, ...], ...] = ()
    """Every smallest set of paths whose values, taken from the right, give the left view the right one's answer."""
    into_right: tuple[tuple[str, ...], ...] = ()
    mutual: tuple[tuple[str, ...], ...] = ()
    """Smallest sets that do both."""
    exact: bool = True
    """False: the search was cut short, and smaller sets may exist."""
    differ_on: tuple[str, ...] = ()
    """Every judgement on which the two differ."""
    answers: tuple[bool, bool] = (False, False)
    days_apart: int | None = None
    asked_kind: str = ""
    """The kind of deal that the question is about."""
    brief: Phrase | None = None
    """The sentence for a first screen, which names the question above it; None where only the whole sentence tells it."""
    ways: tuple[Way, ...] = ()
    """The sets of judgements of each way as lists beneath the sentence, where they are too many for it."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A single judgement whose move within its own range (or to ``threshold``) reverses the verdict."""

    path: str
    label: str
    kind: str
    view: str | None
    median: float
    threshold: float | None
    within_range: bool
    relative: float | None = None
    """Distance to flipping in natural spans of the judgement (1 for a probability, 100 points, a party's total weight)."""
    opens: bool | None = None
    """True: the move opens a zone; False: it closes one."""
    has_range: bool = True
    """False: the judgement was given without a range, so that it was moved over nothing; no flip within it says nothing."""


@dataclass(frozen=True, slots=True)
class DiagramPoint:
    label: str
    values: tuple[float, float]
    deal: dict[str, str]
    on_frontier: bool
    recognises_conquest: bool
    marks: str = ""
    """What law says of its options, in a few words (:func:`parley.case.consent.mark_words`); empty: nothing marked."""
    crosses: tuple[Crossed, ...] | None = None
    """The red lines that it crosses; None where the case states none."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """The deal diagram for two principals: one kind under one view."""

    kind: str
    view: str | None
    parties: tuple[str, str]
    frontier: tuple[DiagramPoint, ...]
    deals: tuple[tuple[float, float], ...]
    """At most a few hundred sampled deals for the cloud, deterministic."""
    reservation: tuple[float, float]
    reservation_range: tuple[tuple[float, float], tuple[float, float]]
    """5th to 95th percentile of R for each."""
    named: tuple[DiagramPoint, ...]
    """Example deals chosen to differ and the reference solutions."""
    over: str
    aside: tuple[str, ...] = ()
    """Ratifiers, whose consent is needed and who have no axis."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Where the numbers come from that a verdict on a kind of deal uses, in the base case and the views."""

    total: int
    ours: int
    size: int
    direction: int
    unset: int
    no_range: int = 0
    """Of the total, given without a range: no doubt was stated about them."""
    apart: int = 0
    """Numbers beside these that no verdict uses: what acts change, rates, beliefs about others, futures."""
    anchors: int = 0
    """Ends of a party's own scale (scores of 0 and 100), which define its points."""


@dataclass(frozen=True, slots=True)
class ViewEntry:
    """A view as the answer names it."""

    title: str
    date: datetime.date | None = None
    who: str | None = None
    late: bool = False
    """Dated after the question."""
    because: str | None = None
    paths: tuple[str, ...] = ()
    """The judgements that it sets."""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document of the case, and how many statements were read from it."""

    key: str
    title: str
    date: datetime.date | None = None
    original: str | None = None
    """For a summary of ours: what it is a summary of."""
    summary: bool = False
    file: str | None = None
    statements: int = 0


@dataclass(frozen=True, slots=True)
class LateEvidence:
    """A quotation dated after the question: listed, not used."""

    document: str | None
    quote: str
    date: datetime.date | None
    supports: str | None = None
    ours: bool = False
    """Words of a summary of ours, which nobody said so."""


@dataclass(frozen=True, slots=True)
class IssueNames:
    """An issue and its options by their titles."""

    title: str
    options: dict[str, str]
    marks: dict[str, str] = field(default_factory=dict)
    """Option → its mark in law, of those that bear one."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that a report says."""

    case: str
    title: str
    question: str
    decider: str | None
    as_of: datetime.date
    main_kind: str
    parties: dict[str, str]
    """Principals and other parties: key → title; required ones first."""
    required: tuple[str, ...]
    answer: tuple[Phrase, ...]
    """One sentence (the first), then at most two more."""
    kinds: tuple[KindRow, ...]
    collisions: tuple[Collision, ...]
    differences: tuple[Difference, ...]
    """The first is the one shown on the first screen."""
    courses: tuple[CourseRow, ...]
    flips: tuple[Flip, ...]
    basis: Basis
    weakest: Phrase
    watch: tuple[Phrase, ...]
    law: str
    law_short: str
    law_sources: tuple[str, ...]
    limits: tuple[str, ...]
    scope: str | None
    misuse: str | None
    diagrams: tuple[Diagram, ...]
    judgements: tuple[JudgementRow, ...]
    notes: tuple[Note, ...]
    views: dict[str, ViewEntry]
    documents: tuple[DocumentEntry, ...]
    late_evidence: tuple[LateEvidence, ...]
    late_claims: tuple[str, ...]
    statements: int
    """Number of statements read from the case's documents."""
    draws: int
    seed: int
    version: str
    inputs_hash: str
    request: Request
    """What was asked: the key of the answer, the command that makes it again, and this record of it."""
    lines: tuple[LineEntry, ...] = ()
    """The red lines that count, with what each rests on."""
    lines_set_aside: tuple[str, ...] = ()
    """Red lines declared after ``as_of``, a phrase each: not in force then, neither declared nor weighed."""
    late_documents: tuple[str, ...] = ()
    """Dated after ``as_of``: neither read nor counted."""
    issues: dict[str, IssueNames] = field(default_factory=dict)
    """Names for the keys in deals."""
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    """Every option of the case that a text of law speaks against."""
    extra: Sections = field(default_factory=dict)
    """Further sections (ripeness, barriers, claims, outlook, …) by key, in the order of the registry."""
