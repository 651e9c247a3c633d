"""Reading: a document to attributed statements. :func:`read` does it; :func:`default_codebook` is what it knows.

Commands and programs read through :mod:`parley.reading.one_source`, which limits the time and refuses in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parley.reading.codebook import default_codebook, extended, read_offices
from parley.reading.model import Codebook, Footing, Office, Proposition, Stance, Statement, statement_id

if TYPE_CHECKING:
    from parley.reading.reader import read

__all__ = [
    "Codebook", "Footing", "Office", "Proposition", "Stance", "Statement", "default_codebook", "extended", "read",
    "read_offices", "statement_id",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name != "read":
        raise AttributeError(f"module 'parley.reading' has no attribute {name!r}")
    from parley.reading.reader import read  # the language is in it: whoever reads nothing need not wait for it

    globals()[name] = read
    return read
