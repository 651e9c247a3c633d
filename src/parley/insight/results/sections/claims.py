"""The claims of a case under every view: whether each holds, how firmly, and what it turns on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from parley.insight.results.section import Section, SectionRecord

if TYPE_CHECKING:
    from parley.case.types import Case

ClaimVerdict = Literal["holds", "fails", "depends", "assumed", "not tested"]
"""holds, fails, depends: by the medians and the share of the stated ranges. assumed: its query only reads numbers that were typed in.
not tested: its query asks something else than the claim says, or it has none."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document, and what they support."""

    document: str
    quote: str
    supports: str
    ours: bool = False
    """Words of a summary of ours, which nobody said so."""


@dataclass(frozen=True, slots=True)
class TurnsOn:
    """The judgement whose move within its own range turns the answer with the smallest relative move."""

    path: str
    label: str
    at: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Premise:
    """A step of an argument, and whether it is true at the medians (None: not tested)."""

    premise: str
    true: bool | None


@dataclass(frozen=True, slots=True)
class Chain:
    """Whether an argument stands at the medians, or where it breaks."""

    stands: bool
    breaks_at: str | None
    premises: tuple[Premise, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim under one view."""

    verdict: ClaimVerdict
    at_medians: bool | None
    """Whether its query is true there; None where it is not tested."""
    share: float | None
    """Share of combinations of the stated ranges in which it is true; None where the query is itself about shares."""
    share_se: float | None
    numbers: dict[str, float | None]
    """Every number that the query compares, at the medians."""
    turns_on: TurnsOn | None
    chain: Chain | None
    varies: bool = True
    """False: no number that the query can depend on has a range, so that there is nothing to take a share over."""

    @property
    def word(self) -> str:
        """The verdict as a reader is told it: of what is assumed, which way."""
        return "assumed not" if self.verdict == "assumed" and self.at_medians is False else self.verdict


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A claim under every view."""

    id: str
    who: str
    date: str | None
    late: bool
    text: str
    query: str
    premises: tuple[str, ...]
    evidence: tuple[Quotation, ...]
    views: dict[str, Standing]
    verdict: ClaimVerdict = "depends"
    """Over the base case and the views that are not dated after the question; depends: where they differ."""
    untested: str | None = None
    """Why its query tests nothing of what it says."""
    tested: str | None = None
    """The narrower thing that is tested, where the text says so: the claim is tested in part."""
    said: str = ""
    """The claim itself: its text without the clause that says what is tested."""
    assumes: tuple[str, ...] = ()
    """Parts of its query that read back what was typed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims(Section):
    key: ClassVar[str] = "claims"
    claims: tuple[ClaimResult, ...]
    notes: tuple[int, ...] = ()

    @property
    def cited(self) -> tuple[int, ...]:
        return self.notes


def _any(case: Case) -> bool:
    return bool(case.claims)


RECORD = SectionRecord(Claims, "parley.insight.sections.claims:section", _any, screen=False)
