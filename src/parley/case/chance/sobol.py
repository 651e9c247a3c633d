"""Sobol points with random linear scrambling, without the second that importing scipy.stats takes.

Point i of dimension j is the sum (mod 2) of the direction numbers v_jb over the bits b of i (Sobol 1967; direction
numbers of Joe & Kuo, SIAM J. Sci. Comput. 30, 2008). Each dimension is multiplied by a random lower-triangular matrix
over GF(2) and shifted digitally (Matoušek, J. Complexity 14, 1998): every point is then uniform on [0, 1), and every
prefix of 2^m points keeps the balance of the sequence.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Words = NDArray[np.uint64]

BITS = 32
MOST = 1111
"""Dimensions that the table holds."""


@cache
def _table() -> tuple[tuple[int, tuple[int, ...]], ...]:
    """(polynomial, initial numbers) of each dimension."""
    rows = files("parley.case").joinpath("data", "joe-kuo.csv").read_text(encoding="ascii").splitlines()
    cells = (row.split(",") for row in rows if not row.startswith("#"))
    return tuple((int(poly), tuple(map(int, numbers.split()))) for poly, numbers in cells)


@cache
def directions(d: int) -> Words:
    """(d, BITS): direction numbers v_jb as BITS-bit integers, for b = 0 (the lowest bit of the index) upward."""
    made = np.zeros((d, BITS), dtype=np.uint64)
    for j, (poly, initial) in enumerate(_table()[:d]):
        degree = poly.bit_length() - 1
        v = [m << (BITS - 1 - b) for b, m in enumerate(initial)]
        if degree == 0:
            v = [1 << (BITS - 1 - b) for b in range(BITS)]
        taps = [k for k in range(1, degree) if poly >> (degree - k) & 1]
        for b in range(len(v), BITS):
            new = v[b - degree] ^ (v[b - degree] >> degree)
            for k in taps:
                new ^= v[b - k]
            v.append(new)
        made[j] = v
    return made


def integers(n: int, v: Words) -> Words:
    """(n, d): the first ``n`` points of the sequence with direction numbers ``v`` (d, BITS), as integers."""
    m = max(0, (n - 1).bit_length())
    points = np.zeros((1 << m, v.shape[0]), dtype=np.uint64)
    for b in range(m):  # each bit of the index doubles the points
        points[1 << b : 2 << b] = points[: 1 << b] ^ v[:, b]
    return points[:n]


def scrambled(n: int, d: int, rng: np.random.Generator) -> Floats:
    """(n, d): the first ``n`` points of one scrambled sequence in (0, 1). Raises ``ValueError`` above :data:`MOST`."""
    if d > MOST:
        raise ValueError(f"{d} dimensions; the table holds {MOST}")
    v = directions(d)
    m = max(1, (n - 1).bit_length())
    place = np.arange(BITS - 1, -1, -1, dtype=np.uint64)  # most significant bit first
    digits = ((v[:, None, :m] >> place[None, :, None]) & np.uint64(1)).astype(np.float32)  # (d, BITS, m)
    mixing = np.tril(rng.integers(0, 2, (d, BITS, BITS), dtype=np.uint8), -1).astype(np.float32)
    mixing += np.eye(BITS, dtype=np.float32)
    mixed = (mixing @ digits).astype(np.uint64) & np.uint64(1)  # sums of at most 32 ones are exact
    weights = np.uint64(1) << place
    scrambled_v = (mixed * weights[None, :, None]).sum(axis=1, dtype=np.uint64)  # (d, m)
    shift = rng.integers(0, 1 << BITS, d, dtype=np.uint64)
    points = integers(n, scrambled_v) ^ shift
    made: Floats = (points.astype(np.float64) + 0.5) * 2.0**-BITS
    return made
