"""The named packages of the case: under each view in the zone or not, what each crosses, and whether stated orders agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from parley.insight.results.section import Section, SectionRecord
from parley.insight.results.words import listed

if TYPE_CHECKING:
    from parley.case.types import Case


@dataclass(frozen=True, slots=True)
class PackageInView:
    """A package under one view, red lines weighed."""

    in_zone: bool
    short: dict[str, float]
    """By party: points by which it falls short at the middle numbers; 0 where it does not."""
    share: float | None
    """Of the combinations of the stated ranges: those in which the package is in the zone; None without draws."""
    share_se: float | None
    varies: bool
    """False: nothing that the verdict reads has a range."""


@dataclass(frozen=True, slots=True)
class PackageStanding:
    """One package of the case."""

    title: str
    deal: dict[str, str]
    crosses: tuple[str, ...]
    """Red lines of those whose consent is required."""
    marks: dict[str, str]
    """Issue → how its option is marked in law."""
    needs: tuple[str, ...]
    """Suppliers and ratifiers beside the principals."""
    views: dict[str, PackageInView]
    """Empty where numbers are not yet said."""
    order: str | None
    """By the stated orders alone: "acceptable to all", "refused" or "open"; None where nobody ranks packages."""


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A stated order that the numbers of a view contradict."""

    view: str
    party: str
    above: str
    below: str
    worth: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Packages(Section):
    key: ClassVar[str] = "packages"
    packages: dict[str, PackageStanding]
    contradictions: tuple[Contradicted, ...]

    @property
    def on_screen(self) -> str:
        """Which packages are in the zone of the base case by name, and of the others how many cross a red line."""
        base = {key: p.views["base"] for key, p in self.packages.items() if "base" in p.views}
        if not base:
            return self.text
        inside = [f"“{self.packages[key].title}”" for key, view in base.items() if view.in_zone]
        first = f"{listed(inside)} {'is' if len(inside) == 1 else 'are'}"
        if not inside:
            first = "None of them is" if len(base) > 1 else f"“{self.packages[next(iter(base))].title}” is not"
        crossing = sum(bool(p.crosses) for p in self.packages.values())
        verb = "crosses" if crossing == 1 else "cross"
        rest = f"; {crossing} of {len(self.packages)} {verb} a red line" if crossing else ""
        against = " The stated orders and the numbers disagree." if self.contradictions else ""
        return f"{first} in the zone (base case, middle numbers, lines weighed){rest}.{against}"


def _any(case: Case) -> bool:
    return bool(case.packages)


RECORD = SectionRecord(
    Packages,
    "parley.insight.sections.packages:section",
    _any,
    by_numbers=True,
    memo=True,
    without_numbers=True,
)
