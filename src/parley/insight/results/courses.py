"""What the answer holds of a course: its joint effect on the zone of every kind of deal, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from parley.case.types import Distribution, Risk
from parley.insight.results.phrases import Phrase

EffectWord = Literal["opens", "nearer", "further", "no change", "depends"]
EFFECT_WORDS: tuple[EffectWord, ...] = ("opens", "nearer", "further", "no change", "depends")
Measure = Literal["gap", "shortfall", "margin"]
CourseLines = Literal["weighed", "none"]
Reason = Literal["against", "range", "undecided"]
AlternativeWord = Literal["weakens", "strengthens", "as before"]

LEAST = 0.005
"""Half a hundredth of a party's range: a distance that changes by less stays."""
ERRORS = 2.0
"""Errors of the difference within which a share stays."""


@dataclass(frozen=True, slots=True)
class JointEffect:
    """What a course does to the zone of one kind of deal under one view, on the lines that ``lines`` names.

    The rule of ``word`` and of ``lines`` is in :mod:`parley.insight.sections.joint`. Gaps and shortfalls are in units of a party's range.
    """

    word: EffectWord
    gap_before: float | None
    """The larger party's gap at the middle numbers. None where it is not defined, or where other parties have a gap
    before than after, so that the two could not be compared: then the shortfall is."""
    gap_after: float | None
    share_before: float | None
    """Of the combinations of the stated ranges, those with a zone; None without draws, or where the budget left some open."""
    share_after: float | None
    share_se: float | None
    """Error of the difference, draw by draw on common draws."""
    shortfall_before: float | None = None
    """The least that some party falls short of its no-deal value in the best deal for the one worst served; below zero it
    is the margin that all have."""
    shortfall_after: float | None = None
    zone_before: bool | None = None
    zone_after: bool | None = None
    measure: Measure = "gap"
    """By which distance the word goes: the gap; the margin (the gap below zero: what the party with least room could still give)
    where a zone exists before and after; the shortfall where no gap can be compared."""
    reason: Reason | None = None
    """Why it depends: gap, shortfall and share pull ``against`` each other; the course's own ``range`` holds both."""
    low: float | None = None
    """5th percentile of the change of the distance over the course's own ranges, its risk among them."""
    high: float | None = None
    lines: CourseLines = "none"
    """On which lines the courses of the case are judged: all set aside, or each held with its stated chance (weighed) because
    a course changes a line."""

    @property
    def before(self) -> float | None:
        """The distance by which the word goes, before."""
        return self.shortfall_before if self._by_shortfall else self.gap_before

    @property
    def after(self) -> float | None:
        """The same, after."""
        return self.shortfall_after if self._by_shortfall else self.gap_after

    @property
    def _by_shortfall(self) -> bool:
        return self.measure == "shortfall" or self.gap_before is None or self.gap_after is None

    @property
    def closes(self) -> bool:
        """Whether a zone at the middle numbers is gone after the course."""
        return self.zone_before is True and self.zone_after is False


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a course does to what going on without a deal is worth to one party, by its own beliefs."""

    party: str
    word: AlternativeWord
    change: float
    """Points, at the middle numbers of the base case."""
    by_view: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Amount:
    """A middle and the two ends of a range (5th and 95th percentile of each factor, multiplied)."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, distribution: Distribution) -> Amount:
        """The middle and the ends of a range."""
        return cls(distribution.median, distribution.low, distribution.high)

    def times(self, other: Amount) -> Amount:
        """The product, end by end."""
        return Amount(self.median * other.median, self.low * other.low, self.high * other.high)


def chance_of(risk: Risk | None) -> Amount | None:
    """How likely a risk is to come true; None where it enters no number."""
    if risk is None or not risk.shifts or risk.chance is None or risk.chance.distribution is None:
        return None
    return Amount.of(risk.chance.distribution)


def risk_words(text: str, chance: Amount | None, through: bool) -> str:
    """A risk with how likely it is put, that it lies in the range of a step, or that it is words only."""
    if chance is None:
        return f"{text} ({IN_STEPS if through else IN_WORDS})"
    ends = [f"{100 * share:.0f}" for share in (chance.low, chance.high)]
    return f"{text} (put at {' to '.join(dict.fromkeys(ends))} of 100)"


IN_WORDS = "in words only; in no number"
"""Beside a risk that no change carries."""
IN_STEPS = "counted in its steps"
"""Beside a risk that is counted in the range of something that the course does."""


@dataclass(frozen=True, slots=True)
class WaitingCost:
    """What waiting costs one party: points, and units of the case's own (lives, money), all for the whole wait."""

    party: str
    points: Amount | None
    """None where nothing says what a month costs it."""
    units: dict[str, Amount] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long a course waits, and what that costs whatever follows."""

    months: Amount
    costs: tuple[WaitingCost, ...]


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course open to the decider."""

    course: str
    title: str
    public: bool
    audience: tuple[str, ...]
    effect: dict[str, JointEffect]
    """Kind → joint effect in the base case."""
    effect_by_view: dict[str, dict[str, JointEffect]]
    """View → kind → the same; views dated after the question are among them, and count for no word over views."""
    word: dict[str, EffectWord]
    """Kind → one word for the base case and every view not dated later: theirs where they agree, else *depends*."""
    alternatives: tuple[Alternative, ...]
    """Of every party whose consent is required, principals first."""
    risk: Phrase | None
    case_for: tuple[Phrase, ...]
    case_against: tuple[Phrase, ...]
    turns_on: Phrase | None
    risk_chance: Amount | None = None
    """How likely the risk is to come true; None where that is not said."""
    risk_through: tuple[str, ...] = ()
    """Numbers in whose change the risk is counted. With neither it is words only, and enters no number."""
    waiting: Waiting | None = None
    own: tuple[str, ...] = ()
    """Numbers of what the decider itself wants that the course changes: an input, not an effect on others."""
    gives_up: tuple[str, ...] = ()
    """Kinds of deal that it does not seek: it has no rank by what it does to these, which ``effect`` still holds."""
    typed: str | None = None
    """The range that was typed in for the one thing that the course does, where that has one sign: the direction was assumed."""
