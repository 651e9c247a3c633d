"""Random streams that do not depend on order: a stream is named, not numbered.

Seeds: an integer at least 0; 0 is a seed like any other. The same (seed, names) gives the same stream on every machine
and for any number of workers, because each name is hashed into the entropy of a :class:`numpy.random.SeedSequence`.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def entropy(name: str) -> int:
    """128 bits that stand for a name."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:16], "big")


def generator(seed: int, *names: str) -> np.random.Generator:
    """The stream called ``names`` under ``seed``."""
    import numpy as np

    return np.random.default_rng(np.random.SeedSequence([seed, *(entropy(name) for name in names)]))
