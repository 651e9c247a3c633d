"""Matrix products for the parser by numpy's own library, which is faster here than the one that spaCy brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from thinc.api import NumpyOps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]


class NumpyProducts(NumpyOps):  # type: ignore[misc]  # thinc is not typed
    """As spaCy's own operations, but for the products of whole matrices."""

    def gemm(
        self, x: Matrix, y: Matrix, out: Matrix | None = None, trans1: bool = False, trans2: bool = False
    ) -> Matrix:
        """``x @ y``, each transposed first where told, into ``out`` where given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)
