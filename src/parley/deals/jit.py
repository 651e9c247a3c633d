"""Compiled loops. Importing this module imports numba (about half a second): do so only where there is work for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba


def compiled(function: Callable[..., Any]) -> Any:
    """Compile on first use and keep the machine code on disk; where no folder can be written, only in memory."""
    try:
        return numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # numba finds no writable place for its cache (read-only install, no home)
        return numba.njit(nogil=True, error_model="numpy")(function)
