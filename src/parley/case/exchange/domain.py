"""What every exchange format says: issues with values, and one additive utility for each party."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from parley.core.errors import DataError, Location

Normalise = Literal["none", "genius", "range"]


@dataclass(frozen=True, slots=True)
class IssueSpec:
    """An issue and its values, by their own names, in file order."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """u(x) = bias + Σ_j weights[j] · evaluations[j][x_j], in the file's own units (usually 0 to 1)."""

    name: str
    weights: tuple[float, ...]
    evaluations: tuple[tuple[float, ...], ...]
    reservation: float | None = None
    reservation_bid: tuple[str, ...] | None = None
    discount: float | None = None
    bias: float = 0.0

    def utility(self, deal: tuple[int, ...]) -> float:
        """u of the deal given by one value index per issue."""
        parts = zip(self.weights, self.evaluations, deal, strict=True)
        return self.bias + sum(w * e[o] for w, e, o in parts)

    def reserved(self, issues: tuple[IssueSpec, ...]) -> float:
        """The reservation value: as given, else the utility of the reservation bid, else 0."""
        if self.reservation is not None:
            return self.reservation
        if self.reservation_bid is not None:
            deal = tuple(i.values.index(v) for i, v in zip(issues, self.reservation_bid, strict=True))
            return self.utility(deal)
        return 0.0


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain with its profiles. ``format`` names where it came from; ``files`` the files, for messages."""

    name: str
    issues: tuple[IssueSpec, ...]
    profiles: tuple[Profile, ...]
    format: str
    files: tuple[str, ...] = ()

    def checked(self) -> Domain:
        """Itself, or :class:`DataError` for what no analysis can use: no issues, no profiles, numbers not finite."""
        where = Location(self.files[0]) if self.files else None
        if not self.issues:
            raise DataError.one("the domain has no issues", where=where, code="exchange")
        if not self.profiles:
            raise DataError.one(
                "no profile goes with the domain", where=where, hint="name the profile files too", code="exchange"
            )
        for issue in self.issues:
            if not issue.values:
                raise DataError.one(f"issue {issue.name!r} has no values", where=where, code="exchange")
            if len(set(issue.values)) != len(issue.values):
                raise DataError.one(f"issue {issue.name!r} names a value twice", where=where, code="exchange")
        for p in self.profiles:
            numbers = [*p.weights, *(x for row in p.evaluations for x in row), p.bias, p.reservation or 0.0]
            if not all(math.isfinite(x) for x in numbers):
                raise DataError.one(
                    f"profile {p.name!r} holds a number that is not finite", where=where, code="exchange"
                )
            if min(p.weights) < 0:
                raise DataError.one(f"profile {p.name!r} has a weight below 0", where=where, code="exchange")
            if sum(p.weights) <= 0:
                raise DataError.one(f"profile {p.name!r} has no weight above 0", where=where, code="exchange")
        return self


def file_names(names: Iterable[str]) -> list[str]:
    """A file name, without ending, for each name: no folder, nothing hidden, none twice. A title may hold anything."""
    out: list[str] = []
    for name in names:
        base = re.sub(r"[^\w .,()+-]+", "-", name).strip(" .-")[:80] or "unnamed"
        taken = {made.casefold() for made in out}
        made = next(c for n in itertools.count(1) if (c := base if n == 1 else f"{base}-{n}").casefold() not in taken)
        out.append(made)
    return out


def normalised(profile: Profile, how: Normalise) -> Profile:
    """The profile as asked: as it is; each issue's evaluations divided by their largest, as GENIUS itself reads them;
    or utilities stretched so that the worst deal is 0 and the best 1 (reservation value moved along)."""
    if how == "none":
        return profile
    if how == "genius":
        rows = tuple(tuple(x / max(row) for x in row) if max(row) > 0 else row for row in profile.evaluations)
        return replace(profile, evaluations=rows)
    low = profile.bias + sum(w * min(row) for w, row in zip(profile.weights, profile.evaluations, strict=True))
    high = profile.bias + sum(w * max(row) for w, row in zip(profile.weights, profile.evaluations, strict=True))
    if high <= low:
        return profile
    rows = tuple(tuple(x - min(row) for x in row) for row in profile.evaluations)
    span = high - low
    reservation = None if profile.reservation is None else (profile.reservation - low) / span
    return replace(
        profile, weights=tuple(w / span for w in profile.weights), evaluations=rows, bias=0.0, reservation=reservation
    )


def load_text(path: Path) -> str:
    """The file as UTF-8 text (a byte-order mark dropped); :class:`DataError` where it cannot be had."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DataError.one("there is no such file", where=Location(str(path)), code="exchange") from None
    except UnicodeDecodeError as error:
        raise DataError.one(
            f"not UTF-8 text (byte {error.start})", where=Location(str(path)), code="exchange"
        ) from None
    except OSError as error:
        raise DataError.one(f"cannot be read: {error.strerror}", where=Location(str(path)), code="exchange") from None
