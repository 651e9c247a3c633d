"""Draws of all judgements of a case: plain arrays, the same uniforms whatever is compared.

Every number that is no point has one uniform u in (0, 1), and its value is the quantile of its distribution at u.
Uniforms depend on the seed and on the base case alone: two views, two courses or two replays of one case see the same u (common
random numbers), so that what differs between them differs because of the judgements.

Designs, n draws of d uniforms:

- ``sobol``: scrambled Sobol points (Owen 1998; direction numbers of Joe & Kuo 2008), in independent scramblings
  called *replicates*, each with the first n/R points of its sequence: the spread between replicates gives the error.
- ``lhs``: Latin hypercubes (McKay, Beckman & Conover 1979), one independent hypercube a replicate.
- ``random``: independent uniforms; every draw its own replicate, so to speak.

Beside the paths there are auxiliary uniforms: ``red_lines.KEY!event`` for whether a line holds, and
``toughness.PARTY!factor`` for what a party's lines have in common.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from parley.case.paths import Line, Path, Toughness, of
from parley.case.types import Case, Judgement
from parley.core.errors import CaseError, InputError, Location, Problem
from parley.core.seeds import generator

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Method = Literal["sobol", "lhs", "random", "medians"]
METHODS = ("sobol", "lhs", "random")
REPLICATES = 16
MAX_CELLS = 200_000_000
"""Draws times numbers: 1.6 GB; beyond it the request is refused."""
_EDGE = 2.0**-40


@dataclass(frozen=True)
class Draws:
    """n draws of k judgements. ``values`` (n, k) in the order of ``paths``; ``uniforms`` (n, d) in that of ``names``."""

    values: Floats
    paths: tuple[str, ...]
    seed: int
    method: Method
    replicates: int
    replicate: NDArray[np.int8]
    """(n,): which replicate each draw belongs to."""
    uniforms: Floats = field(repr=False)
    """Independent, whatever is correlated: correlations enter between them and ``values``."""
    names: Mapping[str, int] = field(repr=False)
    """Name → column of ``uniforms``; one row of halves at the medians."""
    columns: Mapping[str, int] = field(repr=False)
    """Path → column of ``values``."""

    def __len__(self) -> int:
        return int(self.values.shape[0])

    def get(self, path: str | Path) -> Floats:
        """(n,): the draws of one judgement. Raises :class:`InputError` where the case has no such number."""
        column = self.columns.get(str(path))
        if column is None:
            raise InputError.one(f"the case has no number {path}", code="unknown-path")
        return self.values[:, column]

    def uniform(self, name: str) -> Floats:
        """(n,): the uniform behind a path, or an auxiliary one."""
        import numpy as np

        column = self.names.get(name)
        n = self.values.shape[0]
        if column is None:
            return np.full(n, 0.5) if self.method == "medians" else _stream(self.seed, name, self.replicate)
        u = self.uniforms[:, column]
        return u if u.shape[0] == n else np.full(n, float(u[0]))


def unset(case: Case) -> tuple[str, ...]:
    """Paths of the numbers not yet said."""
    return tuple(path for path, judgement in case.judgements.items() if judgement.distribution is None)


def refuse_unset(case: Case) -> None:
    """Raise :class:`CaseError` naming the numbers that must be said before anything can be computed."""
    paths = unset(case)
    if paths:
        shown = ", ".join(paths[:8]) + (f" and {len(paths) - 8} more" if len(paths) > 8 else "")
        raise CaseError(
            (
                Problem(
                    f"{len(paths)} number{'s are' if len(paths) > 1 else ' is'} not yet said: {shown}",
                    Location(case.path),
                    f"write a number or a range for each; parley check {case.path} lists them",
                    "unset",
                ),
            )
        )


def auxiliary(case: Case) -> tuple[str, ...]:
    """Names of the uniforms that stand for events rather than numbers."""
    stated = {**case.red_lines, **case.late_lines}  # in the file's order: the draws are the same whatever the date
    every = [stated[line.key] for _, line in of(Line, case.judgements) if line.key in stated]
    parties = dict.fromkeys(line.party for line in every)
    return (*(Line(line.key).event for line in every), *(Toughness(party).factor for party in parties))


def medians(case: Case) -> Draws:
    """One draw: every judgement at its median, every uniform at one half."""
    import numpy as np

    refuse_unset(case)
    paths = tuple(case.judgements)
    middle = [j.distribution.median for j in case.judgements.values() if j.distribution is not None]
    return Draws(
        values=np.array([middle], dtype=np.float64),
        paths=paths,
        seed=0,
        method="medians",
        replicates=1,
        replicate=np.zeros(1, dtype=np.int8),
        uniforms=np.full((1, 1), 0.5),
        names={},
        columns={path: i for i, path in enumerate(paths)},
    )


def sample(case: Case, n: int, seed: int, method: str = "sobol", *, replicates: int | None = None) -> Draws:
    """``n`` draws of every judgement of the case.

    ``replicates``: independent designs that the draws are divided among (default 16, fewer below 256 draws).
    Raises :class:`CaseError` while numbers are unset, :class:`InputError` for a bad request.
    """
    import numpy as np

    if n < 1 or seed < 0:
        raise InputError.one("draws must be at least 1, and the seed at least 0")
    if method not in METHODS:
        raise InputError.one(f"there is no sampling method {method!r}", hint="sobol, lhs or random")
    refuse_unset(case)
    stable, own = _base_names(case), _own_names(case)
    if n * (len(stable) + len(own) + len(case.judgements)) > MAX_CELLS:
        raise InputError.one(
            f"{n:,} draws of {len(case.judgements):,} numbers do not fit into memory", hint="ask for fewer draws"
        )
    count = 1 if method == "random" else min(replicates or _default_replicates(n), n, 127)
    replicate = (np.arange(n) * count // n).astype(np.int8)
    uniforms = _design(method, n, len(stable), seed, replicate, count)
    if own:
        streams = [_stream(seed, name, replicate)[:, None] for name in own]
        uniforms = np.asfortranarray(np.concatenate([uniforms, *streams], axis=1))
    return _realised(case, uniforms, (*stable, *own), seed, method, count, replicate)


def stable_names(case: Case) -> tuple[str, ...]:
    """Names of the uniforms of a design for this case, in order: every number that is no point, and the events."""
    return (*_base_names(case), *_own_names(case))


def _base_names(case: Case) -> tuple[str, ...]:
    """What the design is made for, the same under every view: ranges of the base or of a view, what is correlated,
    events."""
    base = case.base or case.judgements
    needed = {path for correlation in case.correlations for path in correlation.paths} | case.ranged
    ranges = [path for path, judgement in base.items() if path in needed or not _is_point(judgement)]
    return (*ranges, *auxiliary(case))


def _own_names(case: Case) -> tuple[str, ...]:
    """Numbers that only ``sets`` made ranges; each has a stream of its own, stratified like the design."""
    known = set(_base_names(case))
    return tuple(path for path, judgement in case.judgements.items() if path not in known and not _is_point(judgement))


def _is_point(judgement: Judgement) -> bool:
    return judgement.distribution is None or judgement.distribution.is_point


def from_uniforms(case: Case, uniforms: Floats, seed: int = 0) -> Draws:
    """Draws at given uniforms, (n, d) in (0, 1) in the order of :func:`stable_names`: for designs of one's own."""
    import numpy as np

    refuse_unset(case)
    stable = stable_names(case)
    if uniforms.ndim != 2 or uniforms.shape[1] != len(stable):
        raise InputError.one(f"{len(stable)} uniforms a draw are needed, not {uniforms.shape[-1]}")
    u = np.clip(uniforms, _EDGE, 1.0 - _EDGE)
    return _realised(case, u, stable, seed, "random", 1, np.zeros(u.shape[0], dtype=np.int8))


def _realised(
    case: Case,
    uniforms: Floats,
    stable: tuple[str, ...],
    seed: int,
    method: str,
    count: int,
    replicate: NDArray[np.int8],
) -> Draws:
    """Every judgement at its quantile."""
    import numpy as np

    names = {name: i for i, name in enumerate(stable)}
    behind = uniforms
    if case.correlations:
        from parley.case.chance.correlation import correlated

        behind = correlated(case.correlations, uniforms, names, _EDGE)
    paths = tuple(case.judgements)
    values = np.empty((uniforms.shape[0], len(paths)), order="F")
    for i, (path, judgement) in enumerate(case.judgements.items()):
        distribution = judgement.distribution
        assert distribution is not None  # unset numbers were refused
        values[:, i] = distribution.median if distribution.is_point else distribution.quantile(behind[:, names[path]])
    return Draws(
        values=values,
        paths=paths,
        seed=seed,
        method=method,  # type: ignore[arg-type]  # checked by the callers
        replicates=count,
        replicate=replicate,
        uniforms=uniforms,
        names=names,
        columns={path: i for i, path in enumerate(paths)},
    )


def _default_replicates(n: int) -> int:
    return REPLICATES if n >= 256 else max(1, n // 16)


def _design(method: str, n: int, d: int, seed: int, replicate: NDArray[np.int8], count: int) -> Floats:
    """(n, d) uniforms in (0, 1)."""
    import numpy as np

    if method == "random":
        u = generator(seed, "random").random((n, d))
    else:
        parts = []
        for r in range(count):
            size = int(np.count_nonzero(replicate == r))
            rng = generator(seed, method, str(r))
            parts.append(_sobol(size, d, rng) if method == "sobol" else _latin(size, d, rng))
        u = np.concatenate(parts)
    return np.asfortranarray(np.clip(u, _EDGE, 1.0 - _EDGE))


def _sobol(n: int, d: int, rng: np.random.Generator) -> Floats:
    """The first ``n`` points of one scrambled sequence; numbers beyond the table's dimensions get a Latin hypercube."""
    import numpy as np

    from parley.case.chance.sobol import MOST, scrambled

    made = scrambled(n, min(d, MOST), rng)
    return made if d <= MOST else np.concatenate([made, _latin(n, d - MOST, rng)], axis=1)


def _latin(n: int, d: int, rng: np.random.Generator) -> Floats:
    import numpy as np

    cells = np.tile(np.arange(n, dtype=np.float64)[:, None], (1, d))
    made: Floats = (rng.permuted(cells, axis=0) + rng.random((n, d))) / n
    return made


def _stream(seed: int, name: str, replicate: NDArray[np.int8]) -> Floats:
    """(n,): a uniform of its own for a name outside of the design, stratified within each replicate."""
    import numpy as np

    parts = [
        _latin(int(size), 1, generator(seed, "own", name, str(r)))[:, 0]
        for r, size in enumerate(np.bincount(replicate))
    ]
    return np.clip(np.concatenate(parts), _EDGE, 1.0 - _EDGE)


def share_and_error(flags: NDArray[np.bool_], draws: Draws) -> tuple[float, float]:
    """(share of draws where ``flags`` is true, its standard error).

    Error between replicates, √(Σ (p_r − p)² / (R (R − 1))); the binomial one without replicates. Where no draw or every
    draw is true, the spread would say 0: then √(p̃ (1 − p̃) / (n + 4)) with p̃ = (k + 2) / (n + 4) of Agresti & Coull
    (1998) stands in, because n draws cannot rule out a share of 1/n.
    """
    import numpy as np

    n = int(flags.shape[0])
    share = float(np.mean(flags))
    hits = int(np.count_nonzero(flags))
    if draws.method == "medians":
        return share, 0.0
    if hits in (0, n):
        near = 2.0 / (n + 4.0)
        return share, math.sqrt(near * (1.0 - near) / (n + 4.0))
    if draws.replicates < 2 or draws.replicate.shape[0] != n:
        return share, math.sqrt(share * (1.0 - share) / n)
    sizes = np.bincount(draws.replicate)
    means = np.bincount(draws.replicate, weights=flags.astype(np.float64)) / sizes
    spread = float(np.sum((sizes / sizes.mean()) * (means - share) ** 2))
    r = draws.replicates
    return share, math.sqrt(spread / (r * (r - 1)))


@dataclass(frozen=True, slots=True)
class Settled:
    """A share with its error, and whether the error is within the bound that was asked for."""

    share: float
    error: float
    draws: int
    reached: bool


def share_until(
    case: Case,
    ask: Callable[[Draws], NDArray[np.bool_]],
    *,
    within: float,
    seed: int = 0,
    method: str = "sobol",
    first: int = 512,
    most: int = 1 << 17,
) -> Settled:
    """Draw until the standard error of the share of draws for which ``ask`` says yes is at most ``within``.

    The number of draws doubles from ``first``; Sobol points of a larger design begin with those of the smaller, so
    nothing is thrown away. The rule stops at ``most`` draws and says that it did not reach the bound. Because the error
    is itself an estimate, it must hold in two rounds running before the rule believes it.
    """
    if not within > 0 or first < 1 or most < first:
        raise InputError.one("the error asked for must be above 0, and the most draws at least the first")
    n, before = first, False
    while True:
        draws = sample(case, n, seed, method)
        share, error = share_and_error(ask(draws), draws)
        good = error <= within
        if (good and before) or n >= most:
            return Settled(share, error, n, good)
        n, before = min(2 * n, most), good
